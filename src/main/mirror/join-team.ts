import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type Account, type AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { MirrorPorts } from './mirror-ports.ts'
import type { RedisDoor } from './redis-door.ts'
import type { SharedGrant } from './shared-record.ts'
import { endOfOwnership, firstStep, markOf, type Steps } from './steps.ts'
import { readEntries, readGrant } from './team.ts'
import type { TeamKeys } from './team-keys.ts'

/**
 * Connects what the team shares and this device does not have. An account that is connected here by a sign-in of its own
 * stays as it is: sharing it is the user's word. Nobody is asked to sign in: the records hold all that is needed.
 */
export async function connectShared(
  ports: MirrorPorts,
  { redis, keys, steps }: { readonly redis: RedisDoor; readonly keys: TeamKeys; readonly steps: Steps },
): Promise<Result<AccountId[], AppError>> {
  const { records, secrets } = ports
  const entries = await readEntries(redis, keys)
  if (!entries.ok) return err({ kind: 'mirror-failed', problem: entries.error })
  const connected: AccountId[] = []
  for (const entry of entries.value) {
    const remote = await readGrant(redis, keys, entry, ports.lockMs)
    if (!remote.ok) return err({ kind: 'mirror-failed', problem: remote.error })
    if (remote.value === null || ports.provider(remote.value.shared.account.providerId) === null) continue
    const { shared, generation } = remote.value
    for (const secret of [shared.grant.accessToken, shared.grant.refreshToken, shared.client?.clientSecret]) {
      if (secret != null) secrets.remember(secret)
    }
    const known = await find(records, shared)
    if (!known.ok) return known
    if (known.value !== null && ['connected', 'paused'].includes(known.value.status)) continue
    const account: Account = {
      ...shared.account,
      id: known.value?.id ?? accountIdSchema.parse(randomUUID()),
      status: 'connected',
    }
    // The account last: what a crash leaves is one that asks for a reconnect, never a token that nothing points to.
    const announced = await records.put({ ...account, status: 'needs-reconnect' })
    if (!announced.ok) return announced
    const stepped = await steps.put(account, {
      ...firstStep,
      ...{ generation, highest: generation, mark: markOf(shared.grant), isOwner: false },
      ownedUntilMs: endOfOwnership(shared.grant),
      client: shared.client,
      steppedAtMs: ports.now(),
    })
    if (!stepped.ok) return stepped
    const granted = await records.writeGrant(account, shared.grant)
    if (!granted.ok) return granted
    const put = await records.put(account)
    if (!put.ok) return put
    connected.push(account.id)
    ports.onConnected(account, known.value !== null)
  }
  return ok(connected)
}

async function find(
  records: AccountRecords,
  { account }: SharedGrant,
): Promise<Result<Account | null, AppError>> {
  const all = await records.list()
  if (!all.ok) return all
  return ok(
    all.value.find(
      ({ providerId, externalId }) => providerId === account.providerId && externalId === account.externalId,
    ) ?? null,
  )
}
