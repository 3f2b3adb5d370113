import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import { revokeToken } from '../oauth/revoke-token.ts'
import type { TokenRequestFailure } from '../oauth/token-endpoint.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { Provider } from '../providers/provider.ts'
import { isRevoked } from './refresh-failure.ts'

export type Revocation = 'done' | 'failed' | 'not-offered' | 'not-asked'

export interface RevokePorts {
  readonly fetch: Fetch
  readonly isWorkingOffline: () => boolean
  readonly provider: (
    account: Account,
  ) => Promise<Result<{ provider: Provider; client: ClientCredentials }, AppError>>
}

/**
 * Tells the provider that a grant is over. A failure changes nothing for the user, who wants to be rid of
 * it: it is told, and the grant is forgotten here all the same.
 */
export async function revokeGrant(
  ports: RevokePorts,
  account: Account,
  grant: TokenSet | null,
): Promise<{ revocation: Revocation; detail: string | null }> {
  if (grant === null) return { revocation: 'not-asked', detail: null }
  // A token that the user made is ended where it was made.
  if (account.source === 'pasted-token') return { revocation: 'not-offered', detail: 'pasted-token' }
  const placed = await ports.provider(account)
  if (!placed.ok) return { revocation: 'failed', detail: placed.error.kind }
  const { provider, client } = placed.value
  if (provider.oauth.revocation === null) return { revocation: 'not-offered', detail: null }
  if (ports.isWorkingOffline()) return { revocation: 'failed', detail: 'working-offline' }
  const told = await ignoringWhatIsOver(revokeToken(provider.oauth, client, ports.fetch, grant))
  return told.ok ? { revocation: 'done', detail: null } : { revocation: 'failed', detail: told.error }
}

/** A grant that the provider does not know any more is over, as was asked. */
async function ignoringWhatIsOver(
  asked: Promise<Result<null, TokenRequestFailure>>,
): Promise<Result<null, string>> {
  const told = await asked
  if (told.ok || isRevoked(told.error)) return ok(null)
  const { error } = told
  return err(error.kind === 'refused' ? (error.failure.code ?? error.error.kind) : error.error.kind)
}
