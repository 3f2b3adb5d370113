import type { AppError } from '../../../../shared/errors.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep, type LanePlace, type StepRequest } from '../../feeds.ts'
import type { LoadedItem } from '../../provider.ts'
import { askedFact } from '../asked-properties.ts'
import { readCursor } from './cursor.ts'
import { isAbove, isAscending } from './id-order.ts'
import { listRecords } from './list-records.ts'
import type { Reading } from './reading.ts'
import { countRecords, mostInSearch, searchRecords, type SearchPage } from './search-records.ts'
import { wholeFact } from './sweep-run.ts'
import {
  broughtBefore,
  isHandedOver,
  listPlaceSchema,
  noteBrought,
  searchPlaceSchema,
  twoEndsOf,
  type ListPlace,
  type TwoEnds,
} from './two-ends.ts'
import { knownFact, knownUntilMs } from './watermark.ts'

/**
 * A full run reads a type from both ends at once: HubSpot gives one chain of pages per list, as the next page's
 * cursor stands in the page before, and search is counted by a limit of its own. The list goes up the ids, search
 * goes down, and they stop where they meet. Search may lack what was changed in the last minute; the run's
 * watermark is older than that, so the first look for changes brings it.
 */
export const fullLanes = ['list', 'search'] as const

export async function stepOfList(
  reading: Reading,
  context: FeedContext,
  { places }: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  const all = places()
  const before = readCursor(listPlaceSchema, all['list']?.cursor ?? null)
  const page = await listRecords(reading, before?.after ?? null)
  if (!page.ok) return page
  const { ids, items, gone, next } = page.value
  const place: ListPlace = {
    after: next,
    last: ids.at(-1) ?? before?.last ?? null,
    count: (before?.count ?? 0) + ids.length,
    pages: (before?.pages ?? 0) + 1,
    meetsAt: before?.meetsAt ?? 0,
    isOrdered: (before?.isOrdered ?? true) && isAscending(ids, before?.last ?? null),
    knownMs: before?.knownMs ?? knownUntilMs(reading.session),
  }
  const ends = twoEndsOf(context)
  ends.knownMs = place.knownMs
  const met = next === null ? ok<Meeting>('met') : await meetSearch(reading, ends, place, places)
  if (!met.ok) return met
  // Last of all, so that the other lane's next page knows of this one.
  const twice = await broughtBefore(ends, 'search', ids, places)
  noteBrought(ends, 'list', place.pages, ids)
  const isEnd = met.value === 'met'
  const after = met.value === 'gap' ? { ...place, meetsAt: place.pages + pagesUntilAnotherLook } : place
  return ok(
    stepOf({
      items: withoutIds(items, twice),
      gone,
      next: isEnd ? null : JSON.stringify(after),
      total: ends.total,
      watermark: before === null ? String(place.knownMs) : null,
      facts: [
        ...(before === null ? beginning(reading) : []),
        ...(isEnd ? ending(reading, ends, 'list', places(), place.knownMs) : []),
      ],
    }),
  )
}

type Meeting = 'apart' | 'met' | 'gap'
/** So many pages later the list is held against search again: the index has caught up with deletions by then. */
const pagesUntilAnotherLook = 16

/**
 * Whether the list has come to where search was. Then search must count below just what the list brought: nobody
 * promises that the list goes by the ids, or that the index has everything. Otherwise the list goes on, to its end
 * if it must. Some of what was listed may have been deleted since.
 */
async function meetSearch(
  reading: Reading,
  { lowest }: TwoEnds,
  { last, count, pages, meetsAt, isOrdered }: ListPlace,
  places: StepRequest['places'],
): Promise<Result<Meeting, AppError>> {
  if (lowest === null || last === null || !isOrdered || pages < meetsAt) return ok('apart')
  if (isAbove(lowest.id, last)) return ok('apart')
  if (!(await isHandedOver(places, 'search', lowest.page))) return ok('apart')
  const counted = await countRecords(reading, {
    filters: [{ propertyName: 'hs_object_id', operator: 'LTE', value: last }],
    sort: { propertyName: 'hs_object_id', direction: 'DESCENDING' },
  })
  if (!counted.ok) return endsRun(counted.error) ? counted : ok('gap')
  const lacking = count - counted.value
  return ok(lacking >= 0 && lacking <= 5 + count / 100 ? 'met' : 'gap')
}

export async function stepOfSearch(
  reading: Reading,
  context: FeedContext,
  { places }: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  const all = places()
  const ends = twoEndsOf(context)
  const before = readCursor(searchPlaceSchema, all['search']?.cursor ?? null)
  const below = before?.below ?? null
  // After a restart of the app: what was met before it is known from the cursor.
  ends.lowest ??= before === null ? null : { id: before.below, page: before.pages }
  const knownMs = before?.knownMs ?? null
  const listed = readCursor(listPlaceSchema, all['list']?.cursor ?? null)
  const isPassed = below !== null && listed?.last != null && !isAbove(below, listed.last)
  const end = (step: Partial<FeedStep>, atMs: number | null): Result<FeedStep, AppError> =>
    ok(stepOf({ ...step, next: null, facts: ending(reading, ends, 'search', places(), atMs) }))
  if (all['list']?.isDone === true || isPassed) return end({}, knownMs)

  const page = await searchRecords(reading, {
    filters: below === null ? [] : [{ propertyName: 'hs_object_id', operator: 'LT', value: below }],
    sort: { propertyName: 'hs_object_id', direction: 'DESCENDING' },
    after: null,
  })
  // A search that is refused or down leaves the list to do it alone.
  if (!page.ok) return endsRun(page.error) ? err(page.error) : end({}, knownMs)
  const { items, gone, rows, total } = page.value
  const ids = rows.map(({ id }) => id)
  const twice = await broughtBefore(ends, 'list', ids, places)
  const pages = (before?.pages ?? 0) + 1
  noteBrought(ends, 'search', pages, ids)
  ends.total ??= total
  const brought = { items: withoutIds(items, twice), gone }
  const untilMs = knownMs ?? knownUntilMs(reading.session)
  const lowest = lowestOf(below, page.value)
  ends.lowest = lowest === null ? null : { id: lowest, page: pages }
  if (lowest === null || lowest === nothingBelow) return end(brought, untilMs)
  return ok(
    stepOf({
      ...brought,
      next: JSON.stringify({ below: lowest, pages, knownMs: untilMs }),
      watermark: before === null ? String(untilMs) : null,
    }),
  )
}

/** Below every id. */
const nothingBelow = '0'

/**
 * The id from which on everything was met, after a page of the records below `below`. The next page is a new search
 * below it: what is deleted meanwhile would move the rest of the same one up, and a record would slip through
 * between two pages. Null where it cannot be told: the page is not in the order that was asked for, or holds fewer
 * records than it should. A short page may have left out some that are there, and the list would pass them by.
 */
function lowestOf(below: string | null, { rows, next, total }: SearchPage): string | null {
  const upwards = rows.map(({ id }) => id).reverse()
  const highest = upwards.at(-1)
  if (!isAscending(upwards, null)) return null
  if (below !== null && highest !== undefined && !isAbove(below, highest)) return null
  if (next === null) return rows.length >= total ? nothingBelow : null
  return rows.length >= mostInSearch ? (upwards[0] ?? null) : null
}

const withoutIds = (items: readonly LoadedItem[], ids: ReadonlySet<string>): readonly LoadedItem[] =>
  ids.size === 0 ? items : items.filter(({ item }) => !ids.has(item.externalId))

/** Failures that no other way of asking would get around. */
function endsRun({ kind }: AppError): boolean {
  return ['cancelled', 'offline', 'working-offline', 'reconnect-required'].includes(kind)
}

const beginning = ({ type, names }: Reading): FeedStep['facts'] => [{ name: askedFact(type), value: names }]

/**
 * What the lane that ends last leaves behind: the other one's end was handed over before it, and is stored before
 * it. Without the time of the run's begin nothing is said of how far the records are known.
 */
function ending(
  { type, names }: Reading,
  { ended, knownMs }: TwoEnds,
  lane: (typeof fullLanes)[number],
  places: Readonly<Record<string, LanePlace>>,
  atMs: number | null,
): FeedStep['facts'] {
  ended.add(lane)
  if (!fullLanes.every((one) => ended.has(one) || places[one]?.isDone === true)) return []
  const value = atMs ?? knownMs
  return [
    ...(value === null ? [] : [{ name: knownFact(type), value, isForRuns: true as const }]),
    { name: wholeFact(type), value: names },
  ]
}
