import type { OAuthDescription, Provider } from '../providers/provider.ts'
import type { ClientCredentials } from './client-credentials.ts'

/** An address as far as it may be shown and kept: no user, no query, no fragment. Null when it is none. */
export function bareAddress(address: string): string | null {
  if (!URL.canParse(address)) return null
  const { protocol, host, pathname } = new URL(address)
  return ['https:', 'http:'].includes(protocol) ? `${protocol}//${host}${pathname}` : null
}

/**
 * The authorization address of the user's own, if it may be used: https, on a host of the provider itself.
 * Anybody can write a `.env`, and a page elsewhere would be asked in the provider's name.
 */
export function ownAuthorizationEndpoint(
  { authorizationHosts }: Pick<OAuthDescription, 'authorizationHosts'>,
  address: string | null,
): string | null {
  if (address === null || !URL.canParse(address)) return null
  const { protocol, hostname, port, username, password } = new URL(address)
  const isOwn =
    protocol === 'https:' &&
    port === '' &&
    username === '' &&
    password === '' &&
    authorizationHosts.some((host) => host.test(hostname))
  return isOwn ? bareAddress(address) : null
}

/** The provider with the client's own authorization address, where that may be used. */
export function withOwnAuthorization(
  provider: Provider,
  { authorizationUrl }: Pick<ClientCredentials, 'authorizationUrl'>,
): Provider {
  const authorizationEndpoint = ownAuthorizationEndpoint(provider.oauth, authorizationUrl)
  if (authorizationEndpoint === null) return provider
  return { ...provider, oauth: { ...provider.oauth, authorizationEndpoint } }
}
