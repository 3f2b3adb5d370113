import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { Provider } from '../provider.ts'
import { createContactEditing } from './contacts.ts'
import { describeRecord, factsForRecords } from './describe-record.ts'
import { describeFailure } from './failures.ts'
import { createHubSpotFeeds } from './feeds/hubspot-feeds.ts'
import { identify, uiHost } from './identify.ts'
import { rateLimits } from './limits.ts'
import { insightFields } from './insight-fields.ts'
import { fieldLists } from './list-fields.ts'
import { crmTypes } from './object-types.ts'
import { oauth } from './oauth.ts'
import { scopes } from './scopes.ts'
import { createSearch } from './search-at-provider.ts'

const id = providerIdSchema.parse('hubspot')

/** HubSpot: contacts, companies and deals of one account (a portal). */
export const hubspot: Provider = {
  descriptor: {
    id,
    name: 'HubSpot',
    itemTypes: [...crmTypes],
    capabilities: { contacts: true, pastedToken: true, publicClient: false, revocation: true, search: true },
    // HubSpot compares them exactly, port included, and takes no IP address (its app configuration guide).
    redirectUris: [17823, 17833, 17843].map((port) => `http://localhost:${port}/oauth/hubspot/callback`),
    access: ['write', 'read'],
    scopes: [...scopes],
  },
  oauth,
  // One host for every place where accounts are kept (HubSpot's published documents).
  apiBaseUrl: 'https://api.hubapi.com',
  correlationHeader: 'x-hubspot-correlation-id',
  pageHosts: [uiHost],
  rateLimits,
  describeFailure,
  identify,
  feeds: createHubSpotFeeds(id),
  describeRecord,
  factsForRecords,
  fields: fieldLists,
  insights: insightFields,
  search: createSearch(id),
  contacts: createContactEditing(id),
}
