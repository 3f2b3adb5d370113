import type { Store } from '../store/store.ts'

/**
 * Goes on with what accounts that were removed left in the open workspace's file. `onFailed`: some of it is there still, and
 * nothing more is done about it before the next opening. Ends silently when the workspace is left.
 */
export async function finishRemovals(store: Pick<Store, 'call'>, onFailed: () => void): Promise<void> {
  const isOwed = async (): Promise<boolean> => {
    const owed = await store.call('owesRemovals', {})
    return owed.ok && owed.value.isOwed
  }
  if (!(await isOwed())) return
  for (;;) {
    const finished = await store.call('finishRemovals', {})
    if (finished.ok && finished.value.isDone) return
    if (finished.ok) continue
    // A store that is closed, or has another file open by now, owes nothing.
    if (await isOwed()) onFailed()
    return
  }
}
