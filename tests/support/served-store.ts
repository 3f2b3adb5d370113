import { EventEmitter } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { vi } from 'vitest'
import type { StoreReply, StoreRequest } from '../../src/shared/store-messages.ts'
import type { StoreMethod } from '../../src/shared/store-protocol.ts'
import { serveRequests } from '../../src/store/serve-requests.ts'
import { anItem } from './made-up-items.ts'
import { contactFeed } from './made-up-runs.ts'
import { storeWithWorkspace } from './opened-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The process's own thread, with a writer that does what the test says. */
export function servedFromTheStart(firstId = 1) {
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
export function servedInHand() {
  const served = servedFromTheStart(0)
  served.ask('putFact')
  served.takeOver()
  served.requests.splice(0)
  served.replies.splice(0)
  return served
}

/** A folder with a store that has one item and stays open, as the writer's does. */
export function openFolder(): string {
  const folder = temporaryFolder()
  storeWithWorkspace(folder).ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
  return folder
}
