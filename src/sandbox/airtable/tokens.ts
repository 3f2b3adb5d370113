import { emptyReply, jsonReply, parseForm, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { Registration, Registrations } from './account.ts'
import type { AirtableBehaviour } from './behaviour.ts'
import type { Codes } from './codes.ts'
import { notFound, oauthError } from './errors.ts'
import type { Grants, TokenPair } from './grants.ts'
import { splitScopes } from './scopes.ts'
import { isSame, matchesChallenge } from '../secrets.ts'

type TokenOptions = {
  app: Registrations
  codes: Codes
  grants: Grants
  behaviour: () => AirtableBehaviour
}

/** The documented alphabet of the verifier: base64url without padding, and a dot. */
const VERIFIER = /^[\w.-]{43,128}$/

/** The token endpoint and its companion. Both take form bodies; errors are OAuth's (RFC 6749, 5.2). */
export function createTokenEndpoints(
  options: TokenOptions,
): Record<'token' | 'revoke', (request: SandboxRequest) => SandboxReply> {
  return {
    token: (request) => {
      const form = parseForm(request.body)
      // Spent before anything is looked at: no attempt with a code leaves it usable.
      const pending = form.has('code') ? options.codes.take(form.get('code') ?? '') : undefined
      const client = readClient(options.app, request, form)
      if ('status' in client) return client
      switch (form.get('grant_type')) {
        case 'authorization_code':
          return exchange(options, client, pending, form)
        case 'refresh_token':
          return refresh(options, client, form)
        default:
          return oauthError(
            400,
            'unsupported_grant_type',
            'grant_type must be authorization_code or refresh_token',
          )
      }
    },
    revoke: (request) => {
      if (options.behaviour().revocation === 'missing') return notFound()
      const form = parseForm(request.body)
      const client = readClient(options.app, request, form)
      if ('status' in client) return client
      options.grants.revoke(client.kind, form.get('token') ?? '')
      return emptyReply(200)
    },
  }
}

function exchange(
  { grants, behaviour }: TokenOptions,
  client: Registration,
  pending: ReturnType<Codes['take']>,
  form: Map<string, string>,
): SandboxReply {
  const verifier = form.get('code_verifier') ?? ''
  if (!VERIFIER.test(verifier)) {
    return oauthError(
      400,
      'invalid_request',
      'code_verifier must be 43 to 128 characters of a-z, A-Z, 0-9, ".", "-" and "_"',
    )
  }
  if (pending === undefined || pending.client !== client.kind) {
    return oauthError(400, 'invalid_grant', 'The code is unknown, expired or was used before')
  }
  if (form.get('redirect_uri') !== pending.redirectUri) {
    return oauthError(400, 'invalid_grant', 'redirect_uri does not match the authorization request')
  }
  if (!matchesChallenge(verifier, pending.challenge)) {
    return oauthError(400, 'invalid_grant', 'code_verifier does not match the code_challenge')
  }
  const { scopes, bases } = pending
  return tokenReply(behaviour(), grants.issue({ client: client.kind, scopes, bases }))
}

function refresh(
  { grants, behaviour }: TokenOptions,
  client: Registration,
  form: Map<string, string>,
): SandboxReply {
  const scopes = form.has('scope') ? splitScopes(form.get('scope') ?? '') : undefined
  const result = grants.refresh(client.kind, form.get('refresh_token') ?? '', scopes)
  if (result === 'conflict') {
    // The status is documented ("recently refreshed"); its body is not.
    return oauthError(409, 'conflict', 'The token was refreshed a moment ago')
  }
  if (result === 'scope') return oauthError(400, 'invalid_scope', 'The scope exceeds what was granted')
  if (result === 'invalid') return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.')
  return tokenReply(behaviour(), result)
}

function tokenReply({ tokenType }: AirtableBehaviour, pair: TokenPair): SandboxReply {
  return jsonReply(200, {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    token_type: tokenType === 'spaced' ? 'Bearer ' : 'Bearer',
    scope: pair.scopes.join(' '),
    expires_in: pair.expiresInSeconds,
    refresh_expires_in: pair.refreshExpiresInSeconds,
  })
}

/**
 * Who calls: Basic is required of an integration with a secret, and forbidden for one without, which names
 * itself in the body (OAuth reference).
 */
function readClient(
  app: Registrations,
  request: SandboxRequest,
  form: Map<string, string>,
): Registration | SandboxReply {
  if (
    request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !==
    'application/x-www-form-urlencoded'
  ) {
    return oauthError(400, 'invalid_request', 'The body must be application/x-www-form-urlencoded')
  }
  const header = request.headers.authorization
  if (header === undefined) {
    if (form.get('client_id') === app.public.clientId) return app.public
    return oauthError(401, 'invalid_client', 'The client is unknown, or must authenticate with its secret')
  }
  const basic = /^Basic +([\w+/=-]+)$/i.exec(header)?.[1]
  // Node reads both base64 and base64url here: the reference names the one, the official sample sends the other.
  const [id = '', ...rest] = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':')
  const { confidential } = app
  if (id !== confidential.clientId || !isSame(rest.join(':'), confidential.clientSecret)) {
    return oauthError(
      401,
      'invalid_client',
      'The Authorization header is wrong, or must not be sent without a secret',
    )
  }
  if (form.has('client_id') && form.get('client_id') !== id) {
    return oauthError(401, 'invalid_client', 'client_id does not match the Authorization header')
  }
  return confidential
}
