import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { AccountId } from '../../../shared/model/account.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { lenient } from '../../http/lenient.ts'
import type { FailedReply } from '../provider.ts'

/** Three shapes: an object with type and message, one with a type alone, a bare text (Airtable's errors page). */
const errorSchema = z.object({
  error: lenient(
    z.union([
      z.string().transform((type) => ({ type, message: undefined })),
      z.object({ type: lenient(z.string()), message: lenient(z.string()) }),
    ]),
  ),
})

/** So long are all calls refused after one too many (rate limits page). */
const penaltyMs = 30_000

/** An error reply in the app's words, by status and type. */
export function describeFailure({ status, body }: FailedReply, accountId: AccountId): AppError {
  const parsed = errorSchema.safeParse(body)
  const { type, message } = (parsed.success ? parsed.data.error : undefined) ?? {}
  switch (status) {
    case 401:
      return { kind: 'reconnect-required', accountId }
    case 403:
      // Also said of what was deleted, so that nobody can probe.
      return { kind: 'missing-permission', scopes: [] }
    case 404:
      return { kind: 'not-found' }
    case 422:
      // An offset that has expired is one of these.
      return type === undefined
        ? unexpected(status)
        : { kind: 'rejected', message: wellFormedStart(message ?? type, 2_000), fields: [] }
    case 429:
      // The calls of the month are spent; the HTTP door knows when the next one begins.
      return type === 'PUBLIC_API_BILLING_LIMIT_EXCEEDED'
        ? { kind: 'quota-spent', period: 'month', untilMs: null }
        : { kind: 'rate-limited', retryAfterMs: penaltyMs }
    default:
      return status >= 500 ? { kind: 'provider-down', status } : unexpected(status)
  }
}

function unexpected(status: number): AppError {
  return { kind: 'unexpected-response', detail: `HTTP ${status}` }
}
