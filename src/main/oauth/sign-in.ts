import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { SignInPlace, SignInStatus } from '../../shared/model/sign-in.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import {
  authorizationAddress,
  createAttempt,
  isAnswerTo,
  type Attempt,
  type GrantRequest,
} from './attempt.ts'
import { redeemAnswer } from './redeem-answer.ts'
import type { TokenSet } from './token-set.ts'
import type { CallbackOutcome, OpenedPage, SignInTransport } from './transport.ts'

/** Five minutes for the user, as the screen says; going on at another place gives five new ones. */
const deadlineMs = 5 * 60_000
/** However often the place is changed, it ends some time; the contract's own deadline for it is longer. */
const longestMs = 3 * deadlineMs

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

export interface SignInOrder extends GrantRequest {
  readonly accountId: AccountId | null
  readonly place: SignInPlace
  /** Takes the place of the usual one until the user goes on elsewhere. */
  readonly transport?: SignInTransport
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
  /** The number of the first leg. */
  readonly startedWith: number
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
        startedWith: lastNumber + 1,
        leg: null,
        settle(outcome) {
          // Over first, so that nothing that ending the page sets off can settle it another way.
          const wasCurrent = current === running
          if (wasCurrent) current = null
          resolve(outcome)
          if (running.leg !== null) end(running.leg)
          if (wasCurrent) ports.onChanged()
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
    const before = running.leg
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
    // After there is a new one: whatever the old page still tells is not about this sign-in any more.
    if (before !== null) end(before)
    ports.onChanged()
    void open(running, leg).catch((thrown: unknown) => fail(running, leg, thrown))
  }

  const isCurrent = (running: Running, leg: Leg): boolean => current === running && running.leg === leg

  function timeOut(running: Running, leg: Leg): void {
    if (isCurrent(running, leg)) running.settle(err({ kind: 'sign-in-timed-out' }))
  }

  async function open(running: Running, leg: Leg): Promise<void> {
    const { order } = running
    const redirectUris = order.client.redirectUris.map((address) => new URL(address))
    const isFirst = running.startedWith === leg.number
    const own = isFirst ? order.transport : undefined
    const opened = await (own ?? ports.transport(leg.place, redirectUris)).open({
      redirectUris,
      authorizationUrl: (redirectUri) => {
        leg.attempt.redirectUri = redirectUri.href
        return authorizationAddress(order, leg.attempt)
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
    if (opened.ok) {
      leg.opened = opened.value
      ports.onChanged()
      // With the answer in hand it does not matter that the page could not be shown.
    } else if (leg.attempt.answer === null) running.settle(opened)
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
    void redeemAnswer(running.order, leg.attempt, url, ports)
      .then((outcome) => {
        if (isCurrent(running, leg)) running.settle(outcome)
      })
      .catch((thrown: unknown) => fail(running, leg, thrown))
    return 'taken'
  }

  /** Nobody must wait for the deadline because of a mistake of ours; what it was goes on to the log. */
  function fail(running: Running, leg: Leg, thrown: unknown): never {
    if (isCurrent(running, leg)) running.settle(err({ kind: 'bug' }))
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
