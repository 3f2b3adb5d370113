import { expect, it } from 'vitest'
import { ok } from '../../shared/result.ts'
import type { Store } from '../store/store.ts'
import { openBook } from './book.ts'
import { ended } from './change.ts'
import { createDrain } from './drain.ts'
import type { Sending } from './sending.ts'
import { made } from './test-support/made-changes.ts'

const store = {
  call: async (method: string) =>
    ok(method === 'readOutbox' ? { changes: [], steps: [], lastSeq: 0 } : null) as never,
} as Store

it('U8: what the user is just letting go does not go out', async () => {
  const opened = await openBook(
    store,
    () => true,
    () => undefined,
  )
  if (!opened.ok) throw new Error('a book that opens was expected')
  const book = opened.value
  const change = made({})
  await book.write({ changes: [change] })
  const asked: string[] = []
  const drain = createDrain({
    book,
    holds: { of: () => null, failed: () => undefined, worked: () => undefined, lift: () => undefined },
    now: () => 1_000,
    later: () => () => undefined,
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    accounts: async () => ok([{ id: change.accountId } as never]),
    sending: async () => ok({ contacts: { read: async () => asked.push('read') } } as unknown as Sending),
    settle: async () => book.write({ changes: [ended(change, 'sent', 1_000)] }),
    onChanged: () => undefined,
  })
  let go = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const deciding = book.inTurn(async () => {
    await gate
    return book.write({ changes: [ended(change, 'discarded', 1_000)] })
  })
  drain.look()
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  expect(drain.isSending(change.id)).toBe(false)
  go()
  await deciding
  await drain.stop()
  expect(asked).toEqual([])
})

it.each([true, false])(
  'looks again for what becomes due while it is being looked at (offline: %s)',
  async (isOffline) => {
    const opened = await openBook(
      store,
      () => true,
      () => undefined,
    )
    if (!opened.ok) throw new Error('a book that opens was expected')
    const book = opened.value
    const creation = made({ kind: 'create', externalId: null })
    const deletion = made({
      key: creation.key,
      kind: 'delete',
      externalId: null,
      values: {},
      notBeforeMs: 1_005,
    })
    await book.write({ changes: [creation, deletion] })
    // Every look at the clock takes a moment.
    let clockMs = 1_000
    const timers: (() => void)[] = []
    const drain = createDrain({
      book,
      holds: {
        of: () => (isOffline ? { for: 'working-offline', untilMs: null } : null),
        failed: () => undefined,
        worked: () => undefined,
        lift: () => undefined,
      },
      now: () => (clockMs += 2),
      later: (callback) => {
        timers.push(callback)
        return () => undefined
      },
      logger: {
        debug: () => undefined,
        info: () => undefined,
        warn: () => undefined,
        error: () => undefined,
      },
      accounts: async () => ok([{ id: creation.accountId } as never]),
      sending: async () => ok({} as Sending),
      settle: async (sending, { changes }) => {
        // There is nobody to tell.
        expect(sending).toBeNull()
        return book.write({ changes })
      },
      onChanged: () => undefined,
    })
    drain.look()
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    while (book.get(deletion.id) !== null) {
      const timer = timers.shift()
      if (timer === undefined) throw new Error('nobody looks again')
      timer()
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    }
    expect(book.get(deletion.id)).toBeNull()
  },
)
