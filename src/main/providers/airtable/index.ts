import { providerIdSchema } from '../../../shared/model/provider.ts'
import { plainFeeds } from '../plain-feeds.ts'
import type { Provider } from '../provider.ts'
import { describeFailure } from './failures.ts'
import { identify } from './identify.ts'
import { rateLimits } from './limits.ts'
import { listPage } from './list.ts'
import { oauth } from './oauth.ts'
import { airtableHost } from './page-hosts.ts'
import { scopes } from './scopes.ts'
import { airtableTypes } from './to-item.ts'

const id = providerIdSchema.parse('airtable')

/** Airtable: the bases that the user shared, and their tables. */
export const airtable: Provider = {
  descriptor: {
    id,
    name: 'Airtable',
    itemTypes: [...airtableTypes],
    capabilities: { contacts: false, pastedToken: true, publicClient: true, revocation: false },
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
  feeds: plainFeeds(airtableTypes, (session, type, cursor, signal) =>
    listPage(id, session, type, cursor, signal),
  ),
}
