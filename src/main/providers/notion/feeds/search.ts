import type { AppError } from '../../../../shared/errors.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import { foundFact, partialFact } from './lacks.ts'
import { newest, rowsAfter, writePlace, type PlaceIn } from './place.ts'
import { readList, type ReadList } from './read-list.ts'

/**
 * How far a search for changes looks back behind the watermark. Times are rounded down to the minute, and the index
 * of search lags behind, nobody says how long (Notion's reference, "Search optimizations and limitations").
 */
const lookBackMs = 10 * 60_000
/** As much again for what was edited while the run that set the watermark was going on. */
const slackMs = 10 * 60_000

const path = ['v1', 'search']
const byEdit = (direction: 'ascending' | 'descending') => ({
  sort: { timestamp: 'last_edited_time', direction },
})

/** The point from which the next run has to look for changes: by Notion's clock, asked for after its first reply. */
const watermarkOf = ({ session }: FeedContext): string => String(session.serverNowMs() - slackMs)

/**
 * A page of all that there is. The oldest edit comes first: what is edited meanwhile moves to the end and is still
 * met, the other way round it would be missed. Where the search is cut short, the rest is fetched from the other
 * end, as far as what was met already. If that one is cut before it gets there, the rows of data sources are all
 * that is left to be read of what lies between; then the run fails. At its end it says how much there was, and how
 * much of it came without contents.
 */
export async function searchEverything(
  providerId: ProviderId,
  context: FeedContext,
  place: PlaceIn<'everything'>,
  afterwards: string | null,
): Promise<Result<FeedStep, AppError>> {
  const isFirst = place.start === '' && place.metUntilMs === null
  const direction = place.metUntilMs === null ? 'ascending' : 'descending'
  const page = await readList(providerId, context, path, byEdit(direction), place.start)
  if (!page.ok) return page
  const { items, gone } = page.value
  const found = place.found + page.value.found
  const partial = place.partial + page.value.partial
  const step = stepOf({ items, gone, watermark: isFirst ? watermarkOf(context) : null })
  const next = following(place, page.value)
  if (next === 'lost') return ok({ ...step, next: writePlace(rowsAfter(null, true)) })
  if (next !== 'end') return ok({ ...step, next: writePlace({ ...place, ...next, found, partial }) })
  const facts = [
    { name: foundFact, value: found },
    { name: partialFact, value: partial },
  ]
  return ok({ ...step, facts, next: afterwards })
}

function following(
  { metUntilMs }: PlaceIn<'everything'>,
  { editedAtMs, start, isCut }: ReadList,
): Pick<PlaceIn<'everything'>, 'start' | 'metUntilMs'> | 'end' | 'lost' {
  // Times are rounded to the minute: only below it is certain that the other search has come by.
  if (metUntilMs !== null && editedAtMs.some((ms) => ms < metUntilMs)) return 'end'
  if (start !== '') return { start, metUntilMs }
  if (!isCut) return 'end'
  const lastMs = editedAtMs.at(-1)
  return metUntilMs !== null || lastMs === undefined ? 'lost' : { start: '', metUntilMs: lastMs }
}

/**
 * A page of the newest edits, until one reaches behind what the last run knew. That is usually the first one. What
 * changed without an edit is not among them: pages that are shared, moved or put back keep their old time.
 */
export async function searchNewest(
  providerId: ProviderId,
  context: FeedContext,
  place: PlaceIn<'newest'>,
  watermark: string | null,
): Promise<Result<FeedStep, AppError>> {
  const page = await readList(providerId, context, path, byEdit('descending'), place.start)
  if (!page.ok) return page
  const { items, gone, editedAtMs, found, partial, start, isCut } = page.value
  const knownFromMs = watermark === null ? -Infinity : Number(watermark) - lookBackMs
  // Without contents there are no times either, on no page: nothing of it could be shown.
  const isEnd = editedAtMs.some((ms) => ms < knownFromMs) || (found > 0 && partial === found)
  if (isCut && !isEnd) return err({ kind: 'unexpected-response', detail: 'search cut short' })
  return ok(
    stepOf({
      items,
      gone,
      next: isEnd || start === '' ? null : writePlace({ ...newest, start }),
      watermark: place.start === '' ? watermarkOf(context) : null,
    }),
  )
}

/**
 * A page of the trash, the newest edits first. `isWhole` false: only as far as there is something that is still
 * stored. Whether a page that is thrown away counts as edited nobody says; if not, it lies deeper, and a sweep,
 * which reads all of it, finds it there.
 */
export async function searchTrash(
  providerId: ProviderId,
  context: FeedContext,
  place: PlaceIn<'trash'>,
  isWhole: boolean,
  afterwards: string,
): Promise<Result<FeedStep, AppError>> {
  const wanted = { filter: { in_trash: true }, ...byEdit('descending') }
  const page = await readList(providerId, context, path, wanted, place.start)
  // The filter came in 2026; where it is not known, every other way to learn of the trash is left.
  if (!page.ok && page.error.kind === 'rejected' && place.start === '')
    return ok(stepOf({ next: afterwards }))
  if (!page.ok) return page
  const { gone, found, start } = page.value
  const stored = await context.local.stored(gone)
  if (!stored.ok) return stored
  const isEnd = start === '' || (!isWhole && found > 0 && stored.value.length === 0)
  return ok(stepOf({ gone: stored.value, next: isEnd ? afterwards : writePlace({ list: 'trash', start }) }))
}
