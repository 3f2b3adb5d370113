import { timingSafeEqual } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import type { ProviderId, ScopeRequest } from '../../shared/model/provider.ts'
import type { OAuthDescription } from '../providers/provider.ts'
import type { Client } from './token-endpoint.ts'

/** Who is asked, as whom, and for what. */
export interface GrantRequest {
  readonly providerId: ProviderId
  readonly oauth: OAuthDescription
  /** `redirectUris` as they are registered, letter for letter. */
  readonly client: Client & { readonly redirectUris: readonly string[] }
  readonly scopes: ScopeRequest
}

/**
 * One attempt at a provider: a one-time state, a PKCE verifier where the provider takes part, and once a
 * transport settled on one, the redirect address. Lives in memory only and is never used twice.
 */
export interface Attempt {
  readonly state: string
  readonly verifier: string | null
  redirectUri: string | null
  /** The answer that won. Set before the code is sent anywhere: an answer counts once. */
  answer: string | null
}

export function createAttempt({ pkce }: Pick<OAuthDescription, 'pkce'>): Attempt {
  return {
    // 32 random bytes each, base64url: within Airtable's alphabet too (its OAuth reference).
    state: oauth.generateRandomState(),
    verifier: pkce === 'none' ? null : oauth.generateRandomCodeVerifier(),
    redirectUri: null,
    answer: null,
  }
}

/** The address that the user opens, for the redirect address that the attempt has by then. */
export async function authorizationAddress(
  { oauth: description, client, scopes }: GrantRequest,
  attempt: Attempt,
): Promise<URL> {
  const { required, optional } = scopes
  const { optionalScopeParameter } = description
  const scope = (optionalScopeParameter === null ? [...required, ...optional] : required).join(' ')
  const parameters: Record<string, string> = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: registeredAddress(client, attempt),
    // A provider without scopes gets no empty one.
    ...(scope === '' ? {} : { scope }),
    ...(optionalScopeParameter === null || optional.length === 0
      ? {}
      : { [optionalScopeParameter]: optional.join(' ') }),
    ...description.authorizationParameters,
    state: attempt.state,
  }
  if (attempt.verifier !== null) {
    parameters['code_challenge'] = await oauth.calculatePKCECodeChallenge(attempt.verifier)
    parameters['code_challenge_method'] = 'S256'
  }
  // Scopes are separated by %20: HubSpot does not read a plus sign as a space (its OAuth guide).
  const query = Object.entries(parameters)
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&')
  return new URL(`${description.authorizationEndpoint}?${query}`)
}

/** The redirect address as it is registered, letter for letter: `URL` may write it differently. */
export function registeredAddress(
  { redirectUris }: GrantRequest['client'],
  { redirectUri }: Pick<Attempt, 'redirectUri'>,
): string {
  if (redirectUri === null) throw new Error('no transport has settled on a redirect address')
  const place = new URL(redirectUri)
  return redirectUris.find((address) => isSamePlace(new URL(address), place)) ?? redirectUri
}

/**
 * Whether an address answers this attempt: the very redirect address (each provider has a path of its own,
 * so one provider's answer cannot pass for another's), and this attempt's state exactly once.
 */
export function isAnswerTo(attempt: Attempt, url: URL): boolean {
  return (
    attempt.redirectUri !== null &&
    isSamePlace(url, new URL(attempt.redirectUri)) &&
    carriesState(url, attempt)
  )
}

/** Same scheme, host, port and path. By parts: the origin of an app's own scheme is always "null". */
export function isSamePlace(url: URL, place: URL): boolean {
  return url.protocol === place.protocol && url.host === place.host && url.pathname === place.pathname
}

const singleParameters = ['state', 'code', 'error', 'error_description', 'iss']

function carriesState(url: URL, { state }: Attempt): boolean {
  if (singleParameters.some((name) => url.searchParams.getAll(name).length > 1)) return false
  const given = Buffer.from(url.searchParams.get('state') ?? '')
  const expected = Buffer.from(state)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
