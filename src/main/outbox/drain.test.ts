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

const nothing = (): undefined => undefined
const silentHolds = { failed: nothing, worked: nothing, lift: nothing }
const silentLogger = { debug: nothing, info: nothing, warn: nothing, error: nothing }

async function anEmptyBook() {
  const opened = await openBook(store, () => true, nothing)
  if (!opened.ok) throw new Error('a book that opens was expected')
  return opened.value
}

async function afterManyTurns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

it('U8: what the user is just letting go does not go out', async () => {
  const book = await anEmptyBook()
  const change = made({})
  await book.write({ changes: [change] })
  const asked: string[] = []
  const drain = createDrain({
    book,
    holds: { ...silentHolds, of: () => null },
    now: () => 1_000,
    later: () => () => undefined,
    logger: silentLogger,
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
  await afterManyTurns()
  expect(drain.isSending(change.id)).toBe(false)
  go()
  await deciding
  await drain.stop()
  expect(asked).toEqual([])
})

it.each([true, false])(
  'looks again for what becomes due while it is being looked at (offline: %s)',
  async (isOffline) => {
    const book = await anEmptyBook()
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
    const told: (Sending | null)[] = []
    const drain = createDrain({
      book,
      holds: {
        ...silentHolds,
        of: () => (isOffline ? { for: 'working-offline', untilMs: null } : null),
      },
      now: () => (clockMs += 2),
      later: (callback) => {
        timers.push(callback)
        return () => undefined
      },
      logger: silentLogger,
      accounts: async () => ok([{ id: creation.accountId } as never]),
      sending: async () => ok({ referenceOf: () => 'T-1' } as unknown as Sending),
      settle: async (sending, { changes }) => {
        told.push(sending)
        // With the record ends what was still to be done to it.
        return book.write({ changes: [...changes, ended(creation, 'discarded', 1_010)] })
      },
      onChanged: () => undefined,
    })
    drain.look()
    await afterManyTurns()
    for (let wakings = 0; wakings < 5; wakings += 1) {
      timers.shift()?.()
      await afterManyTurns()
    }
    expect(book.open()).toEqual([])
    // The provider never heard of it: there was nobody to tell.
    expect(told).toEqual([null])
  },
)
