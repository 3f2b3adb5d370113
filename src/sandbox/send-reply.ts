import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { SandboxReply } from './exchange.ts'
import type { Fault } from './faults.ts'

export type Sending = {
  method: string
  reply: SandboxReply
  /** The sandbox's time, for the `Date` header that clients set their clocks by. */
  nowMs: number
  /** A fault that spoils the sending itself. */
  fault?: Fault | undefined
}

const PADDING = Buffer.alloc(64 * 1024, ' ')

/** Sends a reply, whole, late, cut or blown up. */
export async function sendReply(
  outgoing: ServerResponse,
  { method, reply, nowMs, fault }: Sending,
): Promise<void> {
  const bytes = Buffer.from(reply.body, 'utf8')
  const isBare = reply.status === 204 || reply.status === 304
  const paddedTo = fault?.padToBytes
  outgoing.writeHead(reply.status, {
    ...reply.headers,
    date: new Date(nowMs + (fault?.dateOffsetMs ?? 0)).toUTCString(),
    'cache-control': 'no-store',
    ...(isBare || paddedTo !== undefined ? {} : { 'content-length': String(bytes.length) }),
  })
  if (isBare || method === 'HEAD') {
    outgoing.end()
    return
  }
  if (fault?.cutAfterBytes !== undefined) {
    // Flushed before the cut, so that the client does get what was promised to it.
    const sent = bytes.subarray(0, fault.cutAfterBytes)
    await new Promise<void>((resolve) => outgoing.write(sent, () => resolve()))
    outgoing.destroy()
    return
  }
  if (fault?.stallBodyMs !== undefined && fault.stallBodyMs > 0) {
    outgoing.write(bytes.subarray(0, 1))
    await delay(fault.stallBodyMs, undefined, { ref: false })
    outgoing.end(bytes.subarray(1))
    return
  }
  if (paddedTo !== undefined) await pad(outgoing, bytes, paddedTo)
  else outgoing.end(bytes)
}

async function pad(outgoing: ServerResponse, bytes: Buffer, size: number): Promise<void> {
  outgoing.write(bytes)
  for (let left = size - bytes.length; left > 0 && !outgoing.destroyed; left -= PADDING.length) {
    const hasRoom = outgoing.write(PADDING.subarray(0, Math.min(left, PADDING.length)))
    // Whoever stops reading closes the connection sooner or later.
    if (!hasRoom) await Promise.race([once(outgoing, 'drain'), once(outgoing, 'close')])
  }
  outgoing.end()
}
