import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { SignInRequest } from '../../shared/model/sign-in.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { createLoopbackTransport } from '../oauth/loopback-transport.ts'
import { answerFailure } from './answer-failure.ts'
import type { Api, AppPorts } from './app-ports.ts'
import { failure, failureOf } from './failure.ts'
import { authorizeForm } from './forms.ts'
import { openPlace, type Place } from './open-workspace.ts'
import { formRoute, responses } from './responses.ts'

/** `authorize`: begins a sign-in and answers where the user goes on, as the predecessors did: a JSON string. */
export function addAuthorizeRoute(app: Api, ports: AppPorts): void {
  /** The attempt that was begun from here last. */
  let begun: number | null = null
  app.post(
    '/integrations/:provider/authorize',
    {
      schema: {
        summary: 'Begins a sign-in; the reply is the address that the user opens within five minutes',
        ...formRoute,
        body: authorizeForm,
        response: responses({ 200: z.url() }),
      },
    },
    async (request, reply) => {
      const { params, body } = request
      const place = await openPlace(ports, params.provider, body)
      if (!place.ok) return answerFailure(reply, place.error)
      const waiting = await place.value.uses.signIn.get({})
      if (!waiting.ok) return answerFailure(reply, failureOf(waiting.error))
      // One at a time: a program must not end what the user is doing.
      if (place.value.uses.isConnecting() || (waiting.value !== null && waiting.value.attempt !== begun))
        return answerFailure(reply, underWay)
      const address = await begin(ports, place.value, {
        providerId: params.provider,
        accountId: null,
        place: 'browser',
        access: body.access ?? place.value.provider.access[0] ?? 'read',
        scopes: null,
      })
      if (!address.ok) return answerFailure(reply, failureOf(address.error))
      const now = await place.value.uses.signIn.get({})
      if (now.ok && now.value !== null) begun = now.value.attempt
      return reply.serializer(JSON.stringify).type('application/json').send(address.value)
    },
  )
}

/** Answers with the address as soon as there is one, or with why there is none. The sign-in goes on by itself. */
async function begin(
  { signIn }: AppPorts,
  { uses }: Place,
  request: SignInRequest,
): Promise<Result<string, AppError>> {
  return new Promise((resolve) => {
    let isHandedOver = false
    // The program gets the address first; once more it is the user who wants to see the page.
    const handOver = async (url: URL): Promise<boolean> => {
      if (isHandedOver) return signIn.openBrowser(url)
      isHandedOver = true
      resolve(ok(url.href))
      return true
    }
    const transport = createLoopbackTransport(handOver, signIn.language, signIn.listen)
    uses.connect(request, transport).then(
      (connected) => resolve(connected.ok ? err({ kind: 'bug' }) : connected),
      () => resolve(err({ kind: 'bug' })),
    )
  })
}

const underWay = failure(
  409,
  'sign-in-under-way',
  'Somebody signs in in the window of Portolan. Finish or end that first.',
)
