import { z } from 'zod'
import { classOfStandardCode, isPassingStatus, refusalCode } from '../../oauth/refusal-codes.ts'
import type { FailedReply, OAuthDescription, TokenFailure } from '../provider.ts'
import { airtableHost } from './page-hosts.ts'

/**
 * Airtable's OAuth (its OAuth reference): S256 is required, a secret is not, and where the integration has one
 * it must travel in the header. A refresh ends both tokens of the pair at once. No address for revoking is
 * documented: the user ends a grant on Airtable's own account page.
 */
export const oauth: OAuthDescription = {
  authorizationEndpoint: 'https://airtable.com/oauth2/v1/authorize',
  tokenEndpoint: 'https://airtable.com/oauth2/v1/token',
  authorizationHosts: [airtableHost],
  authorizationParameters: {},
  optionalScopeParameter: null,
  clientAuthentication: 'basic',
  tokenRequestEncoding: 'form',
  tokenRequestHeaders: {},
  pkce: 'required',
  refreshTokens: 'single-use',
  revocation: null,
  conformTokenReply,
  classifyTokenFailure,
}

const tokenReplySchema = z.looseObject({ access_token: z.string(), token_type: z.string() })

/** The reference writes the token's type as `"Bearer "`, with a space at the end. */
function conformTokenReply(body: unknown): unknown {
  const parsed = tokenReplySchema.safeParse(body)
  return parsed.success ? { ...parsed.data, token_type: parsed.data.token_type.trim() } : body
}

/** OAuth's shape, and that of the API's own errors. */
const tokenErrorSchema = z.object({
  error: z
    .union([z.object({ type: refusalCode }).transform(({ type }) => type), refusalCode])
    .optional()
    .catch(undefined),
})

function classifyTokenFailure({ status, body }: FailedReply): TokenFailure {
  const parsed = tokenErrorSchema.safeParse(body)
  const code = (parsed.success ? parsed.data.error : undefined) ?? null
  if (isPassingStatus(status)) return { class: 'transient', code }
  // "You recently refreshed a token": the other one's pair is the good one (OAuth reference).
  if (status === 409) return { class: 'raced', code }
  return { class: classOfStandardCode(code ?? undefined) ?? 'transient', code }
}
