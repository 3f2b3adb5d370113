import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { isFamilyMissing } from './loopback-place.ts'

/** How often slow requests are looked for; Node does it every half minute otherwise. */
const lookAfterMs = 500

export interface LoopbackLimits {
  /** A request that is not complete by then is dropped. */
  readonly slowestMs: number
  readonly longestHeadBytes: number
  /**
   * When somebody opens more connections, the oldest goes, not the newest: whoever is silent for long is not the
   * one that asks. Those with an answer on its way come last: a long one is not cut off by others that connect.
   */
  readonly mostConnections: number
}

/**
 * Listens at one port on each of these addresses of this computer, with a server each. A family that this computer
 * lacks is done without. Null when the port is taken on one of them, or none can be had.
 */
export async function listenOnEach(
  hosts: readonly string[],
  port: number,
  limits: LoopbackLimits,
  answer: RequestListener,
): Promise<readonly Server[] | null> {
  const servers: Server[] = []
  for (const host of hosts) {
    const server = createLimitedServer(limits, answer)
    const outcome = await listen(server, host, port)
    if (outcome === 'listening') servers.push(server)
    if (outcome === 'refused') {
      closeServers(servers)
      return null
    }
  }
  return servers.length === 0 ? null : servers
}

export function closeServers(servers: readonly Server[]): void {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
}

function listen(server: Server, host: string, port: number): Promise<'listening' | 'missing' | 'refused'> {
  return new Promise((resolve) => {
    // Stays: a connection that cannot be accepted later on is an error of the server too, and no reason to end.
    server.on('error', (error: NodeJS.ErrnoException) => {
      resolve(isFamilyMissing(error) ? 'missing' : 'refused')
    })
    server.listen({ host, port }, () => resolve('listening'))
  })
}

function createLimitedServer(limits: LoopbackLimits, answer: RequestListener): Server {
  const server = createServer(
    {
      headersTimeout: limits.slowestMs,
      requestTimeout: limits.slowestMs,
      connectionsCheckingInterval: lookAfterMs,
      maxHeaderSize: limits.longestHeadBytes,
    },
    answer,
  )
  const idle = new Set<Socket>()
  const busy = new Set<Socket>()
  const forget = (socket: Socket): boolean => idle.delete(socket) || busy.delete(socket)
  server.on('connection', (socket: Socket) => {
    const [first] = [...idle, ...busy]
    if (first !== undefined && idle.size + busy.size >= limits.mostConnections) {
      forget(first)
      first.destroy()
    }
    idle.add(socket)
    socket.on('close', () => forget(socket))
  })
  server.on('request', ({ socket }, response) => {
    if (!idle.delete(socket)) return
    busy.add(socket)
    response.on('close', () => {
      if (busy.delete(socket)) idle.add(socket)
    })
  })
  return server
}
