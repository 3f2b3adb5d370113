import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { ok, type Result } from '../../shared/result.ts'
import { revokeGrant, type Revocation, type RevokePorts } from './revoke-grant.ts'
import type { WorkspaceAccounts } from './workspace-accounts.ts'

type Ports = Pick<RevokePorts, 'fetch' | 'isWorkingOffline'>

/**
 * Forgets an account's grant, after telling the provider if that is wished. The account stays, disconnected:
 * it can be reconnected in place, or wiped, also when a crash ended this half way.
 */
export async function endGrant(
  at: WorkspaceAccounts,
  { fetch, isWorkingOffline }: Ports,
  accountId: AccountId,
  revokes: boolean,
): Promise<Result<Revocation, AppError>> {
  const { records, history } = at
  const account = await records.get(accountId)
  if (!account.ok) return account
  // What is revoked has to be the newest one.
  if (revokes) await at.tokens.settled(accountId)
  const grant = await records.readGrant(account.value)
  // A grant that cannot be read cannot be revoked; the user wants to be rid of it all the same.
  const known = grant.ok ? grant.value : null
  const provider: RevokePorts['provider'] = ({ providerId }) => at.provider(providerId)
  const { revocation, detail } = revokes
    ? await revokeGrant({ fetch, isWorkingOffline, provider }, account.value, known)
    : { revocation: 'not-asked' as const, detail: null }
  if (revocation === 'done') await history.note(account.value, 'revoked')
  if (revocation === 'failed' || revocation === 'not-offered') {
    await history.note(account.value, 'not-revoked', detail ?? revocation)
  }

  const removed = await at.inTurn(accountId, async () => {
    const grantRemoved = await records.removeGrant(account.value)
    if (!grantRemoved.ok) return grantRemoved
    const attemptRemoved = await records.removeAttempt(account.value)
    if (!attemptRemoved.ok) return attemptRemoved
    return records.put({ ...account.value, status: 'disconnected' })
  })
  at.forget(accountId)
  if (!removed.ok) return removed
  await history.note(account.value, 'disconnected')
  const compacted = await records.compact()
  return compacted.ok ? ok(revocation) : compacted
}

/** What can be found by the account's id goes last, so that a wipe can be repeated until all is gone. */
export async function eraseAccount(
  at: WorkspaceAccounts,
  accountId: AccountId,
): Promise<Result<null, AppError>> {
  // A refresh that was sent before the grant went would note its failure in the history afterwards.
  await at.tokens.settled(accountId)
  const account = await at.records.get(accountId)
  if (!account.ok) return account
  const forgotten = await at.history.wipe(account.value)
  if (!forgotten.ok) return forgotten
  const removed = await at.inTurn(accountId, () => at.records.remove(account.value))
  if (!removed.ok) return removed
  at.forget(accountId)
  return at.records.compact()
}
