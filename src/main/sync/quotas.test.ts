import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createDeferred } from '../../../tests/support/deferred.ts'
import { anAccountId } from '../../../tests/support/made-up-items.ts'
import { storeWithWorkspace } from '../../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { createLogger } from '../logging/logger.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import type { Store } from '../store/store.ts'
import { createCallLedger } from './call-ledger.ts'
import { quotasOf } from './quotas.ts'

const november = Date.UTC(2026, 10, 28, 23)
const hourMs = 60 * 60_000

function start() {
  const { ask } = storeWithWorkspace(temporaryFolder())
  let asked = 0
  let gate: Promise<unknown> = Promise.resolve()
  const store: Store = {
    async call(method, input) {
      asked++
      if (method === 'countCalls') await gate
      return { ok: true, value: ask(method, input) }
    },
  }
  /** What is written from now on waits for a word. */
  const slowly = (): (() => void) => {
    const { promise, resolve } = createDeferred<null>()
    gate = promise
    return () => resolve(null)
  }
  let nowMs = november
  const now = (): number => nowMs
  const logger = createLogger(() => undefined, createKnownSecrets(), now)
  const open = () => createCallLedger({ store, logger, now, later: () => () => undefined })
  const call = (ledger: ReturnType<typeof open>, times: number): void => {
    for (let n = 0; n < times; n++) ledger.note(anAccountId)
  }
  return { open, call, asked: () => asked, slowly, pass: (ms: number) => (nowMs += ms) }
}

const account = { id: anAccountId }

describe('the calls of a month', () => {
  it('are counted over days and starts of the app, and begin anew with the month', async () => {
    const { open, call, pass } = start()
    const first = open()
    call(first, 3)
    expect(await first.ofMonth(anAccountId)).toBe(3)
    call(first, 2)
    expect(await first.ofMonth(anAccountId)).toBe(5)
    await first.flush()
    const second = open()
    pass(2 * hourMs)
    call(second, 1)
    expect([await second.ofMonth(anAccountId), await second.ofDay(anAccountId)]).toEqual([6, 1])
    pass(48 * hourMs)
    call(second, 4)
    expect(await second.ofMonth(anAccountId)).toBe(4)
  })

  it('are told where the plans of a provider allow only so many, or where they are spent', async () => {
    const { open, call } = start()
    const ledger = open()
    call(ledger, 7)
    const ports = { ledger, assumedMonthlyCalls: undefined }
    expect(await quotasOf(ports, account, [])).toEqual([])
    const airtable = { ...ports, assumedMonthlyCalls: 1_000 }
    const month = { period: 'month', used: 7, max: 1_000 }
    expect(await quotasOf(airtable, account, [])).toEqual([{ ...month, spentUntilMs: null }])
    expect(await quotasOf(airtable, account, [{ period: 'month', untilMs: 5 }])).toEqual([
      { ...month, spentUntilMs: 5 },
    ])
    const day = { period: 'day', max: null, spentUntilMs: 6 }
    expect(await quotasOf(ports, account, [{ period: 'day', untilMs: 6 }])).toEqual([{ ...day, used: 7 }])
    call(ledger, 1)
    expect(await quotasOf(ports, account, [{ period: 'day', untilMs: 6 }])).toEqual([{ ...day, used: 8 }])
  })

  it('costs the store nothing to tell again', async () => {
    const { open, call, asked } = start()
    const ledger = open()
    call(ledger, 2)
    for (const of of [ledger.ofMonth, ledger.ofDay]) expect(await of(anAccountId)).toBe(2)
    const before = asked()
    call(ledger, 1)
    for (const of of [ledger.ofMonth, ledger.ofDay]) expect(await of(anAccountId)).toBe(3)
    expect(asked()).toBe(before)
  })

  it('are whole when they are asked for while earlier ones are still being written', async () => {
    const { open, call, slowly } = start()
    const ledger = open()
    call(ledger, 50)
    const written = slowly()
    const flushed = ledger.flush()
    await nextTurn()
    const asked = ledger.ofDay(anAccountId)
    await nextTurn()
    written()
    await flushed
    expect(await asked).toBe(50)
    expect(await ledger.ofDay(anAccountId)).toBe(50)
  })
})
