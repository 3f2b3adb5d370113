import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { SignInRequest } from '../../shared/model/sign-in.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { createAccountSession, type TokenSource } from '../http/account-session.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { Logger } from '../logging/logger.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import { introspectToken } from '../oauth/introspect-token.ts'
import type { SignIn } from '../oauth/sign-in.ts'
import { refreshGrant, type TokenRequestFailure } from '../oauth/token-endpoint.ts'
import { readTokenReply, type TokenSet } from '../oauth/token-set.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import type { AccountAccess } from '../sync/loads.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import { createAccessTokens } from './access-token.ts'
import type { AccountRecords } from './account-records.ts'
import { connectAccount } from './connect-account.ts'

export interface ConnectionPorts {
  readonly fetch: Fetch
  readonly signIn: SignIn
  readonly records: AccountRecords
  readonly directory: ProviderDirectory
  readonly logger: Logger
  readonly secrets: KnownSecrets
  readonly now: () => number
  readonly isWorkingOffline: () => boolean
  readonly onConnected: (account: Account) => void
  readonly onAccountChanged: () => void
  readonly onReachability: () => void
}

/** Accounts as somebody can use them: signing in, and authorised sessions on their grants. */
export interface AccountConnections {
  connect(request: SignInRequest): Promise<Result<Account, AppError>>
  cancelConnect(): void
  /** Forgets account and grant. Telling the provider is the next step's: see the note on revocation. */
  disconnect(accountId: AccountId): Promise<Result<null, AppError>>
  access(accountId: AccountId): Promise<Result<AccountAccess, AppError>>
  reachability(accountId: AccountId): SyncStatus['reachability']
}

export function createAccountConnections(ports: ConnectionPorts): AccountConnections {
  const { records, directory, logger, secrets } = ports
  const sessions = new Map<AccountId, { provider: Provider; account: Account; session: ProviderSession }>()
  const reachable = new Map<AccountId, SyncStatus['reachability']>()
  /** The number of the sign-in that the user waits for; a new one, or giving up, makes it another. */
  let wanted = 0

  const tokens = createAccessTokens({
    now: ports.now,
    async readGrant(accountId) {
      const account = await records.get(accountId)
      if (!account.ok) return account
      const grant = await records.readGrant(account.value)
      if (grant.ok && grant.value !== null) remember(grant.value)
      return grant
    },
    async writeGrant(accountId, grant) {
      const account = await records.get(accountId)
      return account.ok ? records.writeGrant(account.value, grant) : account
    },
    refresh,
    onDead: markDead,
  })

  /** So that the log cannot show them, whatever message they end up in. */
  function remember(grant: TokenSet): void {
    secrets.remember(grant.accessToken)
    if (grant.refreshToken !== null) secrets.remember(grant.refreshToken)
  }

  async function refresh(
    accountId: AccountId,
    grant: TokenSet & { refreshToken: string },
  ): Promise<Result<TokenSet, TokenRequestFailure>> {
    const notAsked = (error: AppError): Result<never, TokenRequestFailure> =>
      err({ kind: 'not-asked', error })
    if (ports.isWorkingOffline()) return notAsked({ kind: 'working-offline' })
    const account = await records.get(accountId)
    if (!account.ok) return notAsked(account.error)
    const placed = await directory.find(account.value.providerId)
    if (!placed.ok) return notAsked(placed.error)
    const { provider, givenClient } = placed.value
    const client = givenClient === null ? await records.readClient(account.value.providerId) : ok(givenClient)
    if (!client.ok) return notAsked(client.error)
    if (client.value === null) {
      return notAsked({ kind: 'client-not-configured', providerId: account.value.providerId })
    }
    if (client.value.clientSecret !== null) secrets.remember(client.value.clientSecret)
    const reply = await refreshGrant(provider.oauth, client.value, ports.fetch, grant.refreshToken)
    if (!reply.ok) {
      logger.warn('grant.not-refreshed', {
        accountId,
        outcome: reply.error.kind,
        reason: reply.error.kind === 'refused' ? reply.error.failure.code : reply.error.error.kind,
      })
      noteReachability(accountId, isOffline(reply.error) ? 'offline' : 'online')
      return reply
    }
    const refreshed = readTokenReply(reply.value, grant, ports.now())
    if (!refreshed.ok) return err({ kind: 'unclear', error: refreshed.error })
    remember(refreshed.value)
    logger.info('grant.refreshed', { accountId })
    return refreshed
  }

  async function markDead(accountId: AccountId): Promise<void> {
    const account = await records.get(accountId)
    if (!account.ok || account.value.status === 'needs-reconnect') return
    const written = await records.put({ ...account.value, status: 'needs-reconnect' })
    if (!written.ok) logger.error('account.not-marked', { accountId, error: written.error.kind })
    logger.warn('grant.dead', { accountId })
    ports.onAccountChanged()
  }

  function noteReachability(accountId: AccountId, next: 'online' | 'offline'): void {
    if (reachable.get(accountId) === next) return
    reachable.set(accountId, next)
    ports.onReachability()
  }

  function sessionOf(
    provider: Provider,
    account: Pick<Account, 'id' | 'externalId' | 'uiOrigin'>,
    source: TokenSource,
  ): ProviderSession {
    const session = createAccountSession(provider, account, {
      fetch: ports.fetch,
      tokens: source,
      logger,
      now: ports.now,
      wait: waitUnlessAborted,
      isWorkingOffline: ports.isWorkingOffline,
      onReachability: (reachability) => noteReachability(account.id, reachability),
    })
    return {
      ...session,
      async request(call, schema) {
        const result = await session.request(call, schema)
        // Also when the provider refuses a token that it has just issued: only the user can mend that.
        if (!result.ok && result.error.kind === 'reconnect-required') await markDead(account.id)
        return result
      },
    }
  }

  /** One session an account, so that everything on it waits together when the provider asks to slow down. */
  function sharedSession(provider: Provider, account: Account): ProviderSession {
    // The token module knows no provider; whoever reads the error wants to know whose settings to mend.
    const named = (result: Result<string, AppError>): Result<string, AppError> =>
      !result.ok && result.error.kind === 'client-rejected'
        ? err({ ...result.error, providerId: account.providerId })
        : result
    const known = sessions.get(account.id)
    const isSame =
      known?.provider.apiBaseUrl === provider.apiBaseUrl &&
      known.account.externalId === account.externalId &&
      known.account.uiOrigin === account.uiOrigin
    if (isSame) return known.session
    const session = sessionOf(provider, account, {
      current: async () => named(await tokens.current(account.id)),
      renew: async (refused) => named(await tokens.renew(account.id, refused)),
    })
    sessions.set(account.id, { provider, account, session })
    return session
  }

  return {
    async connect(request) {
      const { providerId, accountId, place } = request
      // The person would give consent, and the first call after it would be refused.
      if (ports.isWorkingOffline()) return err({ kind: 'working-offline' })
      const attempt = ++wanted
      const connected = await connectAccount(
        {
          records: records.ofNow(),
          isWanted: () => wanted === attempt,
          directory,
          now: ports.now,
          async signIn(provider, client, scopes) {
            if (client.clientSecret !== null) secrets.remember(client.clientSecret)
            const { oauth } = provider
            const grant = await ports.signIn.run({ providerId, accountId, place, oauth, client, scopes })
            if (grant.ok) remember(grant.value)
            return grant
          },
          introspect: (provider, client, grant) =>
            introspectToken(provider.oauth, client, ports.fetch, grant),
          sessionOnGrant: (provider, id, grant) =>
            sessionOf(
              provider,
              { id, externalId: '', uiOrigin: null },
              {
                current: () => Promise.resolve(ok(grant.accessToken)),
                renew: () => Promise.resolve(err({ kind: 'reconnect-required', accountId: id })),
              },
            ),
          onConnected: (account) => {
            tokens.forget(account.id)
            reachable.set(account.id, 'online')
            ports.onConnected(account)
          },
        },
        request,
      )
      logger.info('account.connect', {
        providerId,
        outcome: connected.ok ? 'connected' : connected.error.kind,
      })
      return connected
    },

    cancelConnect: () => {
      wanted += 1
      ports.signIn.cancel()
    },

    async disconnect(accountId) {
      const account = await records.get(accountId)
      if (!account.ok) return account
      const removed = await records.remove(account.value)
      tokens.forget(accountId)
      sessions.delete(accountId)
      reachable.delete(accountId)
      return removed
    },

    async access(accountId) {
      const account = await records.get(accountId)
      if (!account.ok) return account
      const placed = await directory.find(account.value.providerId)
      if (!placed.ok) return placed
      const { provider } = placed.value
      return ok({ provider, session: sharedSession(provider, account.value) })
    },

    reachability: (accountId) => reachable.get(accountId) ?? 'unknown',
  }
}

const isOffline = (failure: TokenRequestFailure): boolean =>
  failure.kind !== 'refused' && failure.error.kind === 'offline'

function waitUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    signal?.addEventListener('abort', finish, { once: true })
  })
}
