import { randomUUID } from 'node:crypto'
import { jsonReply, type SandboxReply } from '../exchange.ts'

/** One entry of an error's list (schema ErrorDetail of HubSpot's published documents). */
export type ErrorDetail = {
  message: string
  code?: string
  in?: string
  context?: Record<string, string[]>
}

export type ErrorBody = {
  message: string
  category?: string
  context?: Record<string, string[]>
  errors?: readonly ErrorDetail[]
  links?: Record<string, string>
}

/**
 * An error in HubSpot's envelope: `status: "error"` as seen in live answers, with the correlation id in the
 * body and in the header `x-hubspot-correlation-id`.
 */
export function errorReply(status: number, error: ErrorBody): SandboxReply {
  const correlationId = randomUUID()
  const body = { status: 'error', correlationId, ...error }
  return jsonReply(status, body, { 'x-hubspot-correlation-id': correlationId })
}

/** The 404 of a record that does not exist; live answers carry no category here. */
export function notFound(): SandboxReply {
  return errorReply(404, { message: 'resource not found' })
}

/** The other 404: an id that cannot be one. */
export function malformedId(id: string): SandboxReply {
  return errorReply(404, {
    message: 'Object not found.  objectId are usually numeric.',
    context: { id: [id] },
    category: 'OBJECT_NOT_FOUND',
  })
}

export function validationError(message: string, errors?: readonly ErrorDetail[]): SandboxReply {
  return errorReply(400, {
    message,
    category: 'VALIDATION_ERROR',
    ...(errors === undefined ? {} : { errors }),
  })
}

export function methodNotAllowed(allowed: string): SandboxReply {
  const reply = errorReply(405, { message: 'HTTP 405 Method Not Allowed', category: 'METHOD_NOT_ALLOWED' })
  return { ...reply, headers: { ...reply.headers, allow: allowed } }
}

/** What is wrong with one property of a create or update. */
export type PropertyProblem = { name: string; code: string; message: string }

/**
 * The 400 for property values. HubSpot says it twice: as a JSON text inside `message`, and as a list in
 * `errors`, of which older answers have only the first.
 */
export function invalidProperties(problems: readonly PropertyProblem[]): SandboxReply {
  const nested = problems.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
  }))
  return validationError(
    `Property values were not valid: ${JSON.stringify(nested)}`,
    problems.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
  )
}
