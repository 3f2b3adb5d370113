import type { StoreRequest } from '../../src/shared/store-protocol.ts'
import { serveRequests } from '../../src/store/serve-requests.ts'

// The store process as a plain Node child: the same code as in Electron behind another port. One message
// that is no request asks how much memory the process takes.
serveRequests({
  onRequest: (listener) =>
    void process.on('message', (message) => {
      if (message === 'residentBytes') process.send?.({ residentBytes: process.memoryUsage.rss() })
      else listener(message as StoreRequest)
    }),
  reply: (reply) => void process.send?.(reply),
})
