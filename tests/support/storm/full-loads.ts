import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import type { FeedName, RunReport } from '../../../src/shared/model/feed.ts'
import type { StormService } from './random-fault.ts'

/** Feeds that bring no records and have no other run: an account's facts, its ties, its bases and tables. */
const withoutSweep: readonly string[] = ['account', 'links', 'people', 'schema']

/**
 * Whether a sync was one without a full load, by the history and by the log of the sandbox; in words what was
 * wrong. `known` are the feeds that were read before: others must be read in full, such as a table of which nothing
 * is stored because the storm had taken it away for a while.
 */
export function fullLoadsIn(
  service: StormService,
  sandbox: Sandbox,
  reports: readonly RunReport[],
  known: ReadonlySet<FeedName>,
): string[] {
  const full = reports.filter(
    ({ feed, mode }) => mode === 'full' && !withoutSweep.includes(feed) && known.has(feed),
  )
  return [
    ...full.map(({ feed }) => `${feed} was read in full`),
    ...missingModes(service, reports, known),
    ...callsOf(service, sandbox),
  ]
}

const recordFeeds: Readonly<Record<StormService, RegExp>> = {
  hubspot: /^(contact|company|deal)$/,
  notion: /^search$/,
  airtable: /^records:/,
}
const modes: Readonly<Record<StormService, readonly RunReport['mode'][]>> = {
  hubspot: ['changes', 'removals', 'sweep'],
  notion: ['changes', 'sweep'],
  airtable: ['changes', 'sweep'],
}

function missingModes(
  service: StormService,
  reports: readonly RunReport[],
  known: ReadonlySet<FeedName>,
): string[] {
  const feeds = new Set(reports.map(({ feed }) => feed).filter((feed) => recordFeeds[service].test(feed)))
  const made = new Set(reports.map(({ feed, mode }) => `${mode} of ${feed}`))
  const wanted = [...feeds].filter((feed) => known.has(feed))
  return wanted
    .flatMap((feed) => modes[service].map((mode) => `${mode} of ${feed}`))
    .filter((name) => !made.has(name))
    .map((name) => `there was no ${name}`)
}

/** What the log has that only a full load asks for, or lacks that a sweep asks for. */
function callsOf(service: StormService, { requests }: Sandbox): string[] {
  const counts = requests.counts()
  const hasCall = (pattern: RegExp): boolean => Object.keys(counts).some((kind) => pattern.test(kind))
  switch (service) {
    case 'hubspot': {
      const lists = requests
        .entries()
        .filter(({ method, path }) => method === 'GET' && path.startsWith('/crm/objects/'))
        .map(({ target }) => new URL(target, 'http://sandbox').searchParams)
      // A sweep asks for ids and times alone; a full load for every property.
      const whole = lists.filter((query) => (query.get('properties') ?? '').split(',').length > 2)
      return [
        ...(whole.length > 0 ? [`list pages of whole records: ${whole.map(String).join()}`] : []),
        ...(lists.some((query) => query.get('archived') === 'true') ? [] : ['no look into the recycle bin']),
        ...(lists.some((query) => !query.has('archived')) ? [] : ['no list page of a sweep']),
      ]
    }
    case 'notion':
      // Only a sweep asks for the rows of data sources.
      return hasCall(/^POST \/v1\/data_sources\/\{id\}\/query$/) ? [] : ['no query of a sweep']
    case 'airtable':
      return hasCall(/^POST \/v0\/\{id\}\/\{id\}\/listRecords$/) ? [] : ['no list page of a sweep']
  }
}
