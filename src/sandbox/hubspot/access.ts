import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { errorReply } from './errors.ts'
import type { Grants } from './grants.ts'

type Asked = {
  /** The scopes of which one is needed. */
  oneOf: readonly string[]
  /** Scopes that no grant has, whatever its token says. */
  denied: readonly string[]
  nowMs: number
}

/**
 * Lets a call pass (undefined) or says why not: 401 for a missing, unknown or expired token, 403 when the
 * grant has none of the scopes of which one is needed.
 */
export function refuseAccess(
  request: SandboxRequest,
  grants: Grants,
  { oneOf, denied, nowMs }: Asked,
): SandboxReply | undefined {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
  const access = token === undefined ? undefined : grants.readAccessToken(token)
  if (access === undefined) {
    return errorReply(401, {
      message:
        token === undefined
          ? 'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview'
          : 'The OAuth token used to make this call is invalid.',
      category: 'INVALID_AUTHENTICATION',
    })
  }
  const expiredForMs = nowMs - access.expiresAtMs
  if (expiredForMs >= 0) {
    return errorReply(401, {
      message: `The OAuth token used to make this call expired ${Math.floor(expiredForMs / 1000)} second(s) ago.`,
      category: 'EXPIRED_AUTHENTICATION',
      context: { 'expire time': [new Date(access.expiresAtMs).toISOString()] },
    })
  }
  const isGranted = (scope: string): boolean => access.scopes.includes(scope) && !denied.includes(scope)
  if (oneOf.some(isGranted)) return undefined
  return errorReply(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: [...oneOf] },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  })
}
