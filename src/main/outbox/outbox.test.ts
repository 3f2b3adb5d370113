import { expect, it } from 'vitest'
import type { OutboxWrite, StoredChange } from '../../shared/outbox-protocol.ts'
import { err, ok } from '../../shared/result.ts'
import type { Store } from '../store/store.ts'
import { toStoredChange } from './change.ts'
import { createOutbox } from './outbox.ts'
import { made } from './test-support/made-changes.ts'

/** Meets damage when it is first read, which has led to the file being replaced. */
function damagedOnce(changes: readonly StoredChange[]) {
  const writes: OutboxWrite[] = []
  let reads = 0
  const answer = (method: string, input: unknown): unknown => {
    if (method === 'writeOutbox') writes.push(input as OutboxWrite)
    if (method !== 'readOutbox') return ok(null)
    reads += 1
    return reads === 1 ? err({ kind: 'storage-corrupt' }) : ok({ changes, steps: [], lastSeq: 1 })
  }
  return { writes, store: { call: async (method, input) => answer(method, input) as never } as Store }
}

it('R37: goes on with the file that took the place of a damaged one, and sends nothing of it unasked', async () => {
  const change = made()
  const { store, writes } = damagedOnce([toStoredChange(change)])
  const nothing = (): undefined => undefined
  const outbox = createOutbox({
    store,
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    publish: nothing,
    now: () => 1_000,
    later: () => nothing,
    random: () => 0,
    isWorkingOffline: () => false,
    provider: () => null,
    records: { list: async () => ok([]), get: async () => err({ kind: 'not-found' }) },
    access: async () => err({ kind: 'not-found' }),
  })
  expect(await outbox.open(false)).toEqual({ ok: true, value: null })
  expect(outbox.now()?.book.open()).toMatchObject([{ id: change.id, state: 'held' }])
  expect(writes).toHaveLength(1)
})
