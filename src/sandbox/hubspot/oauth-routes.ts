import { emptyReply } from '../exchange.ts'
import { createAuthorize } from './authorize.ts'
import { deleteRefreshToken, describeAccessToken, describeRefreshToken } from './introspect.ts'
import { EVERY_VERSION, type HubSpotRoute } from './route.ts'
import { createTokenEndpoints, type TokenOptions } from './tokens.ts'

/** Sign-in, tokens and uninstalling. `v1`, which ends on 16 February 2027, is what the official client calls. */
export function createOAuthRoutes(options: TokenOptions): readonly HubSpotRoute[] {
  const { app, grants, behaviour } = options
  const authorize = createAuthorize(app, grants, behaviour)
  const { token, introspect, revoke } = createTokenEndpoints(options)
  const versions = EVERY_VERSION
  const v1 = ['v1']
  const refreshToken = '/oauth/{version}/refresh-tokens/{token}'
  return [
    { method: 'GET', path: '/oauth/authorize', handle: authorize },
    { method: 'POST', path: '/oauth/authorize', handle: authorize },
    { method: 'GET', path: '/oauth/{portalId}/authorize', handle: authorize },
    { method: 'POST', path: '/oauth/{version}/token', versions: [...versions, ...v1], handle: token },
    { method: 'POST', path: '/oauth/{version}/token/introspect', versions, handle: introspect },
    { method: 'POST', path: '/oauth/{version}/token/revoke', versions, handle: revoke },
    {
      method: 'GET',
      path: '/oauth/{version}/access-tokens/{token}',
      versions: v1,
      handle: (_request, { token: shown = '' }) => describeAccessToken(options, shown),
    },
    {
      method: 'GET',
      path: refreshToken,
      versions: v1,
      handle: (_request, { token: shown = '' }) => describeRefreshToken(options, shown),
    },
    {
      method: 'DELETE',
      path: refreshToken,
      versions: v1,
      handle: (_request, { token: shown = '' }) => deleteRefreshToken(options, shown),
    },
    {
      // Uninstalls the app: every grant of it in this account is dead (HubSpot's guide on uninstalling apps).
      method: 'DELETE',
      path: '/appinstalls/{version}/external-install',
      scopes: () => ['oauth'],
      versions,
      handle: () => {
        grants.revokeEverything()
        grants.expireAccessTokens()
        return emptyReply(204)
      },
    },
  ]
}
