import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { LimitStatus, SpentUntil } from '../../shared/model/limit-status.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { createAccountSession, type SessionAccount, type TokenSource } from '../http/account-session.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { Provider, ProviderSession } from '../providers/provider.ts'
import { createAccessTokens, type AccessTokens } from './access-token.ts'
import { createAccountHistory, type AccountHistory } from './account-history.ts'
import type { AccountRecords } from './account-records.ts'
import type { ConnectionPorts } from './connection-ports.ts'
import { createTurns, type InTurn } from './in-turn.ts'
import { refreshAccount } from './refresh-account.ts'
import { usableProvider, type UsableProvider } from './usable-provider.ts'

/** What a session knows of what its provider allows. */
export interface AccountLimits {
  readonly limits: readonly LimitStatus[]
  readonly spent: readonly SpentUntil[]
}

/**
 * The accounts of one workspace: its records, and what this session has learned about their grants. Made
 * once per workspace and bound to it: a refresh that ends after the user went to another workspace is stored
 * where it belongs, and nothing that was learned here is used there.
 */
export interface WorkspaceAccounts {
  readonly records: AccountRecords
  readonly history: AccountHistory
  readonly tokens: AccessTokens
  readonly inTurn: InTurn
  /** False once the user went to another workspace. */
  isOpen(): boolean
  provider(providerId: Account['providerId']): Promise<Result<UsableProvider, AppError>>
  /** One session an account, so that everything on it waits together when the provider asks to slow down. */
  session(provider: Provider, account: Account): ProviderSession
  /** A session on a grant that is not stored yet. */
  sessionOnGrant(provider: Provider, accountId: AccountId, grant: TokenSet): ProviderSession
  /** How its limits stand; nothing where no session was opened yet. */
  limits(accountId: AccountId): AccountLimits
  /** Ends what is known of an account in memory. */
  forget(accountId: AccountId): void
  remember(grant: TokenSet): void
}

export function openWorkspaceAccounts(
  ports: ConnectionPorts,
  noteReachability: (accountId: AccountId, reachability: 'online' | 'offline') => void,
): WorkspaceAccounts {
  const { logger, secrets } = ports
  const records = ports.records.ofNow()
  const isOpen = (): boolean => ports.records.workspaceId() === records.workspaceId()
  const history = createAccountHistory(records, ports)
  const inTurn = createTurns()
  const sessions = new Map<AccountId, { provider: Provider; account: Account; session: ProviderSession }>()

  /** So that the log cannot show them, whatever message they end up in. */
  function remember(grant: TokenSet): void {
    secrets.remember(grant.accessToken)
    if (grant.refreshToken !== null) secrets.remember(grant.refreshToken)
  }

  async function withAccount<Value>(
    accountId: AccountId,
    use: (account: Account) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    const account = await records.get(accountId)
    return account.ok ? use(account.value) : account
  }

  const provider: WorkspaceAccounts['provider'] = (providerId) =>
    usableProvider({ directory: ports.directory, records, secrets, isOpen }, providerId)

  const { limitsOf } = ports
  const shared = ports.shared?.(records.workspaceId())

  /** A shared grant belongs to the app that it was given to, which may be another one than this device's. */
  async function refreshingProvider({ id, providerId }: Account): Promise<Result<UsableProvider, AppError>> {
    const client = (await shared?.client(id)) ?? null
    if (client === null) return provider(providerId)
    if (!isOpen()) return err({ kind: 'cancelled' })
    if (client.clientSecret !== null) secrets.remember(client.clientSecret)
    const placed = await ports.directory.find(providerId)
    return placed.ok ? ok({ provider: placed.value.provider, client }) : placed
  }

  const tokens = createAccessTokens({
    ...(shared === undefined ? {} : { shared }),
    now: ports.now,
    wait: (ms) => ports.wait(ms, undefined),
    random: ports.random,
    inTurn,
    readGrant: (accountId) =>
      withAccount(accountId, async (account) => {
        const grant = await records.readGrant(account)
        if (grant.ok && grant.value !== null) remember(grant.value)
        return grant
      }),
    writeGrant: (id, grant) => withAccount(id, (account) => records.writeGrant(account, grant)),
    readAttempt: (id) => withAccount(id, (account) => records.readAttempt(account)),
    writeAttempt: (id, attempt) => withAccount(id, (account) => records.writeAttempt(account, attempt)),
    removeAttempt: (id) => withAccount(id, (account) => records.removeAttempt(account)),
    async refresh(accountId, grant) {
      const account = await records.get(accountId)
      if (!account.ok) return err({ kind: 'not-asked', error: account.error })
      const onReachability = (next: 'online' | 'offline'): void => noteReachability(accountId, next)
      return refreshAccount(
        { ...ports, history, remember, onReachability, provider: refreshingProvider },
        account.value,
        grant,
      )
    },
    async onRefreshed(accountId) {
      logger.info('grant.refreshed', { accountId })
      const account = await records.get(accountId)
      if (account.ok) await history.note(account.value, 'refreshed')
    },
    onDead: markDead,
  })

  async function markDead(accountId: AccountId): Promise<void> {
    const marked = await inTurn(accountId, async () => {
      const account = await records.get(accountId)
      // Only what counts as connected can end: the user may have disconnected it meanwhile.
      if (!account.ok || !['connected', 'paused'].includes(account.value.status)) return null
      const written = await records.put({ ...account.value, status: 'needs-reconnect' })
      if (!written.ok) logger.error('account.not-marked', { accountId, error: written.error.kind })
      return account.value
    })
    if (marked === null) return
    logger.warn('grant.dead', { accountId })
    await history.note(marked, 'grant-ended')
    if (isOpen()) ports.onAccountChanged()
  }

  function sessionOf(at: Provider, account: SessionAccount, source: TokenSource): ProviderSession {
    return createAccountSession(at, account, {
      fetch: ports.fetch,
      tokens: source,
      logger,
      now: ports.now,
      wait: ports.wait,
      isWorkingOffline: ports.isWorkingOffline,
      random: ports.random,
      onReachability: (reachability) => noteReachability(account.id, reachability),
      ...(limitsOf === undefined
        ? {}
        : { share: () => (isOpen() ? limitsOf({ ...account, providerId: at.descriptor.id }) : null) }),
      onCall: () => ports.onCall?.(account.id),
      // Also when the provider refuses a token that it has just issued.
      onGrantRefused: () => markDead(account.id),
    })
  }

  return {
    records,
    history,
    tokens,
    inTurn,
    isOpen,
    provider,
    remember,

    session(at, account) {
      // The token module knows no provider; whoever reads the error wants to know whose settings to mend.
      const named = (result: Result<string, AppError>): Result<string, AppError> =>
        !result.ok && result.error.kind === 'client-rejected'
          ? err({ ...result.error, providerId: account.providerId })
          : result
      // A session that somebody still holds after a switch sends nothing more.
      const whileOpen = async (
        token: () => Promise<Result<string, AppError>>,
      ): Promise<Result<string, AppError>> => {
        const given = isOpen() ? named(await token()) : err({ kind: 'cancelled' } as const)
        return isOpen() ? given : err({ kind: 'cancelled' })
      }
      const known = sessions.get(account.id)
      const isSame =
        known?.provider.apiBaseUrl === at.apiBaseUrl &&
        known.account.externalId === account.externalId &&
        known.account.uiOrigin === account.uiOrigin &&
        known.account.timeZone === account.timeZone
      if (isSame) return known.session
      const session = sessionOf(at, account, {
        current: () => whileOpen(() => tokens.current(account.id)),
        renew: (refused) => whileOpen(() => tokens.renew(account.id, refused)),
      })
      sessions.set(account.id, { provider: at, account, session })
      return session
    },

    sessionOnGrant: (at, id, grant) =>
      sessionOf(
        at,
        { id, externalId: '', uiOrigin: null, timeZone: null },
        {
          current: () => Promise.resolve(ok(grant.accessToken)),
          renew: () => Promise.resolve(err({ kind: 'reconnect-required', accountId: id })),
        },
      ),

    limits(accountId) {
      const session = sessions.get(accountId)?.session
      return { limits: session?.limits() ?? [], spent: session?.quotas() ?? [] }
    },

    forget(accountId) {
      tokens.forget(accountId)
      sessions.delete(accountId)
    },
  }
}
