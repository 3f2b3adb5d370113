import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { StoreMethod } from '../shared/store-protocol.ts'
import { aChange, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anItem, aQuery } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { aKey, storeWithOutbox, storeWithWorkspace } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { serveRequests } from './serve-requests.ts'

/** The process's own thread, with a writer that does what the test says. */
function servedFromTheStart(firstId = 1) {
  const passedOn: StoreRequest[] = []
  const passedAside: StoreRequest[] = []
  const answered = new Set<number>()
  const replies: StoreReply[] = []
  const ended = vi.fn()
  let listener: (request: StoreRequest) => void = () => undefined
  let id = firstId
  const writer = Object.assign(new EventEmitter(), {
    postMessage: (request: StoreRequest) => passedOn.push(request),
  })
  const aside = Object.assign(new EventEmitter(), {
    postMessage: (request: StoreRequest) => passedAside.push(request),
    terminate: () => Promise.resolve(0),
  })
  const startWriter = vi.fn(() => writer as unknown as Worker)
  serveRequests(
    { onRequest: (added) => (listener = added), reply: (reply) => replies.push(reply) },
    { startWriter, startAside: () => aside as unknown as Worker },
    ended,
  )
  return {
    startWriter,
    requests: passedOn,
    passedOn: () => passedOn.map(({ method }) => method),
    replies,
    ended,
    ask: (method: StoreMethod, input: unknown = {}) => listener({ id: id++, method, input }),
    /** The writer answers the oldest request of this method that it has not answered. */
    answer: (method: StoreMethod, value: unknown) => {
      const request = passedOn.find((one) => one.method === method && !answered.has(one.id))
      if (request === undefined) throw new Error(`nobody asked for ${method}`)
      answered.add(request.id)
      writer.emit('message', { id: request.id, ok: true, value })
    },
    /** The writer says that it is there. */
    takeOver: () => writer.emit('message', { id: -1, ok: true, value: null }),
    reopened: (outcome: string) => writer.emit('message', { id: -2, ok: true, value: { outcome } }),
    fail: () => writer.emit('exit', 1),
    passedAside: () => passedAside.map(({ method }) => method),
    answerAside: (value: unknown) => aside.emit('message', { id: passedAside.at(-1)?.id, ok: true, value }),
    endAside: () => aside.emit('exit', 1),
  }
}

/** With the writer there. */
function servedInHand() {
  const served = servedFromTheStart(0)
  served.ask('putFact')
  served.takeOver()
  served.requests.splice(0)
  served.replies.splice(0)
  return served
}

/** A folder with a store that has one item and stays open, as the writer's does. */
function openFolder(): string {
  const folder = temporaryFolder()
  storeWithWorkspace(folder).ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
  return folder
}

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

describe('the thread that reads', () => {
  it('reads by itself once the workspace is open, and passes everything else on', () => {
    const { ask, answer, passedOn, replies } = servedInHand()
    ask('openWorkspace', { folder: openFolder(), key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    ask('applyPage')
    ask('countItems')
    ask('readVaultRecord')
    expect(passedOn()).toEqual(['openWorkspace', 'applyPage', 'readVaultRecord'])
    expect(replies).toMatchObject([{ id: 1 }, { id: 3, ok: true, value: [{ count: 1 }] }])
  })

  it('lets the writer read while a file is on its way, so that nothing is read of the one before', () => {
    const { ask, answer, passedOn } = servedInHand()
    ask('countItems')
    ask('openWorkspace', { folder: openFolder(), key: aKey })
    ask('countItems')
    answer('openWorkspace', { outcome: 'opened' })
    ask('openWorkspace', { folder: openFolder(), key: aKey })
    ask('countItems')
    ask('closeWorkspace')
    answer('openWorkspace', { outcome: 'opened' })
    ask('countItems')
    answer('closeWorkspace', null)
    ask('countItems')
    expect(passedOn()).toEqual([
      ...['countItems', 'openWorkspace', 'countItems', 'openWorkspace', 'countItems'],
      ...['closeWorkspace', 'countItems', 'countItems'],
    ])
  })

  it('reads both files once both are open, and the cache alone when the outbox was closed or left', () => {
    const { ask, answer, passedOn, replies } = servedInHand()
    const folder = openFolder()
    const store = storeWithOutbox(folder)
    store.ask('writeOutbox', { changes: [aChange({ seq: 1 })], laid: [aNewRow('new-1', 'Bo')] })
    const list = () => ask('listItems', { query: aQuery(), offset: 0, limit: 9 })
    const totals = () =>
      replies.flatMap((reply) => (reply.ok ? [(reply.value as { total?: number } | null)?.total] : []))
    ask('openWorkspace', { folder, key: aKey })
    ask('openOutbox', { folder, key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    // On its way: only the writer knows whether something lies over the list.
    list()
    answer('openOutbox', { outcome: 'opened' })
    list()
    ask('readOutbox')
    expect(passedOn()).toEqual(['openWorkspace', 'openOutbox', 'listItems'])
    expect(replies.at(-1)).toMatchObject({ ok: true, value: { changes: [{ seq: 1 }] } })
    expect(totals().at(-2)).toBe(2)
    ask('writeOutbox')
    ask('closeOutbox')
    answer('closeOutbox', null)
    list()
    ask('readOutbox')
    expect(totals().at(-1)).toBe(1)
    expect(replies.at(-1)).toMatchObject({ ok: false, code: 'not-open' })
    expect(passedOn().slice(3)).toEqual(['writeOutbox', 'closeOutbox'])
  })

  it('goes on reading the outbox when the cache of the same folder was replaced, not when another was opened', () => {
    const { ask, answer, passedOn, replies } = servedInHand()
    const [folder, another] = [openFolder(), openFolder()]
    storeWithOutbox(folder)
    ask('openOutbox', { folder, key: aKey })
    answer('openOutbox', { outcome: 'opened' })
    ask('readOutbox')
    ask('openWorkspace', { folder, key: aKey })
    answer('openWorkspace', { outcome: 'set-aside', path: 'there' })
    ask('readOutbox')
    expect(replies.at(-1)).toMatchObject({ ok: true, value: { lastSeq: 0 } })
    // Without a workspace nobody reads beside the writer.
    expect(passedOn()).toEqual(['openOutbox', 'readOutbox', 'openWorkspace'])
    ask('openWorkspace', { folder: another, key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    ask('readOutbox')
    expect(replies.at(-1)).toMatchObject({ ok: false, code: 'not-open' })
    expect(passedOn().slice(3)).toEqual(['openWorkspace'])
  })

  it('lets the writer read both where the outbox cannot be opened a second time', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { ask, answer, passedOn } = servedInHand()
    const folder = openFolder()
    ask('openWorkspace', { folder, key: aKey })
    answer('openWorkspace', { outcome: 'opened' })
    ask('openOutbox', { folder, key: aKey })
    answer('openOutbox', { outcome: 'opened' })
    ask('countItems')
    expect(passedOn()).toEqual(['openWorkspace', 'openOutbox', 'countItems'])
    expect(log).toHaveBeenCalledOnce()
  })

  it.each([
    ['a file that a newer version wrote', { outcome: 'too-new', path: 'there' }],
    ['a file that cannot be opened a second time', { outcome: 'opened' }],
  ])('lets the writer read where there is %s', (_, report) => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const { ask, answer, passedOn } = servedInHand()
    ask('openWorkspace', { folder: temporaryFolder(), key: aKey })
    answer('openWorkspace', report)
    ask('countItems')
    expect(passedOn()).toEqual(['openWorkspace', 'countItems'])
    expect(log).toHaveBeenCalledTimes(report.outcome === 'opened' ? 1 : 0)
  })

  it('59: leaves what takes seconds to a thread aside, which goes when nothing is asked of it', () => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { ask, passedOn, passedAside, answerAside, endAside, replies } = servedInHand()
    ask('copyFile')
    expect(passedOn()).toEqual([])
    expect(passedAside()).toEqual(['copyFile'])
    answerAside('copied')
    expect(replies).toEqual([{ id: 1, ok: true, value: 'copied' }])
    // One that dies answers what is left, so that nobody waits for ever.
    ask('adoptFile')
    endAside()
    expect(replies.at(-1)).toMatchObject({ id: 2, ok: false, code: 'internal' })
  })

  it('ends when the writer has', () => {
    const { fail, ended } = servedInHand()
    fail()
    expect(ended).toHaveBeenCalledOnce()
  })
})
