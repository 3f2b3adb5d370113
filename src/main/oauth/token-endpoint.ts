import * as oauth from 'oauth4webapi'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { guardFetch, loopbackOriginOf, TransportFailure, type Fetch } from '../http/guarded-fetch.ts'
import { retryAfterMs } from '../http/retry-after.ts'
import { parseStrictJson } from '../http/strict-json.ts'
import { describeTransportFailure, transportFailureIn } from '../http/transport-failure.ts'
import type { EndpointForTokens, OAuthDescription, TokenFailure } from '../providers/provider.ts'
import type { TokenSet } from './token-set.ts'

const deadlineMs = 15_000
const maxBytes = 64 * 1024

export interface Client {
  readonly clientId: string
  /** Null where the app was registered without one. */
  readonly clientSecret: string | null
}

/** What the token endpoint said no with, or why it could not be asked. */
export type TokenRequestFailure =
  /** `error` says it to the user where the class is `transient`. */
  | { readonly kind: 'refused'; readonly failure: TokenFailure; readonly error: AppError }
  | { readonly kind: 'not-asked'; readonly error: AppError }
  /** Something answered, but nothing that means yes or no. */
  | { readonly kind: 'unclear'; readonly error: AppError }

/** The addresses of a provider as oauth4webapi wants them. */
export function authorizationServer(description: OAuthDescription): oauth.AuthorizationServer {
  const { revocation, introspection } = description
  return {
    // None of the providers publishes an issuer; the origin is what an `iss` parameter would have to name.
    issuer: new URL(description.authorizationEndpoint).origin,
    authorization_endpoint: description.authorizationEndpoint,
    token_endpoint: description.tokenEndpoint,
    ...(revocation === null ? {} : { revocation_endpoint: revocation.address }),
    ...(introspection === undefined ? {} : { introspection_endpoint: introspection.address }),
  }
}

/**
 * Options that make oauth4webapi send through the guarded fetch and nothing else. A grant that was given on
 * this computer stays on it: no other address hears of its tokens.
 */
function requestOptions(description: OAuthDescription, fetch: Fetch): oauth.TokenEndpointRequestOptions {
  const loopbackOrigin = loopbackOriginOf(description.tokenEndpoint)
  const guard = guardFetch(fetch, { deadlineMs, maxBytes, loopbackOrigin })
  const guarded: Fetch = async (address, init) => {
    const isForeign = loopbackOrigin !== null && new URL(address).origin !== loopbackOrigin
    if (isForeign) throw new TransportFailure('insecure')
    return guard(address, init)
  }
  return {
    headers: description.tokenRequestHeaders,
    [oauth.customFetch]: (url, init) => guarded(url, encoded(description, init)),
    // Only the sandbox is plain http, and guardFetch lets no other such address pass.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody uses it for servers
    [oauth.allowInsecureRequests]: loopbackOrigin !== null,
  }
}

/** The library writes forms; a provider that wants JSON gets the same fields as JSON. */
function encoded(
  { tokenRequestEncoding }: OAuthDescription,
  { method, headers, body }: oauth.CustomFetchOptions<'POST', URLSearchParams>,
): RequestInit {
  if (tokenRequestEncoding === 'form') return { method, headers, body }
  const json = JSON.stringify(Object.fromEntries(body))
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: json }
}

function authentication({ clientAuthentication }: OAuthDescription, client: Client): oauth.ClientAuth {
  if (client.clientSecret === null) return oauth.None()
  if (clientAuthentication === 'body') return oauth.ClientSecretPost(client.clientSecret)
  // As they are: the library would percent-encode both first, as RFC 6749 (2.3.1) says and nobody reads.
  const credentials = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${credentials}`)
}

/**
 * Exchanges a code. `parameters` are branded by oauth4webapi: they exist only where the callback has
 * passed its checks. Answers the reply's JSON, made to conform.
 */
export async function exchangeCode(
  description: OAuthDescription,
  client: Client,
  fetch: Fetch,
  callback: { parameters: URLSearchParams; redirectUri: string; verifier: string | null },
): Promise<Result<unknown, TokenRequestFailure>> {
  return ask(description, () =>
    oauth.authorizationCodeGrantRequest(
      authorizationServer(description),
      { client_id: client.clientId },
      authentication(description, client),
      callback.parameters,
      callback.redirectUri,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- for a provider that documents no PKCE
      callback.verifier ?? oauth.nopkce,
      requestOptions(description, fetch),
    ),
  )
}

/** Asks for a new access token. Sent once: whoever calls decides what an unclear outcome means. */
export async function refreshGrant(
  description: OAuthDescription,
  client: Client,
  fetch: Fetch,
  refreshToken: string,
): Promise<Result<unknown, TokenRequestFailure>> {
  return ask(description, () =>
    oauth.refreshTokenGrantRequest(
      authorizationServer(description),
      { client_id: client.clientId },
      authentication(description, client),
      refreshToken,
      requestOptions(description, fetch),
    ),
  )
}

/** The tokens of a grant, as far as other endpoints are told them. */
export type NamedTokens = Pick<TokenSet, 'accessToken' | 'refreshToken'>

/** Names a token of the grant to another endpoint, the way the token endpoint is asked. */
export async function tellToken(
  description: OAuthDescription,
  client: Client,
  fetch: Fetch,
  tell: { request: typeof oauth.revocationRequest; endpoint: EndpointForTokens; grant: NamedTokens },
): Promise<Result<unknown, TokenRequestFailure>> {
  const { token, parameters } = tell.endpoint
  const { accessToken, refreshToken } = tell.grant
  return askEndpoint(description, () =>
    tell.request(
      authorizationServer(description),
      { client_id: client.clientId },
      authentication(description, client),
      token === 'refresh' ? (refreshToken ?? accessToken) : accessToken,
      { ...requestOptions(description, fetch), additionalParameters: { ...parameters } },
    ),
  )
}

async function ask(
  description: OAuthDescription,
  send: () => Promise<Response>,
): Promise<Result<unknown, TokenRequestFailure>> {
  const answered = await askEndpoint(description, send)
  if (!answered.ok) return answered
  return answered.value === undefined
    ? err({ kind: 'unclear', error: { kind: 'unexpected-response', detail: 'token reply is not JSON' } })
    : ok(description.conformTokenReply(answered.value))
}

/** The body of a 2xx reply, undefined where it is not JSON; anything else as what it means. */
async function askEndpoint(
  description: OAuthDescription,
  send: () => Promise<Response>,
): Promise<Result<unknown, TokenRequestFailure>> {
  let response: Response
  try {
    response = await send()
  } catch (thrown) {
    const failure = transportFailureIn(thrown)
    if (failure === null) throw thrown
    return err({ kind: 'not-asked', error: describeTransportFailure(failure) })
  }
  const body = parseStrictJson(new Uint8Array(await response.arrayBuffer()))
  if (response.ok) return ok(body)
  const headers = Object.fromEntries(response.headers.entries())
  const failure = description.classifyTokenFailure({ status: response.status, headers, body: body ?? null })
  return err({ kind: 'refused', failure, error: describeStatus(response.status, headers) })
}

/** For a rate limit without a time: HubSpot's longest window that is worth waiting for. */
const usualWaitMs = 10_000

function describeStatus(status: number, headers: Readonly<Record<string, string>>): AppError {
  return status === 429
    ? { kind: 'rate-limited', retryAfterMs: retryAfterMs(headers['retry-after'], Date.now()) ?? usualWaitMs }
    : { kind: 'provider-down', status }
}
