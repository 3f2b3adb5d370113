import { z } from 'zod'
import { classOfStandardCode, isPassingStatus, refusalCode } from '../../../src/main/oauth/refusal-codes.ts'
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

const errorSchema = z.object({ error: refusalCode })

function classifyTokenFailure({ status, body }: FailedReply): TokenFailure {
  const parsed = errorSchema.safeParse(body)
  const code = parsed.success ? (parsed.data.error ?? null) : null
  if (isPassingStatus(status)) return { class: 'transient', code }
  return { class: classOfStandardCode(code ?? undefined) ?? 'transient', code }
}
