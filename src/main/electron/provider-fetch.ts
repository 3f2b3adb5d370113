import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { net, session, type IncomingMessage, type Session } from 'electron'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { SessionRules } from './session-rules.ts'

/**
 * Chromium's network (system proxy, PAC, certificates of the operating system) as a fetch, without cookies and
 * without a cache on disk. Not `session.fetch`, for two reasons, both measured with Electron 33.2.1:
 *
 * - with `redirect: 'manual'` it rejects a 3xx with an error that nothing but its prose tells from a broken
 *   connection, and a status beyond 599 throws outside of its promise; `net.request` has an event for the one
 *   and hands over the other;
 * - Chromium sends a request again by itself, a POST too, when a connection that served before breaks without a
 *   reply. On a connection that has served nothing it does not. So whatever is no GET gets one of its own: a
 *   contact must not be created twice, nor a refresh token be spent twice.
 */
export function createProviderFetch(rules: SessionRules): Fetch {
  let made = 0
  const open = async (use: string): Promise<Session> => {
    const opened = openSession(`provider-${use}-${(made += 1)}`)
    await rules.prepare(opened)
    return opened
  }
  const openPool = (): Pool => ({ version: rules.version(), reading: null, idle: [] })
  let pool = openPool()
  const readingOf = (of: Pool): Promise<Session> => {
    of.reading ??= open('reads').catch((thrown: unknown) => {
      // The next call tries again.
      of.reading = null
      throw thrown
    })
    return of.reading
  }

  return async (address, init = {}) => {
    if (pool.version !== rules.version()) {
      // What is under way ends as it began; what comes next goes by the new rules.
      pool = openPool()
    }
    const { idle } = pool
    if ((init.method ?? 'GET') === 'GET') return send(await readingOf(pool), address, init)
    const writing = idle.pop() ?? (await open('writes'))
    // The connection is left open until the next write needs its place: the reply is still being read.
    await writing.closeAllConnections()
    const reply = await send(writing, address, init).catch((thrown: unknown) => {
      idle.push(writing)
      throw thrown
    })
    return whenRead(reply, () => idle.push(writing))
  }
}

/** The sessions that go by the same rules: one for all reads, and one for each write under way. */
interface Pool {
  readonly version: number
  reading: Promise<Session> | null
  readonly idle: Session[]
}

/** In memory, and never with the TLS versions that Electron still allows by default (its session documentation). */
function openSession(name: string): Session {
  const opened = session.fromPartition(name, { cache: false })
  opened.setSSLConfig({ minVersion: 'tls1.2' })
  return opened
}

function send(through: Session, address: string, init: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const signal = init.signal ?? null
    if (signal?.aborted === true) return reject(signal.reason as Error)
    const request = net.request({
      url: address,
      method: init.method ?? 'GET',
      session: through,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
    })
    const abort = (): void => {
      request.abort()
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', abort, { once: true })
    request.on('close', () => signal?.removeEventListener('abort', abort))
    request.on('error', (error) => reject(withCode(error)))
    // Nobody follows here: who asked sees that there was one, and where it leads.
    request.on('redirect', (status, _method, location) => {
      resolve(new Response(null, { status, headers: { location } }))
      request.abort()
    })
    request.on('response', (reply) => {
      // A Response holds 200 to 599.
      if (reply.statusCode >= 200 && reply.statusCode <= 599) return resolve(responseOf(reply))
      request.abort()
      reject(new Error(`status ${reply.statusCode}`))
    })
    for (const [name, value] of new Headers(init.headers)) request.setHeader(name, value)
    // Texts and forms are all that is sent; Response turns both into bytes.
    new Response(init.body ?? null).arrayBuffer().then((body) => {
      if (body.byteLength > 0) request.write(Buffer.from(body))
      request.end()
    }, reject)
  })
}

/** Chromium's name of the failure, which Electron puts into the message alone (`net::ERR_CONNECTION_REFUSED`). */
function withCode(error: Error): Error {
  const code = /^net::(ERR_[A-Z0-9_]+)$/.exec(error.message)?.[1]
  return code === undefined ? error : Object.assign(error, { code })
}

function responseOf(reply: IncomingMessage): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(reply.headers)) {
    for (const one of [value].flat()) headers.append(name, one)
  }
  const hasBody = ![204, 205, 304].includes(reply.statusCode)
  // Electron's message is a readable stream, which its types leave out.
  const stream = Readable.toWeb(reply as unknown as Readable) as NodeStream<Uint8Array>
  return new Response(hasBody ? (stream as ReadableStream<Uint8Array>) : null, {
    status: reply.statusCode,
    headers,
  })
}

/** The reply, with a word, once, when its body has come to an end, whichever. */
function whenRead(reply: Response, onRead: () => void): Response {
  if (reply.body === null) {
    onRead()
    return reply
  }
  let isOver = false
  const end = (): void => {
    if (!isOver) onRead()
    isOver = true
  }
  const reader = reply.body.getReader()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (isOver) return
        if (done) controller.close()
        else controller.enqueue(value)
        if (done) end()
      } catch (thrown) {
        end()
        controller.error(thrown)
      }
    },
    async cancel(reason) {
      end()
      await reader.cancel(reason)
    },
  })
  return new Response(body, { status: reply.status, headers: reply.headers })
}
