import { jsonReply, type SandboxReply } from '../exchange.ts'

/**
 * Airtable's errors come in three shapes, and clients must know them all: an object with type and message,
 * an object with a type alone, and a bare text.
 */
export function errorReply(status: number, type: string, message?: string): SandboxReply {
  return jsonReply(status, { error: message === undefined ? { type } : { type, message } })
}

/** A path without a route, an id that is not shaped like one, a record that does not exist (errors page, 404). */
export function notFound(): SandboxReply {
  return jsonReply(404, { error: 'NOT_FOUND' })
}

/** One answer for "no right", "no such scope" and "deleted", so that a token cannot probe (errors page, 403). */
export function noPermissionOrModel(): SandboxReply {
  return errorReply(
    403,
    'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
    'Invalid permissions, or the requested model was not found. Check that both your user and your token have the required permissions, and that the model names and/or ids are correct.',
  )
}

export function invalidRequest(): SandboxReply {
  return errorReply(
    422,
    'INVALID_REQUEST_UNKNOWN',
    'Invalid request: parameter validation failed. Check your request data.',
  )
}

export function unknownField(name: string): SandboxReply {
  return errorReply(422, 'UNKNOWN_FIELD_NAME', `Unknown field name: "${name}"`)
}

export function invalidFormula(detail: string): SandboxReply {
  return errorReply(
    422,
    'INVALID_FILTER_BY_FORMULA',
    `The formula for filtering records is invalid: ${detail}`,
  )
}

/** OAuth errors have a shape of their own (RFC 6749, 5.2). */
export function oauthError(status: number, error: string, description: string): SandboxReply {
  return jsonReply(status, { error, error_description: description })
}

/** What Airtable's gateway says to a request that is broken before it has a meaning. */
export function refuseRequest(status: number, message: string): SandboxReply {
  if (status === 404) return notFound()
  if (status === 413) return errorReply(413, 'REQUEST_TOO_LARGE', 'Request body is too large')
  return errorReply(status, 'INVALID_REQUEST', message)
}
