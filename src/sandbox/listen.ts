import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Listening = { port: number; close: () => Promise<void> }

/** Longer request heads than Node's 16 KB, so that it is the sandbox that answers 414, as HubSpot does. */
const MAX_HEADER_BYTES = 64 * 1024
/** Longer than clients keep an idle connection, so that none is closed under a request that just left. */
const KEEP_ALIVE_MS = 65_000
const ATTEMPTS = 20

/**
 * Listens on 127.0.0.1 and on ::1 at one and the same port, because a browser may take either for
 * `localhost`. A family that does not exist on this machine is done without. Port 0 asks for a free one.
 * Throws what the system says when no family can be had, or when a given port is taken on either.
 */
export async function listenOnLoopback(port: number, listener: RequestListener): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await listenOnce(port, listener)
    } catch (error) {
      // With port 0 the system chose a port free on one family, which may be taken on the other.
      if (port !== 0 || codeOf(error) !== 'EADDRINUSE' || attempt === ATTEMPTS) throw error
    }
  }
}

async function listenOnce(port: number, listener: RequestListener): Promise<Listening> {
  const servers: Server[] = []
  let chosen = port
  let missing: unknown
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer(
      { maxHeaderSize: MAX_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS },
      listener,
    )
    try {
      chosen = await listen(server, host, chosen)
      servers.push(server)
    } catch (error) {
      if (codeOf(error) !== 'EADDRNOTAVAIL' && codeOf(error) !== 'EAFNOSUPPORT') {
        await closeAll(servers)
        throw error
      }
      missing = error
    }
  }
  if (servers.length === 0) throw missing
  return { port: chosen, close: () => closeAll(servers) }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, ipv6Only: host === '::1' }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeAllConnections()
        }),
    ),
  )
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
