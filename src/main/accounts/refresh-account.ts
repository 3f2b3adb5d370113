import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { Logger } from '../logging/logger.ts'
import { refreshGrant, type TokenRequestFailure } from '../oauth/token-endpoint.ts'
import { readTokenReply, type TokenSet } from '../oauth/token-set.ts'
import type { AccountHistory } from './account-history.ts'
import { isRevoked, mayHaveBeenSent } from './refresh-failure.ts'
import type { UsableProvider } from './usable-provider.ts'

export interface RefreshPorts {
  readonly fetch: Fetch
  readonly logger: Logger
  readonly history: AccountHistory
  readonly now: () => number
  readonly isWorkingOffline: () => boolean
  readonly provider: (account: Account) => Promise<Result<UsableProvider, AppError>>
  readonly remember: (grant: TokenSet) => void
  readonly onReachability: (reachability: 'online' | 'offline') => void
}

/** One request for a new access token, told to the log and the history. */
export async function refreshAccount(
  ports: RefreshPorts,
  account: Account,
  grant: TokenSet & { refreshToken: string },
): Promise<Result<TokenSet, TokenRequestFailure>> {
  if (ports.isWorkingOffline()) return err({ kind: 'not-asked', error: { kind: 'working-offline' } })
  const usable = await ports.provider(account)
  if (!usable.ok) return err({ kind: 'not-asked', error: usable.error })
  const { provider, client } = usable.value
  const reply = await refreshGrant(provider.oauth, client, ports.fetch, grant.refreshToken)
  const refreshed = reply.ok ? read(reply.value, grant, ports.now()) : reply
  if (refreshed.ok) {
    ports.remember(refreshed.value)
    return refreshed
  }
  const { error: failure } = refreshed
  const isOffline = failure.kind !== 'refused' && failure.error.kind === 'offline'
  ports.onReachability(isOffline ? 'offline' : 'online')
  const reason =
    failure.kind === 'refused' ? (failure.failure.code ?? failure.error.kind) : failure.error.kind
  ports.logger.warn('grant.not-refreshed', { accountId: account.id, outcome: failure.kind, reason })
  // The end of a grant is an event of its own.
  if (mayHaveBeenSent(failure) && !isRevoked(failure)) {
    await ports.history.note(account, 'refresh-failed', reason)
  }
  return refreshed
}

function read(body: unknown, previous: TokenSet, nowMs: number): Result<TokenSet, TokenRequestFailure> {
  const grant = readTokenReply(body, previous, nowMs)
  return grant.ok ? grant : err({ kind: 'unclear', error: grant.error })
}
