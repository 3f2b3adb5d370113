import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

export interface ConnectProxy {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  /** `HOST:PORT` of every tunnel that was asked for. */
  readonly tunnels: readonly string[]
  close(): Promise<void>
}

/** An HTTP proxy on this computer that leads every host to a port of this computer; to none where it has no port. */
export async function startConnectProxy(portOf: (host: string) => number | undefined): Promise<ConnectProxy> {
  const tunnels: string[] = []
  const open = new Set<Socket>()
  const keep = (socket: Socket): void => {
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
  }
  const server = createServer((_request, response) => response.writeHead(400).end())
  server.on('connect', ({ url = '' }, client: Socket) => {
    tunnels.push(url)
    keep(client)
    const port = portOf(url.split(':')[0] ?? '')
    if (port === undefined) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(client).pipe(target)
    })
    keep(target)
    target.on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    close: async () => {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
