import type { AppError } from '../../shared/errors.ts'
import type { ClientChange } from '../../shared/model/client-settings.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { isUsableRedirectAddress } from '../oauth/redirect-address.ts'
import type { Provider } from '../providers/provider.ts'
import type { ClientCredentials } from './client-credentials.ts'

/** What is kept after a change, or why it is refused. */
export function changedClient(
  { descriptor }: Pick<Provider, 'descriptor'>,
  known: ClientCredentials | null,
  { clientId, secret, redirectUris }: Omit<ClientChange, 'providerId'>,
): Result<ClientCredentials, AppError> {
  const refused = (detail: string): Result<never, AppError> => err({ kind: 'invalid-request', detail })
  const clientSecret =
    secret.kind === 'new' ? secret.value : secret.kind === 'keep' ? (known?.clientSecret ?? null) : null
  if (clientSecret === null && !descriptor.capabilities.publicClient) return refused('no client secret')
  if (!redirectUris.every(isUsableRedirectAddress))
    return refused('a redirect address is not on this computer')
  if (new Set(redirectUris).size !== redirectUris.length) return refused('a redirect address comes twice')
  return ok({
    clientId,
    clientSecret,
    redirectUris: [...redirectUris],
    authorizationUrl: known?.authorizationUrl ?? null,
  })
}
