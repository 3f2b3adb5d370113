import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { StoreMethod } from '../shared/store-protocol.ts'
import { anItem } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { aKey, storeWithWorkspace } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { serveRequests } from './serve-requests.ts'

/** The thread that reads and passes on, with a writer that does what the test says. */
function servedInHand() {
  const passedOn: StoreRequest[] = []
  const replies: StoreReply[] = []
  const ended = vi.fn()
  let listener: (request: StoreRequest) => void = () => undefined
  let id = 0
  const writer = Object.assign(new EventEmitter(), {
    postMessage: (request: StoreRequest) => passedOn.push(request),
  })
  serveRequests(
    { onRequest: (added) => (listener = added), reply: (reply) => replies.push(reply) },
    writer as unknown as Worker,
    ended,
  )
  return {
    passedOn: () => passedOn.map(({ method }) => method),
    replies,
    ended,
    ask: (method: StoreMethod, input: unknown = {}) => listener({ id: ++id, method, input }),
    /** The writer answers the oldest request of this method. */
    answer: (method: StoreMethod, value: unknown) => {
      const request = passedOn.find((one) => one.method === method)
      writer.emit('message', { id: request?.id, ok: true, value })
    },
    fail: () => writer.emit('exit', 1),
  }
}

/** A folder with a store that has one item and stays open, as the writer's does. */
function openFolder(): string {
  const folder = temporaryFolder()
  storeWithWorkspace(folder).ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
  return folder
}

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

  it('ends when the writer has', () => {
    const { fail, ended } = servedInHand()
    fail()
    expect(ended).toHaveBeenCalledOnce()
  })
})
