import type { AppError } from '../../shared/errors.ts'
import { accountSchema, type Account, type AccountId } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { signInChoiceSchema, type SignInChoice } from '../../shared/model/sign-in.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { tokenSetSchema, type TokenSet } from '../oauth/token-set.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'
import { clientCredentialsSchema, type ClientCredentials } from '../clients/client-credentials.ts'

/**
 * The accounts, grants and client credentials of the open workspace, as sealed records. Account and grant
 * are two records: what a screen shows never shares a record with a token.
 */
export interface AccountRecords {
  /** The same records of the workspace that is open now, whichever is open later. */
  ofNow(): AccountRecords
  list(): Promise<Result<Account[], AppError>>
  get(accountId: AccountId): Promise<Result<Account, AppError>>
  put(account: Account): Promise<Result<null, AppError>>
  remove(account: Account): Promise<Result<null, AppError>>
  readGrant(account: Account): Promise<Result<TokenSet | null, AppError>>
  writeGrant(account: Account, grant: TokenSet): Promise<Result<null, AppError>>
  removeGrant(account: Account): Promise<Result<null, AppError>>
  readClient(providerId: ProviderId): Promise<Result<ClientCredentials | null, AppError>>
  writeClient(providerId: ProviderId, client: ClientCredentials): Promise<Result<null, AppError>>
  /** What was asked for at the last sign-in at a provider. */
  readChoice(providerId: ProviderId): Promise<Result<SignInChoice | null, AppError>>
  writeChoice(providerId: ProviderId, choice: SignInChoice): Promise<Result<null, AppError>>
}

/** `workspaceId` answers null while no workspace is open; every call is `no-workspace` then. */
export function createAccountRecords(vault: Vault, workspaceId: () => WorkspaceId | null): AccountRecords {
  async function within<Value>(
    use: (workspaceId: WorkspaceId) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    const id = workspaceId()
    return id === null ? err({ kind: 'no-workspace' }) : use(id)
  }

  const refOf =
    (kind: RecordRef['kind'], providerId: ProviderId, accountId: AccountId | '') =>
    (id: WorkspaceId): RecordRef => ({ kind, workspaceId: id, providerId, accountId })

  const accountRef = (account: Account): ((id: WorkspaceId) => RecordRef) =>
    refOf('account', account.providerId, account.id)
  const grantRef = (account: Account): ((id: WorkspaceId) => RecordRef) =>
    refOf('grant', account.providerId, account.id)

  async function list(): Promise<Result<Account[], AppError>> {
    return within(async (id) => {
      const listed = await vault.list('account', id, accountSchema)
      return listed.ok
        ? ok(listed.value.values.toSorted((a, b) => a.connectedAtMs - b.connectedAtMs))
        : listed
    })
  }

  return {
    ofNow: () => {
      const now = workspaceId()
      return createAccountRecords(vault, () => now)
    },

    list,

    async get(accountId) {
      const accounts = await list()
      if (!accounts.ok) return accounts
      const account = accounts.value.find(({ id }) => id === accountId)
      return account === undefined ? err({ kind: 'not-found' }) : ok(account)
    },

    put: (account) => within((id) => vault.write(accountRef(account)(id), account)),

    remove: (account) =>
      within(async (id) => {
        // The grant first: a crash in between must not leave a token that nothing points to.
        const removed = await vault.remove(grantRef(account)(id))
        return removed.ok ? vault.remove(accountRef(account)(id)) : removed
      }),

    readGrant: (account) => within((id) => vault.read(grantRef(account)(id), tokenSetSchema)),
    writeGrant: (account, grant) => within((id) => vault.write(grantRef(account)(id), grant)),
    removeGrant: (account) => within((id) => vault.remove(grantRef(account)(id))),
    readClient: (providerId) =>
      within((id) => vault.read(refOf('client', providerId, '')(id), clientCredentialsSchema)),
    writeClient: (providerId, client) =>
      within((id) => vault.write(refOf('client', providerId, '')(id), client)),
    readChoice: (providerId) =>
      within((id) => vault.read(refOf('sign-in-choice', providerId, '')(id), signInChoiceSchema)),
    writeChoice: (providerId, choice) =>
      within((id) => vault.write(refOf('sign-in-choice', providerId, '')(id), choice)),
  }
}
