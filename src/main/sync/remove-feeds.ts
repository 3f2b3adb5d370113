import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import { wantedBy } from '../../shared/model/load-choice.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Store } from '../store/store.ts'
import type { AccountFeeds } from './due-runs.ts'

type Known = Pick<AccountFeeds, 'feeds' | 'states' | 'choice'>

/** Takes out what the user does not want (any more). Answers how many rows went. */
export async function removeUnwanted(
  store: Store,
  accountId: AccountId,
  { feeds, states, choice }: Known,
): Promise<Result<number, AppError>> {
  const isWanted = wantedBy(choice)
  const unwanted = new Set(feeds.filter((feed) => !isWanted(feed)).map(({ name }) => name))
  return remove(
    store,
    accountId,
    states.map(({ feed }) => feed).filter((feed) => unwanted.has(feed)),
  )
}

/**
 * Takes out feeds that the account does not have any more (a table was deleted, the app was updated). Which those
 * are is known only when all that it has are well: the list of feeds follows from what they brought. Answers how many
 * rows went.
 */
export async function removeForgotten(
  store: Store,
  accountId: AccountId,
  { feeds, states, choice }: Known,
  isWell: (feed: FeedName) => boolean,
): Promise<Result<number, AppError>> {
  const isWanted = wantedBy(choice)
  if (feeds.length === 0) return ok(0)
  if (!feeds.every((feed) => !isWanted(feed) || isWell(feed.name))) return ok(0)
  const known = new Set(feeds.map(({ name }) => name))
  return remove(
    store,
    accountId,
    states.map(({ feed }) => feed).filter((feed) => !known.has(feed)),
  )
}

async function remove(
  store: Store,
  accountId: AccountId,
  names: readonly FeedName[],
): Promise<Result<number, AppError>> {
  let rows = 0
  for (const feed of names) {
    for (let isDone = false; !isDone;) {
      const removed = await store.call('removeFeed', { accountId, feed })
      if (!removed.ok) return removed
      rows += removed.value.removed
      isDone = removed.value.isDone
    }
  }
  return ok(rows)
}
