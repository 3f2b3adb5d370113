import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { AccountId } from '../../../shared/model/account.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { lenient } from '../../http/lenient.ts'
import type { FailedReply } from '../provider.ts'

const errorSchema = z.object({
  code: lenient(z.string()),
  message: lenient(z.string()),
  additional_data: lenient(
    z.object({
      rate_limit_reason: lenient(z.string()),
      /** Seconds, written as a text. */
      retry_after: lenient(z.string().regex(/^\d{1,5}$/)),
    }),
  ),
})
type ErrorBody = z.infer<typeof errorSchema>

/** The window in which calls are counted (Notion's reference, "Request limits"). */
const windowMs = 60_000

/** An error reply in the app's words, by status and code (Notion's reference, "Status codes"). */
export function describeFailure({ status, headers, body }: FailedReply, accountId: AccountId): AppError {
  const parsed = errorSchema.safeParse(body)
  const error: ErrorBody = parsed.success ? parsed.data : {}
  switch (status) {
    case 400:
      // A cursor that went stale is one of these.
      return error.code === 'validation_error'
        ? { kind: 'rejected', message: wellFormedStart(error.message ?? '', 2_000), fields: [] }
        : unexpected(status)
    case 401:
      return { kind: 'reconnect-required', accountId }
    case 403:
      // A web page from the network in front of Notion, which does not know what anybody may read.
      return error.code === undefined && headers['cf-ray'] !== undefined
        ? { kind: 'provider-down', status }
        : { kind: 'missing-permission', scopes: [] }
    case 404:
      return { kind: 'not-found' }
    case 409:
      return { kind: 'provider-down', status }
    case 429:
      // No waiting helps a connection that was blocked.
      return error.additional_data?.rate_limit_reason === 'public_api_request_blocked'
        ? { kind: 'provider-down', status }
        : { kind: 'rate-limited', retryAfterMs: waitOf(error) }
    case 529:
      // Too much to do: to be treated like a rate limit.
      return { kind: 'rate-limited', retryAfterMs: waitOf(error) }
    default:
      return status >= 500 ? { kind: 'provider-down', status } : unexpected(status)
  }
}

/** A `Retry-After` header, where there is one, is honoured by the HTTP door instead. */
function waitOf({ additional_data }: ErrorBody): number {
  const seconds = additional_data?.retry_after
  return seconds === undefined ? windowMs : Number(seconds) * 1_000
}

function unexpected(status: number): AppError {
  return { kind: 'unexpected-response', detail: `HTTP ${status}` }
}
