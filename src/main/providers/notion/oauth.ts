import { z } from 'zod'
import { classOfStandardCode, isPassingStatus, refusalCode } from '../../oauth/refusal-codes.ts'
import type { FailedReply, OAuthDescription, TokenFailure } from '../provider.ts'
import { versionHeader } from './api-version.ts'
import { appHost } from './page-hosts.ts'

/**
 * Notion's OAuth (its authorization guide): no scopes, the user picks pages instead, and no PKCE, so that
 * `state` and the client's secret are what protects. Tokens have no lifetime; a refresh ends both of the pair.
 */
export const oauth: OAuthDescription = {
  authorizationEndpoint: 'https://api.notion.com/v1/oauth/authorize',
  tokenEndpoint: 'https://api.notion.com/v1/oauth/token',
  authorizationHosts: [/^api\.notion\.com$/, appHost],
  authorizationParameters: { owner: 'user' },
  optionalScopeParameter: null,
  clientAuthentication: 'basic',
  tokenRequestEncoding: 'json',
  tokenRequestHeaders: versionHeader,
  pkce: 'none',
  refreshTokens: 'single-use',
  revocation: { address: 'https://api.notion.com/v1/oauth/revoke', token: 'access', parameters: {} },
  conformTokenReply: (body) => body,
  classifyTokenFailure,
}

/** `invalid_grant` comes in OAuth's shape and in that of all other errors (its reference, "Status codes"). */
const tokenErrorSchema = z.object({ error: refusalCode, code: refusalCode })

function classifyTokenFailure({ status, body }: FailedReply): TokenFailure {
  const parsed = tokenErrorSchema.safeParse(body)
  const code = parsed.success ? (parsed.data.error ?? parsed.data.code) : undefined
  // At the token endpoint it is the client that is not authorized: there is no user yet.
  const known = code === 'unauthorized' ? 'client' : classOfStandardCode(code)
  return { class: isPassingStatus(status) ? 'transient' : (known ?? 'transient'), code: code ?? null }
}
