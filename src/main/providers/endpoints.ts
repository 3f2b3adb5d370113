import { z } from 'zod'
import { isLoopbackAddress } from '../../shared/loopback-address.ts'
import { text } from '../../shared/text.ts'
import type { EndpointForTokens, Provider } from './provider.ts'
import { withoutWindows } from './rate-limits.ts'

/** Secrets travel to these addresses: plain http is for this computer alone (RFC 8252, 8.3). */
const address = text(2_000).refine(isSafeAddress, { message: 'neither https nor http on this computer' })

/** Another place for a provider, and the client that is registered there. */
export const providerEndpointsSchema = z.object({
  authorize: address,
  token: address,
  api: address,
  /** Empty where the user enters an app of their own. */
  clientId: text(500),
  /** Empty for an app that is registered without one. */
  clientSecret: text(2_000),
  /** Addresses that the client has registered; the first one is used. */
  redirectUris: z.array(text(300)).optional(),
  /** False where nobody's calls are counted, as in a sandbox without limits: then none is held back. */
  limits: z.boolean().optional(),
})
export type ProviderEndpoints = z.infer<typeof providerEndpointsSchema>

/**
 * Provider id → its place: the shape that `npm run sandbox` prints. The process id that stands beside the
 * providers there is let through and dropped.
 */
export const endpointsFileSchema = z
  .object({ pid: z.number().optional(), admin: z.unknown().optional() })
  .catchall(providerEndpointsSchema)
  .transform(({ pid: _pid, admin: _admin, ...file }): EndpointsFile => file)
export type EndpointsFile = Readonly<Record<string, ProviderEndpoints>>

/**
 * The provider at other addresses. Its pages stay its own: a record is never opened elsewhere. Endpoints that
 * are told tokens move along with the token endpoint, at their own paths, so that a token which was issued
 * elsewhere never gets to the provider itself.
 */
export function withEndpoints(provider: Provider, endpoints: ProviderEndpoints): Provider {
  const { revocation, introspection } = provider.oauth
  const moved = (endpoint: EndpointForTokens): EndpointForTokens => ({
    ...endpoint,
    address: new URL(new URL(endpoint.address).pathname, endpoints.token).href,
  })
  return {
    ...provider,
    oauth: {
      ...provider.oauth,
      authorizationEndpoint: endpoints.authorize,
      tokenEndpoint: endpoints.token,
      revocation: revocation === null ? null : moved(revocation),
      ...(introspection === undefined ? {} : { introspection: moved(introspection) }),
    },
    apiBaseUrl: endpoints.api.replace(/\/+$/, ''),
    rateLimits: endpoints.limits === false ? withoutWindows(provider.rateLimits) : provider.rateLimits,
  }
}

function isSafeAddress(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  if (url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || isLoopbackAddress(url)
}
