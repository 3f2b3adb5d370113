import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import { itemTypeSchema, type ItemType } from '../../shared/model/item-type.ts'
import { type LoadChoice, wantedBy } from '../../shared/model/load-choice.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Store } from '../store/store.ts'
import type { AccountFeeds } from './due-runs.ts'
import type { FeedLists } from './feed-lists.ts'
import type { LoadChoices } from './load-choices.ts'
import type { Loads } from './loads.ts'
import { removeUnwanted } from './remove-feeds.ts'
import { forgetRun } from './run-feed.ts'

export interface ChangeChoicePorts {
  readonly store: Store
  readonly now: () => number
  readonly choices: LoadChoices
  readonly feedLists: FeedLists
  readonly loads: Pick<Loads, 'cancel' | 'feedsOf'>
}

/**
 * Keeps what the user wants of an account, and takes out what is not wanted any more. What is newly wanted, or
 * wanted otherwise, is noted, so that the next load brings it, however often that one is interrupted.
 */
export async function changeChoice(
  ports: ChangeChoicePorts,
  account: Account,
  next: LoadChoice,
): Promise<Result<null, AppError>> {
  const { store, choices, feedLists } = ports
  // A load under the choice before would bring back what is taken out.
  await ports.loads.cancel(account.id)
  const replaced = await replaceUnreadable(ports, account, next)
  if (!replaced.ok) return replaced
  const known = await ports.loads.feedsOf(account)
  if (!known.ok) return known
  const renewed = replaced.value ? loadedFeeds(known.value, next) : feedsToRenew(known.value, next)
  const renew = [...new Set([...known.value.renew, ...renewed])]
  const written = await choices.set(account, { choice: next, renew })
  if (!written.ok) return written
  feedLists.forget(account.id)

  // A run that was interrupted has read its pages under the choice before.
  for (const feed of renewed) {
    if (!known.value.states.some((state) => state.feed === feed && state.run !== null)) continue
    const forgotten = await forgetRun(ports, { accountId: account.id, feed })
    if (!forgotten.ok) return forgotten
  }
  const removed = await removeUnwanted(store, account.id, { ...known.value, choice: next })
  if (!removed.ok) return removed
  for (const type of itemTypeSchema.options) {
    const keep = next.caps[type]
    const trimmed = keep === undefined ? ok(null) : await trim(store, account, type, keep)
    if (!trimmed.ok) return trimmed
  }
  return ok(null)
}

/** A choice that cannot be read makes place for the new one. True: nobody knows under which choice all was read. */
async function replaceUnreadable(
  { choices }: ChangeChoicePorts,
  account: Account,
  choice: LoadChoice,
): Promise<Result<boolean, AppError>> {
  const before = await choices.get(account)
  if (before.ok || before.error.kind !== 'vault-unreadable') return before.ok ? ok(false) : before
  const written = await choices.set(account, { choice, renew: [] })
  return written.ok ? ok(true) : written
}

const loadedFeeds = (
  { feeds, states }: Pick<AccountFeeds, 'feeds' | 'states'>,
  next: LoadChoice,
): FeedName[] => {
  const loaded = new Set(states.map(({ feed }) => feed))
  const isWanted = wantedBy(next)
  return feeds.filter((feed) => loaded.has(feed.name) && isWanted(feed)).map(({ name }) => name)
}

/** Feeds that were read otherwise than they are wanted now. */
export function feedsToRenew(
  { feeds, choice, states }: Pick<AccountFeeds, 'feeds' | 'choice' | 'states'>,
  next: LoadChoice,
): FeedName[] {
  const names = new Set<string>(feeds.map(({ name }) => name))
  const containersOf = ({ excluded }: LoadChoice): readonly string[] =>
    excluded.filter((name) => !names.has(name))
  const isContainerChanged = !isSameSet(containersOf(choice), containersOf(next))
  const isTypeChanged = (type: ItemType): boolean =>
    !isSameSet(choice.properties[type] ?? null, next.properties[type] ?? null)
  const loaded = new Set(loadedFeeds({ feeds, states }, next))
  return feeds
    .filter(({ name, container, types }) => {
      // Rows of a container that are not in a feed of their own (its tables) come with a feed that is in none.
      const mayHaveSome = container === null && isContainerChanged
      return loaded.has(name) && (mayHaveSome || types.some(isTypeChanged))
    })
    .map(({ name }) => name)
}

function isSameSet(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other
  const names = new Set(one)
  return names.size === new Set(other).size && other.every((name) => names.has(name))
}

async function trim(
  store: Store,
  { id }: Account,
  type: ItemType,
  keep: number,
): Promise<Result<null, AppError>> {
  for (;;) {
    const trimmed = await store.call('trimType', { accountId: id, type, keep })
    if (!trimmed.ok) return trimmed
    if (trimmed.value.isDone) return ok(null)
  }
}
