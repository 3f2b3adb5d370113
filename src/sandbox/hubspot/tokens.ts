import { randomUUID } from 'node:crypto'
import { emptyReply, jsonReply, parseForm, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { isSame, matchesChallenge, type Grants } from './grants.ts'
import { PORTAL, type AppRegistration } from './portal.ts'

export type TokenOptions = {
  app: AppRegistration
  grants: Grants
  behaviour: () => HubSpotBehaviour
  now: () => number
}

/**
 * The token endpoint and its two companions, form-encoded with everything in the body. Errors are HTTP 400
 * and speak both vocabularies at once: OAuth's `error`, and HubSpot's own `status` (HubSpot's changelog on
 * standardised OAuth errors).
 */
export function createTokenEndpoints(
  options: TokenOptions,
): Record<'token' | 'introspect' | 'revoke', (request: SandboxRequest) => SandboxReply> {
  return {
    token: (request) => {
      const form = parseForm(request.body)
      const grantType = form.get('grant_type')
      if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
        return refuse('unsupported_grant_type', 'BAD_GRANT_TYPE', 'missing or unknown grant type')
      }
      return (
        checkClient(options.app, form) ??
        (grantType === 'refresh_token' ? refresh(options, form) : exchange(options, form))
      )
    },
    introspect: (request) => {
      const form = parseForm(request.body)
      return checkClient(options.app, form) ?? introspect(options, form.get('token') ?? '')
    },
    revoke: (request) => {
      const form = parseForm(request.body)
      const refused = checkClient(options.app, form)
      if (refused !== undefined) return refused
      // Access tokens that came out of this grant stay good until they expire: revoking does not cascade.
      options.grants.revokeRefreshToken(form.get('token') ?? '')
      return emptyReply(200)
    },
  }
}

function exchange({ app, grants, now }: TokenOptions, form: Map<string, string>): SandboxReply {
  const code = grants.findCode(form.get('code') ?? '')
  if (code === undefined || code.used || code.expiresAtMs <= now()) {
    return refuse('invalid_grant', 'BAD_AUTH_CODE', 'missing or unknown auth code')
  }
  // Spent by the attempt, so that nobody who holds the code alone can go on guessing the rest.
  code.used = true
  if (form.get('redirect_uri') !== code.redirectUri) {
    const known = app.redirectUris.includes(form.get('redirect_uri') ?? '')
    return refuse(
      'invalid_grant',
      'BAD_REDIRECT_URI',
      known ? 'redirect_uri does not match initial authorization' : 'missing or invalid redirect uri',
    )
  }
  if (code.challenge !== undefined && !matchesChallenge(form.get('code_verifier') ?? '', code.challenge)) {
    return refuse('invalid_grant', 'BAD_AUTH_CODE', 'code_verifier does not match the code challenge')
  }
  return tokenReply(grants, code.scopes, grants.issueRefreshToken(code.scopes))
}

function refresh({ grants, behaviour }: TokenOptions, form: Map<string, string>): SandboxReply {
  const refreshToken = form.get('refresh_token') ?? ''
  const scopes = grants.readRefreshToken(refreshToken)
  if (scopes === undefined) {
    return refuse('invalid_grant', 'BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked')
  }
  const handsOut = behaviour().refreshToken
  if (handsOut !== 'rotated') {
    return tokenReply(grants, scopes, handsOut === 'same' ? refreshToken : undefined)
  }
  grants.revokeRefreshToken(refreshToken)
  return tokenReply(grants, scopes, grants.issueRefreshToken(scopes))
}

function tokenReply(
  grants: Grants,
  scopes: readonly string[],
  refreshToken: string | undefined,
): SandboxReply {
  const { token, expiresInSeconds } = grants.issueAccessToken(scopes)
  return jsonReply(200, {
    token_type: 'bearer',
    token_use: 'access_token',
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    access_token: token,
    hub_id: PORTAL.hubId,
    user_id: PORTAL.userId,
    scopes,
    expires_in: expiresInSeconds,
  })
}

function introspect({ app, grants, now }: TokenOptions, token: string): SandboxReply {
  const access = grants.readAccessToken(token)
  const scopes =
    access === undefined
      ? grants.readRefreshToken(token)
      : access.expiresAtMs > now()
        ? access.scopes
        : undefined
  if (scopes === undefined) return jsonReply(200, { active: false })
  return jsonReply(200, {
    active: true,
    token_use: access === undefined ? 'refresh_token' : 'access_token',
    token_type: 'bearer',
    client_id: app.clientId,
    app_id: app.appId,
    hub_id: PORTAL.hubId,
    hub_domain: PORTAL.hubDomain,
    user: PORTAL.user,
    user_id: PORTAL.userId,
    scopes,
    ...(access === undefined ? {} : { expires_in: Math.floor((access.expiresAtMs - now()) / 1000) }),
  })
}

function checkClient(app: AppRegistration, form: Map<string, string>): SandboxReply | undefined {
  if (form.get('client_id') !== app.clientId)
    return refuse('invalid_client', 'BAD_CLIENT_ID', 'missing or unknown client id')
  if (!isSame(form.get('client_secret') ?? '', app.clientSecret)) {
    return refuse('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret')
  }
  return undefined
}

function refuse(error: string, status: string, message: string): SandboxReply {
  const correlationId = randomUUID()
  return jsonReply(
    400,
    { error, error_description: message, status, message, correlationId },
    { 'x-hubspot-correlation-id': correlationId },
  )
}
