import type { LimitClass, RateWindow, WindowReading } from '../providers/rate-limits.ts'
import { createHeldSlots } from './held-slots.ts'
import { createLatencyCredit } from './latency-credit.ts'

/** Who asked for a call: somebody who waits for it, or work that goes on by itself. */
export type Priority = 'user' | 'background'

/** A call's place in a class, from its turn until it is over. */
export interface Slot {
  readonly priority: Priority
  readonly takenAtMs: number
  /** Which refusal was the last one then: later calls prove that it is over, earlier ones prove nothing. */
  readonly spell: number
  /** How many places had become free by then. */
  readonly freedBefore: number
}

/** `unanswered`: sent, and nobody knows whether it was counted. `not-sent`: it never left this computer. */
export type SlotOutcome = 'answered' | 'refused' | 'unanswered' | 'not-sent'

export interface BucketStatus {
  readonly used: number
  readonly max: number
  readonly intervalMs: number
  readonly source: 'published' | 'header'
}

/** What is known of one class of calls of one account, and when the next of them may be sent. */
export interface RateBucket {
  /** Milliseconds until a call may be sent; 0 is now, Infinity as long as no other one is over. */
  readyInMs(priority: Priority): number
  /** Takes a place; only when it is ready. */
  take(priority: Priority): Slot
  /** Once for every place. */
  end(slot: Slot, outcome: SlotOutcome): void
  /** What the reply to the call of a slot said. */
  adapt(slot: Slot, reading: WindowReading): void
  /** The call of a slot was refused: nobody goes on for `waitMs`, longer after refusals in a row, and a jitter. */
  refuse(slot: Slot, waitMs: number, jitterMs: number): void
  /** Nobody goes on for `waitMs`. */
  freeze(waitMs: number): void
  frozenForMs(): number
  /** Null where there is no window. */
  status(): BucketStatus | null
  /** There is nothing to remember. */
  isIdle(): boolean
}

const firstWaitMs = 300
const longestWaitMs = 30_000
/** Clocks are read to the millisecond, and two of them do not run quite alike. */
const roundingMs = 5
/** A rate that was cut after a refusal grows again at this pace, or with the window where that is longer. */
const growthPaceMs = 10_000

/**
 * `divisor`: among how many devices the window is divided. `clockMs` counts evenly: a wall clock that is set must neither
 * stretch a wait nor end it. After a freeze one call goes first; the others follow when it was answered, one by one.
 */
export function createRateBucket(
  { window, atOnce }: Pick<LimitClass, 'window' | 'atOnce'>,
  clockMs: () => number,
  divisor: () => number = () => 1,
): RateBucket {
  const held = createHeldSlots(clockMs)
  const credit = createLatencyCredit()
  const rate = createRate(window, clockMs)
  let onTheirWay = 0
  let inBackground = 0
  /** Places that were ever taken. */
  let taken = 0
  /** When background work may take the next place, were it to send as evenly as the window allows. */
  let paceAtMs = -Infinity
  let frozenUntilMs = -Infinity
  let refusals = 0
  let spell = 0
  /** After a freeze: the one call that looks whether it is over, once it is on its way. */
  let probe: Slot | 'wanted' | null = null

  /** What is this device's own part. */
  const whole = (): number => Math.max(1, Math.floor(rate.max / divisor()))
  const forBackground = (): number => Math.max(1, whole() - Math.floor(whole() * (window?.reserved ?? 0)))

  function freeze(waitMs: number): void {
    frozenUntilMs = Math.max(frozenUntilMs, clockMs() + waitMs)
    paceAtMs = Math.max(paceAtMs, frozenUntilMs)
    spell += 1
    probe = 'wanted'
  }

  return {
    readyInMs(priority) {
      const now = clockMs()
      if (frozenUntilMs > now) return frozenUntilMs - now
      if (probe !== null && probe !== 'wanted') return Infinity
      if (priority === 'background' && inBackground >= atOnce) return Infinity
      if (window === null) return 0
      rate.grow()
      const most = priority === 'user' ? whole() : forBackground()
      const over = held.count() + onTheirWay - most
      const slotAtMs = over < 0 ? now : held.freeAtMs(over + 1)
      if (priority === 'user') return Math.max(0, slotAtMs - now)
      // Whoever finds the window full goes on evenly, without making up for the time until it is not.
      if (over >= 0 && Number.isFinite(slotAtMs)) paceAtMs = Math.max(paceAtMs, slotAtMs)
      return Math.max(0, slotAtMs - now, paceAtMs - now)
    },

    take(priority) {
      const takenAtMs = clockMs()
      const slot = { priority, takenAtMs, spell, freedBefore: held.freed() }
      taken += 1
      onTheirWay += 1
      if (priority === 'background') inBackground += 1
      if (priority === 'background' && window !== null) {
        // Half a window may go at once, so that short work is quick; from there on evenly, so that a place
        // becomes free every moment and the user's next call need not wait for a whole window.
        const { intervalMs } = rate
        paceAtMs = Math.max(paceAtMs, takenAtMs - intervalMs / 2) + intervalMs / forBackground()
      }
      if (probe === 'wanted') probe = slot
      return slot
    },

    end(slot, outcome) {
      onTheirWay -= 1
      if (slot.priority === 'background') inBackground -= 1
      if (slot === probe) probe = outcome === 'answered' ? null : 'wanted'
      if (outcome === 'answered' && slot.spell === spell) refusals = 0
      if (outcome === 'not-sent') {
        taken -= 1
        return
      }
      const now = clockMs()
      if (outcome === 'answered') credit.note(now - slot.takenAtMs)
      const earlierMs = outcome === 'unanswered' ? 0 : credit.ms()
      if (window !== null) held.hold(now + rate.intervalMs - earlierMs + roundingMs)
    },

    adapt(slot, { max, remaining, intervalMs }) {
      rate.set(max, intervalMs)
      if (remaining === null) return
      // Ours can be no more than those that were not over yet when the call went out, and all since. If the
      // provider has counted more, somebody else sends as well: those take places too.
      const ours = taken - slot.freedBefore
      const others = max - remaining - ours
      for (let one = 0; one < others; one += 1) held.hold(clockMs() + intervalMs)
      taken += Math.max(0, others)
    },

    refuse(slot, waitMs, jitterMs) {
      // Calls that were on their way together are refused together: that is one refusal.
      if (slot.spell === spell) {
        refusals += 1
        rate.cut()
        credit.distrust()
      }
      const leastMs = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.max(0, refusals - 1))
      freeze(Math.max(waitMs, leastMs) + jitterMs)
    },

    freeze,
    frozenForMs: () => Math.max(0, frozenUntilMs - clockMs()),

    status: () =>
      window === null
        ? null
        : {
            used: held.count() + onTheirWay,
            max: rate.max,
            intervalMs: rate.intervalMs,
            source: rate.source,
          },
    isIdle: () => held.count() + onTheirWay === 0 && frozenUntilMs <= clockMs(),
  }
}

/** How many calls a window has: as published, as the provider says, or fewer after a refusal without a number. */
function createRate(window: RateWindow | null, clockMs: () => number) {
  const published = window?.calls ?? Infinity
  let cutAtMs = -Infinity
  const rate = {
    max: published,
    intervalMs: window?.perMs ?? 0,
    source: 'published' as BucketStatus['source'],
    set(max: number, intervalMs: number): void {
      rate.max = max
      rate.intervalMs = intervalMs
      rate.source = 'header'
    },
    cut(): void {
      if (rate.source === 'header' || window === null) return
      rate.max = Math.max(Math.ceil(published / 4), Math.floor(rate.max * 0.75))
      cutAtMs = clockMs()
    },
    grow(): void {
      if (rate.source === 'header' || rate.max >= published) return
      if (clockMs() - cutAtMs < Math.max(growthPaceMs, rate.intervalMs)) return
      rate.max = Math.min(published, rate.max + Math.ceil(published / 20))
      cutAtMs = clockMs()
    },
  }
  return rate
}
