import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { fieldsOfThrown, newReference, type Logger } from '../logging/logger.ts'
import { failure, type Failure } from './failure.ts'

/** The predecessors' form (`detail`), with a name that programs may compare. */
export const failureSchema = z.strictObject({
  detail: z.string(),
  error: z.string(),
  /** Where the log tells more. */
  reference: z.string().optional(),
})

export function answerFailure(reply: FastifyReply, { status, error, detail }: Failure): FastifyReply {
  return reply.code(status).serializer(JSON.stringify).type('application/json').send({ detail, error })
}

/** What was not foreseen by a route: a body that cannot be read, or a mistake of ours. Nothing of the request is repeated. */
export function answerThrown(
  reply: FastifyReply,
  thrown: unknown,
  { logger, isReading }: { readonly logger: Logger; readonly isReading: boolean },
): FastifyReply {
  const { statusCode = isReading ? 400 : 500, validation } = thrown as ThrownByFastify
  if (validation !== undefined) return answerFailure(reply, unusable(validation))
  if (statusCode === 415) return answerFailure(reply, notAForm)
  if (statusCode < 500) return answerFailure(reply, unreadable)
  const reference = newReference()
  logger.error('local-api.failed', { reference, ...fieldsOfThrown(thrown) })
  const { status, error, detail } = wrong
  return reply
    .code(status)
    .serializer(JSON.stringify)
    .type('application/json')
    .send({ detail, error, reference })
}

/** What Fastify adds to an error (its `FastifyError`). */
interface ThrownByFastify {
  readonly statusCode?: number
  readonly validation?: readonly { readonly instancePath?: string }[]
}

function unusable(issues: readonly { readonly instancePath?: string }[]): Failure {
  const names = issues.map(({ instancePath = '' }) => instancePath.replace(/^\//, '')).filter(isPlain)
  const which = names.length === 0 ? '' : ` Look at: ${[...new Set(names)].join(', ')}.`
  return failure(422, 'unusable-values', `Values are missing or cannot be used.${which}`)
}

/** Names of fields that the routes themselves have. */
const isPlain = (name: string): boolean => /^[a-z_]{1,40}$/.test(name)

const notAForm = failure(
  415,
  'not-a-form',
  'Send a form: multipart/form-data or application/x-www-form-urlencoded.',
)
const unreadable = failure(400, 'unreadable', 'The request cannot be read.')
const wrong = failure(500, 'bug', 'Something went wrong in Portolan. Its log tells more under the reference.')
