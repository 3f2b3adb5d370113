import type { Handlers } from '../../shared/ipc/types.ts'
import { err, ok } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'

export interface ClientHandlerPorts {
  readonly records: AccountRecords
  readonly directory: ProviderDirectory
}

const done = ok({})

/** The endpoints of the user's own OAuth apps. */
export function createClientHandlers({ records, directory }: ClientHandlerPorts): Handlers['clients'] {
  const none = async () => err({ kind: 'bug' } as const)
  return {
    get: async ({ providerId }) => {
      const placed = await directory.find(providerId)
      if (!placed.ok) return placed
      const { givenClient } = placed.value
      const client = givenClient === null ? await records.readClient(providerId) : ok(givenClient)
      if (!client.ok) return client
      return ok({
        state: givenClient !== null ? 'given' : client.value === null ? 'missing' : 'set',
        clientId: client.value?.clientId ?? null,
        hasSecret: client.value?.clientSecret != null,
        redirectUris: client.value?.redirectUris ?? [],
        authorizationUrl: client.value?.authorizationUrl ?? null,
        isAuthorizationUrlUsed: false,
        choice: null,
      })
    },
    set: async ({ providerId, clientId, secret, redirectUris }) => {
      const known = await records.readClient(providerId)
      if (!known.ok) return known
      const written = await records.writeClient(providerId, {
        clientId,
        clientSecret:
          secret.kind === 'new'
            ? secret.value
            : secret.kind === 'none'
              ? null
              : (known.value?.clientSecret ?? null),
        redirectUris,
        authorizationUrl: known.value?.authorizationUrl ?? null,
      })
      return written.ok ? done : written
    },
    remove: none,
    test: none,
    chooseEnvFile: none,
    importEnv: none,
  }
}
