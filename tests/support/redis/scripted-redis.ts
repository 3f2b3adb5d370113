import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** A server that answers every command with the bytes that the test says. */
export interface ScriptedRedis {
  readonly port: number
  /** All that came in, decrypted. */
  readonly received: () => string
  close(): Promise<void>
}

/** `answer`: the bytes for every command; null says nothing at all. */
export async function startScriptedRedis(
  answer: string | Buffer | null,
  tls: TlsOptions | null = null,
): Promise<ScriptedRedis> {
  let received = ''
  const sockets = new Set<Socket>()
  const serve = (socket: Socket): void => {
    sockets.add(socket)
    // Whoever gives up on the connection ends it.
    socket.on('error', () => undefined)
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
      if (answer !== null) socket.write(answer)
    })
  }
  const server: Server = tls === null ? createServer(serve) : createTlsServer(tls, serve)
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
