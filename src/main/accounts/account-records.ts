import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import {
  accountEventSchema,
  accountSchema,
  type Account,
  type AccountEvent,
  type AccountId,
} from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import { storedLoadChoiceSchema, type StoredLoadChoice } from '../sync/stored-load-choice.ts'
import { signInChoiceSchema, type SignInChoice } from '../../shared/model/sign-in.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { tokenSetSchema, type TokenSet } from '../oauth/token-set.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'
import { clientCredentialsSchema, type ClientCredentials } from '../clients/client-credentials.ts'

/** A refresh that was sent and whose outcome nobody has stored yet; `grantAtMs` says of which grant. */
export const refreshAttemptSchema = z.strictObject({
  attempt: z.int().positive(),
  sinceMs: z.int(),
  grantAtMs: z.int(),
})
export type RefreshAttempt = z.infer<typeof refreshAttemptSchema>

/**
 * The accounts, grants and client credentials of the open workspace, as sealed records. Account and grant
 * are two records: what a screen shows never shares a record with a token.
 */
export interface AccountRecords {
  /** Whose records these are; null while no workspace is open. */
  workspaceId(): WorkspaceId | null
  /** The same records of the workspace that is open now, whichever is open later. */
  ofNow(): AccountRecords
  list(): Promise<Result<Account[], AppError>>
  /** The vault's file was replaced: accounts that were read before are not to be trusted. */
  reread(): void
  get(accountId: AccountId): Promise<Result<Account, AppError>>
  put(account: Account): Promise<Result<null, AppError>>
  /** The account, its grant, what is to be loaded of it, and what was noted about them. */
  remove(account: Account): Promise<Result<null, AppError>>
  readGrant(account: Account): Promise<Result<TokenSet | null, AppError>>
  writeGrant(account: Account, grant: TokenSet): Promise<Result<null, AppError>>
  removeGrant(account: Account): Promise<Result<null, AppError>>
  readAttempt(account: Account): Promise<Result<RefreshAttempt | null, AppError>>
  writeAttempt(account: Account, attempt: RefreshAttempt): Promise<Result<null, AppError>>
  removeAttempt(account: Account): Promise<Result<null, AppError>>
  /** Null where the user has not chosen: then everything is wanted that is loaded unasked. */
  readLoadChoice(account: Account): Promise<Result<StoredLoadChoice | null, AppError>>
  writeLoadChoice(account: Account, choice: StoredLoadChoice): Promise<Result<null, AppError>>
  /** Of all accounts, the oldest first. */
  readHistory(): Promise<Result<AccountEvent[] | null, AppError>>
  writeHistory(events: readonly AccountEvent[]): Promise<Result<null, AppError>>
  /** Leaves no byte of what was removed in the file. */
  compact(): Promise<Result<null, AppError>>
  readClient(providerId: ProviderId): Promise<Result<ClientCredentials | null, AppError>>
  writeClient(providerId: ProviderId, client: ClientCredentials): Promise<Result<null, AppError>>
  removeClient(providerId: ProviderId): Promise<Result<null, AppError>>
  /** What was asked for at the last sign-in at a provider. */
  readChoice(providerId: ProviderId): Promise<Result<SignInChoice | null, AppError>>
  writeChoice(providerId: ProviderId, choice: SignInChoice): Promise<Result<null, AppError>>
}

/**
 * The accounts as they were read last, and their grants. They are asked for several times a second while a load
 * runs, and nobody else writes them; the store would answer behind the page that it is writing, and a chain of pages
 * would wait for that at each of them. Of one workspace at a time.
 */
interface KnownRecords {
  workspaceId: WorkspaceId | null
  accounts: readonly Account[] | null
  readonly grants: Map<AccountId, TokenSet>
  /** Counts what was written: what was read meanwhile is not kept. */
  writes: number
}

const nothingKnown = (): KnownRecords => ({
  workspaceId: null,
  accounts: null,
  grants: new Map(),
  writes: 0,
})

/** `workspaceId` answers null while no workspace is open; every call is `no-workspace` then. */
export function createAccountRecords(
  vault: Vault,
  workspaceId: () => WorkspaceId | null,
  known: KnownRecords = nothingKnown(),
): AccountRecords {
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
  const attemptRef = (account: Account): ((id: WorkspaceId) => RecordRef) =>
    refOf('refresh-attempt', account.providerId, account.id)
  const loadChoiceRef = (account: Account): ((id: WorkspaceId) => RecordRef) =>
    refOf('load-choice', account.providerId, account.id)
  const historyRef = (id: WorkspaceId): RecordRef => ({
    kind: 'history',
    workspaceId: id,
    providerId: '',
    accountId: '',
  })

  async function list(): Promise<Result<Account[], AppError>> {
    return within(async (id) => {
      keepOnly(id)
      if (known.accounts !== null) return ok([...known.accounts])
      const { writes } = known
      const listed = await vault.list('account', id, accountSchema)
      if (!listed.ok) return listed
      const accounts = listed.value.values.toSorted((a, b) => a.connectedAtMs - b.connectedAtMs)
      if (known.writes === writes) known.accounts = accounts
      return ok([...accounts])
    })
  }

  function forget(): void {
    known.writes += 1
    known.accounts = null
    known.grants.clear()
  }

  function keepOnly(id: WorkspaceId): void {
    if (known.workspaceId !== id) forget()
    known.workspaceId = id
  }

  /** Whatever becomes of the write, what was read before it is not to be trusted. */
  async function changing<Value>(
    write: () => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    forget()
    const written = await write()
    forget()
    return written
  }

  async function readGrant(account: Account): Promise<Result<TokenSet | null, AppError>> {
    return within(async (id) => {
      keepOnly(id)
      const kept = known.grants.get(account.id)
      if (kept !== undefined) return ok(kept)
      const { writes } = known
      const grant = await vault.read(grantRef(account)(id), tokenSetSchema)
      if (grant.ok && grant.value !== null && known.writes === writes)
        known.grants.set(account.id, grant.value)
      return grant
    })
  }

  return {
    ofNow: () => {
      const now = workspaceId()
      return createAccountRecords(vault, () => now, known)
    },

    workspaceId,
    list,
    reread: forget,

    async get(accountId) {
      const accounts = await list()
      if (!accounts.ok) return accounts
      const account = accounts.value.find(({ id }) => id === accountId)
      return account === undefined ? err({ kind: 'not-found' }) : ok(account)
    },

    put: (account) => within((id) => changing(() => vault.write(accountRef(account)(id), account))),

    remove: (account) =>
      within(async (id) => {
        // The account last: a crash in between must not leave a token that nothing points to.
        for (const ref of [grantRef, attemptRef, loadChoiceRef]) {
          const removed = await changing(() => vault.remove(ref(account)(id)))
          if (!removed.ok) return removed
        }
        return changing(() => vault.remove(accountRef(account)(id)))
      }),

    readGrant,
    writeGrant: (account, grant) => within((id) => changing(() => vault.write(grantRef(account)(id), grant))),
    removeGrant: (account) => within((id) => changing(() => vault.remove(grantRef(account)(id)))),
    readAttempt: (account) => within((id) => vault.read(attemptRef(account)(id), refreshAttemptSchema)),
    writeAttempt: (account, attempt) => within((id) => vault.write(attemptRef(account)(id), attempt)),
    removeAttempt: (account) => within((id) => vault.remove(attemptRef(account)(id))),
    readLoadChoice: (account) =>
      within((id) => vault.read(loadChoiceRef(account)(id), storedLoadChoiceSchema)),
    writeLoadChoice: (account, choice) => within((id) => vault.write(loadChoiceRef(account)(id), choice)),
    readHistory: () => within((id) => vault.read(historyRef(id), z.array(accountEventSchema))),
    writeHistory: (events) => within((id) => vault.write(historyRef(id), events)),
    compact: () => vault.compact(),
    readClient: (providerId) =>
      within((id) => vault.read(refOf('client', providerId, '')(id), clientCredentialsSchema)),
    writeClient: (providerId, client) =>
      within((id) => vault.write(refOf('client', providerId, '')(id), client)),
    removeClient: (providerId) => within((id) => vault.remove(refOf('client', providerId, '')(id))),
    readChoice: (providerId) =>
      within((id) => vault.read(refOf('sign-in-choice', providerId, '')(id), signInChoiceSchema)),
    writeChoice: (providerId, choice) =>
      within((id) => vault.write(refOf('sign-in-choice', providerId, '')(id), choice)),
  }
}
