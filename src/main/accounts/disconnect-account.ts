import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { Store } from '../store/store.ts'
import type { Loads } from '../sync/loads.ts'
import type { AccountConnections } from './account-connections.ts'
import type { AccountRecords } from './account-records.ts'
import type { Revocation } from './revoke-grant.ts'

export interface DisconnectPorts {
  readonly store: Store
  readonly logger: Logger
  readonly loads: Pick<Loads, 'cancel' | 'forget'>
  readonly connections: Pick<AccountConnections, 'endGrant' | 'erase'>
  /** `isOver`: for the other devices of a team as well. */
  readonly unshare: (account: Account, isOver: boolean) => Promise<void>
  readonly records: Pick<AccountRecords, 'get'>
  /** Forgets what waits to be sent of an account. */
  readonly forgetOutbox: (accountId: AccountId) => void
  readonly workspaceId: AccountRecords['workspaceId']
  readonly now: () => number
  /** What the screens show is another thing now. */
  readonly onChanged: () => void
}

export interface Disconnect {
  readonly accountId: AccountId
  readonly data: 'keep' | 'wipe'
  readonly revokes: boolean
}

/** A million rows take minutes: after this the user is not kept waiting, and the store goes on by itself. */
const longestWaitMs = 45_000

/** Ends an account's grant and, where that is wished, removes everything of the account from this computer. */
export async function disconnectAccount(
  ports: DisconnectPorts,
  { accountId, data, revokes }: Disconnect,
): Promise<Result<{ revocation: Revocation }, AppError>> {
  const account = await ports.records.get(accountId)
  await ports.loads.cancel(accountId)
  const ended = await ports.connections.endGrant(accountId, revokes)
  if (account.ok && ended.ok) {
    await ports.unshare(account.value, ended.value === 'done' || data === 'wipe')
  }
  const wiped = ended.ok && data === 'wipe' ? await wipe(ports, accountId) : ok(null)
  ports.onChanged()
  if (!ended.ok) return ended
  return wiped.ok ? ok({ revocation: ended.value }) : wiped
}

/** The account last: whatever a crash leaves in between is an account that can be wiped again. */
async function wipe(ports: DisconnectPorts, accountId: AccountId): Promise<Result<null, AppError>> {
  const workspaceId = ports.workspaceId()
  // What is known of it in memory must not be written behind its rows.
  ports.loads.forget(accountId)
  ports.forgetOutbox(accountId)
  const unsent = await ports.store.call('removeOutboxOf', { accountId })
  if (!unsent.ok) return unsent
  const removed = await removeRows(ports, accountId)
  if (!removed.ok) return removed
  // The rows of another workspace's file are out of reach.
  if (ports.workspaceId() !== workspaceId) return err({ kind: 'cancelled' })
  const erased = await ports.connections.erase(accountId)
  if (!erased.ok) return erased
  ports.loads.forget(accountId)
  // Whatever the provider answered meanwhile.
  return removeRows(ports, accountId)
}

async function removeRows(ports: DisconnectPorts, accountId: AccountId): Promise<Result<null, AppError>> {
  const removed = await ports.store.call('removeAccount', { accountId })
  if (!removed.ok) return removed
  const untilMs = ports.now() + longestWaitMs
  for (;;) {
    const finished = await ports.store.call('finishRemovals', {})
    if (!finished.ok) return finished
    if (finished.value.isDone) return ok(null)
    if (ports.now() >= untilMs) {
      ports.logger.warn('wipe.goes-on', { accountId })
      return ok(null)
    }
  }
}
