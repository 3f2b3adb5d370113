import { emptyReply, jsonReply, parseForm, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import { isSame, matchesChallenge } from '../secrets.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import type { Grants } from './grants.ts'
import { introspect } from './introspect.ts'
import { refuseOAuth, type OAuthProblem } from './oauth-errors.ts'
import { PORTAL, type AppRegistration } from './portal.ts'
import { createRefreshRefusals } from './refresh-refusals.ts'

export type TokenOptions = {
  app: AppRegistration
  grants: Grants
  behaviour: () => HubSpotBehaviour
  now: () => number
}

type Form = ReadonlyMap<string, string>
type Endpoint = (request: SandboxRequest, params: RouteParams) => SandboxReply

/**
 * The token endpoint and its two companions, form-encoded with everything in the body. Errors are HTTP 400;
 * see oauth-errors.ts for their words.
 */
export function createTokenEndpoints(
  options: TokenOptions,
): Record<'token' | 'introspect' | 'revoke', Endpoint> {
  const { app, grants } = options
  const refuse = (problem: OAuthProblem): SandboxReply =>
    refuseOAuth(problem, options.behaviour().oauthErrors)
  const refuseRefresh = createRefreshRefusals(options.behaviour)
  const checkClient = (form: Form): SandboxReply | undefined => {
    if (form.get('client_id') !== app.clientId) return refuse('client-id')
    return isSame(form.get('client_secret') ?? '', app.clientSecret) ? undefined : refuse('client-secret')
  }
  return {
    token: ({ body }) => {
      const form = parseForm(body)
      const grantType = form.get('grant_type')
      if (grantType !== 'authorization_code' && grantType !== 'refresh_token') return refuse('grant-type')
      const refused = checkClient(form)
      if (refused !== undefined) return refused
      if (grantType === 'authorization_code') return exchange(options, form, refuse)
      return refuseRefresh() ?? refresh(options, form, refuse)
    },
    introspect: ({ body }) => {
      const form = parseForm(body)
      return checkClient(form) ?? introspect(options, form.get('token') ?? '')
    },
    revoke: ({ body }) => {
      const form = parseForm(body)
      const refused = checkClient(form)
      if (refused !== undefined) return refused
      // Access tokens that came out of this grant stay good until they expire: revoking does not cascade. An
      // unknown token is revoked already (RFC 7009, 2.2).
      grants.revokeRefreshToken(form.get('token') ?? '')
      return emptyReply(200)
    },
  }
}

type Refuse = (problem: OAuthProblem) => SandboxReply

function exchange({ app, grants, now }: TokenOptions, form: Form, refuse: Refuse): SandboxReply {
  const code = grants.findCode(form.get('code') ?? '')
  if (code === undefined || code.used) return refuse('code')
  if (code.expiresAtMs <= now()) return refuse('code-expired')
  // Spent by the attempt, so that nobody who holds the code alone can go on guessing the rest.
  code.used = true
  const redirectUri = form.get('redirect_uri') ?? ''
  if (redirectUri !== code.redirectUri) {
    return refuse(app.redirectUris.includes(redirectUri) ? 'redirect-uri-other' : 'redirect-uri')
  }
  if (code.challenge !== undefined && !matchesChallenge(form.get('code_verifier') ?? '', code.challenge)) {
    return refuse('verifier')
  }
  return tokenReply(grants, code.scopes, grants.issueRefreshToken(code.scopes))
}

function refresh({ grants, behaviour }: TokenOptions, form: Form, refuse: Refuse): SandboxReply {
  const refreshToken = form.get('refresh_token') ?? ''
  const scopes = grants.readRefreshToken(refreshToken)
  if (scopes === undefined) return refuse('refresh-token')
  // A refresh may name scopes, though none that the grant does not have (RFC 6749, 6).
  const wanted = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  if (wanted.some((scope) => !scopes.includes(scope))) return refuse('scopes')
  const handsOut = behaviour().refreshToken
  if (handsOut !== 'rotated') {
    return tokenReply(grants, scopes, handsOut === 'same' ? refreshToken : undefined)
  }
  grants.revokeRefreshToken(refreshToken)
  return tokenReply(grants, scopes, grants.issueRefreshToken(scopes))
}

/** The answer of HubSpot's published document of 2026-03; that of 2026-09 describes none. */
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
