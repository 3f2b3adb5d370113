import { timingSafeEqual } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { OAuthDescription } from '../providers/provider.ts'
import { authorizationServer, exchangeCode, type Client, type TokenRequestFailure } from './token-endpoint.ts'
import { readTokenReply, type TokenSet } from './token-set.ts'
import type { SignInTransport } from './transport.ts'

/** Five minutes for the user, as the screen says. */
const deadlineMs = 5 * 60_000

export interface SignInPorts {
  readonly transport: SignInTransport
  readonly fetch: Fetch
  readonly now: () => number
  /** Calls back once; answers how to call it off. */
  readonly later: (callback: () => void, delayMs: number) => () => void
}

export interface SignInRequest {
  readonly providerId: string
  readonly oauth: OAuthDescription
  readonly client: Client & { readonly redirectUri: string }
}

/** One attempt at a time: a new one ends the old. */
export interface SignIn {
  run(request: SignInRequest): Promise<Result<TokenSet, AppError>>
  cancel(): void
}

/** Lives in memory only. `isTaken` is set before the code is sent anywhere: an answer counts once. */
interface Attempt {
  readonly state: string
  readonly verifier: string | null
  isTaken: boolean
  settle(outcome: Result<TokenSet, AppError>): void
}

export function createSignIn(ports: SignInPorts): SignIn {
  let current: Attempt | null = null

  async function run(request: SignInRequest): Promise<Result<TokenSet, AppError>> {
    current?.settle(err({ kind: 'sign-in-cancelled' }))
    const controller = new AbortController()
    const outcome = await new Promise<Result<TokenSet, AppError>>((resolve) => {
      const attempt: Attempt = {
        state: oauth.generateRandomState(),
        verifier: request.oauth.usesPkce ? oauth.generateRandomCodeVerifier() : null,
        isTaken: false,
        settle(result) {
          callOff()
          if (current === attempt) current = null
          resolve(result)
        },
      }
      const callOff = ports.later(() => attempt.settle(err({ kind: 'sign-in-timed-out' })), deadlineMs)
      current = attempt
      void openPage(attempt, request, controller.signal).catch((thrown: unknown) => fail(attempt, thrown))
    })
    controller.abort()
    return outcome
  }

  async function openPage(attempt: Attempt, request: SignInRequest, signal: AbortSignal): Promise<void> {
    const authorizationUrl = await authorizationAddress(request, attempt)
    if (current !== attempt) return
    const opened = await ports.transport.open({
      authorizationUrl,
      redirectUri: new URL(request.client.redirectUri),
      onCallback: (url) => receive(attempt, request, url),
      onClosed: () => {
        if (current === attempt) attempt.settle(err({ kind: 'sign-in-cancelled' }))
      },
      signal,
    })
    if (!opened.ok && current === attempt) attempt.settle(opened)
  }

  /**
   * What arrived at the redirect address. Anything that does not carry this attempt's state, exactly once,
   * is somebody else's and is ignored, so that no page can end a sign-in by calling the address. The right
   * one marks the attempt as taken before the first await, so a second copy of it starts nothing.
   */
  function receive(attempt: Attempt, request: SignInRequest, url: URL): 'taken' | 'ignored' {
    const isOurs = isAddress(url, request.client.redirectUri) && carriesState(url, attempt.state)
    if (current !== attempt || attempt.isTaken || !isOurs) return 'ignored'
    attempt.isTaken = true
    void answer(attempt, request, url)
      .then(attempt.settle)
      .catch((thrown: unknown) => fail(attempt, thrown))
    return 'taken'
  }

  async function answer(
    attempt: Attempt,
    request: SignInRequest,
    url: URL,
  ): Promise<Result<TokenSet, AppError>> {
    const server = authorizationServer(request.oauth)
    let parameters: URLSearchParams
    try {
      parameters = oauth.validateAuthResponse(
        server,
        { client_id: request.client.clientId },
        url,
        attempt.state,
      )
    } catch (error) {
      if (error instanceof oauth.AuthorizationResponseError) {
        return err({ kind: 'sign-in-denied', reason: plainText(error.error_description ?? error.error) })
      }
      // A foreign `iss`: the answer is not from whom we asked (RFC 9207).
      return err({ kind: 'sign-in-state-mismatch' })
    }
    if ((parameters.get('code') ?? '') === '') return err({ kind: 'sign-in-refused', code: null })
    const exchanged = await exchangeCode(request.oauth, request.client, ports.fetch, {
      parameters,
      redirectUri: request.client.redirectUri,
      verifier: attempt.verifier,
    })
    if (!exchanged.ok) return err(describe(exchanged.error, request.providerId))
    return readTokenReply(
      exchanged.value,
      { refreshToken: null, scopes: [...request.oauth.scopes] },
      ports.now(),
    )
  }

  /** Nobody must wait for the deadline because of a mistake of ours; what it was goes on to the log. */
  function fail(attempt: Attempt, thrown: unknown): never {
    attempt.settle(err({ kind: 'bug' }))
    throw thrown
  }

  return {
    run,
    cancel: () => current?.settle(err({ kind: 'sign-in-cancelled' })),
  }
}

async function authorizationAddress(request: SignInRequest, attempt: Attempt): Promise<URL> {
  const { oauth: description, client } = request
  const parameters: Record<string, string> = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    scope: description.scopes.join(' '),
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

/** Each provider has a path of its own, so one provider's answer cannot pass for another's. */
function isAddress(url: URL, redirectUri: string): boolean {
  const expected = new URL(redirectUri)
  return url.origin === expected.origin && url.pathname === expected.pathname
}

const singleParameters = ['state', 'code', 'error', 'error_description', 'iss']

function carriesState(url: URL, state: string): boolean {
  if (singleParameters.some((name) => url.searchParams.getAll(name).length > 1)) return false
  const given = Buffer.from(url.searchParams.get('state') ?? '')
  const expected = Buffer.from(state)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Control characters, line and paragraph separators, and those that reorder the text around them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu

/** The provider's own words are an attacker's if the page was: text only, bounded, nothing unprintable. */
function plainText(text: string): string | null {
  const plain = text.toWellFormed().replace(unprintable, ' ').trim().slice(0, 500).toWellFormed()
  return plain === '' ? null : plain
}

function describe(failure: TokenRequestFailure, providerId: string): AppError {
  switch (failure.kind) {
    case 'not-asked':
    case 'unclear':
      return failure.error
    case 'refused':
      return failure.failure.class === 'client'
        ? { kind: 'client-rejected', providerId }
        : failure.failure.class === 'transient'
          ? failure.error
          : { kind: 'sign-in-refused', code: failure.failure.code }
  }
}
