import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Language } from '../../shared/language.ts'
import { answerHeaders, answerPage, type AnswerPage } from './answer-page.ts'
import type { SignInPage } from './transport.ts'

/** How many answers to something else get words; after that they get a bare status. */
const mostExplanations = 20

export const answeredPath = '/portolan/answered'
export const declinedPath = '/portolan/declined'

/** Replies to what arrives at a redirect address while a sign-in waits for its answer. */
export interface LoopbackAnswers {
  answer(request: IncomingMessage, response: ServerResponse): void
  /** Whether the answer to the sign-in was among it. */
  isAnswered(): boolean
}

/** What is answered to whom: only this attempt's state at exactly this address counts, once. */
export function createLoopbackAnswers(
  redirectUri: URL,
  onCallback: SignInPage['onCallback'],
  language: () => Language,
): LoopbackAnswers {
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
