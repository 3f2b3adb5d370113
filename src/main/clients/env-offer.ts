import { scopesFor } from '../../shared/model/provider.ts'
import type { EnvPreview } from '../../shared/model/client-settings.ts'
import type { Access } from '../../shared/model/provider.ts'
import type { SignInChoice } from '../../shared/model/sign-in.ts'
import { isUsableRedirectAddress } from '../oauth/redirect-address.ts'
import type { Provider } from '../providers/provider.ts'
import type { ClientCredentials } from './client-credentials.ts'
import { bareAddress, ownAuthorizationEndpoint } from './own-authorization.ts'
import type { EnvClient } from './read-env.ts'

type Offer = EnvPreview['clients'][number]

/** Why an app of a `.env` cannot be taken as it is, at this provider or, for names without one, at any. */
export function problemOf(client: EnvClient, providers: readonly Provider[]): Offer['problem'] {
  if (client.clientId === null) return 'no-client-id'
  const mayBePublic = providers.some(({ descriptor }) => descriptor.capabilities.publicClient)
  if (client.clientSecret === null && !mayBePublic) return 'no-secret'
  if (client.redirectUri !== null && !isUsableRedirectAddress(client.redirectUri)) return 'redirect-not-local'
  return null
}

/** What the screen may see of it: never the secret, and of addresses only what cannot hold one. */
export function offerOf(client: EnvClient, providers: readonly Provider[], replaces: boolean): Offer {
  const { providerId, clientId, redirectUri, authorizationUrl } = client
  const isUsable = redirectUri !== null && isUsableRedirectAddress(redirectUri)
  return {
    providerId,
    clientId,
    hasSecret: client.clientSecret !== null,
    redirectUri: redirectUri === null || isUsable ? redirectUri : bareAddress(redirectUri),
    authorizationUrl: authorizationUrl === null ? null : bareAddress(authorizationUrl),
    isAuthorizationUrlUsed:
      providerId !== null &&
      providers.some(({ oauth }) => ownAuthorizationEndpoint(oauth, authorizationUrl) !== null),
    scopes: [...client.scopes],
    problem: problemOf(client, providers),
    replaces,
  }
}

/** What is kept of an app without a problem. Without an address of its own it gets the recommended ones. */
export function credentialsOf(
  { clientId, clientSecret, redirectUri, authorizationUrl }: EnvClient,
  { descriptor }: Pick<Provider, 'descriptor'>,
): ClientCredentials {
  return {
    clientId: clientId ?? '',
    clientSecret,
    redirectUris: redirectUri === null ? [...descriptor.redirectUris] : [redirectUri],
    authorizationUrl: authorizationUrl === null ? null : bareAddress(authorizationUrl),
  }
}

/**
 * The scopes of a `.env`, proposed at the next sign-in: what the app there asks for is what it was registered
 * with. Null where it names none, or the provider has none.
 */
export function choiceOf(
  { scopes }: Pick<EnvClient, 'scopes'>,
  { descriptor }: Pick<Provider, 'descriptor'>,
  known: SignInChoice | null,
): SignInChoice | null {
  if (scopes.length === 0 || descriptor.scopes.length === 0) return null
  const access = accessOf(scopes, descriptor)
  // What the provider's list has as optional stays so: an app without it loses nothing by being asked.
  const optional = scopesFor(descriptor, access).optional.filter((name) => !scopes.includes(name))
  return {
    access,
    scopes: {
      ...(known?.scopes ?? { read: null, write: null }),
      [access]: { required: [...scopes], optional },
    },
  }
}

function accessOf(scopes: readonly string[], descriptor: Provider['descriptor']): Access {
  const changes = descriptor.scopes.some(({ name, right }) => right === 'change' && scopes.includes(name))
  const access = changes ? 'write' : 'read'
  return descriptor.access.includes(access) ? access : (descriptor.access[0] ?? access)
}
