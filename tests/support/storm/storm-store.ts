import { createStoreClient, type StoreWire } from '../../../src/main/store/store-client.ts'
import type { Store } from '../../../src/main/store/store.ts'
import type { StoreRequest } from '../../../src/shared/store-messages.ts'
import { createStore } from '../../../src/store/dispatch.ts'
import { valueOf } from '../core-in-node.ts'
import { aKey } from '../opened-store.ts'
import { startStoreInNode, type Death } from '../store-in-node.ts'

/** A workspace's file, opened until it is closed or its process dies. */
export interface StormStore extends Store {
  close(): Promise<void>
}

/**
 * Opens the workspace in a folder. With a death, it is gone at that request or reply: `real` ends a process of its
 * own by SIGKILL; otherwise nothing is answered from then on, and the next one opens the file as it is.
 */
export async function openStormStore(
  folder: string,
  death: Death | null = null,
  isReal = false,
): Promise<StormStore> {
  const { wire, end } = isReal ? childProcess(death) : thisProcess(death)
  const client = createStoreClient(wire)
  const opened = await client.call('openWorkspace', { folder, key: aKey })
  if (death === null) valueOf(opened)
  return {
    call: (method, input) => client.call(method, input),
    async close() {
      await client.call('closeAll', {})
      await end()
    },
  }
}

interface Place {
  readonly wire: StoreWire
  readonly end: () => Promise<void>
}

function childProcess(death: Death | null): Place {
  const child = startStoreInNode(death)
  let isGone = false
  child.wire.onExit(() => {
    isGone = true
  })
  return {
    wire: child.wire,
    end: async () => {
      if (!isGone) await child.close()
    },
  }
}

function thisProcess(death: Death | null): Place {
  const store = createStore()
  const met = { request: 0, reply: 0 }
  let isDead = false
  let onMessage: (message: unknown) => void = () => undefined
  let onExit = (): void => undefined
  const isDue = (at: Death['at']): boolean => {
    met[at] += 1
    if (death?.at !== at || death.nth !== met[at]) return false
    isDead = true
    store.answer({ id: 0, method: 'closeAll', input: {} })
    setImmediate(onExit)
    return true
  }
  return {
    wire: {
      post(message) {
        if (isDead || isDue('request')) return
        const reply = store.answer(message as StoreRequest)
        if (isDue('reply')) return
        setImmediate(() => {
          if (!isDead) onMessage(reply)
        })
      },
      onMessage: (listener) => {
        onMessage = listener
      },
      onExit: (listener) => {
        onExit = listener
      },
    },
    end: async () => undefined,
  }
}
