import { z } from 'zod'
import type { FailedReply, OAuthDescription, TokenFailure } from '../../../src/main/providers/provider.ts'

/** Harbour's OAuth: the standard to the letter, with PKCE required and refresh tokens that work once. */
export const oauth: OAuthDescription = {
  authorizationEndpoint: 'https://id.harbour.example/auth',
  tokenEndpoint: 'https://id.harbour.example/token',
  authorizationHosts: [/^id\.harbour\.example$/],
  authorizationParameters: {},
  optionalScopeParameter: null,
  clientAuthentication: 'body',
  tokenRequestEncoding: 'form',
  tokenRequestHeaders: {},
  pkce: 'required',
  refreshTokens: 'single-use',
  revocation: {
    address: 'https://id.harbour.example/token/revocation',
    token: 'refresh',
    parameters: { token_type_hint: 'refresh_token' },
  },
  conformTokenReply: (body) => body,
  classifyTokenFailure,
}

/** The standard's vocabulary (RFC 6749, 5.2). */
const classByError: Readonly<Record<string, TokenFailure['class']>> = {
  invalid_grant: 'revoked',
  invalid_client: 'client',
  unauthorized_client: 'client',
  unsupported_grant_type: 'client',
  invalid_scope: 'client',
  invalid_request: 'client',
}
const errorSchema = z.object({ error: z.string().regex(/^[a-z_]{1,60}$/) })

function classifyTokenFailure({ status, body }: FailedReply): TokenFailure {
  const parsed = errorSchema.safeParse(body)
  if (!parsed.success) return { class: 'transient', code: null }
  const { error } = parsed.data
  const isAnswer = status >= 400 && status < 500 && status !== 429
  const known = Object.hasOwn(classByError, error) ? classByError[error] : undefined
  return { class: (isAnswer ? known : undefined) ?? 'transient', code: error }
}
