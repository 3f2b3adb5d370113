import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createStoreClient, type StoreWire } from '../../src/main/store/store-client.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../src/shared/store-protocol.ts'

export interface StoreInNode {
  readonly wire: StoreWire
  readonly pid: number
  /** What the process takes of memory just now. */
  residentBytes(): Promise<number>
  /** Ends the process as a kill would; resolves when it is gone. */
  close(): Promise<void>
}

/** The real store in a real process of its own, without Electron. */
export function startStoreInNode(): StoreInNode {
  const child = fork(fileURLToPath(new URL('store-child.ts', import.meta.url)), [], {
    execArgv: [],
    // Structured clone, as between Electron's processes: bytes stay bytes.
    serialization: 'advanced',
  })
  const { pid } = child
  if (pid === undefined) throw new Error('the store process did not start')
  const exited = once(child, 'exit')
  return {
    pid,
    wire: {
      post: (message) => void child.send(message as object),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
    },
    residentBytes: async () => {
      child.send('residentBytes')
      for (;;) {
        const [message] = (await once(child, 'message')) as [{ residentBytes?: number }]
        if (message.residentBytes !== undefined) return message.residentBytes
      }
    },
    close: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

export type Ask = <M extends StoreMethod>(method: M, input: StoreInput<M>) => Promise<StoreOutput<M>>

/** Calls over the wire that throw what the store refuses. */
export function askingOver(wire: StoreWire): Ask {
  const client = createStoreClient(wire)
  return async (method, input) => {
    const result = await client.call(method, input)
    if (!result.ok) throw new Error(`${method}: ${result.error.kind}`)
    return result.value
  }
}
