import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { AccountHold } from './send-order.ts'

/** Why an account's changes are not sent for the moment, and what ends that. Times are epoch ms. */
export interface AccountHolds {
  /** What the account's status and the user's switch say, before anything else. */
  of(account: Account): AccountHold | null
  /** A sending has failed for a reason that other changes of the account would meet. */
  failed(accountId: AccountId, error: AppError): void
  worked(accountId: AccountId): void
  /** Whatever held it may be over: the network is back, the user signed in. */
  lift(accountId: AccountId | null): void
}

const firstDelayMs = 3_000
const longestDelayMs = 2 * 60_000

export function createAccountHolds(ports: {
  readonly now: () => number
  readonly random: () => number
  readonly isWorkingOffline: () => boolean
}): AccountHolds {
  const holds = new Map<AccountId, AccountHold & { readonly failures: number }>()

  function delayMs(failures: number): number {
    const fullMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 10))
    return Math.round(fullMs * (0.5 + ports.random() / 2))
  }

  return {
    of(account) {
      if (ports.isWorkingOffline()) return { for: 'working-offline', untilMs: null }
      if (account.status === 'paused') return { for: 'paused', untilMs: null }
      if (account.status !== 'connected') return { for: 'reconnect', untilMs: null }
      const hold = holds.get(account.id)
      if (hold === undefined) return null
      const isOver = hold.untilMs !== null && hold.untilMs <= ports.now()
      return isOver ? null : { for: hold.for, untilMs: hold.untilMs }
    },

    failed(accountId, error) {
      const known = holds.get(accountId)
      // Those that were on their way at the same time failed for the same reason: that is one failure.
      const isSame = known !== undefined && (known.untilMs ?? 0) > ports.now()
      const failures = (known?.failures ?? 0) + (isSame ? 0 : 1)
      const soonMs = ports.now() + delayMs(failures)
      const hold = ((): AccountHold => {
        switch (error.kind) {
          case 'mirror-unreachable':
          case 'offline':
          case 'reply-lost':
            return { for: 'network', untilMs: soonMs }
          case 'rate-limited':
            return { for: 'limit', untilMs: Math.max(soonMs, ports.now() + error.retryAfterMs) }
          case 'quota-spent':
            return { for: 'limit', untilMs: Math.max(soonMs, error.untilMs ?? 0) }
          case 'reconnect-required':
          case 'client-not-configured':
          case 'client-rejected':
            return { for: 'reconnect', untilMs: soonMs }
          default:
            return { for: 'provider', untilMs: soonMs }
        }
      })()
      holds.set(accountId, { ...hold, failures })
    },

    worked: (accountId) => void holds.delete(accountId),

    lift(accountId) {
      if (accountId === null) holds.clear()
      else holds.delete(accountId)
    },
  }
}
