import { z } from 'zod'
import { classOfStandardCode, isPassingStatus, own, refusalCode } from '../../oauth/refusal-codes.ts'
import type { FailedReply, OAuthDescription, TokenFailure } from '../provider.ts'
import { HUBSPOT_API_VERSION } from './api-version.ts'
import { uiHost } from './identify.ts'

/**
 * HubSpot's OAuth: the generic authorize page routes European portals itself, the API has one host for all.
 * S256 is sent although HubSpot's documents do not promise to check it; `state` is what protects here.
 */
export const oauth: OAuthDescription = {
  authorizationEndpoint: 'https://app.hubspot.com/oauth/authorize',
  tokenEndpoint: `https://api.hubapi.com/oauth/${HUBSPOT_API_VERSION}/token`,
  authorizationHosts: [uiHost],
  authorizationParameters: {},
  // Singular; HubSpot leaves out those that the portal cannot give (its OAuth guide).
  optionalScopeParameter: 'optional_scope',
  clientAuthentication: 'body',
  tokenRequestEncoding: 'form',
  tokenRequestHeaders: {},
  pkce: 'sent',
  refreshTokens: 'stable',
  // Access tokens that were issued before live on until their own end, half an hour at most.
  revocation: {
    address: `https://api.hubapi.com/oauth/${HUBSPOT_API_VERSION}/token/revoke`,
    token: 'refresh',
    parameters: { token_type_hint: 'refresh_token' },
  },
  introspection: {
    address: `https://api.hubapi.com/oauth/${HUBSPOT_API_VERSION}/token/introspect`,
    token: 'access',
    parameters: { token_type_hint: 'access_token' },
  },
  conformTokenReply,
  classifyTokenFailure,
}

const tokenReplySchema = z.looseObject({ access_token: z.string() })
const scopeListSchema = z.array(z.string()).min(1)

/**
 * The published document of 2026-09 has no schema for the reply, and the older ones name the scopes `scopes`,
 * a list, where the standard has `scope`, a text. Adds what is missing and repairs nothing that is there:
 * an odd lifetime stays odd, so that whoever reads the reply refuses it.
 */
function conformTokenReply(body: unknown): unknown {
  const parsed = tokenReplySchema.safeParse(body)
  if (!parsed.success) return body
  const { token_type = null, scope = null, scopes, ...rest } = parsed.data
  const list = scopeListSchema.safeParse(scopes)
  const scopeText = scope ?? (list.success ? list.data.join(' ') : null)
  return { ...rest, token_type: token_type ?? 'bearer', ...(scopeText === null ? {} : { scope: scopeText }) }
}

/** HubSpot's own vocabulary, in `status`. It is the more exact one. */
const classByStatus: Readonly<Record<string, TokenFailure['class'] | undefined>> = {
  BAD_REFRESH_TOKEN: 'revoked',
  BAD_HUB: 'revoked',
  BAD_AUTH_CODE: 'code-refused',
  EXPIRED_AUTH_CODE: 'code-refused',
  BAD_CLIENT_ID: 'client',
  BAD_CLIENT_SECRET: 'client',
  BAD_REDIRECT_URI: 'client',
  BAD_GRANT_TYPE: 'client',
  BAD_SCOPES: 'client',
}

const tokenErrorSchema = z.object({ status: refusalCode, error: refusalCode })

/**
 * Errors come with HTTP 400 in two vocabularies at once or in either (HubSpot's changelog on standardised
 * OAuth errors). What is in neither is `transient`: a grant is given up only for a reason.
 */
function classifyTokenFailure({ status: httpStatus, body }: FailedReply): TokenFailure {
  const parsed = tokenErrorSchema.safeParse(body)
  const { status, error } = parsed.success ? parsed.data : {}
  const isTemporary = isPassingStatus(httpStatus) || [423, 477].includes(httpStatus)
  const known = own(classByStatus, status) ?? classOfStandardCode(error)
  const isOwnCode = own(classByStatus, status) !== undefined
  return {
    class: isTemporary ? 'transient' : (known ?? 'transient'),
    code: (isOwnCode ? status : (error ?? status)) ?? null,
  }
}
