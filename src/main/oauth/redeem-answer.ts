import * as oauth from 'oauth4webapi'
import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import { registeredAddress, type Attempt, type GrantRequest } from './attempt.ts'
import { authorizationServer, exchangeCode, type TokenRequestFailure } from './token-endpoint.ts'
import { readTokenReply, type TokenSet } from './token-set.ts'

/**
 * Makes a grant of the answer that won. An address that says no, comes from another issuer than the one
 * that was asked, or has no code in it ends here: nothing is sent anywhere.
 */
export async function redeemAnswer(
  request: GrantRequest,
  attempt: Attempt,
  url: URL,
  ports: { readonly fetch: Fetch; readonly now: () => number },
): Promise<Result<TokenSet, AppError>> {
  const { client, scopes } = request
  const server = authorizationServer(request.oauth)
  let parameters: URLSearchParams
  try {
    parameters = oauth.validateAuthResponse(server, { client_id: client.clientId }, url, attempt.state)
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) {
      return err({ kind: 'sign-in-denied', reason: plainText(error.error_description ?? error.error) })
    }
    // A foreign `iss`: the answer is not from whom we asked (RFC 9207).
    return err({ kind: 'sign-in-state-mismatch' })
  }
  if ((parameters.get('code') ?? '') === '') return err({ kind: 'sign-in-refused', code: null })
  const exchanged = await exchangeCode(request.oauth, client, ports.fetch, {
    parameters,
    redirectUri: registeredAddress(client, attempt),
    verifier: attempt.verifier,
  })
  if (!exchanged.ok) return err(describe(exchanged.error, request.providerId))
  const asked = [...scopes.required, ...scopes.optional]
  return readTokenReply(exchanged.value, { refreshToken: null, scopes: asked }, ports.now())
}

/** Control characters, line and paragraph separators, and those that reorder the text around them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu

/** The provider's own words are an attacker's if the page was: text only, bounded, nothing unprintable. */
function plainText(text: string): string | null {
  const plain = text.toWellFormed().replace(unprintable, ' ').trim().slice(0, 500).toWellFormed()
  return plain === '' ? null : plain
}

function describe(failure: TokenRequestFailure, providerId: string): AppError {
  switch (failure.kind) {
    case 'not-asked':
    case 'unclear':
      return failure.error
    case 'refused':
      switch (failure.failure.class) {
        case 'client':
          return { kind: 'client-rejected', providerId }
        case 'transient':
        case 'raced':
          return failure.error
        case 'revoked':
        case 'code-refused':
          return { kind: 'sign-in-refused', code: failure.failure.code }
      }
  }
}
