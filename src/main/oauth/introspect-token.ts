import * as oauth from 'oauth4webapi'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { OAuthDescription } from '../providers/provider.ts'
import { tellToken, type Client, type NamedTokens } from './token-endpoint.ts'

/**
 * What the provider says about a grant, as JSON that nobody has looked at; undefined where it has no such
 * endpoint and whenever anything fails: it is a nicety.
 */
export async function introspectToken(
  description: OAuthDescription,
  client: Client,
  fetch: Fetch,
  grant: NamedTokens,
): Promise<unknown> {
  const { introspection } = description
  if (introspection === undefined) return undefined
  const told = await tellToken(description, client, fetch, {
    request: oauth.introspectionRequest,
    endpoint: introspection,
    grant,
  })
  return told.ok ? told.value : undefined
}
