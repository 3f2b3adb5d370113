import type { Handlers } from '../shared/ipc/types.ts'
import { isPassing } from './sync/failure-classes.ts'
import type { Situation } from './system-notices.ts'

/** Reads from the use cases what may need the user; null where nothing is open or something cannot be read. */
export async function readSituation(
  handlers: Pick<Handlers, 'app' | 'accounts' | 'outbox' | 'providers' | 'sync'>,
): Promise<Situation | null> {
  const state = await handlers.app.getState({})
  if (!state.ok || state.value.workspace === null) return null
  const [accounts, counts, providers, statuses] = await Promise.all([
    handlers.accounts.list({}),
    handlers.outbox.getCounts({}),
    handlers.providers.list({}),
    handlers.sync.getStatus({}),
  ])
  if (!accounts.ok || !counts.ok || !providers.ok || !statuses.ok) return null
  const nameOf = new Map(providers.value.map(({ id, name }) => [id, name]))
  const failedIds = new Set(
    statuses.value.flatMap(({ accountId, streams }) =>
      streams.some(({ state: is, error }) => is === 'failed' && error !== null && !isPassing(error))
        ? [accountId]
        : [],
    ),
  )
  const named = accounts.value.map((account) => ({
    ...account,
    provider: nameOf.get(account.providerId) ?? '',
  }))
  const toReconnect = named.filter(({ status }) => status === 'needs-reconnect')
  // One that has to be connected again fails for that reason, which is told already.
  const failed = named.filter(({ id, status }) => status !== 'needs-reconnect' && failedIds.has(id))
  return {
    workspaceId: state.value.workspace.id,
    needsYouCount: counts.value.needsYouCount,
    toReconnect: new Map(toReconnect.map(({ id, provider }) => [id, provider])),
    failed: new Map(failed.map(({ id, provider }) => [id, provider])),
  }
}
