import type { AppError } from '../../../../shared/errors.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import { loseRun } from './lost-run.ts'
import { rowsAfter, writePlace, type Place, type PlaceIn } from './place.ts'
import { readList, type ReadList } from './read-list.ts'

const minuteMs = 60_000

/**
 * A page of the rows of one data source after the other: search leaves out some of them, a query does not. Archived
 * rows come only by a query of their own. A query ends after 10,000 rows; then the next one begins where it was
 * cut, by the time at which rows were made (Notion's reference, "Query a data source"). Nothing is concluded from
 * a row that is missing, and a data source that does not answer is left to be looked at by itself.
 */
export async function queryRows(
  providerId: ProviderId,
  context: FeedContext,
  place: PlaceIn<'rows'>,
): Promise<Result<FeedStep, AppError>> {
  const source = await sourceAt(context, place)
  if (!source.ok) return source
  if (source.value === null) return place.isSearchCut ? loseRun(context) : ok(stepOf({}))
  const { id, rid } = source.value
  const { createdFrom, isArchived, start } = place
  const wanted = {
    sorts: [{ timestamp: 'created_time', direction: 'ascending' }],
    ...(createdFrom === null
      ? {}
      : { filter: { timestamp: 'created_time', created_time: { on_or_after: createdFrom } } }),
    ...(isArchived ? { is_archived: true } : {}),
  }
  const page = await readList(providerId, context, ['v1', 'data_sources', id, 'query'], wanted, start)
  if (!page.ok && !isNotToBeRead(page.error, start)) return page
  const next = page.ok
    ? following({ ...place, source: { id, rid } }, page.value)
    : rowsAfter(rid, place.isSearchCut)
  const { items, gone } = page.ok ? page.value : stepOf({})
  return ok(stepOf({ items, gone, next: writePlace(next) }))
}

/** Data sources in the order in which they were stored; null after the last. */
async function sourceAt(
  { local }: FeedContext,
  { source }: PlaceIn<'rows'>,
): Promise<Result<{ readonly id: string; readonly rid: number | null } | null, AppError>> {
  if (source.id !== null) return ok({ id: source.id, rid: source.rid })
  const found = await local.externalIds('database', { after: source.rid, limit: 1, modifiedSinceMs: null })
  if (!found.ok) return found
  const [id] = found.value.ids
  return ok(id === undefined ? null : { id, rid: found.value.next })
}

function following(place: PlaceIn<'rows'>, { start, isCut, lastCreated }: ReadList): Place {
  if (start !== '') return { ...place, start }
  if (isCut && lastCreated !== null) {
    const isFurther = lastCreated !== place.createdFrom
    // More rows in one minute than a query gives: those that are left are in search.
    const createdFrom = isFurther ? lastCreated : minuteAfter(lastCreated)
    if (createdFrom !== null) return { ...place, start: '', createdFrom }
  }
  if (!place.isArchived) return { ...place, start: '', createdFrom: null, isArchived: true }
  return rowsAfter(place.source.rid, place.isSearchCut)
}

function minuteAfter(time: string): string | null {
  const ms = Date.parse(time) + minuteMs
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null
}

/** A cursor that went stale is refused as well: that one lets the run start over. */
function isNotToBeRead({ kind }: AppError, start: string): boolean {
  return kind === 'not-found' || kind === 'missing-permission' || (kind === 'rejected' && start === '')
}
