import { Worker } from 'node:worker_threads'
import type { StoreRequest } from '../../src/shared/store-messages.ts'
import { serveRequests } from '../../src/store/serve-requests.ts'
import type { Death } from './store-in-node.ts'

let writer: Worker | null = null
function startWriter(): Worker {
  writer = new Worker(new URL('../../src/store/writer-thread.ts', import.meta.url))
  return writer
}

const death = JSON.parse(process.argv[2] ?? 'null') as Death | null
const met = { request: 0, reply: 0 }

/** What a test asks of the process itself; everything else is a request to the store. */
const asked: Record<string, () => void> = {
  residentBytes: () => process.send?.({ residentBytes: process.memoryUsage.rss() }),
  endWriter: () => void writer?.terminate(),
}

// Electron ends its children when main has died; nothing else ends this one while its writer lives.
process.once('disconnect', () => process.exit())

// The store process as a plain Node child: the same code as in Electron behind another port.
serveRequests(
  {
    onRequest: (listener) =>
      void process.on('message', (message) => {
        if (typeof message === 'string') asked[message]?.()
        else {
          dieIfDue('request')
          listener(message as StoreRequest)
        }
      }),
    reply: (reply) => {
      dieIfDue('reply')
      process.send?.(reply)
    },
  },
  {
    startWriter,
    startAside: () => new Worker(new URL('../../src/store/aside-thread.ts', import.meta.url)),
  },
  () => process.exit(1),
)

function dieIfDue(at: Death['at']): void {
  met[at] += 1
  if (death?.at === at && death.nth === met[at]) process.kill(process.pid, 'SIGKILL')
}
