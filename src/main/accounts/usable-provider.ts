import type { AppError } from '../../shared/errors.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import type { Provider } from '../providers/provider.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import type { AccountRecords } from './account-records.ts'

/** A provider at the addresses of the workspace, and the client with which it is asked for tokens. */
export interface UsableProvider {
  readonly provider: Provider
  readonly client: ClientCredentials
}

export interface UsablePorts {
  readonly directory: ProviderDirectory
  readonly records: AccountRecords
  readonly secrets: KnownSecrets
  /** The directory knows the open workspace only: another one's tokens must not go to its addresses. */
  readonly isOpen: () => boolean
}

/** `client-not-configured` where the user has set no app, `cancelled` where another workspace is open by now. */
export async function usableProvider(
  { directory, records, secrets, isOpen }: UsablePorts,
  providerId: ProviderId,
): Promise<Result<UsableProvider, AppError>> {
  if (!isOpen()) return err({ kind: 'cancelled' })
  const placed = await directory.find(providerId)
  if (!placed.ok) return placed
  const { provider, givenClient } = placed.value
  const client = givenClient === null ? await records.readClient(providerId) : ok(givenClient)
  if (!client.ok) return client
  if (client.value === null) return err({ kind: 'client-not-configured', providerId })
  if (client.value.clientSecret !== null) secrets.remember(client.value.clientSecret)
  return ok({ provider, client: client.value })
}
