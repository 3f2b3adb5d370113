import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountEvent, AccountId } from '../../shared/model/account.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { AccountRecords } from './account-records.ts'
import { createTurns } from './in-turn.ts'

/** The oldest ones make room. */
const longestHistory = 500
const longestAnswer = 200

/** What happened to the accounts of one workspace. */
export interface AccountHistory {
  /** Never fails: what happened has happened, whether or not it can be noted. */
  note(
    account: Pick<Account, 'id' | 'providerId'>,
    kind: AccountEvent['kind'],
    detail?: string,
  ): Promise<void>
  /** Takes an account's events out; that something was wiped stays, without saying what. */
  wipe(account: Pick<Account, 'id' | 'providerId'>): Promise<Result<null, AppError>>
  /** Newest first, of one account or of all. */
  list(accountId: AccountId | null): Promise<Result<AccountEvent[], AppError>>
}

export function createAccountHistory(
  records: Pick<AccountRecords, 'readHistory' | 'writeHistory'>,
  ports: { readonly now: () => number; readonly logger: Logger },
): AccountHistory {
  const inTurn = createTurns()

  function change(
    edit: (events: AccountEvent[]) => AccountEvent[],
    replacesUnreadable = false,
  ): Promise<Result<null, AppError>> {
    return inTurn('history', async () => {
      const stored = await records.readHistory()
      const isReplaced = replacesUnreadable && !stored.ok && stored.error.kind === 'vault-unreadable'
      if (!stored.ok && !isReplaced) return stored
      const events = (stored.ok ? stored.value : null) ?? []
      return records.writeHistory(edit(events).slice(-longestHistory))
    })
  }

  return {
    async note({ id, providerId }, kind, detail) {
      const event: AccountEvent = {
        atMs: ports.now(),
        kind,
        accountId: id,
        providerId,
        detail: detail?.slice(0, 100) ?? null,
      }
      const noted = await change((events) => [...events, event])
      if (!noted.ok) ports.logger.warn('history.not-noted', { what: kind, error: noted.error.kind })
    },

    // One that cannot be read (a newer version's) may tell of the account too, and must not keep it.
    wipe: ({ id, providerId }) =>
      change(
        (events) => [
          ...events.filter(({ accountId }) => accountId !== id),
          { atMs: ports.now(), kind: 'wiped', accountId: null, providerId, detail: null },
        ],
        true,
      ),

    async list(accountId) {
      const stored = await records.readHistory()
      if (!stored.ok) return stored
      const events = (stored.value ?? []).filter(
        (event) => accountId === null || event.accountId === accountId,
      )
      return ok(events.slice(-longestAnswer).reverse())
    },
  }
}
