import { expect, it } from 'vitest'
import { ok } from '../../shared/result.ts'
import type { OutboxWrite } from '../../shared/outbox-protocol.ts'
import type { Store } from '../store/store.ts'
import { openBook } from './book.ts'
import { ended, rewritten, type Change } from './change.ts'
import { made } from './test-support/made-changes.ts'

async function aBook(stored: readonly Change[] = []) {
  const writes: OutboxWrite[] = []
  const store = {
    call: async (method: string, input: unknown) => {
      if (method === 'writeOutbox') writes.push(input as OutboxWrite)
      const changes = stored.map((change) => ({ ...change, body: JSON.stringify(change) }))
      return ok(method === 'readOutbox' ? { changes, steps: [], lastSeq: 0 } : null) as never
    },
  } as Store
  const opened = await openBook(
    store,
    () => true,
    () => undefined,
  )
  return { opened, writes }
}

it('takes 10,000 changes in one write without the time growing by the square of them', async () => {
  const { opened, writes } = await aBook()
  if (!opened.ok) throw new Error(opened.error.kind)
  const changes = Array.from({ length: 10_000 }, () => made())
  const begunMs = performance.now()
  await opened.value.write({ changes })
  await opened.value.write({ changes: changes.map((change) => rewritten(change, { state: 'held' })) })
  expect(performance.now() - begunMs).toBeLessThan(4_000)
  expect(writes[1]?.laid).toHaveLength(10_000)
})

it('R41: ends what only an old copy of the file still knows as open, and writes the rest once more', async () => {
  const [known, sentSince] = [made(), made()]
  const { opened, writes } = await aBook([known, sentSince])
  if (!opened.ok) throw new Error(opened.error.kind)
  await opened.value.write({ changes: [ended(sentSince, 'sent', 5)] })
  await opened.value.rewriteAll()
  const rewritten = writes.at(-1)?.changes?.map(({ id, endedAtMs }) => ({ id, isOver: endedAtMs !== null }))
  expect(rewritten).toEqual([
    { id: sentSince.id, isOver: true },
    { id: known.id, isOver: false },
  ])
})

it('R37: that holds something which is none of ours is told, not thrown, and left as it is', async () => {
  const { opened, writes } = await aBook([{ ...made(), kind: 'shrug' as never }])
  expect(opened).toEqual({ ok: false, error: { kind: 'storage-corrupt' } })
  expect(writes).toEqual([])
})
