import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { Provider } from '../provider.ts'
import { describeRecord, feedInside } from './describe-record.ts'
import { describeFailure } from './failures.ts'
import { createFeeds } from './feeds/airtable-feeds.ts'
import { refusedBasesFact } from './feeds/schema-run.ts'
import { identify } from './identify.ts'
import { rateLimits } from './limits.ts'
import { fieldLists } from './list-fields.ts'
import { oauth } from './oauth.ts'
import { airtableHost } from './page-hosts.ts'
import { scopes } from './scopes.ts'
import { airtableTypes } from './to-item.ts'

const id = providerIdSchema.parse('airtable')

/** Airtable: the bases that the user shared, their tables, and the records of those that the user chose. */
export const airtable: Provider = {
  descriptor: {
    id,
    name: 'Airtable',
    itemTypes: [...airtableTypes],
    capabilities: {
      contacts: false,
      pastedToken: true,
      publicClient: true,
      revocation: false,
      search: false,
    },
    // Compared exactly; with an address that is not registered the browser never comes back (OAuth reference).
    redirectUris: [17823, 17833, 17843].map((port) => `http://localhost:${port}/oauth/airtable/callback`),
    access: ['read'],
    scopes: [...scopes],
  },
  oauth,
  // The version stands in the path of every call.
  apiBaseUrl: 'https://api.airtable.com',
  correlationHeader: null,
  pageHosts: [airtableHost],
  rateLimits,
  describeFailure,
  identify,
  feeds: createFeeds(id),
  // What a workspace without a plan has (Airtable's page on API call limits); no call tells which plan it is.
  assumedMonthlyCalls: 1_000,
  describeRecord,
  factsForRecords: [refusedBasesFact],
  fields: fieldLists,
  feedInside,
}
