import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { answerHeaders, answerPage } from '../oauth/answer-page.ts'
import { answeredPath, declinedPath, type LoopbackAnswers } from '../oauth/loopback-answers.ts'
import type { Api, AppPorts } from './app-ports.ts'
import { callbackPath } from './callback-path.ts'

const pages = [answeredPath, declinedPath]

/** Where browsers come in the course of a sign-in: they have no token, and can complete a pending attempt at most. */
export const isSignInRoute = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'GET' && (routeOptions.url === callbackPath || pages.includes(routeOptions.url ?? ''))

export function addCallbackRoutes(app: Api, ports: AppPorts): void {
  function hand(request: FastifyRequest, reply: FastifyReply, answers: LoopbackAnswers | null): void {
    reply.hijack()
    // The very rules of the listener that the sign-in has without this API.
    if (answers !== null) return answers.answer(request.raw, reply.raw)
    const page = answerPage('unexpected', ports.signIn.language())
    reply.raw.writeHead(400, answerHeaders).end(page)
  }

  app.get(
    callbackPath,
    {
      schema: {
        summary: 'Where the provider sends the browser after a sign-in. Completes a pending attempt, once',
        params: z.object({ provider: z.string().max(60) }),
        security: [],
        response: {
          303: z.string().describe('It was the answer, and Portolan goes on with it'),
          400: z.string().describe('Nothing waits for this answer'),
        },
      },
    },
    (request, reply) => {
      const { url } = request.raw
      hand(request, reply, ports.answersAt((url ?? '').replace(/\?.*$/s, '')))
    },
  )
  for (const page of pages) {
    app.get(page, { schema: { hide: true } }, (request, reply) => hand(request, reply, ports.answered()))
  }
}
