import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep, type StepRequest } from '../../feeds.ts'
import { askedFact } from '../asked-properties.ts'
import { objectTypes, type CrmType } from '../object-types.ts'
import { readCursor } from './cursor.ts'
import type { Reading } from './reading.ts'
import { searchRecords, type SearchQuery } from './search-records.ts'
import { restOf, splitOf, windowOf, windowSchema, type TimeWindow } from './time-windows.ts'
import { changedSinceMs, knownFact, knownUntilMs } from './watermark.ts'

/** Under it a feed keeps what search told of and never gave, in its last run; null where there was no such thing. */
export const gapFact = (type: CrmType): string => `gap:${type}`

const placeSchema = z.strictObject({
  /** What is still to be asked for, first things first. */
  windows: z.array(windowSchema),
  /** A search that gave fewer records than it told of, to be held against what is stored. */
  short: z.strictObject({ window: windowSchema, total: z.int() }).nullable(),
  /** Later changes are the next run's: else a run might never catch up with those that go on. */
  endMs: z.int(),
  knownMs: z.int(),
  hasGap: z.boolean(),
})
type Place = z.infer<typeof placeSchema>

/** HubSpot tells its time in whole seconds, and changes of this very second are wanted, too. */
const aheadMs = 60_000

/**
 * Looks for what changed since some minutes before the watermark, by search, oldest change first. The run takes
 * changes up to now, but the watermark that it leaves lies a minute back: search may show a change only then.
 */
export async function stepOfChanges(
  reading: Reading,
  context: FeedContext,
  { places, lane, watermark }: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  const before = readCursor(placeSchema, places()[lane]?.cursor ?? null)
  if (before?.short != null) return verify(reading, context, before, before.short)
  const [window = windowOf(changedSinceMs(watermark), null), ...later] = before?.windows ?? []
  const page = await searchRecords(reading, queryOf(reading.type, window))
  const endMs = Math.max(window.fromMs, reading.session.serverNowMs() + aheadMs)
  const knownMs = knownUntilMs(reading.session)
  const base: Place = before ?? { windows: [], short: null, endMs, knownMs, hasGap: false }
  const first = {
    watermark: String(base.knownMs),
    facts: [{ name: askedFact(reading.type), value: reading.names }],
  }
  const brought = before === null ? first : {}

  const closed = { ...window, toMs: window.toMs ?? base.endMs }
  if (!page.ok) {
    if (!isRefusal(page.error) || window.after === null) return page
    return ok(following(reading, { ...base, windows: [...splitOf(closed, null), ...later] }, brought))
  }
  const { items, gone, rows, total, next } = page.value
  const step = { ...brought, items, gone }
  const onward = (windows: readonly TimeWindow[], short: Place['short'] = null): Result<FeedStep, AppError> =>
    ok(following(reading, { ...base, short, windows: [...windows, ...later] }, step))

  if (next !== null) return onward(restOf(window, page.value, base.endMs))
  // Records came in or left while the search was paged through, so that one may have slipped through.
  const hasMoved = window.told !== null && window.told !== total
  if (hasMoved && !window.isAgain) return onward([again(closed)])
  const isShort = window.received + rows.length < total
  // Rows that the user does not want are not stored, and nothing can be told by their number.
  const isVerified = context.choice.caps[reading.type] === undefined
  return onward([], isShort && isVerified ? { window: closed, total } : null)
}

const again = ({ fromMs, toMs, aboveId }: TimeWindow): TimeWindow => ({
  ...windowOf(fromMs, toMs),
  aboveId,
  isAgain: true,
})

/**
 * What search told of must be here, or it is asked once more. What is lacking then is noted: it must not hide all
 * that was found, and the next sweep brings it.
 */
async function verify(
  reading: Reading,
  { local }: FeedContext,
  place: Place,
  { window, total }: NonNullable<Place['short']>,
): Promise<Result<FeedStep, AppError>> {
  const { fromMs, toMs } = window
  const stored = await local.countModified(reading.type, fromMs, toMs ?? place.endMs)
  if (!stored.ok) return stored
  const onward = { ...place, short: null }
  if (stored.value >= total) return ok(following(reading, onward, {}))
  if (!window.isAgain) {
    return ok(following(reading, { ...onward, windows: [again(window), ...place.windows] }, {}))
  }
  const gap = { fromMs, toMs, told: total, stored: stored.value }
  const facts = [{ name: gapFact(reading.type), value: gap }]
  return ok(following(reading, { ...onward, hasGap: true }, { facts }))
}

/** The step that leads on to a place, or that ends the run where nothing is left to do. */
function following({ type }: Reading, place: Place, brought: Partial<FeedStep>): FeedStep {
  if (place.windows.length > 0 || place.short !== null) {
    return stepOf({ ...brought, next: JSON.stringify(place) })
  }
  const ending: FeedStep['facts'] = [
    { name: knownFact(type), value: place.knownMs, isForRuns: true },
    ...(place.hasGap ? [] : [{ name: gapFact(type), value: null }]),
  ]
  return stepOf({ ...brought, facts: [...(brought.facts ?? []), ...ending] })
}

function queryOf(type: CrmType, { fromMs, toMs, aboveId, after }: TimeWindow): SearchQuery {
  const { changedAt } = objectTypes[type]
  const changed =
    toMs === null
      ? ({ propertyName: changedAt, operator: 'GTE', value: String(fromMs) } as const)
      : ({
          propertyName: changedAt,
          operator: 'BETWEEN',
          value: String(fromMs),
          highValue: String(toMs),
        } as const)
  if (aboveId === null) {
    return { filters: [changed], sort: { propertyName: changedAt, direction: 'ASCENDING' }, after }
  }
  const above = { propertyName: 'hs_object_id', operator: 'GT', value: aboveId } as const
  return { filters: [changed, above], sort: { propertyName: 'hs_object_id', direction: 'ASCENDING' }, after }
}

/** HubSpot does not publish what it answers beyond the 10,000: whatever it minds, a smaller window is tried. */
const isRefusal = ({ kind }: AppError): boolean => kind === 'rejected' || kind === 'unexpected-response'
