import { anAccountId, generatedItem } from './made-up-items.ts'
import { aFeed, aFullRun, emptyPage } from './made-up-runs.ts'
import { storeWithWorkspace } from './opened-store.ts'

/** Fills a workspace's file in `folder` with made-up contacts, and closes it. */
export function fillStore(
  folder: string,
  count: number,
  chosen: Parameters<typeof generatedItem>[2] = {},
): void {
  const store = storeWithWorkspace(folder)
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  const pageSize = 1_000
  for (let at = 0; at < count; at += pageSize) {
    const length = Math.min(pageSize, count - at)
    const items = Array.from({ length }, (_, n) =>
      generatedItem(at + n, 0, { accountId: anAccountId, ...chosen }),
    )
    store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
  }
  store.ask('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs: 1 })
  store.ask('closeAll', {})
}
