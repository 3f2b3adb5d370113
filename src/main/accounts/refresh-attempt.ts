import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { RefreshAttempt } from './account-records.ts'
import { restAfter } from './refresh-failure.ts'

export interface AttemptPorts {
  readonly readAttempt: (accountId: AccountId) => Promise<Result<RefreshAttempt | null, AppError>>
  readonly writeAttempt: (accountId: AccountId, attempt: RefreshAttempt) => Promise<Result<null, AppError>>
  readonly removeAttempt: (accountId: AccountId) => Promise<Result<null, AppError>>
  readonly now: () => number
}

/**
 * Notes that a refresh is about to be sent; answers how to take the note back when nothing was. A refresh
 * may be the last use of its refresh token, and whoever starts after a crash has to know that one was on
 * its way: such a grant is tried once more at once, and then at growing distances, over any number of
 * starts. A note about another grant than the one that is stored says only that somebody got further.
 */
export async function noteAttempt(
  ports: AttemptPorts,
  accountId: AccountId,
  grant: TokenSet,
): Promise<Result<() => Promise<unknown>, AppError>> {
  const noted = await ports.readAttempt(accountId)
  if (!noted.ok && noted.error.kind !== 'vault-unreadable') return noted
  const before = noted.ok && noted.value?.grantAtMs === grant.obtainedAtMs ? noted.value : null
  const nowMs = ports.now()
  if (before !== null && before.attempt > 1) {
    const sinceMs = nowMs - before.sinceMs
    // A clock that was set back says nothing about how long ago that was.
    if (sinceMs >= 0 && sinceMs < restAfter(before.attempt - 1)) return err({ kind: 'timed-out' })
  }
  const attempt = { attempt: (before?.attempt ?? 0) + 1, sinceMs: nowMs, grantAtMs: grant.obtainedAtMs }
  const written = await ports.writeAttempt(accountId, attempt)
  if (!written.ok) return written
  return ok(() => (before === null ? ports.removeAttempt(accountId) : ports.writeAttempt(accountId, before)))
}
