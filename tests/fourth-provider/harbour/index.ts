import { plainFeeds } from './plain-feeds.ts'
import type { Provider } from '../../../src/main/providers/provider.ts'
import { providerIdSchema } from '../../../src/shared/model/provider.ts'
import { ok } from '../../../src/shared/result.ts'
import { describeFailure } from './failures.ts'
import { rateLimits } from './limits.ts'
import { listPage } from './list.ts'
import { oauth } from './oauth.ts'
import { meSchema } from './schema.ts'

const id = providerIdSchema.parse('harbour')

/** Harbour: the companies that use a port. It exists in tests only, as an example of all that a provider needs. */
export const harbour: Provider = {
  descriptor: {
    id,
    name: 'Harbour',
    itemTypes: ['company'],
    capabilities: {
      contacts: false,
      pastedToken: false,
      publicClient: true,
      revocation: true,
      search: false,
    },
    redirectUris: [17863, 17873].map((port) => `http://localhost:${port}/oauth/harbour/callback`),
    access: ['read'],
    scopes: [{ name: 'harbour.read', topic: 'companies', right: 'read', isOptional: false }],
  },
  oauth,
  apiBaseUrl: 'https://api.harbour.example',
  correlationHeader: null,
  pageHosts: [/^harbour\.example$/],
  rateLimits,
  describeFailure,
  identify: async (session) => {
    const me = await session.request({ method: 'GET', path: ['v1', 'me'] }, meSchema)
    return me.ok ? ok({ externalId: me.value.id, label: me.value.name, uiOrigin: null }) : me
  },
  feeds: plainFeeds(['company'], (session, type, cursor, signal) =>
    listPage(id, session, type, cursor, signal),
  ),
}
