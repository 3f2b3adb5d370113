import type { AccountId } from '../../shared/model/account.ts'
import type { Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'
import { paced, type Later } from './paced.ts'

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

export function createCallLedger(ports: {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly later: Later
}): CallLedger {
  const counts = new Map<AccountId, Map<string, number>>()
  /** What the store had of a month when it was first asked for, and what was counted since. */
  const months = new Map<AccountId, { readonly month: string; calls: number }>()
  const flushSoon = paced(ports.later, flushPaceMs, () => void flush())
  const today = (): string => new Date(ports.now()).toISOString().slice(0, 10)

  async function flush(): Promise<void> {
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

  return {
    note(accountId) {
      const day = today()
      const days = counts.get(accountId) ?? new Map<string, number>()
      days.set(day, (days.get(day) ?? 0) + 1)
      counts.set(accountId, days)
      const known = months.get(accountId)
      if (known?.month === day.slice(0, 7)) known.calls++
      flushSoon()
    },

    async ofMonth(accountId) {
      const month = today().slice(0, 7)
      const known = months.get(accountId)
      if (known?.month === month) return known.calls
      await flush()
      const stored = await ports.store.call('callsSince', { accountId, since: `${month}-01` })
      // What was sent while the store was asked is not in it yet.
      const sent = [...(counts.get(accountId) ?? [])].reduce((sum, [, calls]) => sum + calls, 0)
      if (!stored.ok) return sent
      months.set(accountId, { month, calls: stored.value + sent })
      return stored.value + sent
    },

    async ofDay(accountId) {
      await flush()
      const stored = await ports.store.call('callsSince', { accountId, since: today() })
      return stored.ok ? stored.value : 0
    },

    forget(accountId) {
      counts.delete(accountId)
      months.delete(accountId)
    },

    async flush() {
      await flush()
      months.clear()
    },
  }
}
