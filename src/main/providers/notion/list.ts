import type { AppError } from '../../../shared/errors.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ItemPage, ProviderSession } from '../provider.ts'
import { searchSchema } from './schema.ts'
import { kindOf, toLoadedItem } from './to-item.ts'

/** The most that a search gives at once (Notion's reference, "Search"). */
const pageSize = 100

type Direction = 'ascending' | 'descending'

/**
 * One page of a search, the only list that Notion has. The oldest edit comes first: what is edited meanwhile
 * moves to the end and is still met, the other way round it would be missed. A search that was cut short is
 * gone through from the other end too; if that one is cut as well, the load fails rather than take the rest
 * for deleted.
 */
export async function listPage(
  providerId: ProviderId,
  session: ProviderSession,
  type: ItemType,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<ItemPage, AppError>> {
  const kind = kindOf(type)
  const { direction, start } = readCursor(cursor)
  const page = await session.request(
    {
      method: 'POST',
      path: ['v1', 'search'],
      json: {
        filter: { property: 'object', value: kind },
        sort: { timestamp: 'last_edited_time', direction },
        page_size: pageSize,
        ...(start === '' ? {} : { start_cursor: start }),
      },
      isRead: true,
      signal,
    },
    searchSchema,
  )
  if (!page.ok) return page
  const { results, next_cursor, request_status } = page.value
  const next = next_cursor ?? ''
  const isCut = next === '' && request_status?.type === 'incomplete'
  if (isCut && direction === 'descending') {
    return err({ kind: 'unexpected-response', detail: 'search cut short' })
  }
  return ok({
    items: results.flatMap((found) =>
      found.object === kind ? (toLoadedItem(providerId, session, type, found) ?? []) : [],
    ),
    next: next === '' ? (isCut ? 'descending:' : null) : `${direction}:${next}`,
    total: null,
  })
}

/** A direction and Notion's own cursor in it. */
function readCursor(cursor: string | null): { direction: Direction; start: string } {
  const [, direction, start = ''] = /^(ascending|descending):(.*)$/s.exec(cursor ?? '') ?? []
  return { direction: direction === 'descending' ? 'descending' : 'ascending', start }
}
