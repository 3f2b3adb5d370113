import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aQuery } from '../../tests/support/made-up-items.ts'
import { aKey } from '../../tests/support/opened-store.ts'
import { openFolder, servedFromTheStart } from '../../tests/support/served-store.ts'

describe('the process before its writer is there', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  /** A workspace with one item, an outbox and a vault, all opened. */
  function openedFromTheStart() {
    const served = servedFromTheStart()
    const folder = openFolder()
    served.ask('openVault', { file: path.join(folder, 'vault.db'), key: aKey })
    served.ask('openWorkspace', { folder, key: aKey })
    served.ask('openOutbox', { folder, key: aKey })
    return { ...served, folder }
  }
  const list = { query: aQuery(), offset: 0, limit: 9 }

  it('opens, reads and keeps the vault by itself', () => {
    const { ask, replies, startWriter } = openedFromTheStart()
    ask('listItems', list)
    ask('forgetEnded', { endedBeforeMs: 1, keepLast: 1 })
    ask('listVaultRecords', { kind: null, workspaceId: null })
    expect(startWriter).not.toHaveBeenCalled()
    expect(replies).toMatchObject([
      { id: 1, value: { outcome: 'created' } },
      { id: 2, value: { outcome: 'opened' } },
      { id: 3, value: { outcome: 'created' } },
      { id: 4, value: { total: 1 } },
      { id: 5, ok: true },
      { id: 6, value: [] },
    ])
  })

  it('starts the writer once the first rows are drawn, or where nobody asks for any', () => {
    const { ask, startWriter } = openedFromTheStart()
    ask('listItems', list)
    vi.advanceTimersByTime(499)
    expect(startWriter).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(startWriter).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(10_000)
    expect(startWriter).toHaveBeenCalledOnce()
    const another = openedFromTheStart()
    vi.advanceTimersByTime(1_999)
    expect(another.startWriter).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(another.startWriter).toHaveBeenCalledOnce()
  })

  it('changes nothing by itself: what changes waits for the writer, and reads go on', () => {
    const { ask, replies, requests, startWriter, takeOver } = openedFromTheStart()
    ask('writeOutbox')
    ask('putDraft')
    ask('countItems')
    ask('readVaultRecord', { kind: 'token', id: 'none' })
    expect(startWriter).toHaveBeenCalledOnce()
    expect(replies.map(({ id }) => id)).toEqual([1, 2, 3, 6, 7])
    expect(requests).toMatchObject([{ id: -1, method: 'closeAll' }])
    takeOver()
    expect(requests.slice(-2)).toMatchObject([
      { id: 4, method: 'writeOutbox' },
      { id: 5, method: 'putDraft' },
    ])
    // Nobody is told what the process asks of its own writer.
    expect(replies).toHaveLength(5)
  })

  it('opens nothing before a change that waits, and reads nothing before what is to be opened', () => {
    const { ask, replies, folder, passedOn, takeOver } = openedFromTheStart()
    ask('putDraft')
    ask('openWorkspace', { folder, key: aKey })
    ask('countItems')
    expect(replies).toHaveLength(3)
    takeOver()
    expect(passedOn().slice(-3)).toEqual(['putDraft', 'openWorkspace', 'countItems'])
  })

  it('hands all that is open over to the writer, and reads on beside it', () => {
    const { ask, replies, folder, requests, takeOver, reopened, ended } = openedFromTheStart()
    ask('openWorkspace', { folder, key: aKey, isKnownDamaged: false })
    ask('putDraft')
    takeOver()
    expect(requests.slice(1, 4)).toEqual([
      { id: -2, method: 'openVault', input: { file: path.join(folder, 'vault.db'), key: aKey } },
      { id: -2, method: 'openWorkspace', input: { folder, key: aKey } },
      { id: -2, method: 'openOutbox', input: { folder, key: aKey } },
    ])
    // Not even the writer has them open now, and the rows are there.
    ask('listItems', list)
    expect(replies.at(-1)).toMatchObject({ id: 6, value: { total: 1 } })
    reopened('opened')
    expect(replies.at(-1)).toMatchObject({ id: 6 })
    expect(ended).not.toHaveBeenCalled()
  })

  it('hands over only what is open', () => {
    const { ask, passedOn, takeOver } = openedFromTheStart()
    ask('closeWorkspace')
    ask('putFact')
    takeOver()
    expect(passedOn()).toEqual(['closeAll', 'openVault', 'putFact'])
  })

  it("begins no export that the writer's coming would end", () => {
    const { ask, replies, passedOn, takeOver } = openedFromTheStart()
    ask('beginExport', { exportId: 'one', query: aQuery(), columns: [] })
    expect(replies).toHaveLength(3)
    takeOver()
    expect(replies.at(-1)).toMatchObject({ id: 4 })
    expect(passedOn()).not.toContain('beginExport')
  })

  it('ends where the writer cannot open what was open', () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { ask, takeOver, reopened, ended } = openedFromTheStart()
    ask('putDraft')
    takeOver()
    reopened('set-aside')
    expect(ended).toHaveBeenCalledOnce()
  })
})
