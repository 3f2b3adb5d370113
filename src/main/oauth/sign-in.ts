import * as oauth from 'oauth4webapi'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ProviderId, ScopeRequest } from '../../shared/model/provider.ts'
import type { SignInPlace, SignInStatus } from '../../shared/model/sign-in.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { OAuthDescription } from '../providers/provider.ts'
import { authorizationAddress, createAttempt, isAnswerTo, isSamePlace, type Attempt } from './attempt.ts'
import { authorizationServer, exchangeCode, type Client, type TokenRequestFailure } from './token-endpoint.ts'
import { readTokenReply, type TokenSet } from './token-set.ts'
import type { CallbackOutcome, OpenedPage, SignInTransport } from './transport.ts'

/** Five minutes for the user, as the screen says; going on at another place gives five new ones. */
const deadlineMs = 5 * 60_000
/** However often the place is changed, it ends some time. */
const longestMs = 6 * deadlineMs

export interface SignInPorts {
  /** The transport for a place; an app's own scheme among the addresses needs another one than a port. */
  readonly transport: (place: SignInPlace, redirectUris: readonly URL[]) => SignInTransport
  readonly fetch: Fetch
  readonly now: () => number
  /** Calls back once; answers how to call it off. */
  readonly later: (callback: () => void, delayMs: number) => () => void
  /** The status is another one. */
  readonly onChanged: () => void
}

export interface SignInOrder {
  readonly providerId: ProviderId
  readonly accountId: AccountId | null
  readonly place: SignInPlace
  readonly oauth: OAuthDescription
  readonly client: Client & { readonly redirectUris: readonly string[] }
  readonly scopes: ScopeRequest
}

/** One sign-in at a time: a new one ends the old. */
export interface SignIn {
  run(order: SignInOrder): Promise<Result<TokenSet, AppError>>
  status(): SignInStatus | null
  /** Ends the attempt at one place and begins one at the other, with a state of its own. */
  switchTo(place: SignInPlace): Result<null, AppError>
  openAgain(): Promise<Result<null, AppError>>
  /** The address that was opened; null while nothing waits. */
  link(): URL | null
  /** What the user copied out of the browser: counts like an answer that arrived. */
  paste(address: string): Result<null, AppError>
  cancel(): void
  /** After the computer slept: timers may have slept too. */
  checkDeadline(): void
}

/** The attempt under way and what can be done with it; replaced when the sign-in goes on elsewhere. */
interface Leg {
  readonly number: number
  readonly place: SignInPlace
  readonly handedOverAt: string | null
  readonly attempt: Attempt
  readonly untilMs: number
  readonly callOff: () => void
  readonly controller: AbortController
  opened: OpenedPage | null
}

interface Running {
  readonly order: SignInOrder
  readonly startedAtMs: number
  leg: Leg | null
  settle(outcome: Result<TokenSet, AppError>): void
}

export function createSignIn(ports: SignInPorts): SignIn {
  let current: Running | null = null
  let lastNumber = 0

  async function run(order: SignInOrder): Promise<Result<TokenSet, AppError>> {
    current?.settle(err({ kind: 'sign-in-cancelled' }))
    return await new Promise<Result<TokenSet, AppError>>((resolve) => {
      const running: Running = {
        order,
        startedAtMs: ports.now(),
        leg: null,
        settle(outcome) {
          if (running.leg !== null) end(running.leg)
          if (current === running) {
            current = null
            ports.onChanged()
          }
          resolve(outcome)
        },
      }
      current = running
      begin(running, order.place, null)
    })
  }

  function end(leg: Leg): void {
    leg.callOff()
    leg.controller.abort()
  }

  function begin(running: Running, place: SignInPlace, handedOverAt: string | null): void {
    if (running.leg !== null) end(running.leg)
    const nowMs = ports.now()
    const untilMs = Math.min(nowMs + deadlineMs, running.startedAtMs + longestMs)
    const leg: Leg = {
      number: ++lastNumber,
      place,
      handedOverAt,
      attempt: createAttempt(running.order.oauth),
      untilMs,
      callOff: ports.later(() => timeOut(running, leg), untilMs - nowMs),
      controller: new AbortController(),
      opened: null,
    }
    running.leg = leg
    ports.onChanged()
    void open(running, leg).catch((thrown: unknown) => fail(running, thrown))
  }

  const isCurrent = (running: Running, leg: Leg): boolean => current === running && running.leg === leg

  function timeOut(running: Running, leg: Leg): void {
    if (isCurrent(running, leg)) running.settle(err({ kind: 'sign-in-timed-out' }))
  }

  async function open(running: Running, leg: Leg): Promise<void> {
    const { order } = running
    const redirectUris = order.client.redirectUris.map((address) => new URL(address))
    const opened = await ports.transport(leg.place, redirectUris).open({
      redirectUris,
      authorizationUrl: (redirectUri) => {
        leg.attempt.redirectUri = redirectUri.href
        const { clientId } = order.client
        const request = { clientId, redirectUri: registered(order, redirectUri), scopes: order.scopes }
        return authorizationAddress(order.oauth, request, leg.attempt)
      },
      onCallback: (url) => receive(running, leg, url),
      onClosed: () => {
        if (isCurrent(running, leg) && leg.attempt.answer === null)
          running.settle(err({ kind: 'sign-in-cancelled' }))
      },
      onRefused: (host) => {
        if (isCurrent(running, leg) && leg.attempt.answer === null) begin(running, 'browser', host)
      },
      signal: leg.controller.signal,
    })
    if (!isCurrent(running, leg)) {
      if (opened.ok) await opened.value.close()
      return
    }
    if (!opened.ok) return running.settle(opened)
    leg.opened = opened.value
    ports.onChanged()
  }

  /**
   * What arrived at the redirect address. Anything that does not carry this attempt's state, exactly once,
   * is somebody else's and is ignored, so that no page can end a sign-in by calling the address. The right
   * one marks the attempt as answered before the first await, so a second copy of it starts nothing.
   */
  function receive(running: Running, leg: Leg, url: URL): CallbackOutcome {
    if (!isCurrent(running, leg) || !isAnswerTo(leg.attempt, url)) return 'ignored'
    if (leg.attempt.answer !== null) return leg.attempt.answer === url.href ? 'repeated' : 'ignored'
    leg.attempt.answer = url.href
    ports.onChanged()
    void answer(running.order, leg.attempt, url)
      .then((outcome) => {
        if (isCurrent(running, leg)) running.settle(outcome)
      })
      .catch((thrown: unknown) => fail(running, thrown))
    return 'taken'
  }

  async function answer(order: SignInOrder, attempt: Attempt, url: URL): Promise<Result<TokenSet, AppError>> {
    const server = authorizationServer(order.oauth)
    const { clientId } = order.client
    let parameters: URLSearchParams
    try {
      parameters = oauth.validateAuthResponse(server, { client_id: clientId }, url, attempt.state)
    } catch (error) {
      if (error instanceof oauth.AuthorizationResponseError) {
        return err({ kind: 'sign-in-denied', reason: plainText(error.error_description ?? error.error) })
      }
      // A foreign `iss`: the answer is not from whom we asked (RFC 9207).
      return err({ kind: 'sign-in-state-mismatch' })
    }
    if ((parameters.get('code') ?? '') === '') return err({ kind: 'sign-in-refused', code: null })
    const exchanged = await exchangeCode(order.oauth, order.client, ports.fetch, {
      parameters,
      redirectUri: registered(order, url),
      verifier: attempt.verifier,
    })
    if (!exchanged.ok) return err(describe(exchanged.error, order.providerId))
    const { required, optional } = order.scopes
    return readTokenReply(
      exchanged.value,
      { refreshToken: null, scopes: [...required, ...optional] },
      ports.now(),
    )
  }

  /** Nobody must wait for the deadline because of a mistake of ours; what it was goes on to the log. */
  function fail(running: Running, thrown: unknown): never {
    running.settle(err({ kind: 'bug' }))
    throw thrown
  }

  function step({ attempt, opened }: Leg): SignInStatus['step'] {
    if (attempt.answer !== null) return 'finishing'
    return opened === null ? 'opening' : 'waiting'
  }

  return {
    run,

    status() {
      if (current?.leg == null) return null
      const { order, leg } = current
      return {
        attempt: leg.number,
        providerId: order.providerId,
        accountId: order.accountId,
        place: leg.place,
        step: step(leg),
        untilMs: leg.untilMs,
        handedOverAt: leg.handedOverAt,
        canPaste: leg.place === 'browser',
      }
    },

    switchTo(place) {
      if (current?.leg == null) return err({ kind: 'no-sign-in' })
      // With the answer in hand there is nothing left to do elsewhere.
      if (current.leg.attempt.answer === null) begin(current, place, null)
      return ok(null)
    },

    async openAgain() {
      const opened = current?.leg?.opened ?? null
      return opened === null ? err({ kind: 'no-sign-in' }) : opened.openAgain()
    },

    link: () => current?.leg?.opened?.link ?? null,

    paste(address) {
      if (current?.leg == null) return err({ kind: 'no-sign-in' })
      const trimmed = address.trim()
      if (!URL.canParse(trimmed)) return err({ kind: 'sign-in-address-unusable' })
      const outcome = receive(current, current.leg, new URL(trimmed))
      return outcome === 'ignored' ? err({ kind: 'sign-in-address-unusable' }) : ok(null)
    },

    cancel: () => current?.settle(err({ kind: 'sign-in-cancelled' })),

    checkDeadline() {
      if (current?.leg != null && ports.now() >= current.leg.untilMs) timeOut(current, current.leg)
    },
  }
}

/** The address as it is registered, letter for letter: `URL` may write it differently. */
function registered({ client }: SignInOrder, place: URL): string {
  return client.redirectUris.find((address) => isSamePlace(new URL(address), place)) ?? place.href
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
      switch (failure.failure.class) {
        case 'client':
          return { kind: 'client-rejected', providerId }
        case 'transient':
        case 'raced':
          return failure.error
        case 'revoked':
        case 'code-refused':
          return { kind: 'sign-in-refused', code: failure.failure.code }
      }
  }
}
