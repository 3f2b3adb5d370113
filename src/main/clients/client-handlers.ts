import type { ClientSettings, ClientTest } from '../../shared/model/client-settings.ts'
import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import { tryClient } from '../oauth/try-client.ts'
import type { Provider } from '../providers/provider.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import { changedClient } from './client-change.ts'
import type { ClientCredentials } from './client-credentials.ts'
import type { EnvImport } from './env-import.ts'
import { findFreePorts } from './free-ports.ts'
import { ownAuthorizationEndpoint } from './own-authorization.ts'

export interface ClientHandlerPorts {
  readonly records: AccountRecords
  readonly directory: ProviderDirectory
  readonly envImport: EnvImport
  readonly secrets: KnownSecrets
  readonly fetch: Fetch
  readonly isWorkingOffline: () => boolean
  readonly now: () => number
  /** Another app is set, or none any more. */
  readonly onChanged: (providerId: ProviderId) => void
}

/** Between two tests of one provider's app: a provider counts failed ones and may shut the door. */
const coolDownMs = 3_000

const done = ok({})
const isGiven = err({ kind: 'invalid-request', detail: 'this workspace has its own app' } as const)

interface FoundClient {
  readonly provider: Provider
  readonly isGiven: boolean
  readonly client: ClientCredentials | null
}

/** The endpoints of the user's own OAuth apps. A secret goes in here and to the provider, nowhere else. */
export function createClientHandlers(ports: ClientHandlerPorts): Handlers['clients'] {
  const { records, directory, envImport, secrets } = ports
  const lastTestAtMs = new Map<ProviderId, number>()

  async function find(providerId: ProviderId): Promise<Result<FoundClient, AppError>> {
    const placed = await directory.find(providerId)
    if (!placed.ok) return placed
    const { provider, givenClient } = placed.value
    if (givenClient !== null) return ok({ provider, isGiven: true, client: givenClient })
    const client = await records.readClient(providerId)
    return client.ok ? ok({ provider, isGiven: false, client: client.value }) : client
  }

  async function test(providerId: ProviderId): Promise<Result<ClientTest, AppError>> {
    const found = await find(providerId)
    if (!found.ok) return found
    const { provider, client } = found.value
    if (client === null) return err({ kind: 'client-not-configured', providerId })
    if (ports.isWorkingOffline()) return err({ kind: 'working-offline' })
    const sinceMs = ports.now() - (lastTestAtMs.get(providerId) ?? Number.NEGATIVE_INFINITY)
    // A clock that was set back holds nobody up.
    if (sinceMs >= 0 && sinceMs < coolDownMs) {
      return err({ kind: 'rate-limited', retryAfterMs: coolDownMs - sinceMs })
    }
    lastTestAtMs.set(providerId, ports.now())
    if (client.clientSecret !== null) secrets.remember(client.clientSecret)
    const [answer, freePorts] = await Promise.all([
      tryClient(provider.oauth, client, ports.fetch),
      findFreePorts(client.redirectUris),
    ])
    return answer.ok ? ok({ ...answer.value, ports: freePorts }) : answer
  }

  return {
    get: async ({ providerId }) => {
      const found = await find(providerId)
      if (!found.ok) return found
      const choice = await records.readChoice(providerId)
      if (!choice.ok) return choice
      return ok({ ...settingsOf(found.value), choice: choice.value })
    },
    set: async ({ providerId, ...change }) => {
      const found = await find(providerId)
      if (!found.ok) return found
      if (found.value.isGiven) return isGiven
      const changed = changedClient(found.value.provider, found.value.client, change)
      if (!changed.ok) return changed
      if (changed.value.clientSecret !== null) secrets.remember(changed.value.clientSecret)
      const written = await records.writeClient(providerId, changed.value)
      if (!written.ok) return written
      ports.onChanged(providerId)
      return done
    },
    remove: async ({ providerId }) => {
      const found = await find(providerId)
      if (!found.ok) return found
      if (found.value.isGiven) return isGiven
      const removed = await records.removeClient(providerId)
      if (!removed.ok) return removed
      ports.onChanged(providerId)
      return done
    },
    test: ({ providerId }) => test(providerId),
    chooseEnvFile: () => envImport.choose(),
    importEnv: async ({ bareFor }) => {
      const taken = await envImport.take(bareFor)
      if (!taken.ok) return taken
      for (const providerId of taken.value) ports.onChanged(providerId)
      return ok({ providerIds: taken.value })
    },
  }
}

function settingsOf({ provider, client, isGiven }: FoundClient): Omit<ClientSettings, 'choice'> {
  return {
    state: isGiven ? 'given' : client === null ? 'missing' : 'set',
    clientId: client?.clientId ?? null,
    hasSecret: client?.clientSecret != null,
    redirectUris: client?.redirectUris ?? [],
    authorizationUrl: client?.authorizationUrl ?? null,
    isAuthorizationUrlUsed:
      ownAuthorizationEndpoint(provider.oauth, client?.authorizationUrl ?? null) !== null,
  }
}
