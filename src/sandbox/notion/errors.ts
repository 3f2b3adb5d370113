import { randomUUID } from 'node:crypto'
import { jsonReply, type SandboxReply } from '../exchange.ts'

/** A successful answer; like every answer, it names the request in its head. */
export function okReply(value: unknown, headers: Record<string, string> = {}): SandboxReply {
  return jsonReply(200, value, { 'x-notion-request-id': randomUUID(), ...headers })
}

/**
 * An error in Notion's envelope (its reference, "Status codes"): the request is named in the body and in the
 * header `x-notion-request-id`.
 */
export function errorReply(
  status: number,
  code: string,
  message: string,
  additionalData?: Record<string, unknown>,
  headers: Record<string, string> = {},
): SandboxReply {
  const requestId = randomUUID()
  const body = {
    object: 'error',
    status,
    code,
    message,
    ...(additionalData === undefined ? {} : { additional_data: additionalData }),
    request_id: requestId,
  }
  return jsonReply(status, body, { 'x-notion-request-id': requestId, ...headers })
}

export function validationError(message: string, additionalData?: Record<string, unknown>): SandboxReply {
  return errorReply(400, 'validation_error', message, additionalData)
}

/** The 404 of a thing that does not exist, or that nobody shared with the connection: Notion does not say which. */
export function objectNotFound(kind: string, id: string): SandboxReply {
  return errorReply(
    404,
    'object_not_found',
    `Could not find ${kind} with ID: ${id}. Make sure the relevant pages and databases are shared with your integration.`,
  )
}

export function unauthorized(): SandboxReply {
  return errorReply(401, 'unauthorized', 'API token is invalid.')
}

export function restricted(): SandboxReply {
  return errorReply(403, 'restricted_resource', 'Insufficient permissions for this endpoint.')
}

/** What Notion says to an address that it does not have under the version asked for. */
export function invalidUrl(status = 400): SandboxReply {
  return errorReply(status, 'invalid_request_url', 'Invalid request URL.')
}

/** An error of OAuth's own shape (RFC 6749, 5.2), with the request's name that Notion adds. */
export function oauthError(status: number, error: string, description?: string): SandboxReply {
  const requestId = randomUUID()
  return jsonReply(
    status,
    {
      error,
      ...(description === undefined ? {} : { error_description: description }),
      request_id: requestId,
    },
    { 'x-notion-request-id': requestId, 'cache-control': 'no-store' },
  )
}
