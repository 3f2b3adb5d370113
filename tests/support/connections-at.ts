import {
  createAccountConnections,
  type AccountConnections,
  type ConnectionPorts,
} from '../../src/main/accounts/account-connections.ts'
import type { AccountRecords } from '../../src/main/accounts/account-records.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'
import type { TokenSet } from '../../src/main/oauth/token-set.ts'
import { endpointsFileSchema } from '../../src/main/providers/endpoints.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { createProviderDirectory } from '../../src/main/workspaces/provider-directory.ts'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import type { Account, AccountId } from '../../src/shared/model/account.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createRecordingLogger } from './recording-logger.ts'

export interface ConnectionsAt {
  readonly connections: AccountConnections
  readonly accounts: Map<AccountId, Account>
  readonly grants: Map<AccountId, TokenSet>
  /** What happened in which order: `grant`, `account`, `connected`, `changed`. */
  readonly moments: string[]
  readonly lines: string[]
}

/** Signing in and refreshing against the sandbox, with the vault's records in memory. */
export function connectionsAt(
  endpoints: SandboxEndpoints,
  overrides: Partial<ConnectionPorts> & Pick<ConnectionPorts, 'transport'>,
): ConnectionsAt {
  const accounts = new Map<AccountId, Account>()
  const grants = new Map<AccountId, TokenSet>()
  const moments: string[] = []
  const { logger, lines } = createRecordingLogger()
  const records: AccountRecords = {
    ofNow: () => records,
    list: async () => ok([...accounts.values()]),
    get: async (id) => {
      const account = accounts.get(id)
      return account === undefined ? err({ kind: 'not-found' }) : ok(account)
    },
    put: async (account) => {
      moments.push('account')
      accounts.set(account.id, account)
      return ok(null)
    },
    remove: async ({ id }) => {
      grants.delete(id)
      accounts.delete(id)
      return ok(null)
    },
    readGrant: async ({ id }) => ok(grants.get(id) ?? null),
    writeGrant: async ({ id }, grant) => {
      moments.push('grant')
      grants.set(id, grant)
      return ok(null)
    },
    removeGrant: async ({ id }) => {
      grants.delete(id)
      return ok(null)
    },
    readClient: async () => ok(null),
    writeClient: async () => ok(null),
  }
  const connections = createAccountConnections({
    fetch: (address, init) => fetch(address, init),
    records,
    directory: createProviderDirectory([hubspot], {
      currentWorkspace: () => null,
      override: endpointsFileSchema.parse(endpoints),
      sandbox: async () => err({ kind: 'bug' }),
    }),
    logger,
    secrets: createKnownSecrets(),
    now: Date.now,
    isWorkingOffline: () => false,
    onConnected: () => moments.push('connected'),
    onAccountChanged: () => moments.push('changed'),
    onReachability: () => undefined,
    ...overrides,
  })
  return { connections, accounts, grants, moments, lines }
}
