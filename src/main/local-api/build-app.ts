import type { RequestListener } from 'node:http'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import fastify from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answerFailure, answerThrown } from './answer-failure.ts'
import type { Api, AppPorts } from './app-ports.ts'
import { addAuthorizeRoute } from './authorize-route.ts'
import { addContactRoutes } from './contact-routes.ts'
import { addCredentialsRoute } from './credentials-route.ts'
import { addLoadRoute } from './load-route.ts'
import { addCallbackRoutes, isSignInRoute } from './callback-routes.ts'
import { failure } from './failure.ts'
import { mostBodyBytes, refusalOf } from './refusal.ts'
import { carriesToken } from './token.ts'

/** Enough for a script that does one thing after another; a flood gets 429, and the app has time for its user. */
const mostRequests = { max: 50, timeWindow: 1_000 }

/** The routes of the local API, without a server. */
export interface App {
  readonly answer: RequestListener
  close(): Promise<void>
}

export async function buildApp(ports: AppPorts): Promise<App> {
  const app = fastify({
    logger: false,
    bodyLimit: mostBodyBytes,
    routerOptions: { maxParamLength: 100 },
    // Requests come over servers of our own, which stop them.
    forceCloseConnections: false,
    exposeHeadRoutes: false,
    // For what is no address, no hook below runs.
    frameworkErrors: (_error, { raw, headers }, reply) => {
      const otherwise = isLetIn(headers.authorization, ports) ? noRoute : noToken
      void answerFailure(reply.headers(alwaysSent), refusalOf(raw, ports.port, false) ?? otherwise)
    },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const reading = new WeakSet<object>()
  app.setErrorHandler((error, request, reply) =>
    answerThrown(reply, error, { logger: ports.logger, isReading: reading.has(request) }),
  )
  app.setNotFoundHandler((_request, reply) => answerFailure(reply, noRoute))
  // Forms alone: what the predecessors took.
  app.removeAllContentTypeParsers()
  await app.register(formbody, { bodyLimit: mostBodyBytes })
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fields: 20, files: 0, parts: 20, fieldSize: mostBodyBytes, fieldNameSize: 100 },
  })
  // What goes wrong in between is a body that cannot be read: its readers do not say so of each of their errors.
  app.addHook('preParsing', async (request) => void reading.add(request))
  app.addHook('preValidation', async (request) => void reading.delete(request))
  await app.register(rateLimit, { global: false })
  await app.register(swagger, { openapi: described(ports), transform: jsonSchemaTransform })
  guard(app, ports)

  addCallbackRoutes(app, ports)
  addAuthorizeRoute(app, ports)
  addCredentialsRoute(app, ports)
  addLoadRoute(app, ports)
  addContactRoutes(app, ports)
  addOwnRoutes(app, ports)
  await app.ready()
  return { answer: app.routing, close: () => app.close() }
}

/** Before anything of a request is read: who asks, how often, and with which token. */
function guard(app: Api, ports: AppPorts): void {
  const limit = app.createRateLimit({
    ...mostRequests,
    // Whoever has no token uses up nothing of what is there for those who have.
    keyGenerator: ({ headers }) => (isLetIn(headers.authorization, ports) ? 'let in' : 'others'),
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(alwaysSent)
    const refusal = refusalOf(request.raw, ports.port, isSignInRoute(request))
    if (refusal !== null) return answerFailure(reply, refusal)
    // Any page can ask here, as often as it likes; the right answer has to get through all the same.
    if (isSignInRoute(request)) return undefined
    const counted = await limit(request)
    if (!counted.isAllowed && counted.isExceeded)
      return answerFailure(reply.header('retry-after', String(counted.ttlInSeconds)), tooMany)
    if (!isLetIn(request.headers.authorization, ports))
      return answerFailure(reply.header('www-authenticate', 'Bearer'), noToken)
    return undefined
  })
}

function isLetIn(authorization: string | undefined, { tokenHash }: AppPorts): boolean {
  const hash = tokenHash()
  return hash !== null && carriesToken(authorization, hash)
}

function addOwnRoutes(app: Api, ports: AppPorts): void {
  app.get(
    '/health',
    {
      schema: {
        summary: 'Whether Portolan answers, and whether it is unlocked',
        response: { 200: z.strictObject({ status: z.enum(['ok', 'locked']), version: z.string() }) },
      },
    },
    () => ({ status: ports.uses() === null ? 'locked' : 'ok', version: ports.version }) as const,
  )
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}

const alwaysSent = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

const noRoute = failure(
  404,
  'no-such-route',
  'There is nothing at this address. /openapi.json tells what there is.',
)
const tooMany = failure(
  429,
  'too-many-requests',
  'More than 50 requests in a second. Try again a second later.',
)
const noToken = failure(
  401,
  'no-token',
  'Send the token of the local API as a header: "Authorization: Bearer …". Portolan makes one under Settings.',
)

function described({ port, version }: AppPorts): NonNullable<FastifyDynamicSwaggerOptions['openapi']> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Portolan local API',
      version,
      description:
        'Answers programs on this computer from what Portolan keeps. user_id and org_id name the workspace, which has to be open.',
    },
    servers: [{ url: `http://localhost:${port}` }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  }
}
