import type { LocalApiUses } from '../../src/main/local-api/uses.ts'
import { providers } from '../../src/main/providers/registry.ts'
import type { Store } from '../../src/main/store/store.ts'
import { accountSchema } from '../../src/shared/model/account.ts'
import { workspaceSchema, type Workspace } from '../../src/shared/model/workspace.ts'
import { err, ok } from '../../src/shared/result.ts'

const workspace = workspaceSchema.parse({
  id: 'w',
  user: 'TestUser',
  organisation: 'TestOrg',
  isSample: false,
  createdAtMs: 0,
})
const account = accountSchema.parse({
  id: 'a',
  providerId: 'hubspot',
  label: 'Acme',
  externalId: '1',
  status: 'connected',
  scopes: [],
  uiOrigin: null,
  connectedAtMs: 0,
})

/** A workspace TestUser, TestOrg with one HubSpot account and a store of the test's own. */
export function madeUpUses(store: Store): LocalApiUses & { open(other: Workspace | null): void } {
  let current: Workspace | null = workspace
  const notHere = async () => err({ kind: 'not-found' } as const)
  return {
    open: (other) => {
      current = other
    },
    workspaces: { current: () => current, list: async () => ok([workspace]) },
    accounts: { list: async () => ok([account]) },
    providers: { list: async () => ok(providers.map(({ descriptor }) => descriptor)) },
    sync: { getStatus: async () => ok([]) },
    contacts: { stored: notHere, read: notHere, create: notHere, update: notHere, remove: notHere },
    signIn: { get: async () => ok(null) },
    connect: notHere,
    isConnecting: () => false,
    store,
  }
}
