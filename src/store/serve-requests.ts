import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { METHOD_KINDS } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { OpenReport } from '../shared/store-opening.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import { createAside } from './aside.ts'
import { failureCode } from './failure.ts'
import { CACHE_FILE, OUTBOX_FILE } from './open-database.ts'
import { withPhoneNumbers } from './loaded-numbers.ts'
import { openReader, type Reader } from './reader.ts'

/** Whatever carries messages to and from the app's main process. */
export interface RequestPort {
  onRequest(listener: (request: StoreRequest) => void): void
  reply(reply: StoreReply): void
}

/** Where the files lie that the writer has open, and their key. */
interface OpenedFiles {
  readonly workspace: FolderAndKey | null
  readonly outbox: FolderAndKey | null
}
type FolderAndKey = Pick<StoreInput<'openWorkspace'>, 'folder' | 'key'>

/**
 * Answers requests on two connections to each file. Writing has a thread of its own, because a checkpoint
 * holds it up for as long as half a second; this thread, at which requests arrive, passes them on and reads.
 * While a file is being opened, and where no second connection can be had, the writer reads too, in
 * the order of arrival. What takes seconds has a thread of its own (`aside.ts`). `end` is called when the writer has died: nothing can be changed any more.
 */
export function serveRequests(
  port: RequestPort,
  writer: Worker,
  startAside: () => Worker,
  end: () => void,
): void {
  let reader: Reader | null = null
  let opened: OpenedFiles = { workspace: null, outbox: null }
  const openings = new Map<number, StoreRequest>()
  const aside = createAside(startAside, (reply) => port.reply(reply))

  const take = withPhoneNumbers((request) => {
    const kind = METHOD_KINDS[request.method]
    if (kind === 'read' && reader !== null) {
      port.reply(reader.answer(request))
      return
    }
    if (kind === 'aside') {
      aside(request)
      return
    }
    if (kind === 'opening') {
      reader?.close()
      reader = null
      openings.set(request.id, request)
    }
    writer.postMessage(request)
  })
  port.onRequest(take)

  writer.on('message', (reply: StoreReply) => {
    const opening = openings.get(reply.id)
    openings.delete(reply.id)
    if (opening !== undefined) opened = openedAfter(opened, opening, reply)
    // Of several on their way, the last one decides which files are open.
    if (opening !== undefined && openings.size === 0) reader = readerOf(opened)
    port.reply(reply)
  })
  writer.on('error', (error) => console.error(`the writer died: ${failureCode(error)}`))
  writer.on('exit', end)
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
