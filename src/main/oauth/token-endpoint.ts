import * as oauth from 'oauth4webapi'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { guardFetch, loopbackOriginOf, type Fetch } from '../http/guarded-fetch.ts'
import { retryAfterMs } from '../http/retry-after.ts'
import { parseStrictJson } from '../http/strict-json.ts'
import { describeTransportFailure, transportFailureIn } from '../http/transport-failure.ts'
import type { OAuthDescription, TokenFailure } from '../providers/provider.ts'

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

/** The two addresses of a provider as oauth4webapi wants them; always used as a pair. */
export function authorizationServer(description: OAuthDescription): oauth.AuthorizationServer {
  return {
    // None of the providers publishes an issuer; the origin is what an `iss` parameter would have to name.
    issuer: new URL(description.authorizationEndpoint).origin,
    authorization_endpoint: description.authorizationEndpoint,
    token_endpoint: description.tokenEndpoint,
  }
}

/** Options that make oauth4webapi send through the guarded fetch and nothing else. */
function requestOptions(description: OAuthDescription, fetch: Fetch): oauth.TokenEndpointRequestOptions {
  const loopbackOrigin = loopbackOriginOf(description.tokenEndpoint)
  const guarded = guardFetch(fetch, { deadlineMs, maxBytes, loopbackOrigin })
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

async function ask(
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
  if (response.ok) {
    return body === undefined
      ? err({ kind: 'unclear', error: { kind: 'unexpected-response', detail: 'token reply is not JSON' } })
      : ok(description.conformTokenReply(body))
  }
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
