import type { AppError } from '../../../../shared/errors.ts'
import { feedNameSchema, type RunMode } from '../../../../shared/model/feed.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import {
  stepOf,
  type Feed,
  type FeedContext,
  type FeedStep,
  type ProviderFeeds,
  type StepRequest,
} from '../../feeds.ts'
import { loadOptions } from '../load-options.ts'
import { crmTypes, type CrmType } from '../object-types.ts'
import { mostInBatch } from '../read-batch.ts'
import { accountLanes, stepOfAccount } from './account-run.ts'
import { stepOfChanges } from './changes-run.ts'
import { fullLanes, stepOfList, stepOfSearch } from './full-run.ts'
import { lacksOf } from './lacks.ts'
import { linkLanes, stepOfLinks } from './links-run.ts'
import { readRecords } from './read-records.ts'
import { openReading } from './reading.ts'
import { stepOfArchived } from './removals-run.ts'
import { stepOfSweep } from './sweep-run.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const common = { label: null, container: null, isOptIn: false } as const

/** Properties, owners and pipelines: whatever is loaded after it knows which properties to ask for. */
const account: Feed = {
  ...common,
  name: feedNameSchema.parse('account'),
  types: [],
  after: [],
  everyMs: { full: dayMs },
}

const recordFeeds = crmTypes.map((type): Feed => ({
  ...common,
  name: feedNameSchema.parse(type),
  types: [type],
  after: [account.name],
  everyMs: { changes: 15 * minuteMs, removals: hourMs, sweep: 7 * dayMs },
  glanceAfterMs: minuteMs,
}))

/** Which records belong together. */
const links: Feed = {
  ...common,
  name: feedNameSchema.parse('links'),
  types: [],
  after: recordFeeds.map(({ name }) => name),
  everyMs: { changes: 15 * minuteMs, full: 7 * dayMs },
  glanceAfterMs: minuteMs,
}

const recordLanes: Readonly<Record<RunMode, readonly string[]>> = {
  full: fullLanes,
  changes: ['search'],
  removals: ['archived'],
  sweep: ['list', 'archived'],
}

/** How HubSpot is loaded: its account's facts, one feed a type, and the links between the records. */
export function createHubSpotFeeds(providerId: ProviderId): ProviderFeeds {
  return {
    // The time of the last change is HubSpot's own and no client can set it back.
    hasGrowingTimes: true,

    async list({ local }) {
      const ofRecords: Feed[] = []
      for (const feed of recordFeeds) {
        const lacks = await lacksOf(typeOf(feed), local)
        if (!lacks.ok) return lacks
        ofRecords.push({ ...feed, lacks: lacks.value })
      }
      return ok([account, ...ofRecords, links])
    },

    lanes(feed, mode) {
      if (feed.name === account.name) return accountLanes
      return feed.name === links.name ? linkLanes : recordLanes[mode]
    },

    async step(context, request) {
      const { feed, lane } = request
      // Some steps ask nobody.
      if (context.signal.aborted) return err({ kind: 'cancelled' })
      if (feed.name === account.name) return stepOfAccount(context, lane)
      if (feed.name === links.name) return stepOfLinks(providerId, context, request)
      return stepOfRecords(providerId, context, request, typeOf(feed))
    },

    confirm: {
      atOnce: mostInBatch,
      atMost: 50_000,
      async ask(context, feed, rows) {
        const reading = await openReading(providerId, context, typeOf(feed))
        if (!reading.ok) return reading
        const read = await readRecords(
          reading.value,
          rows.map(({ externalId }) => externalId),
        )
        return read.ok ? ok(stepOf(read.value)) : read
      },
    },

    options: (context) => loadOptions(context, recordFeeds),
  }
}

async function stepOfRecords(
  providerId: ProviderId,
  context: FeedContext,
  request: StepRequest,
  type: CrmType,
): Promise<Result<FeedStep, AppError>> {
  const reading = await openReading(providerId, context, type)
  if (!reading.ok) return reading
  if (request.lane === 'archived') return stepOfArchived(reading.value, request)
  switch (request.mode) {
    case 'full':
      return request.lane === 'search'
        ? stepOfSearch(reading.value, context, request)
        : stepOfList(reading.value, context, request)
    case 'changes':
      return stepOfChanges(reading.value, context, request)
    case 'sweep':
      return stepOfSweep(reading.value, context, request)
    case 'removals':
      throw new Error(`there is no lane ${request.lane}`)
  }
}

function typeOf(feed: Feed): CrmType {
  const type = crmTypes.find((one) => feed.types.includes(one))
  if (type === undefined) throw new Error(`${feed.name} brings no records`)
  return type
}
