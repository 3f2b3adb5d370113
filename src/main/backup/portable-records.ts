import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Manifest } from './manifest.ts'

/** What the vault holds of a workspace that goes into its backup, or comes out of it. */
export type PortableRecords = Pick<Manifest, 'accounts' | 'providers' | 'history'>

/**
 * Reads them. `hasSignIns`: grants and client credentials too. The address of a Redis, refreshes under way and the
 * local API's token belong to this computer, and stay.
 */
export async function gatherRecords(
  records: AccountRecords,
  providerIds: readonly ProviderId[],
  hasSignIns: boolean,
): Promise<Result<PortableRecords, AppError>> {
  const all = await records.list()
  if (!all.ok) return all
  const accounts: PortableRecords['accounts'] = []
  for (const account of all.value) {
    const loadChoice = await records.readLoadChoice(account)
    if (!loadChoice.ok) return loadChoice
    const grant = hasSignIns ? await records.readGrant(account) : ok(null)
    if (!grant.ok) return grant
    accounts.push({ account, loadChoice: loadChoice.value, grant: grant.value })
  }
  const providers: PortableRecords['providers'] = []
  for (const providerId of providerIds) {
    const signInChoice = await records.readChoice(providerId)
    if (!signInChoice.ok) return signInChoice
    const client = hasSignIns ? await records.readClient(providerId) : ok(null)
    if (!client.ok) return client
    providers.push({ providerId, signInChoice: signInChoice.value, client: client.value })
  }
  const history = await records.readHistory()
  return history.ok ? ok({ accounts, providers, history: history.value ?? [] }) : history
}

/**
 * Writes them, `records` being those of the new workspace. An account gets its new id, and never comes as connected:
 * with its grant it is paused until the user says otherwise, because the computer that made the backup may go on using
 * the same grant; without one it has to be reconnected.
 */
export async function writeRecords(
  records: AccountRecords,
  { accounts, providers, history }: PortableRecords,
  renamed: ReadonlyMap<AccountId, AccountId>,
): Promise<Result<null, AppError>> {
  const idOf = (id: AccountId): AccountId => renamed.get(id) ?? id
  for (const { account, loadChoice, grant } of accounts) {
    const status =
      account.status === 'disconnected' ? account.status : grant === null ? 'needs-reconnect' : 'paused'
    const own = { ...account, id: idOf(account.id), status } as const
    const written = [
      () => (grant === null ? ok(null) : records.writeGrant(own, grant)),
      () => (loadChoice === null ? ok(null) : records.writeLoadChoice(own, loadChoice)),
      () => records.put(own),
    ]
    for (const write of written) {
      const done = await write()
      if (!done.ok) return done
    }
  }
  for (const { providerId, signInChoice, client } of providers) {
    const choice = signInChoice === null ? ok(null) : await records.writeChoice(providerId, signInChoice)
    if (!choice.ok) return choice
    const credentials = client === null ? ok(null) : await records.writeClient(providerId, client)
    if (!credentials.ok) return credentials
  }
  return records.writeHistory(
    history.map((event) => ({
      ...event,
      accountId: event.accountId === null ? null : idOf(event.accountId),
    })),
  )
}
