import type { FailedReply } from '../../../src/main/providers/provider.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import type { AccountId } from '../../../src/shared/model/account.ts'

/** An error reply in the app's words. Harbour has statuses and no codes. */
export function describeFailure({ status }: FailedReply, accountId: AccountId): AppError {
  switch (status) {
    case 401:
      return { kind: 'reconnect-required', accountId }
    case 403:
      return { kind: 'missing-permission', scopes: [] }
    case 404:
      return { kind: 'not-found' }
    case 429:
      return { kind: 'rate-limited', retryAfterMs: 1_000 }
    default:
      return status >= 500
        ? { kind: 'provider-down', status }
        : { kind: 'unexpected-response', detail: `HTTP ${status}` }
  }
}
