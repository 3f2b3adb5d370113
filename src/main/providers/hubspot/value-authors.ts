import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { lenient } from '../../http/lenient.ts'
import type { ProviderSession, StoredFacts, ValueAuthor } from '../provider.ts'
import { ownersFact, readOwners } from './account-facts.ts'
import { idPattern } from './find-record.ts'
import { objectPath } from './object-types.ts'
import { readInstant } from './property-text.ts'

/** Schema ValueWithTimestamp of HubSpot's published document; the newest comes first. */
const valueSchema = z.object({
  timestamp: z.unknown(),
  sourceType: lenient(z.string()),
  sourceId: lenient(z.string()),
  updatedByUserId: lenient(z.union([z.int(), z.string()])),
})
const historySchema = z.object({
  propertiesWithHistory: lenient(z.record(z.string(), z.array(valueSchema.catch({ timestamp: null })))),
})

/** So many names stand in an address beside the rest of it. */
const mostNames = 100

/**
 * Who set the values that these properties have now. HubSpot names the user by an id that its owners have too, and
 * not at all where an integration, an import or a workflow did it.
 */
export async function authorsOf(
  session: ProviderSession,
  externalId: string,
  names: readonly string[],
  facts: StoredFacts,
): Promise<Result<ReadonlyMap<string, ValueAuthor>, AppError>> {
  if (!idPattern.test(externalId)) return err({ kind: 'not-found' })
  const answer = await session.request(
    {
      method: 'GET',
      path: objectPath('contact', externalId),
      query: { propertiesWithHistory: names.slice(0, mostNames).join(',') },
    },
    historySchema,
  )
  if (!answer.ok) return answer
  const people = new Map(
    Object.values(readOwners(facts[ownersFact])).map(({ userId, name }) => [userId, name] as const),
  )
  const history = answer.value.propertiesWithHistory ?? {}
  const authors = names.flatMap((name): (readonly [string, ValueAuthor])[] => {
    const newest = Object.hasOwn(history, name) ? history[name]?.[0] : undefined
    if (newest === undefined) return []
    const userId = newest.updatedByUserId ?? /^userId:(\d{1,20})$/.exec(newest.sourceId ?? '')?.[1]
    const by = userId === undefined ? undefined : people.get(String(userId))
    return [
      [name, { atMs: readInstant(newest.timestamp), by: by === undefined ? null : wellFormedStart(by, 200) }],
    ]
  })
  return ok(new Map(authors))
}
