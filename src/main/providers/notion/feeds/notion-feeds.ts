import type { AppError } from '../../../../shared/errors.ts'
import { feedNameSchema } from '../../../../shared/model/feed.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import type { Feed, FeedContext, FeedStep, ProviderFeeds, StepRequest } from '../../feeds.ts'
import { notionTypes } from '../to-item.ts'
import { confirmRows } from './confirm.ts'
import { listPeople } from './people.ts'
import { lacksOf } from './lacks.ts'
import { endLostRun } from './lost-run.ts'
import { everything, inTrash, newest, readPlace, rowsAfter, writePlace, type Place } from './place.ts'
import { queryRows } from './query-rows.ts'
import { searchEverything, searchNewest, searchTrash } from './search.ts'

const minuteMs = 60_000
const weekMs = 7 * 24 * 60 * minuteMs
const lane = 'list'

const always = { label: null, container: null, isOptIn: false, after: [] } as const
/** Pages and data sources come in one list, which is searched as one. */
const search: Feed = {
  ...always,
  name: feedNameSchema.parse('search'),
  types: [...notionTypes],
  everyMs: { changes: 15 * minuteMs, sweep: weekMs },
  glanceAfterMs: minuteMs,
}
const people: Feed = { ...always, name: feedNameSchema.parse('people'), types: [], everyMs: { full: weekMs } }

/**
 * How Notion is loaded: search is its only list, and it is neither complete nor up to date. A full run reads all of
 * it. A run for changes reads the trash and the newest edits, a page of each as a rule. A sweep reads all of the
 * trash, all of search, and the rows of every data source; what was met in none of them is asked for one by one.
 */
export const notionFeeds = (providerId: ProviderId): ProviderFeeds => ({
  // Pages that are put back, moved or shared again come with the time that they had.
  hasGrowingTimes: false,
  async list({ local }) {
    const lacks = await lacksOf(local)
    return lacks.ok ? ok([{ ...search, lacks: lacks.value }, people]) : lacks
  },
  lanes: () => [lane],
  step: (context, request) =>
    request.feed.name === people.name ? listPeople(context) : stepIn(providerId, context, request),
  confirm: {
    atOnce: 5,
    // A hundred seconds at three calls a second, once a week.
    atMost: 300,
    ask: (context, _feed, rows) => confirmRows(providerId, context, rows),
  },
  options: async () =>
    ok({
      feeds: [search].map(({ name, types, label, container, isOptIn }) => ({
        ...{ name, label, container, isOptIn },
        types: [...types],
      })),
      properties: {},
    }),
})

async function stepIn(
  providerId: ProviderId,
  context: FeedContext,
  { mode, places, watermark }: StepRequest,
): Promise<Result<FeedStep, AppError>> {
  // Not every step asks Notion for something, and what asks nothing would not notice.
  if (context.signal.aborted) return err({ kind: 'cancelled' })
  const first = mode === 'full' ? everything : inTrash
  const cursor = places()[lane]?.cursor ?? null
  const place = cursor === null ? first : (readPlace(cursor) ?? first)
  if (place.list === 'lost') return endLostRun(context) ?? readAt(providerId, context, first, mode, watermark)
  return readAt(providerId, context, place, mode, watermark)
}

function readAt(
  providerId: ProviderId,
  context: FeedContext,
  place: Exclude<Place, { list: 'lost' }>,
  mode: StepRequest['mode'],
  watermark: string | null,
): Promise<Result<FeedStep, AppError>> {
  const isSweep = mode === 'sweep'
  switch (place.list) {
    case 'trash':
      return searchTrash(providerId, context, place, isSweep, writePlace(isSweep ? everything : newest))
    case 'newest':
      return searchNewest(providerId, context, place, watermark)
    case 'everything':
      return searchEverything(providerId, context, place, isSweep ? writePlace(rowsAfter(null, false)) : null)
    case 'rows':
      return queryRows(providerId, context, place)
  }
}
