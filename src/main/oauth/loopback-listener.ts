import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { answerHeaders, answerPage, type AnswerPage } from './answer-page.ts'
import { isFamilyMissing, loopbackHosts, portOf } from './loopback-place.ts'
import type { Language } from '../../shared/language.ts'
import type { SignInPage } from './transport.ts'

/** A request that is not complete by then is dropped. */
const slowestMs = 5_000
/** How often that is looked after; Node does it every half minute otherwise. */
const lookAfterMs = 500
/** Longer than any code and state, and short enough that nobody can fill the memory. */
const longestHeadBytes = 8 * 1024
/**
 * More than a browser opens. When somebody opens more, the oldest goes, not the newest: that one may be the
 * browser, and whoever is silent for long is not.
 */
const mostConnections = 64
/** How many answers to something else get words; after that they get a bare status. */
const mostExplanations = 20
/** Browsers reload, and fetch the page that they are sent to. */
const lingerMs = 5_000

const answeredPath = '/portolan/answered'
const declinedPath = '/portolan/declined'

/** Listens at one redirect address for the answer to one sign-in. */
export interface LoopbackListener {
  readonly redirectUri: URL
  /** Nobody waits any more: closes, but not before the browser has seen where it ends. */
  finish(): void
  close(): void
}

/**
 * Listens at the first of the addresses that can be had, on every address family of its host name. Null when
 * none can: somebody else holds the ports. Its pages are in the language of the moment.
 */
export async function listenForAnswer(
  redirectUris: readonly URL[],
  onCallback: SignInPage['onCallback'],
  language: () => Language = () => 'en',
): Promise<LoopbackListener | null> {
  for (const redirectUri of redirectUris) {
    const listener = await listenAt(redirectUri, onCallback, language)
    if (listener !== null) return listener
  }
  return null
}

async function listenAt(
  redirectUri: URL,
  onCallback: SignInPage['onCallback'],
  language: () => Language,
): Promise<LoopbackListener | null> {
  const answers = createAnswers(redirectUri, onCallback, language)
  const servers: Server[] = []
  let closing: NodeJS.Timeout | null = null
  const close = (): void => {
    if (closing !== null) clearTimeout(closing)
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  for (const host of loopbackHosts[redirectUri.hostname] ?? []) {
    const server = createAnswerServer(answers.answer)
    const outcome = await listen(server, host, portOf(redirectUri))
    if (outcome === 'listening') servers.push(server)
    if (outcome === 'refused') {
      close()
      return null
    }
  }
  if (servers.length === 0) return null
  return {
    redirectUri,
    finish() {
      if (closing !== null) return
      if (!answers.isAnswered()) {
        close()
        return
      }
      // Neither a quit nor a test has to wait for it.
      for (const server of servers) server.unref()
      closing = setTimeout(close, lingerMs).unref()
    },
    close,
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

function createAnswerServer(answer: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const server = createServer(
    {
      headersTimeout: slowestMs,
      requestTimeout: slowestMs,
      connectionsCheckingInterval: lookAfterMs,
      maxHeaderSize: longestHeadBytes,
    },
    answer,
  )
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    const [oldest] = sockets
    if (sockets.size > mostConnections) oldest?.destroy()
  })
  return server
}

/** What is answered to whom, and whether the answer to the sign-in was among it. */
function createAnswers(redirectUri: URL, onCallback: SignInPage['onCallback'], language: () => Language) {
  let winner: { target: string; page: string } | null = null
  let explanations = 0

  function reply(response: ServerResponse, status: number, page: AnswerPage | null): void {
    response.writeHead(status, answerHeaders).end(page === null ? '' : answerPage(page, language()))
  }

  function sendOn(response: ServerResponse, location: string): void {
    // Away from the address with the code in it, so that it is in no history.
    response.writeHead(303, { ...answerHeaders, location }).end()
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url: target = '', headers, rawHeaders } = request
    // Without reading it to its end, a body would make the reply a broken connection.
    request.resume()
    if (method !== 'GET') {
      response.writeHead(405, { ...answerHeaders, allow: 'GET' }).end()
      return
    }
    // Another name that leads here is how a page of somebody else would reach this address (DNS rebinding).
    const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
    if (headers.host !== redirectUri.host || hosts.length !== 1) return reply(response, 400, null)
    if (winner !== null && (target === winner.target || target === winner.page)) {
      if (target === winner.target) sendOn(response, winner.page)
      else reply(response, 200, winner.page === answeredPath ? 'answered' : 'declined')
      return
    }
    const queryAt = target.indexOf('?')
    const path = queryAt < 0 ? target : target.slice(0, queryAt)
    if (path !== redirectUri.pathname) return reply(response, 404, null)

    // Only the query is taken from the request; all else of the address is what was registered.
    const callback = new URL(redirectUri)
    callback.search = queryAt < 0 ? '' : target.slice(queryAt)
    const names = [...callback.searchParams.keys()]
    const isClear = winner === null && new Set(names).size === names.length
    if (isClear && onCallback(callback) !== 'ignored') {
      winner = { target, page: callback.searchParams.has('error') ? declinedPath : answeredPath }
      return sendOn(response, winner.page)
    }
    // The right one may still come: whatever else arrives, however often, ends nothing.
    explanations += 1
    reply(response, 400, explanations > mostExplanations ? null : 'unexpected')
  }

  return { answer, isAnswered: () => winner !== null }
}
