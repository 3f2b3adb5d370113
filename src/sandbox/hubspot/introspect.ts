import { createHash } from 'node:crypto'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import { errorReply } from './errors.ts'
import type { AccessToken, Grants } from './grants.ts'
import { PORTAL, type AppRegistration } from './portal.ts'

type Known = { app: AppRegistration; grants: Grants; now: () => number }

/** What the app may know about a token; one that is dead or unknown is only said not to be active. */
export function introspect({ app, grants, now }: Known, token: string): SandboxReply {
  const access = grants.readAccessToken(token)
  if (access !== undefined && access.expiresAtMs > now()) {
    return jsonReply(200, {
      ...describe(app, token, access.scopes),
      token_use: 'access_token',
      expires_in: Math.floor((access.expiresAtMs - now()) / 1000),
      is_private_distribution: false,
      signed_access_token: signed(app, access),
    })
  }
  const scopes = grants.readRefreshToken(token)
  if (scopes === undefined) return jsonReply(200, { active: false })
  return jsonReply(200, { ...describe(app, token, scopes), token_use: 'refresh_token' })
}

/** `GET /oauth/v1/access-tokens/{token}`: the older way, with the token in the address and no secret at all. */
export function describeAccessToken({ app, grants, now }: Known, token: string): SandboxReply {
  const access = grants.readAccessToken(token)
  if (access === undefined || access.expiresAtMs <= now()) return unknownToken('access token')
  const { active: _, client_id: __, ...shown } = describe(app, token, access.scopes)
  return jsonReply(200, { ...shown, expires_in: Math.floor((access.expiresAtMs - now()) / 1000) })
}

/** `GET /oauth/v1/refresh-tokens/{token}`. */
export function describeRefreshToken({ app, grants }: Known, token: string): SandboxReply {
  const scopes = grants.readRefreshToken(token)
  if (scopes === undefined) return unknownToken('refresh token')
  const { active: _, app_id: __, ...shown } = describe(app, token, scopes)
  return jsonReply(200, shown)
}

/** `DELETE /oauth/v1/refresh-tokens/{token}`: 204, as the official client expects. */
export function deleteRefreshToken({ grants }: Known, token: string): SandboxReply {
  if (grants.readRefreshToken(token) === undefined) return unknownToken('refresh token')
  grants.revokeRefreshToken(token)
  return emptyReply(204)
}

function unknownToken(kind: string): SandboxReply {
  return errorReply(404, { message: `missing or unknown ${kind}` })
}

function describe(app: AppRegistration, token: string, scopes: readonly string[]) {
  return {
    active: true,
    token,
    token_type: 'bearer',
    client_id: app.clientId,
    app_id: app.appId,
    hub_id: PORTAL.hubId,
    hub_domain: PORTAL.hubDomain,
    user: PORTAL.user,
    user_id: PORTAL.userId,
    scopes,
  }
}

/** Schema SignedAccessToken of HubSpot's published document of 2026-03. The signatures are made up. */
function signed(app: AppRegistration, { scopes, expiresAtMs }: AccessToken): Record<string, unknown> {
  const scopeText = scopes.join(' ')
  const signature = (kind: string): string =>
    createHash('sha256').update(`${kind} ${scopeText} ${expiresAtMs}`).digest('base64url')
  return {
    appId: app.appId,
    appInstallId: '30918842',
    audience: 'PublicAPI',
    expiresAt: expiresAtMs,
    hubId: PORTAL.hubId,
    hublet: PORTAL.hublet,
    installingUserId: PORTAL.userId,
    isPrivateDistribution: false,
    isServiceAccount: false,
    isUserLevel: false,
    newSignature: signature('new'),
    scopeToScopeGroupPks: '',
    scopes: scopeText,
    signature: signature('old'),
    trialScopeToScopeGroupPks: '',
    trialScopes: '',
    userId: PORTAL.userId,
  }
}
