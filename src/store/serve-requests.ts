import path from 'node:path'
import type { Worker } from 'node:worker_threads'
import { METHOD_KINDS } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { OpenReport } from '../shared/store-opening.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import { failureCode } from './failure.ts'
import { CACHE_FILE } from './open-database.ts'
import { openReader, type Reader } from './reader.ts'

/** Whatever carries messages to and from the app's main process. */
export interface RequestPort {
  onRequest(listener: (request: StoreRequest) => void): void
  reply(reply: StoreReply): void
}

/**
 * Answers requests on two connections to one file. Writing has a thread of its own, because a checkpoint
 * holds it up for as long as half a second; this thread, at which requests arrive, passes them on and reads.
 * While the workspace is being opened, and where no second connection can be had, the writer reads too, in
 * the order of arrival. `end` is called when the writer has died: nothing can be changed any more.
 */
export function serveRequests(port: RequestPort, writer: Worker, end: () => void): void {
  let reader: Reader | null = null
  const openings = new Map<number, StoreRequest>()

  port.onRequest((request) => {
    const kind = METHOD_KINDS[request.method]
    if (kind === 'read' && reader !== null) {
      port.reply(reader.answer(request))
      return
    }
    if (kind === 'opening') {
      reader?.close()
      reader = null
      openings.set(request.id, request)
    }
    writer.postMessage(request)
  })

  writer.on('message', (reply: StoreReply) => {
    const opening = openings.get(reply.id)
    openings.delete(reply.id)
    // Of several on their way, the last one decides which file is open.
    if (opening !== undefined && openings.size === 0) reader = readerAfter(opening, reply)
    port.reply(reply)
  })
  writer.on('error', (error) => console.error(`the writer died: ${failureCode(error)}`))
  writer.on('exit', end)
}

function readerAfter({ method, input }: StoreRequest, reply: StoreReply): Reader | null {
  if (method !== 'openWorkspace' || !reply.ok) return null
  // The writer answers with the method's output; the protocol types both ends.
  if ((reply.value as OpenReport).outcome === 'too-new') return null
  const { folder, key } = input as StoreInput<'openWorkspace'>
  try {
    return openReader(path.join(folder, CACHE_FILE), key)
  } catch (error) {
    // The writer reads instead; main logs what stands here.
    console.error(`no second connection: ${failureCode(error)}`)
    return null
  }
}
