import type { ProviderEndpoints } from '../../src/main/providers/endpoints.ts'
import type { ListReply } from '../../src/main/providers/test-support/service-under-test.ts'
import { answerJson, startLoopbackServer, type ReceivedRequest } from '../support/loopback-server.ts'
import { startOidcServer, type OidcServer } from '../support/oidc-server.ts'
import { harbour } from './harbour/index.ts'

/** What Harbour is to the outside: an authorization server, and an API that takes its tokens and no others. */
export interface HarbourService {
  readonly oidc: OidcServer
  /** As a file of the automation contract says it. */
  readonly endpoints: { readonly harbour: ProviderEndpoints }
  readonly requests: readonly ReceivedRequest[]
  /** The next list calls get these replies, in this order; then come true ones again. */
  readonly answerLists: (replies: readonly ListReply[]) => void
  readonly close: () => Promise<void>
}

export const companyCount = 120
const pageSize = 50
const companies = Array.from({ length: companyCount }, (_, at) => ({
  id: `c${at + 1}`,
  name: `Harbour Company ${at + 1}`,
  changedAtMs: Date.UTC(2026, 0, 1) + at * 1_000,
}))

/** `redirectUris` are registered besides the provider's own ones, and tried first. */
export async function startHarbourService(redirectUris: readonly string[] = []): Promise<HarbourService> {
  const registered = [...redirectUris, ...harbour.descriptor.redirectUris]
  const oidc = await startOidcServer(registered)
  const listReplies: ListReply[] = []
  const api = await startLoopbackServer((request, response) => {
    const url = new URL(request.target, oidc.origin)
    const scripted = url.pathname === '/v1/companies' ? listReplies.shift() : undefined
    if (scripted?.redirect !== undefined)
      return void response.writeHead(302, { location: scripted.redirect }).end()
    if (scripted !== undefined) {
      const { status = 200, body } = scripted
      if (typeof body !== 'string') return answerJson(response, status, body)
      return void response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    }
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    void oidc.access(token).then((access) => {
      if (access === null) return answerJson(response, 401, {})
      if (!access.scopes.includes('harbour.read')) return answerJson(response, 403, {})
      if (url.pathname === '/v1/me')
        return answerJson(response, 200, { id: access.person, name: 'Port of Call' })
      if (url.pathname !== '/v1/companies') return answerJson(response, 404, {})
      const start = Number(url.searchParams.get('cursor') ?? 0)
      const end = start + pageSize
      const next = end < companies.length ? String(end) : null
      answerJson(response, 200, { items: companies.slice(start, end), next })
    })
  })
  const { clientId, clientSecret } = oidc.client('body')
  return {
    oidc,
    endpoints: {
      harbour: {
        authorize: oidc.authorizationEndpoint,
        token: oidc.tokenEndpoint,
        api: api.origin,
        clientId,
        clientSecret: clientSecret ?? '',
        redirectUris: registered,
      },
    },
    requests: api.requests,
    answerLists: (replies) => void listReplies.splice(0, listReplies.length, ...replies),
    close: async () => {
      await api.close()
      await oidc.close()
    },
  }
}
