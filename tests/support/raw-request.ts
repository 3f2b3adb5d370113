import { connect } from 'node:net'

/** Sends these bytes to a port of this computer and answers everything that comes back, as text. */
export function rawRequest(port: number, bytes: string, host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host)
    let reply = ''
    socket.setEncoding('latin1')
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk) => (reply += String(chunk)))
    socket.on('close', () => resolve(reply))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A server that had enough of a long request closes while it is still being sent.
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
  })
}

/** A GET as a browser sends it, but for what it does by itself afterwards. */
export function rawGet(url: URL, host = '127.0.0.1'): Promise<string> {
  const head = `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`
  return rawRequest(Number(url.port), head, host)
}

/** The number in a reply's first line; 0 where the connection was closed without one. */
export const statusOf = (reply: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(reply)?.[1] ?? 0)
