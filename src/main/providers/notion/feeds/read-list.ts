import type { AppError } from '../../../../shared/errors.ts'
import { itemKey, type ItemKey } from '../../../../shared/model/item.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { FeedContext } from '../../feeds.ts'
import type { LoadedItem } from '../../provider.ts'
import { listSchema, type Found } from '../schema.ts'
import { isTrashed, toLoadedItem, typeOf } from '../to-item.ts'

/** The most that a list gives at once (Notion's reference, "Pagination"). */
const pageSize = 100

/** A page of a list. */
export interface ReadList {
  readonly items: readonly LoadedItem[]
  /** In the trash: Notion itself says so of them. */
  readonly gone: readonly ItemKey[]
  /** Objects of the app's types, and how many of them came without their contents. */
  readonly found: number
  readonly partial: number
  /** Times of the last edit, epoch ms, in the order of the list. */
  readonly editedAtMs: readonly number[]
  /** When the last one on the page was made, as Notion writes it. */
  readonly lastCreated: string | null
  /** Where it goes on; empty after the last page. */
  readonly start: string
  /** The last page, but not of everything: the list was longer than Notion gives. */
  readonly isCut: boolean
}

/** Reads a page of a search or of a query: both are POSTs that change nothing. */
export async function readList(
  providerId: ProviderId,
  { session, signal }: FeedContext,
  path: readonly string[],
  wanted: Readonly<Record<string, unknown>>,
  start: string,
): Promise<Result<ReadList, AppError>> {
  const page = await session.request(
    {
      method: 'POST',
      path,
      json: { ...wanted, page_size: pageSize, ...(start === '' ? {} : { start_cursor: start }) },
      isRead: true,
      signal,
    },
    listSchema,
  )
  if (!page.ok) return page
  const { results, next_cursor, request_status } = page.value
  const sorted = sortFound(providerId, session, results)
  const { created_time: lastCreated } = results.at(-1) ?? {}
  return ok({
    ...sorted,
    editedAtMs: sorted.items.flatMap(({ item }) => item.modifiedAtMs ?? []),
    lastCreated: typeof lastCreated === 'string' ? lastCreated : null,
    start: next_cursor ?? '',
    isCut: (next_cursor ?? '') === '' && request_status?.type === 'incomplete',
  })
}

/** What is live, what is in the trash, and how much of it came without contents. */
export function sortFound(
  providerId: ProviderId,
  session: FeedContext['session'],
  results: readonly Found[],
): Pick<ReadList, 'items' | 'gone' | 'found' | 'partial'> {
  const items: LoadedItem[] = []
  const gone: ItemKey[] = []
  let found = 0
  let partial = 0
  for (const one of results) {
    const type = typeOf(one)
    if (type === null) continue
    found += 1
    const loaded = toLoadedItem(providerId, session, type, one)
    if (isTrashed(one)) gone.push(itemKey(providerId, session.accountId, type, one.id))
    else if (loaded === null) partial += 1
    else items.push(loaded)
  }
  return { items, gone, found, partial }
}
