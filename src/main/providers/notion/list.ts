import type { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ItemPage, LoadedItem, ProviderSession } from '../provider.ts'
import { searchSchema } from './schema.ts'
import { kindOf, toLoadedItem } from './to-item.ts'

/** The most that a search gives at once (Notion's reference, "Search"). */
const pageSize = 100

/** Where a load stands: Notion's own cursor, empty at the start, in one of two directions. */
interface Place {
  readonly direction: 'ascending' | 'descending'
  readonly start: string
  /** Where the ascending search was cut: beyond this time, in epoch ms, everything was met already. */
  readonly metUntilMs: number | null
}

/**
 * One page of a search, the only list that Notion has. The oldest edit comes first: what is edited meanwhile
 * moves to the end and is still met, the other way round it would be missed. Where a search is cut short, the
 * rest is fetched from the other end, as far as what was met already; if that one is cut before it gets
 * there, the load fails rather than take what is missing for deleted.
 */
export async function listPage(
  providerId: ProviderId,
  session: ProviderSession,
  type: ItemType,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<ItemPage, AppError>> {
  const kind = kindOf(type)
  const place = readCursor(cursor)
  const page = await session.request(
    {
      method: 'POST',
      path: ['v1', 'search'],
      json: {
        filter: { property: 'object', value: kind },
        sort: { timestamp: 'last_edited_time', direction: place.direction },
        page_size: pageSize,
        ...(place.start === '' ? {} : { start_cursor: place.start }),
      },
      isRead: true,
      signal,
    },
    searchSchema,
  )
  if (!page.ok) return page
  const items = page.value.results.flatMap((found) =>
    found.object === kind ? (toLoadedItem(providerId, session, type, found) ?? []) : [],
  )
  const next = following(place, page.value, items)
  if (next === 'lost') return err({ kind: 'unexpected-response', detail: 'search cut short' })
  return ok({ items, next: next === null ? null : writeCursor(next), total: null })
}

function following(
  place: Place,
  { next_cursor, request_status }: z.output<typeof searchSchema>,
  items: readonly LoadedItem[],
): Place | null | 'lost' {
  const times = items.flatMap(({ item }) => item.modifiedAtMs ?? [])
  const { metUntilMs } = place
  // Times are rounded to the minute: only below it is certain that the other search has come by.
  if (metUntilMs !== null && times.some((ms) => ms < metUntilMs)) return null
  const start = next_cursor ?? ''
  if (start !== '') return { ...place, start }
  if (request_status?.type !== 'incomplete') return null
  const lastMs = times.at(-1)
  return metUntilMs !== null || lastMs === undefined
    ? 'lost'
    : { direction: 'descending', start: '', metUntilMs: lastMs }
}

function writeCursor({ metUntilMs, start }: Place): string {
  return `${metUntilMs ?? ''}:${start}`
}

function readCursor(cursor: string | null): Place {
  const [, until = '', start = ''] = /^(\d*):(.*)$/s.exec(cursor ?? '') ?? []
  return until === ''
    ? { direction: 'ascending', start, metUntilMs: null }
    : { direction: 'descending', start, metUntilMs: Number(until) }
}
