import type { AppError } from '../../shared/errors.ts'
import type { ProviderDescriptor, ProviderId } from '../../shared/model/provider.ts'
import type { Workspace } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import { withEndpoints, type EndpointsFile } from '../providers/endpoints.ts'
import type { Provider } from '../providers/provider.ts'

/** A provider at the addresses that hold in the open workspace. */
export interface PlacedProvider {
  readonly provider: Provider
  /** Set where the addresses come with client credentials: the sandbox, or a file of the automation contract. */
  readonly givenClient: ClientCredentials | null
}

export interface ProviderDirectory {
  descriptors(): ProviderDescriptor[]
  find(id: ProviderId): Promise<Result<PlacedProvider, AppError>>
}

/**
 * Where each provider is reached: at its own addresses, except in the sample workspace, which has the
 * app's sandbox, and where the automation contract names a file.
 */
export function createProviderDirectory(
  providers: readonly Provider[],
  ports: {
    currentWorkspace: () => Workspace | null
    override: EndpointsFile | null
    sandbox: () => Promise<Result<EndpointsFile, AppError>>
  },
): ProviderDirectory {
  async function replacement(): Promise<Result<EndpointsFile | null, AppError>> {
    if (ports.override !== null) return ok(ports.override)
    return ports.currentWorkspace()?.isSample === true ? ports.sandbox() : ok(null)
  }

  return {
    descriptors: () => providers.map(({ descriptor }) => descriptor),

    async find(id) {
      const provider = providers.find(({ descriptor }) => descriptor.id === id)
      if (provider === undefined) return err({ kind: 'not-found' })
      const endpoints = await replacement()
      if (!endpoints.ok) return endpoints
      const own = endpoints.value?.[id]
      if (own === undefined) return ok({ provider, givenClient: null })
      if (own.clientId === '') return ok({ provider: withEndpoints(provider, own), givenClient: null })
      return ok({
        provider: withEndpoints(provider, own),
        givenClient: {
          clientId: own.clientId,
          clientSecret: own.clientSecret === '' ? null : own.clientSecret,
          redirectUris: own.redirectUris ?? provider.descriptor.redirectUris,
          authorizationUrl: null,
        },
      })
    },
  }
}
