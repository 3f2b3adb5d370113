import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { METHOD_KINDS } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { OpenReport } from '../shared/store-opening.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import { createAside } from './aside.ts'
import { failureCode } from './failure.ts'
import { createFirstStore, type FirstStore } from './first-store.ts'
import { CACHE_FILE, OUTBOX_FILE } from './open-database.ts'
import { withPhoneNumbers } from './loaded-numbers.ts'
import { openReader, type Reader } from './reader.ts'

/** Whatever carries messages to and from the app's main process. */
export interface RequestPort {
  onRequest(listener: (request: StoreRequest) => void): void
  reply(reply: StoreReply): void
}

/** Threads of this process: one that writes, and one for what takes seconds. */
export interface Threads {
  readonly startWriter: () => Worker
  readonly startAside: () => Worker
}

/** Where the files lie that the writer has open, and their key. */
interface OpenedFiles {
  readonly workspace: FolderAndKey | null
  readonly outbox: FolderAndKey | null
}
type FolderAndKey = Pick<StoreInput<'openWorkspace'>, 'folder' | 'key'>

/** Requests of our own to the writer; main counts from 1. */
const READY = -1
const REOPENED = -2

/**
 * Answers requests on two connections to each file. Writing has a thread of its own, because a checkpoint
 * holds it up for as long as half a second; this thread, at which requests arrive, passes them on and reads.
 * Until something is written this thread does all by itself (`first-store.ts`).
 * While a file is being opened, and where no second connection can be had, the writer reads too, in
 * the order of arrival. What takes seconds has a thread of its own (`aside.ts`). `end` is called when the writer has died: nothing can be changed any more.
 */
export function serveRequests(port: RequestPort, threads: Threads, end: () => void): void {
  let first: FirstStore | null = createFirstStore(answered, startWriter)
  let writer: Worker | null = null
  let reader: Reader | null = null
  let opened: OpenedFiles = { workspace: null, outbox: null }
  const openings = new Map<number, StoreRequest>()
  const aside = createAside(threads.startAside, (reply) => port.reply(reply))

  const take = withPhoneNumbers((request) => {
    const kind = METHOD_KINDS[request.method]
    if (kind === 'aside') aside(request)
    else if (first !== null) first.take(request)
    else if (kind === 'read' && reader !== null) port.reply(reader.answer(request))
    else pass(request)
  })
  port.onRequest(take)

  function pass(request: StoreRequest): void {
    if (METHOD_KINDS[request.method] === 'opening') {
      reader?.close()
      reader = null
      openings.set(request.id, request)
    }
    writer?.postMessage(request)
  }

  function answered(request: StoreRequest, reply: StoreReply): void {
    if (METHOD_KINDS[request.method] === 'opening') opened = openedAfter(opened, request, reply)
    port.reply(reply)
  }

  function startWriter(): void {
    if (writer !== null) return
    writer = threads.startWriter()
    writer.on('message', (reply: StoreReply) => {
      if (reply.id === READY) takeOver()
      else if (reply.id === REOPENED) expectOpened(reply)
      else fromWriter(reply)
    })
    writer.on('error', (error) => console.error(`the writer died: ${failureCode(error)}`))
    writer.on('exit', end)
    // It has nothing open: the answer says no more than that it is there.
    writer.postMessage({ id: READY, method: 'closeAll', input: {} } satisfies StoreRequest)
  }

  function takeOver(): void {
    if (first === null) return
    // Before the others are closed: the last connection to a file would empty its log, which takes a while.
    reader = readerOf(opened)
    const { openings: again, held } = first.handOver()
    first = null
    for (const { method, input } of again) writer?.postMessage({ id: REOPENED, method, input })
    held.forEach(take)
  }

  /** What was opened a moment ago and cannot be now is for main to see to, with a new process. */
  function expectOpened(reply: StoreReply): void {
    if (reply.ok && (reply.value as OpenReport).outcome === 'opened') return
    console.error('the writer could not open what was open')
    end()
  }

  function fromWriter(reply: StoreReply): void {
    const opening = openings.get(reply.id)
    openings.delete(reply.id)
    if (opening !== undefined) opened = openedAfter(opened, opening, reply)
    // Of several on their way, the last one decides which files are open.
    if (opening !== undefined && openings.size === 0) reader = readerOf(opened)
    port.reply(reply)
  }
}

/** What the writer has open after it has answered this, as it says itself (`open-files.ts`). */
function openedAfter(opened: OpenedFiles, { method, input }: StoreRequest, reply: StoreReply): OpenedFiles {
  // The writer answers with the method's output; the protocol types both ends.
  const isOpen = reply.ok && (reply.value as OpenReport | null)?.outcome !== 'too-new'
  switch (method) {
    case 'openWorkspace': {
      const { folder, key } = input as StoreInput<'openWorkspace'>
      const outbox = opened.outbox?.folder === folder ? opened.outbox : null
      return { workspace: isOpen ? { folder, key } : null, outbox }
    }
    case 'openOutbox': {
      const { folder, key } = input as StoreInput<'openOutbox'>
      return { ...opened, outbox: isOpen ? { folder, key } : null }
    }
    case 'closeOutbox':
      return { ...opened, outbox: null }
    default:
      return { workspace: null, outbox: null }
  }
}

/** All or none: a list without what lies over it would not be the one that the writer shows. */
function readerOf({ workspace, outbox }: OpenedFiles): Reader | null {
  if (workspace === null) return null
  const at = ({ folder, key }: FolderAndKey, name: string) => ({ file: path.join(folder, name), key })
  try {
    return openReader(at(workspace, CACHE_FILE), outbox === null ? null : at(outbox, OUTBOX_FILE))
  } catch (error) {
    // The writer reads instead; main logs what stands here.
    console.error(`no second connection: ${failureCode(error)}`)
    return null
  }
}
