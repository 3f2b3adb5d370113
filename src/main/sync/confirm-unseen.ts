import type { ItemKey } from '../../shared/model/item.ts'
import type { UnseenRow } from '../../shared/store-protocol.ts'
import type { FeedStep } from '../providers/feeds.ts'
import type { Provider } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import type { Run } from './run-state.ts'

/** However much a provider would take. */
const mostRows = 100_000

/**
 * Looks once more for what the lanes of a run did not meet, as far as the provider's budget goes. Rows that were
 * looked at longest ago come first, and each is asked for once a run, so that all get their turn.
 */
export async function confirmUnseen(
  store: Store,
  run: Run,
  confirm: NonNullable<Provider['feeds']['confirm']>,
): Promise<void> {
  const limit = Math.min(confirm.atMost, mostRows)
  const unseen = await store.call('unseenRows', { ...run.ref, limit })
  if (!unseen.ok) {
    run.fail(unseen.error)
    return
  }
  for (let from = 0; from < unseen.value.length && !run.isOver(); from += confirm.atOnce) {
    const rows = unseen.value.slice(from, from + confirm.atOnce)
    if (run.context.signal.aborted) {
      run.fail({ kind: 'cancelled' })
      return
    }
    const answer = await confirm.ask(run.context, run.feed, rows)
    if (!answer.ok) {
      run.fail(answer.error)
      return
    }
    await run.write({ step: answer.value, kept: unnamed(rows, answer.value) })
  }
  await run.settled()
}

/** A row of which nobody can say anything stays, and waits behind the others until it is asked for again. */
function unnamed(rows: readonly UnseenRow[], { items, gone, missed }: FeedStep): ItemKey[] {
  const named = new Set([...items.map(({ item }) => item.key), ...gone, ...missed])
  return rows.map(({ key }) => key).filter((key) => !named.has(key))
}
