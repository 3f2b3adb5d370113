import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { FeedName, RunMode } from '../../shared/model/feed.ts'
import type { StreamStatus } from '../../shared/model/sync-status.ts'

/** What this session knows of the last run of a feed. */
export interface FeedResult {
  readonly state: Exclude<StreamStatus['state'], 'never-loaded' | 'left-out'>
  readonly mode: RunMode | null
  /** Rows that the run has met. */
  readonly loaded: number
  /** As the provider told it in this run; kept after the end of one that reads everything. */
  readonly total: number | null
  readonly error: AppError | null
  readonly reference: string | null
}

export interface RunResults {
  note(accountId: AccountId, feed: FeedName, result: FeedResult): void
  of(accountId: AccountId, feed: FeedName): FeedResult | undefined
  forget(accountId: AccountId): void
  forgetAll(): void
}

/** `onChanged` is told after every note. */
export function createRunResults(onChanged: () => void): RunResults {
  const results = new Map<AccountId, Map<FeedName, FeedResult>>()
  return {
    note(accountId, feed, result) {
      const feeds = results.get(accountId) ?? new Map<FeedName, FeedResult>()
      feeds.set(feed, result)
      results.set(accountId, feeds)
      onChanged()
    },
    of: (accountId, feed) => results.get(accountId)?.get(feed),
    forget: (accountId) => {
      results.delete(accountId)
      onChanged()
    },
    forgetAll() {
      results.clear()
      onChanged()
    },
  }
}
