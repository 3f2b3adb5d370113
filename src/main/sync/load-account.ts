import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'

export interface StreamProgress {
  readonly loaded: number
  readonly total: number | null
}

export interface LoadedStream {
  /** Rows of the type in the store after the run. */
  readonly count: number
  readonly removed: number
}

/**
 * Loads every page of one type. Rows and cursor go into the store in one transaction a page, so a kill
 * leaves whole pages and the next run goes on where this one stood. Only a run that reached the last page
 * removes rows that it has not seen. The end is where the provider gives no further cursor: a short or
 * empty page says nothing.
 */
export async function loadStream(
  ports: { store: Store; now: () => number },
  provider: Provider,
  session: ProviderSession,
  type: ItemType,
  signal: AbortSignal,
  onProgress: (progress: StreamProgress) => void,
): Promise<Result<LoadedStream, AppError>> {
  const { accountId } = session
  const run = await ports.store.call('beginStream', { accountId, type, nowMs: ports.now() })
  if (!run.ok) return run

  let cursor = run.value.cursor
  let loaded = run.value.seen
  let hasStartedOver = false
  const seenCursors = new Set<string>()
  for (;;) {
    if (signal.aborted) return err({ kind: 'cancelled' })
    const page = await provider.listPage(session, type, cursor, signal)
    if (!page.ok && page.error.kind === 'rejected' && cursor !== null && !hasStartedOver) {
      // The place is no longer one, be it an earlier run's or one that went stale on the way: the same run
      // starts over, once. Rows are seen once.
      hasStartedOver = true
      cursor = null
      loaded = 0
      seenCursors.clear()
      continue
    }
    if (!page.ok) return page
    const { items, next, total } = page.value
    const applied = await ports.store.call('applyPage', {
      accountId,
      type,
      runId: run.value.runId,
      items: items.map(({ item, record }) => ({ item, record: JSON.stringify(record) })),
      next,
      nowMs: ports.now(),
    })
    if (!applied.ok) return applied
    loaded += items.length
    onProgress({ loaded, total })
    if (next === null) break
    // A server that repeats a cursor would keep us here for ever.
    if (seenCursors.has(next)) return err({ kind: 'unexpected-response', detail: 'repeated page cursor' })
    seenCursors.add(next)
    cursor = next
  }

  const finished = await ports.store.call('finishStream', {
    accountId,
    type,
    runId: run.value.runId,
    nowMs: ports.now(),
  })
  return finished.ok ? ok({ count: finished.value.total, removed: finished.value.removed }) : finished
}

/** Item types whose first load or last run is not complete. */
export async function unfinishedTypes(
  store: Store,
  provider: Provider,
  accountId: AccountId,
): Promise<Result<ItemType[], AppError>> {
  const states = await store.call('streamStates', { accountId })
  if (!states.ok) return states
  const complete = new Set(states.value.filter(({ state }) => state === 'complete').map(({ type }) => type))
  return ok(provider.descriptor.itemTypes.filter((type) => !complete.has(type)))
}
