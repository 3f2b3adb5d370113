import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountConnections } from '../accounts/account-connections.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { changeChoice } from './change-choice.ts'
import type { Sync } from './create-sync.ts'
import { everything } from './load-choices.ts'
import { storedRows } from './local-rows.ts'

export interface SyncHandlerPorts {
  readonly store: Store
  readonly sync: Sync
  readonly records: Pick<AccountRecords, 'get'>
  readonly connections: Pick<AccountConnections, 'setPaused'>
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly isWorkspaceOpen: () => boolean
  readonly now: () => number
  /** What the screens show is another thing now. */
  readonly onChanged: () => void
}

const done = ok({})
const asDone = (result: Result<unknown, AppError>): Result<Record<string, never>, AppError> =>
  result.ok ? done : result
const longestHistory = 500

/** The endpoints of loading. */
export function createSyncHandlers(ports: SyncHandlerPorts): Handlers['sync'] {
  const { store, sync, records, connections } = ports
  const { loads, schedule, choices, feedLists } = sync

  async function accountWithProvider(
    accountId: AccountId,
  ): Promise<Result<{ account: Account; provider: Provider }, AppError>> {
    const account = await records.get(accountId)
    if (!account.ok) return account
    const provider = ports.provider(account.value.providerId)
    return provider === null ? err({ kind: 'not-found' }) : ok({ account: account.value, provider })
  }

  async function loadInside(key: ItemKey): Promise<Result<null, AppError>> {
    const found = await store.call('getItem', { key })
    if (!found.ok) return found
    if (found.value === null) return err({ kind: 'not-found' })
    const { item } = found.value
    const owner = await accountWithProvider(item.accountId)
    if (!owner.ok) return owner
    const { account, provider } = owner.value
    const feed = provider.feedInside?.(item) ?? null
    if (feed === null) return err({ kind: 'not-found' })
    const stored = await choices.get(account)
    if (!stored.ok) return stored
    const { choice } = stored.value
    const included = [...new Set([...choice.included, feed])]
    const excluded = choice.excluded.filter((name) => name !== feed)
    const written = await choices.set(account, { ...stored.value, choice: { ...choice, included, excluded } })
    if (!written.ok) return written
    feedLists.forget(account.id)
    ports.onChanged()
    return loads.start(account.id, { feed, how: 'now' })
  }

  return {
    getStatus: async () => (ports.isWorkspaceOpen() ? sync.status() : ok([])),
    start: async ({ accountId, feed, how }) => asDone(await loads.start(accountId, { feed, how })),
    cancel: async ({ accountId }) => {
      await loads.cancel(accountId)
      return done
    },
    pause: async ({ accountId }) => {
      // First the word, then the end: nothing may begin in between.
      const paused = await connections.setPaused(accountId, true)
      if (paused.ok) await loads.cancel(accountId)
      return asDone(paused)
    },
    resume: async ({ accountId }) => {
      const resumed = await connections.setPaused(accountId, false)
      if (resumed.ok) schedule.changed(accountId)
      return asDone(resumed)
    },
    getChoice: async ({ accountId }) => {
      const owner = await accountWithProvider(accountId)
      if (!owner.ok) return owner
      const stored = await choices.get(owner.value.account)
      // One that cannot be read is to be replaced by somebody who sees what there is.
      if (!stored.ok && stored.error.kind !== 'vault-unreadable') return stored
      const { choice } = stored.ok ? stored.value : everything
      const options = await owner.value.provider.feeds.options({
        choice,
        local: storedRows(store, accountId),
      })
      return options.ok ? ok({ choice, options: options.value }) : options
    },
    setChoice: async ({ accountId, choice }) => {
      const account = await records.get(accountId)
      if (!account.ok) return account
      const changed = await changeChoice(
        { store, now: ports.now, choices, feedLists, loads },
        account.value,
        choice,
      )
      schedule.changed(accountId)
      ports.onChanged()
      return asDone(changed)
    },
    loadInside: async ({ key }) => asDone(await loadInside(key)),
    history: ({ accountId }) => store.call('listRuns', { accountId, limit: longestHistory }),
  }
}
