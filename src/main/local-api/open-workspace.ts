import type { Account, AccountId } from '../../shared/model/account.ts'
import type { ProviderDescriptor, ProviderId } from '../../shared/model/provider.ts'
import type { Workspace } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AppPorts } from './app-ports.ts'
import { failure, failureOf, type Failure } from './failure.ts'
import type { LocalApiUses } from './uses.ts'

/** The workspace that a request names, and the provider that it asks about. */
export interface Place {
  readonly uses: LocalApiUses
  readonly workspace: Workspace
  readonly provider: ProviderDescriptor
}

interface Named {
  readonly user_id: string
  readonly org_id: string
}

/** Only the workspace that is open is answered from: what a program asks must not change what the user looks at. */
export async function openPlace(
  ports: Pick<AppPorts, 'uses'>,
  providerId: ProviderId,
  { user_id, org_id }: Named,
): Promise<Result<Place, Failure>> {
  const uses = ports.uses()
  if (uses === null) return err(failureOf({ kind: 'vault-locked' }))
  const isNamed = ({ user, organisation }: Workspace): boolean => user === user_id && organisation === org_id
  const listed = await uses.workspaces.list()
  if (!listed.ok) return err(failureOf(listed.error))
  const named = listed.value.filter(isNamed)
  if (named.length === 0) return err(unknownWorkspace)
  // Which of them is open is the user's affair, and no answer to which of them is meant.
  if (named.length > 1) return err(severalWorkspaces(named))
  const providers = await uses.providers.list({})
  if (!providers.ok) return err(failureOf(providers.error))
  const provider = providers.value.find(({ id }) => id === providerId)
  if (provider === undefined) return err(unknownProvider)
  // Last, so that nothing comes between the look and what follows it.
  const workspace = uses.workspaces.current()
  return workspace !== null && isNamed(workspace) ? ok({ uses, workspace, provider }) : err(notOpen)
}

/** The accounts of the provider here, or the one that is named; at least one. */
export async function accountsAt(
  { uses, provider }: Place,
  accountId: AccountId | undefined,
): Promise<Result<readonly Account[], Failure>> {
  const listed = await uses.accounts.list({})
  if (!listed.ok) return err(failureOf(listed.error))
  const found = listed.value
    .filter((account) => account.providerId === provider.id)
    .filter(({ id }) => accountId === undefined || id === accountId)
  return found.length === 0 ? err(noAccount) : ok(found)
}

/** The one account whose contacts are meant. */
export async function contactAccountAt(
  place: Place,
  accountId: AccountId | undefined,
): Promise<Result<Account, Failure>> {
  if (!place.provider.capabilities.contacts) return err(noContacts)
  const found = await accountsAt(place, accountId)
  if (!found.ok) return found
  const [account, ...others] = found.value
  return account === undefined || others.length > 0 ? err(severalAccounts) : ok(account)
}

const unknownWorkspace = failure(
  404,
  'unknown-workspace',
  'There is no workspace of this user_id and org_id. Its names stand in Portolan under Settings.',
)
const severalWorkspaces = (named: readonly Workspace[]): Failure => {
  const made = named.map(({ createdAtMs }) => new Date(createdAtMs).toISOString()).join(' and ')
  return failure(
    409,
    'several-workspaces',
    `Several workspaces have this user_id and org_id: those made at ${made}. Give one of them another name in Portolan under Settings.`,
  )
}
const notOpen = failure(
  409,
  'workspace-not-open',
  'Another workspace is open in Portolan. Open this one in its window and try again.',
)
const unknownProvider = failure(404, 'unknown-provider', 'Portolan knows no such provider.')
const noAccount = failure(404, 'no-account', 'No such account is connected in this workspace.')
const severalAccounts = failure(
  409,
  'several-accounts',
  'Several accounts are connected here. Say which one: account_id, as credentials lists them.',
)
const noContacts = failure(404, 'no-contacts', 'Contacts of this provider cannot be changed from here.')
