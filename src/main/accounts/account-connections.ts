import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountEvent, AccountId } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import type { SignInRequest } from '../../shared/model/sign-in.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import { introspectToken } from '../oauth/introspect-token.ts'
import type { SignInTransport } from '../oauth/transport.ts'
import type { AccountAccess } from './account-access.ts'
import { connectAccount } from './connect-account.ts'
import { connectWithToken, type PastedToken } from './connect-with-token.ts'
import type { ConnectionPorts } from './connection-ports.ts'
import { endGrant, eraseAccount } from './end-grant.ts'
import type { KeepPorts } from './keep-account.ts'
import type { Revocation } from './revoke-grant.ts'
import { adoptGrant } from './adopt-grant.ts'
import { keepAccount } from './keep-account.ts'
import { pauseAccount } from './pause-account.ts'
import { openWorkspaceAccounts, type AccountLimits, type WorkspaceAccounts } from './workspace-accounts.ts'

/** Accounts as somebody can use them: signing in, authorised sessions on their grants, and their end. */
export interface AccountConnections {
  /** `transport`: where somebody else than the screen takes the user to the provider's page. */
  connect(request: SignInRequest, transport?: SignInTransport): Promise<Result<Account, AppError>>
  cancelConnect(): void
  /** Whether the user's own sign-in is under way: from the first step to the grant that is kept. */
  isConnecting(): boolean
  connectWithToken(pasted: PastedToken): Promise<Result<Account, AppError>>
  /** Keeps a grant that came from elsewhere, after asking whose it is. */
  keepGrant(providerId: ProviderId, grant: TokenSet): Promise<Result<Account, AppError>>
  /**
   * Stores a grant that another device got, unless the one that is stored is no longer `instead`. An account that asked for a
   * new sign-in is connected again.
   */
  adopt(accountId: AccountId, grant: TokenSet, instead: TokenSet | null): Promise<Result<null, AppError>>
  /** Tells the provider if asked to, and forgets the grant; the account stays, as disconnected. */
  endGrant(accountId: AccountId, revokes: boolean): Promise<Result<Revocation, AppError>>
  /** Removes the account itself, and what its history tells of it. */
  erase(accountId: AccountId): Promise<Result<null, AppError>>
  /** Notes whether the user wants the account to be loaded. */
  setPaused(accountId: AccountId, isPaused: boolean): Promise<Result<null, AppError>>
  history(accountId: AccountId | null): Promise<Result<AccountEvent[], AppError>>
  access(accountId: AccountId): Promise<Result<AccountAccess, AppError>>
  reachability(accountId: AccountId): SyncStatus['reachability']
  limits(accountId: AccountId): AccountLimits
  /** The computer slept. */
  resumed(): void
  /** Ends the sign-in that waits, and answers when every new grant is stored; see {@link AccessTokens}. */
  close(): Promise<void>
}

export function createAccountConnections(ports: ConnectionPorts): AccountConnections {
  const { logger } = ports
  const workspaces = new Map<string | null, WorkspaceAccounts>()
  const reachable = new Map<AccountId, SyncStatus['reachability']>()
  /** The number of the sign-in that the user waits for; a new one, or giving up, makes it another. */
  let wanted = 0
  /** The user's own that are not over, by number; those that were given up among them. */
  const under = new Set<number>()

  /** The accounts of the workspace that is open now. */
  function here(): WorkspaceAccounts {
    const id = ports.records.workspaceId()
    const known = workspaces.get(id)
    if (known !== undefined) return known
    const opened = openWorkspaceAccounts(ports, noteReachability)
    workspaces.set(id, opened)
    return opened
  }

  function noteReachability(accountId: AccountId, next: 'online' | 'offline'): void {
    const before = reachable.get(accountId)
    if (before === next) return
    reachable.set(accountId, next)
    ports.onReachability(accountId, before === 'offline')
  }

  function keepPorts(at: WorkspaceAccounts, isWanted: () => boolean, source: Account['source']): KeepPorts {
    return {
      records: at.records,
      inTurn: at.inTurn,
      sessionOnGrant: at.sessionOnGrant,
      isWanted: () => isWanted() && at.isOpen(),
      now: ports.now,
      async onKept(account, isKnown) {
        at.forget(account.id)
        reachable.set(account.id, 'online')
        const how = source === 'pasted-token' ? 'token-pasted' : isKnown ? 'reconnected' : 'signed-in'
        await at.history.note(account, how)
        if (at.isOpen()) ports.onConnected(account, isKnown)
      },
    }
  }

  function logConnect(providerId: string, connected: Result<Account, AppError>): void {
    const outcome = connected.ok ? 'connected' : connected.error.kind
    logger.info('account.connect', { providerId, outcome })
  }

  function cancelConnect(): void {
    wanted += 1
    ports.signIn.cancel()
  }

  return {
    async connect(request, transport) {
      const { providerId, accountId, place } = request
      // The person would give consent, and the first call after it would be refused.
      if (ports.isWorkingOffline()) return err({ kind: 'working-offline' })
      const attempt = ++wanted
      const at = here()
      if (transport === undefined) under.add(attempt)
      const connected = await connectAccount(
        {
          ...keepPorts(at, () => wanted === attempt, 'sign-in'),
          provider: at.provider,
          async signIn({ oauth }, client, scopes) {
            const order = { providerId, accountId, place, oauth, client, scopes }
            const grant = await ports.signIn.run(transport === undefined ? order : { ...order, transport })
            if (grant.ok) at.remember(grant.value)
            return grant
          },
          introspect: ({ oauth }, client, grant) => introspectToken(oauth, client, ports.fetch, grant),
          onChoiceNotKept: ({ kind }) => logger.warn('choice.not-kept', { providerId, error: kind }),
        },
        request,
      ).finally(() => under.delete(attempt))
      logConnect(providerId, connected)
      return connected
    },

    cancelConnect,

    isConnecting: () => under.has(wanted),

    async connectWithToken(pasted) {
      if (ports.isWorkingOffline()) return err({ kind: 'working-offline' })
      const { directory, secrets } = ports
      const kept = keepPorts(here(), () => true, 'pasted-token')
      const connected = await connectWithToken({ ...kept, directory, secrets }, pasted)
      logConnect(pasted.providerId, connected)
      return connected
    },

    async keepGrant(providerId, grant) {
      if (ports.isWorkingOffline()) return err({ kind: 'working-offline' })
      const at = here()
      at.remember(grant)
      const usable = await at.provider(providerId)
      if (!usable.ok) return usable
      const connected = await keepAccount(
        keepPorts(at, () => true, 'sign-in'),
        usable.value.provider,
        {
          ...{ providerId, accountId: null, access: 'write', source: 'sign-in', grant },
          introspected: await introspectToken(
            usable.value.provider.oauth,
            usable.value.client,
            ports.fetch,
            grant,
          ),
        },
      )
      logConnect(providerId, connected)
      return connected
    },

    adopt: (accountId, grant, instead) =>
      adoptGrant(here(), accountId, grant, instead, ports.onAccountChanged),

    async endGrant(accountId, revokes) {
      const at = here()
      const ended = await endGrant(at, ports, accountId, revokes)
      if (ended.ok) reachable.delete(accountId)
      return ended
    },

    erase: (accountId) => eraseAccount(here(), accountId),

    async setPaused(accountId, isPaused) {
      const noted = await pauseAccount(here(), accountId, isPaused)
      if (noted.ok) ports.onAccountChanged()
      return noted
    },

    history: (accountId) => here().history.list(accountId),

    async access(accountId) {
      const at = here()
      const account = await at.records.get(accountId)
      if (!account.ok) return account
      if (account.value.status === 'disconnected') return err({ kind: 'reconnect-required', accountId })
      // The directory answers for the open workspace.
      if (!at.isOpen()) return err({ kind: 'cancelled' })
      const placed = await ports.directory.find(account.value.providerId)
      if (!placed.ok) return placed
      const { provider } = placed.value
      return ok({ provider, session: at.session(provider, account.value) })
    },

    reachability: (accountId) => reachable.get(accountId) ?? 'unknown',

    limits: (accountId) => here().limits(accountId),

    resumed: () => {
      for (const { tokens } of workspaces.values()) tokens.resumed()
    },

    async close() {
      cancelConnect()
      await Promise.all([...workspaces.values()].map(({ tokens }) => tokens.close()))
    },
  }
}
