import type { AccountId } from '../../shared/model/account.ts'
import { quotaPeriodSchema, type QuotaPeriod } from '../../shared/model/limit-status.ts'
import type { Logger } from '../logging/logger.ts'
import type { Later } from '../later.ts'
import type { Store } from '../store/store.ts'
import { paced } from './paced.ts'

/** Counts calls to the providers by account and day (UTC): some allow so many a day or a month. */
export interface CallLedger {
  /** One more call was sent. */
  note(accountId: AccountId): void
  /** Calls of this month (UTC), as far as they were counted on this computer. */
  ofMonth(accountId: AccountId): Promise<number>
  /** Calls of this day (UTC), counted in the same way. */
  ofDay(accountId: AccountId): Promise<number>
  /** Nothing of the account is to be written any more. */
  forget(accountId: AccountId): void
  /** Writes what was counted; before the workspace is left, or the app closed. */
  flush(): Promise<void>
}

const flushPaceMs = 5_000
const firstDayOf = { day: (day: string) => day, month: (day: string) => `${day.slice(0, 7)}-01` }
const keyOf = (accountId: AccountId, period: QuotaPeriod): string => `${period} ${accountId}`

export function createCallLedger(ports: {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly later: Later
}): CallLedger {
  const counts = new Map<AccountId, Map<string, number>>()
  /** What the store had of a time when it was first asked for, and what was counted since. */
  const known = new Map<string, { readonly since: string; calls: number }>()
  const flushSoon = paced(ports.later, flushPaceMs, () => void inTurn(writeAll))
  let lastTurn: Promise<unknown> = Promise.resolve()
  const today = (): string => new Date(ports.now()).toISOString().slice(0, 10)

  async function writeAll(): Promise<void> {
    const entries = [...counts].flatMap(([accountId, days]) =>
      [...days].map(([day, calls]) => ({ accountId, day, calls })),
    )
    counts.clear()
    for (const entry of entries) {
      const counted = await ports.store.call('countCalls', entry)
      // Some calls less in a count that is an estimate anyway.
      if (!counted.ok) ports.logger.warn('calls.not-counted', { error: counted.error.kind })
    }
  }

  /** One after the other: a question to the store must find what an earlier one is still writing. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work)
    lastTurn = turn
    return turn
  }

  async function callsOf(accountId: AccountId, period: QuotaPeriod): Promise<number> {
    const key = keyOf(accountId, period)
    const since = firstDayOf[period](today())
    const before = known.get(key)
    if (before?.since === since) return before.calls
    return inTurn(async () => {
      await writeAll()
      const stored = await ports.store.call('callsSince', { accountId, since })
      // What was sent while the store was asked is not in it yet.
      const days = [...(counts.get(accountId) ?? [])].filter(([day]) => day >= since)
      const sent = days.reduce((sum, [, calls]) => sum + calls, 0)
      if (!stored.ok) return sent
      known.set(key, { since, calls: stored.value + sent })
      return stored.value + sent
    })
  }

  return {
    note(accountId) {
      const day = today()
      const days = counts.get(accountId) ?? new Map<string, number>()
      days.set(day, (days.get(day) ?? 0) + 1)
      counts.set(accountId, days)
      for (const period of quotaPeriodSchema.options) {
        const before = known.get(keyOf(accountId, period))
        if (before?.since === firstDayOf[period](day)) before.calls++
      }
      flushSoon()
    },

    ofMonth: (accountId) => callsOf(accountId, 'month'),
    ofDay: (accountId) => callsOf(accountId, 'day'),

    forget(accountId) {
      counts.delete(accountId)
      for (const period of quotaPeriodSchema.options) known.delete(keyOf(accountId, period))
    },

    async flush() {
      await inTurn(writeAll)
      known.clear()
    },
  }
}
