import type { AppError } from '../../shared/errors.ts'
import type { LimitStatus, QuotaPeriod } from '../../shared/model/limit-status.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { LimitClass, LimitedCall, RateLimits } from '../providers/rate-limits.ts'
import { patienceMs } from './patience.ts'
import { createRateBucket, type Priority, type RateBucket, type Slot } from './rate-bucket.ts'
import type { SpentQuotas } from './spent-quotas.ts'
import { createWakeUp } from './wake-up.ts'

export interface LimiterPorts {
  readonly rateLimits: RateLimits
  readonly quotas: Pick<SpentQuotas, 'of'>
  /** Counts evenly. */
  readonly clockMs: () => number
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /** Among how many devices the windows are divided; this one has them alone without it. */
  readonly divisor?: () => number
}

/** Where a call stands among the others; it keeps its ticket, and with it its place, when it is sent again. */
export interface Ticket {
  readonly priority: Priority
  readonly order: number
  /** How long it has waited in all. */
  waitedMs: number
}

/** Permission to send one request. */
export interface Turn {
  /** Once for every turn: what became of it. */
  end(outcome: TurnOutcome): void
}

export type TurnOutcome =
  | { readonly kind: 'not-sent' }
  | { readonly kind: 'unanswered' }
  | {
      readonly kind: 'answered'
      readonly headers: Readonly<Record<string, string>>
      /** The provider asks everybody to wait. */
      readonly refusal: Refusal | null
    }

export interface Refusal {
  readonly waitMs: number
  readonly also: readonly LimitClass[] | 'all'
}

/** The one queue of an account's calls, however many hold its session. */
export interface Limiter {
  enter(priority: Priority): Ticket
  /**
   * The call's turn, as soon as the provider lets it: the user's calls in their order, then the others.
   * `rate-limited` with the time that is left when that is more than {@link patienceMs}; `quota-spent`,
   * `cancelled`. Background work waits for its turn as long as it takes, but for no such ban.
   */
  turn(call: LimitedCall & { readonly signal?: AbortSignal }, ticket: Ticket): Promise<Result<Turn, AppError>>
  /** `nowMs` is this computer's time. */
  status(nowMs: number): readonly LimitStatus[]
}

interface Known {
  readonly limit: LimitClass
  readonly bucket: RateBucket
  /** The classes that its calls draw on besides. */
  readonly wider: readonly Known[]
}

interface Waiting {
  readonly ticket: Ticket
  readonly own: Known
  readonly quota: QuotaPeriod | null
  readonly sinceMs: number
  readonly settle: (turn: Result<Turn, AppError>) => void
}

/** Classes come and go with the bases that somebody opens; beyond so many, those without a past are forgotten. */
const mostClasses = 100
/** Everybody who was asked to wait comes back a little apart from everybody else's programs. */
const jitterMs = 300
/** What is said where it cannot be known. */
const leastWaitMs = 1_000

export function createLimiter(ports: LimiterPorts): Limiter {
  const { rateLimits, clockMs } = ports
  const known = new Map<string, Known>()
  /** What concerns every call, whatever its class. */
  const account = createRateBucket({ window: null, atOnce: Infinity }, clockMs)
  const queue: Waiting[] = []
  const wakeUp = createWakeUp(ports, serve)
  let entered = 0

  function know([limit, ...wider]: readonly [LimitClass, ...LimitClass[]]): Known {
    const found = known.get(limit.name)
    if (found !== undefined) return found
    if (known.size >= mostClasses) forgetIdle()
    const [next, ...rest] = wider
    const made: Known = {
      limit,
      bucket: createRateBucket(limit, clockMs, ports.divisor),
      wider: next === undefined ? [] : withWider(know([next, ...rest])),
    }
    known.set(limit.name, made)
    return made
  }

  function forgetIdle(): void {
    const needed = new Set([...known.values(), ...queue.map(({ own }) => own)].flatMap(({ wider }) => wider))
    for (const one of known.values()) {
      const isWaitedFor = queue.some(({ own }) => own === one)
      if (one.bucket.isIdle() && !needed.has(one) && !isWaitedFor) known.delete(one.limit.name)
    }
  }

  /** Gives the turns that can be given, in their order, and comes back when the next one may be. */
  function serve(): void {
    let nextMs = Infinity
    for (const waiting of [...queue]) {
      const { ticket, own, quota } = waiting
      const spent = ports.quotas.of(quota)
      const readyMs = Math.max(
        account.readyInMs(ticket.priority),
        ...withWider(own).map(({ bucket }) => bucket.readyInMs(ticket.priority)),
      )
      if (spent !== null) leave(waiting, err({ kind: 'quota-spent', ...spent }))
      else if (readyMs <= 0) leave(waiting, ok(give(waiting)))
      else {
        const patientMs = patienceLeft(waiting, readyMs)
        if (patientMs > 0) nextMs = Math.min(nextMs, readyMs, patientMs)
        else leave(waiting, err(tooLong(readyMs)))
      }
    }
    wakeUp.in(nextMs)
  }

  /** How long a call still waits, 0 or less when it need not try. */
  function patienceLeft({ ticket, own, sinceMs }: Waiting, readyMs: number): number {
    if (ticket.priority === 'background') {
      const frozenMs = [account, ...withWider(own).map(({ bucket }) => bucket)].map((one) =>
        one.frozenForMs(),
      )
      return Math.max(...frozenMs) > patienceMs.background + jitterMs ? 0 : Infinity
    }
    const leftMs = patienceMs.user - ticket.waitedMs - (clockMs() - sinceMs)
    return Number.isFinite(readyMs) && readyMs > leftMs ? 0 : leftMs
  }

  function leave(waiting: Waiting, turn: Result<Turn, AppError>): void {
    const at = queue.indexOf(waiting)
    if (at < 0) return
    queue.splice(at, 1)
    waiting.ticket.waitedMs += clockMs() - waiting.sinceMs
    waiting.settle(turn)
  }

  function give({ own, ticket }: Waiting): Turn {
    const taken = withWider(own).map((one) => ({ ...one, slot: one.bucket.take(ticket.priority) }))
    const whole = account.take(ticket.priority)
    return {
      end(outcome) {
        const isRefused = outcome.kind === 'answered' && outcome.refusal !== null
        const reading =
          outcome.kind === 'answered' ? (rateLimits.readWindow?.(outcome.headers) ?? null) : null
        for (const [at, { bucket, slot }] of taken.entries()) {
          if (at === 0 && reading !== null) bucket.adapt(slot, reading)
          bucket.end(slot, isRefused ? 'refused' : outcome.kind)
        }
        account.end(whole, isRefused ? 'refused' : outcome.kind)
        if (outcome.kind === 'answered' && outcome.refusal !== null) refuse(taken, outcome.refusal)
        serve()
      },
    }
  }

  /**
   * The narrowest class waits. Where a sibling waits already, it was not that class alone that was too fast: the
   * next wider one waits as well. (Airtable counts by base and by user, and does not say which it was.)
   */
  function refuse(taken: readonly (Known & { readonly slot: Slot })[], { waitMs, also }: Refusal): void {
    const jitter = ports.random() * jitterMs
    const [own, next] = taken
    const hasFrozenSibling = [...known.values()].some(
      ({ bucket, wider }) =>
        bucket !== own?.bucket &&
        wider.some((one) => one.bucket === next?.bucket) &&
        bucket.frozenForMs() > 0,
    )
    own?.bucket.refuse(own.slot, waitMs, jitter)
    if (hasFrozenSibling) next?.bucket.refuse(next.slot, waitMs, jitter)
    if (also === 'all') account.freeze(waitMs + jitter)
    else for (const one of also) if (one.name !== own?.limit.name) know([one]).bucket.freeze(waitMs + jitter)
  }

  return {
    enter: (priority) => ({ priority, order: (entered += 1), waitedMs: 0 }),

    turn(call, ticket) {
      const { signal } = call
      if (signal?.aborted === true) return Promise.resolve(err({ kind: 'cancelled' }))
      return new Promise((resolve) => {
        const onAbort = (): void => {
          leave(waiting, err({ kind: 'cancelled' }))
          serve()
        }
        const waiting: Waiting = {
          ticket,
          own: know(rateLimits.classesOf(call)),
          quota: rateLimits.quotaOf?.(call) ?? null,
          sinceMs: clockMs(),
          settle: (turn) => {
            signal?.removeEventListener('abort', onAbort)
            resolve(turn)
          },
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        const after = queue.findIndex((other) => comesBefore(ticket, other.ticket))
        queue.splice(after < 0 ? queue.length : after, 0, waiting)
        serve()
      })
    },

    status: (nowMs) =>
      [...known.values()].flatMap(({ limit: { name, kind }, bucket }) => {
        const status = bucket.status()
        if (status === null) return []
        const frozenMs = Math.max(bucket.frozenForMs(), account.frozenForMs())
        return {
          ...status,
          ...{ name, kind, waitingUntilMs: frozenMs > 0 ? Math.ceil(nowMs + frozenMs) : null },
          waiting: queue.filter(({ own }) => own.limit.name === name).length,
        }
      }),
  }
}

const withWider = (one: Known): readonly Known[] => [one, ...one.wider]

function comesBefore(one: Ticket, other: Ticket): boolean {
  return one.priority === other.priority ? one.order < other.order : one.priority === 'user'
}

function tooLong(readyMs: number): AppError {
  return {
    kind: 'rate-limited',
    retryAfterMs: Number.isFinite(readyMs) ? Math.max(1, Math.ceil(readyMs)) : leastWaitMs,
  }
}
