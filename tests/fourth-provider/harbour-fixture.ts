import type { Fetch } from '../../src/main/http/guarded-fetch.ts'
import { withEndpoints } from '../../src/main/providers/endpoints.ts'
import { signInBy } from '../../src/main/providers/test-support/provider-in-sandbox.ts'
import type { ProviderFixture } from '../../src/main/providers/test-support/service-under-test.ts'
import { createCookieBrowser } from '../support/cookie-browser.ts'
import { companyCount, startHarbourService } from './harbour-service.ts'

/** What the contract suite of the providers has to know of Harbour. */
export const harbourFixture: ProviderFixture = {
  async start(own) {
    const service = await startHarbourService()
    const { harbour } = service.endpoints
    const provider = withEndpoints(own, harbour)
    const send = sendThrough(service.oidc.origin)
    let forgotten = 0
    return {
      ...(await signInBy(provider, harbour, send)),
      provider,
      send,
      answerLists: service.answerLists,
      calls: () => service.requests.length - forgotten,
      reset: () => {
        forgotten = service.requests.length
        service.answerLists([])
      },
      close: service.close,
    }
  },
  counts: { company: companyCount },
  listReply: (ids, next) => ({ items: ids.map((id) => ({ id })), next }),
  oddBodies: ['{"items":{}}', '{"items":[{}]}', '{"items":[{"id":9}]}', '{"items":[],"next":7}'],
  forbidden: {},
  hostileErrors: [{ message: 'x'.repeat(9_000) + '\ud800' }],
}

/**
 * A fetch that is a browser at the authorization server's pages and nothing but a fetch elsewhere. Every sign-in has
 * a browser of its own: one that has agreed before is sent on without a page.
 */
function sendThrough(origin: string): Fetch {
  let browser = createCookieBrowser()
  return async (address, init) => {
    const url = new URL(address)
    if (url.origin !== origin || url.pathname.startsWith('/token')) return fetch(address, init)
    if (url.pathname === '/auth') browser = createCookieBrowser()
    const { page, location } = await browser.go(url, init)
    return new Response(page, { headers: location === null ? {} : { location: location.href } })
  }
}
