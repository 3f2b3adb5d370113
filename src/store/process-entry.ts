import { Worker } from 'node:worker_threads'
import type { StoreRequest } from '../shared/store-messages.ts'
import { serveRequests } from './serve-requests.ts'

/** What Electron adds to `process` in a utility process; its types would bring all of Electron along. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: StoreRequest }) => void): void
  postMessage(message: unknown): void
}

const { parentPort } = process as unknown as { parentPort: ParentPort }

// Ctrl-C in a terminal reaches every process of the app; the store ends when main has said so.
process.on('SIGINT', () => undefined)

serveRequests(
  {
    // Electron keeps what arrives until somebody listens.
    onRequest: (listener) => parentPort.on('message', (event) => listener(event.data)),
    reply: (reply) => parentPort.postMessage(reply),
  },
  {
    // The build's entries for `writer-thread.ts` and `aside-thread.ts`, beside this one.
    startWriter: () => new Worker(new URL('store-writer.js', import.meta.url)),
    startAside: () => new Worker(new URL('store-aside.js', import.meta.url)),
  },
  // Main starts another process.
  () => process.exit(1),
)
