import * as oauth from 'oauth4webapi'
import type { AppError } from '../../shared/errors.ts'
import type { ClientTest } from '../../shared/model/client-settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import { authorizationServer, exchangeCode } from './token-endpoint.ts'
import type { OAuthDescription, TokenFailure } from '../providers/provider.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'

type Answer = Pick<ClientTest, 'outcome' | 'code'>

/** A code that nobody issued is refused only by somebody who has accepted the client before. */
const outcomes: Readonly<Record<TokenFailure['class'], Answer['outcome']>> = {
  client: 'rejected',
  'code-refused': 'accepted',
  revoked: 'accepted',
  raced: 'unclear',
  transient: 'unclear',
}

/**
 * Asks the token endpoint with a made-up code, so that no grant of anybody is touched. A provider that cannot
 * answer now (no network, too many calls, a fault of its own) is an error, not an answer.
 */
export async function tryClient(
  description: OAuthDescription,
  client: ClientCredentials,
  fetch: Fetch,
): Promise<Result<Answer, AppError>> {
  const state = oauth.generateRandomState()
  const madeUp = new URLSearchParams({ code: oauth.generateRandomState(), state })
  const asked = await exchangeCode(description, client, fetch, {
    // The library exchanges codes of checked answers only, so the made-up one is an answer as well.
    parameters: oauth.validateAuthResponse(
      authorizationServer(description),
      { client_id: client.clientId },
      madeUp,
      state,
    ),
    redirectUri: client.redirectUris[0] ?? '',
    verifier: description.pkce === 'none' ? null : oauth.generateRandomCodeVerifier(),
  })
  // Whatever a token endpoint answers to a code that it never issued is dropped.
  if (asked.ok) return ok({ outcome: 'unclear', code: null })
  if (asked.error.kind === 'not-asked') return err(asked.error.error)
  if (asked.error.kind === 'unclear') return ok({ outcome: 'unclear', code: null })
  const { failure, error } = asked.error
  const cannotAnswer =
    error.kind === 'rate-limited' || (error.kind === 'provider-down' && error.status >= 500)
  if (failure.class === 'transient' && cannotAnswer) return err(error)
  return ok({ outcome: outcomes[failure.class], code: failure.code })
}
