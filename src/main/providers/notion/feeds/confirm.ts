import type { AppError } from '../../../../shared/errors.ts'
import type { ItemKey } from '../../../../shared/model/item.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { UnseenRow } from '../../../../shared/store-protocol.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import type { LoadedItem } from '../../provider.ts'
import { foundSchema } from '../schema.ts'
import { sortFound } from './read-list.ts'

/**
 * Asks for rows one by one that no list had: search may leave out what is there. Only what Notion itself calls
 * trashed is gone. What it does not find was deleted or is not shared any more, which it does not tell apart: it is
 * missed. What it will not show, for whatever reason, and what it does not take for a page, stays.
 */
export async function confirmRows(
  providerId: ProviderId,
  { session, signal }: FeedContext,
  rows: readonly UnseenRow[],
): Promise<Result<FeedStep, AppError>> {
  const items: LoadedItem[] = []
  const gone: ItemKey[] = []
  const missed: ItemKey[] = []
  const answers = await Promise.all(
    rows.map(async ({ key, type, externalId }) => {
      const path = ['v1', type === 'page' ? 'pages' : 'data_sources', externalId]
      return { key, found: await session.request({ method: 'GET', path, signal }, foundSchema) }
    }),
  )
  for (const { key, found } of answers) {
    if (found.ok) {
      const sorted = sortFound(providerId, session, [found.value])
      items.push(...sorted.items)
      gone.push(...sorted.gone)
    } else if (found.error.kind === 'not-found') missed.push(key)
    else if (found.error.kind !== 'missing-permission' && found.error.kind !== 'rejected') return found
  }
  return ok(stepOf({ items, gone, missed }))
}
