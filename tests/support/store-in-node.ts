import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { storeHeapFlags } from '../../src/main/store/heap-limits.ts'
import { createStoreClient, type StoreWire } from '../../src/main/store/store-client.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../src/shared/store-protocol.ts'
import { compiledStore } from './compiled-store.ts'

export interface StoreInNode {
  readonly wire: StoreWire
  readonly pid: number
  /** What the process takes of memory just now. */
  residentBytes(): Promise<number>
  /** Ends the thread that writes, and nothing else. */
  endWriter(): void
  /** Ends the process as a kill would; resolves when it is gone. */
  close(): Promise<void>
}

/** Kills the process itself: at its nth request, before it acts, or with its nth reply, before it is sent. */
export interface Death {
  readonly at: 'request' | 'reply'
  readonly nth: number
}

/** The real store in a real process of its own, without Electron. */
export function startStoreInNode(death: Death | null = null): StoreInNode {
  const child = fork(fileURLToPath(new URL('store-child.ts', import.meta.url)), [JSON.stringify(death)], {
    execArgv: [...storeHeapFlags],
    env: { ...process.env, ...compiledStore },
    // Structured clone, as between Electron's processes: bytes stay bytes.
    serialization: 'advanced',
  })
  const { pid } = child
  if (pid === undefined) throw new Error('the store process did not start')
  const exited = once(child, 'exit')
  return {
    pid,
    wire: {
      // A process that is gone answers nothing; the error would say no more than its exit.
      post: (message) => void child.send(message as object, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
    },
    residentBytes: () =>
      new Promise((resolve) => {
        // Stays until it has its answer: the replies of a load come in between, several at once.
        const listen = (message: { residentBytes?: number }): void => {
          if (message.residentBytes === undefined) return
          child.off('message', listen)
          resolve(message.residentBytes)
        }
        child.on('message', listen)
        child.send('residentBytes')
      }),
    endWriter: () => void child.send('endWriter'),
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
