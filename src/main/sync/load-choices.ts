import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import { loadChoiceSchema } from '../../shared/model/load-choice.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Logger } from '../logging/logger.ts'
import type { StoredLoadChoice } from './stored-load-choice.ts'

/** What the user wants of each account; kept in the vault, so that it outlives a store that is loaded anew. */
export interface LoadChoices {
  /** `vault-unreadable` where there is one that does not open: nothing may be loaded that was left out. */
  get(account: Account): Promise<Result<StoredLoadChoice, AppError>>
  set(account: Account, next: StoredLoadChoice): Promise<Result<null, AppError>>
  /** A feed was read in full under the choice of now. Never a failure: at worst it is read once more. */
  noteRenewed(account: Account, feed: FeedName): Promise<void>
  forget(accountId: AccountId): void
}

/** Before the user has chosen: all that is loaded unasked. */
export const everything: StoredLoadChoice = { choice: loadChoiceSchema.parse({}), renew: [] }

export function createLoadChoices(ports: {
  readonly records: Pick<AccountRecords, 'readLoadChoice' | 'writeLoadChoice'>
  readonly logger: Logger
}): LoadChoices {
  const known = new Map<AccountId, StoredLoadChoice>()

  async function get(account: Account): Promise<Result<StoredLoadChoice, AppError>> {
    const kept = known.get(account.id)
    if (kept !== undefined) return ok(kept)
    const read = await ports.records.readLoadChoice(account)
    if (!read.ok) return read
    const choice = known.get(account.id) ?? read.value ?? everything
    known.set(account.id, choice)
    return ok(choice)
  }

  async function set(account: Account, next: StoredLoadChoice): Promise<Result<null, AppError>> {
    const written = await ports.records.writeLoadChoice(account, next)
    if (written.ok) known.set(account.id, next)
    else known.delete(account.id)
    return written
  }

  return {
    get,
    set,
    async noteRenewed(account, feed) {
      const now = await get(account)
      if (!now.ok || !now.value.renew.includes(feed)) return
      const renew = now.value.renew.filter((name) => name !== feed)
      const written = await set(account, { ...now.value, renew })
      if (!written.ok) ports.logger.warn('choice.not-kept', { error: written.error.kind })
    },
    forget: (accountId) => {
      known.delete(accountId)
    },
  }
}
