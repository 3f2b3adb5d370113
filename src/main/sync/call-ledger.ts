import type { AccountId } from '../../shared/model/account.ts'
import type { Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'
import { paced, type Later } from './paced.ts'

/** Counts calls to the providers by account and day (UTC): some allow so many a day or a month. */
export interface CallLedger {
  note(accountId: AccountId, calls: number): void
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
  const flushSoon = paced(ports.later, flushPaceMs, () => void flush())

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
    note(accountId, calls) {
      if (calls === 0) return
      const day = new Date(ports.now()).toISOString().slice(0, 10)
      const days = counts.get(accountId) ?? new Map<string, number>()
      days.set(day, (days.get(day) ?? 0) + calls)
      counts.set(accountId, days)
      flushSoon()
    },
    flush,
  }
}
