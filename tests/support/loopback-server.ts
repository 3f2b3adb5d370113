import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface ReceivedRequest {
  readonly method: string
  /** Path and query, as they were sent. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** By the clock that counts evenly. */
  readonly atMs: number
}

export interface LoopbackServer {
  readonly origin: string
  readonly requests: readonly ReceivedRequest[]
  /** How many connections are open now. */
  connections(): Promise<number>
  close(): Promise<void>
}

/** A server for replies that no sandbox would give. What arrives is on the list before it is answered. */
export async function startLoopbackServer(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
): Promise<LoopbackServer> {
  const requests: ReceivedRequest[] = []
  const server = createServer((incoming, response) => {
    const atMs = performance.now()
    // A client that gives up while it sends leaves nobody to answer.
    response.on('error', () => response.destroy())
    buffer(incoming).then(
      (body) => {
        const { method = '', url: target = '', headers } = incoming
        const request = { method, target, headers, body: body.toString(), atMs }
        requests.push(request)
        answer(request, response)
      },
      () => response.destroy(),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error))),
      ),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers JSON. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
