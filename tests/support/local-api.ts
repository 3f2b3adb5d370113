import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import { createLocalApiServer, type LocalApiServer } from '../../src/main/local-api/local-api-server.ts'
import { hashOf, newToken } from '../../src/main/local-api/token.ts'
import { createLogger } from '../../src/main/logging/logger.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'
import { freePorts } from './free-ports.ts'

export interface ListeningApi {
  readonly server: LocalApiServer
  readonly port: number
  readonly token: string
  readonly lines: readonly string[]
}

/** A server that listens, and that nobody answers from until a test says who. */
export async function listeningApi(): Promise<ListeningApi> {
  const [port] = await freePorts(1)
  if (port === undefined) throw new Error('no port is free')
  const lines: string[] = []
  const logger = createLogger((_level, line) => lines.push(line), createKnownSecrets(), Date.now)
  const server = createLocalApiServer({
    version: '0.0.0',
    logger,
    language: () => 'en',
    openBrowser: async () => true,
  })
  onTestFinished(() => server.close())
  const token = newToken()
  if (!(await server.listen({ port, tokenHash: hashOf(token) }))) throw new Error('the port was taken')
  return { server, port, token, lines }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Question {
  readonly method?: string
  readonly path?: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Buffer
  readonly address?: '127.0.0.1' | '::1'
}

/** One request with just these headers, on a connection of its own. */
export function ask(port: number, question: Question = {}): Promise<Answer> {
  const { method = 'GET', path = '/health', headers = {}, body = '', address = '127.0.0.1' } = question
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: address, port, method, path, agent: false, headers: { host: `localhost:${port}`, ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

export const bearer = (token: string): OutgoingHttpHeaders => ({ authorization: `Bearer ${token}` })
