import { Worker } from 'node:worker_threads'
import type { StoreRequest } from '../../src/shared/store-protocol.ts'
import { serveRequests } from '../../src/store/serve-requests.ts'

const writer = new Worker(new URL('../../src/store/writer-thread.ts', import.meta.url))

/** What a test asks of the process itself; everything else is a request to the store. */
const asked: Record<string, () => void> = {
  residentBytes: () => process.send?.({ residentBytes: process.memoryUsage.rss() }),
  endWriter: () => void writer.terminate(),
}

// The store process as a plain Node child: the same code as in Electron behind another port.
serveRequests(
  {
    onRequest: (listener) =>
      void process.on('message', (message) => {
        if (typeof message === 'string') asked[message]?.()
        else listener(message as StoreRequest)
      }),
    reply: (reply) => void process.send?.(reply),
  },
  writer,
  () => process.exit(1),
)
