import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import { peopleSchema } from '../schema.ts'

/** The fact with the names of the workspace's people, by id. */
export const peopleFact = 'people'

/** All of the workspace's people, whose names records leave out. A connection may not be allowed to know them. */
export async function listPeople({ session, signal }: FeedContext): Promise<Result<FeedStep, AppError>> {
  const names: Record<string, string> = {}
  const seen = new Set<string>()
  let start = ''
  do {
    seen.add(start)
    const query = { page_size: '100', ...(start === '' ? {} : { start_cursor: start }) }
    const page = await session.request({ method: 'GET', path: ['v1', 'users'], query, signal }, peopleSchema)
    if (!page.ok && page.error.kind === 'missing-permission') return ok(stepOf({}))
    if (!page.ok) return page
    for (const { id, name } of page.value.results) if (typeof name === 'string') names[id] = name
    start = page.value.next_cursor ?? ''
  } while (start !== '' && !seen.has(start))
  return ok(stepOf({ facts: [{ name: peopleFact, value: names }] }))
}
