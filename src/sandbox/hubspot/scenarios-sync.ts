import type { Scenario } from '../scenario.ts'

const service = 'hubspot'
/** Pages of the list of contacts in every version, and nothing else. */
const CONTACT_PAGES = '^/crm/(objects/[\\d-]+|v3/objects)/contacts\\?'
const ANY_PAGES = '^/crm/(objects/[\\d-]+|v3/objects)/(contacts|companies|deals)(\\?|/search$)'

/** Loading everything, and only what changed (B7.3). */
export const SYNC_SCENARIOS: readonly Scenario[] = [
  {
    ...{ service, line: 'B7.3', name: 'all-in-one-millisecond' },
    says: 'All records were changed last in one millisecond, so that no window of time is small enough for the 10,000 of a search; start it with 25,000 contacts.',
    behaviour: { oneMillisecond: true },
  },
  {
    ...{ service, line: 'B7.3', name: 'ids-out-of-text-order' },
    says: 'Ids go from 9 over 51 to 100 and on, so that they sort otherwise as text; the plain data does this.',
  },
  {
    ...{ service, line: 'B7.3', name: 'search-short-pages' },
    says: 'Search gives short and empty pages, and goes on behind them.',
    behaviour: { searchShortPages: true },
  },
  {
    ...{ service, line: 'B7.3', name: 'total-changes-mid-window' },
    says: 'After every page, somebody else creates, changes and archives a record, so that totals never stay what they were.',
    behaviour: { changesBetweenPages: true },
  },
  {
    ...{ service, line: 'B7.3', name: 'search-lags-30s' },
    says: 'Search shows changes half a minute late.',
    behaviour: { searchLagMs: 30_000 },
  },
  {
    ...{ service, line: 'B7.3', name: 'connection-cut-while-paging' },
    says: 'About every fourth page breaks off in the middle of its body.',
    faults: [{ path: ANY_PAGES, cutAfterBytes: 2_000, probability: 0.25 }],
  },
  {
    ...{ service, line: 'B7.3', name: 'archived-records' },
    says: 'About 1 in 300 made-up records lies in the recycle bin: it is in the list of archived ones and in no other; the plain data does this.',
  },
  {
    ...{ service, line: 'B7.3', name: 'merged-records' },
    says: 'About 1 in 600 made-up records was merged into another: the old id answers with that other record; the plain data does this.',
  },
  {
    ...{ service, line: 'B7.3', name: 'restored-record' },
    says: 'A record that is restored from the recycle bin comes back under its id, with a later time of change; ask the admin port for it.',
  },
  {
    ...{ service, line: 'B7.3', name: 'merged-into-a-new-record' },
    says: 'Merging two records makes a third one with an id of its own, and both old ids lead there, as HubSpot does it since 2025.',
    behaviour: { mergedId: 'new' },
  },
  {
    ...{ service, line: 'B7.3', name: 'restored-with-its-old-time' },
    says: 'A record that is restored from the recycle bin has the time of change that it had before.',
    behaviour: { restoreIsEdit: false },
  },
  {
    ...{ service, line: 'B7.3', name: 'ties-change-silently' },
    says: 'Tying and untying records moves no time of change, not even where HubSpot counts the ties.',
    behaviour: { countsAreEdits: false },
  },
  {
    ...{ service, line: 'B7.3', name: '429-on-page-7' },
    says: 'The seventh page of contacts is refused once for the limit per ten seconds.',
    faults: [
      {
        method: 'GET',
        path: CONTACT_PAGES,
        nth: 7,
        times: 1,
        status: 429,
        headers: {
          'x-hubspot-ratelimit-max': '110',
          'x-hubspot-ratelimit-remaining': '0',
          'x-hubspot-ratelimit-interval-milliseconds': '10000',
        },
        body: {
          status: 'error',
          message: 'You have reached your ten_secondly_rolling limit.',
          errorType: 'RATE_LIMIT',
          correlationId: 'c93e06a4-6f2d-4b0e-9d4a-0c2f3b7a5e11',
          policyName: 'TEN_SECONDLY_ROLLING',
          groupName: 'publicapi:oauth:147312908',
        },
      },
    ],
  },
  {
    ...{ service, line: 'B7.3', name: '403-on-deals-only' },
    says: 'The grant lacks the scope of deals, and everything else goes on.',
    behaviour: { deniedScopes: ['crm.objects.deals.read'] },
  },
  {
    ...{ service, line: 'B7.3', name: 'null-properties' },
    says: 'Properties that are asked for and unset are null; the plain data does this.',
  },
  {
    ...{ service, line: 'B7.3', name: '600-properties' },
    says: 'Contacts have 600 properties; an address that names them all is longer than 8 KB and gets 414.',
    behaviour: { manyProperties: true },
  },
]
