import * as oauth from 'oauth4webapi'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { OAuthDescription } from '../providers/provider.ts'
import { tellToken, type Client, type NamedTokens, type TokenRequestFailure } from './token-endpoint.ts'

/**
 * Tells the provider that a grant is over. Sent once; any 2xx means that it heard (a token that is unknown
 * there counts as revoked: RFC 7009, 2.2). `not-asked` where the provider has no such endpoint.
 */
export async function revokeToken(
  description: OAuthDescription,
  client: Client,
  fetch: Fetch,
  grant: NamedTokens,
): Promise<Result<null, TokenRequestFailure>> {
  const { revocation } = description
  if (revocation === null) return err({ kind: 'not-asked', error: { kind: 'not-found' } })
  const told = await tellToken(description, client, fetch, {
    request: oauth.revocationRequest,
    endpoint: revocation,
    grant,
  })
  return told.ok ? ok(null) : told
}
