import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { WorkspaceAccounts } from './workspace-accounts.ts'

/** Stores a grant that another device got, unless the one that is stored is no longer `instead`. */
export async function adoptGrant(
  at: WorkspaceAccounts,
  accountId: AccountId,
  grant: TokenSet,
  instead: TokenSet | null,
  onChanged: () => void,
): Promise<Result<null, AppError>> {
  const { records } = at
  at.remember(grant)
  const adopted = await at.inTurn(accountId, async () => {
    const account = await records.get(accountId)
    if (!account.ok) return account
    const stored = await records.readGrant(account.value)
    if (!stored.ok) return stored
    if (stored.value?.accessToken !== instead?.accessToken) return ok(false)
    const written = await records.writeGrant(account.value, grant)
    if (!written.ok) return written
    const attemptRemoved = await records.removeAttempt(account.value)
    if (!attemptRemoved.ok) return attemptRemoved
    if (account.value.status !== 'needs-reconnect') return ok(true)
    const put = await records.put({ ...account.value, status: 'connected' })
    return put.ok ? ok(true) : put
  })
  if (!adopted.ok) return adopted
  if (adopted.value) onChanged()
  return ok(null)
}
