import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { LoadChoice } from '../../shared/model/load-choice.ts'
import { err, type Result } from '../../shared/result.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import type { Feed } from '../providers/feeds.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { storedRows } from './local-rows.ts'

/** The feeds of each account, asked of its provider once and again after every run: runs find feeds. */
export interface FeedLists {
  of(account: Account, choice: LoadChoice): Promise<Result<readonly Feed[], AppError>>
  /** What is stored of the account changed, or the choice. */
  forget(accountId: AccountId): void
  forgetAll(): void
}

export function createFeedLists(ports: {
  readonly store: Store
  readonly logger: Logger
  readonly provider: (account: Account) => Provider | null
}): FeedLists {
  const known = new Map<AccountId, Promise<Result<readonly Feed[], AppError>>>()

  async function list(account: Account, choice: LoadChoice): Promise<Result<readonly Feed[], AppError>> {
    const provider = ports.provider(account)
    if (provider === null) return err({ kind: 'not-found' })
    try {
      return await provider.feeds.list({ choice, local: storedRows(ports.store, account.id) })
    } catch (thrown) {
      ports.logger.error('feeds.not-listed', { accountId: account.id, ...fieldsOfThrown(thrown) })
      return err({ kind: 'bug' })
    }
  }

  return {
    async of(account, choice) {
      const asked = known.get(account.id) ?? list(account, choice)
      known.set(account.id, asked)
      const listed = await asked
      // A failure passes; the next one to ask tries again.
      if (!listed.ok && known.get(account.id) === asked) known.delete(account.id)
      return listed
    },
    forget: (accountId) => {
      known.delete(accountId)
    },
    forgetAll: () => known.clear(),
  }
}
