import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { WorkspaceAccounts } from './workspace-accounts.ts'

/**
 * Notes whether the user wants an account to be loaded. Only one that could be loaded is paused: for any other,
 * `reconnect-required` says what stands in the way. A new sign-in ends a pause.
 */
export function pauseAccount(
  { records, inTurn }: Pick<WorkspaceAccounts, 'records' | 'inTurn'>,
  accountId: AccountId,
  isPaused: boolean,
): Promise<Result<null, AppError>> {
  return inTurn(accountId, async () => {
    const account = await records.get(accountId)
    if (!account.ok) return account
    const { status } = account.value
    if (status === 'connected' && isPaused) return records.put({ ...account.value, status: 'paused' })
    if (status === 'paused' && !isPaused) return records.put({ ...account.value, status: 'connected' })
    return status === 'connected' || status === 'paused' || !isPaused
      ? ok(null)
      : err({ kind: 'reconnect-required', accountId })
  })
}
