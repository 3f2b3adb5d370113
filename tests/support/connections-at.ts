import {
  createAccountConnections,
  type AccountConnections,
} from '../../src/main/accounts/account-connections.ts'
import type { AccountRecords, RefreshAttempt } from '../../src/main/accounts/account-records.ts'
import type { ConnectionPorts } from '../../src/main/accounts/connection-ports.ts'
import { waitUnlessAborted } from '../../src/main/http/wait.ts'
import { createKnownSecrets } from '../../src/main/logging/redact.ts'
import type { TokenSet } from '../../src/main/oauth/token-set.ts'
import { endpointsFileSchema } from '../../src/main/providers/endpoints.ts'
import type { SignInTransport } from '../../src/main/oauth/transport.ts'
import { providers } from '../../src/main/providers/registry.ts'
import { createProviderDirectory } from '../../src/main/workspaces/provider-directory.ts'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import type { Account, AccountEvent, AccountId } from '../../src/shared/model/account.ts'
import type { SignInChoice } from '../../src/shared/model/sign-in.ts'
import { workspaceIdSchema } from '../../src/shared/model/workspace.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createRecordingLogger } from './recording-logger.ts'
import { signInAt } from './sign-in-at.ts'

export interface ConnectionsAt {
  readonly connections: AccountConnections
  /** In place of the vault's; a test may make one of them fail. */
  readonly records: AccountRecords
  readonly accounts: Map<AccountId, Account>
  readonly grants: Map<AccountId, TokenSet>
  /** Refreshes that were sent and whose outcome was not stored. */
  readonly attempts: Map<AccountId, RefreshAttempt>
  readonly choices: Map<string, SignInChoice>
  /** What the history tells, the oldest first. */
  readonly events: AccountEvent[]
  /** What happened in which order: `grant`, `account`, `connected`, `changed`. */
  readonly moments: string[]
  readonly lines: string[]
}

/** Signing in and refreshing against the sandbox, with the vault's records in memory. */
export function connectionsAt(
  endpoints: SandboxEndpoints,
  {
    transport,
    ...overrides
  }: Partial<Omit<ConnectionPorts, 'signIn'>> & { readonly transport: SignInTransport },
): ConnectionsAt {
  const accounts = new Map<AccountId, Account>()
  const grants = new Map<AccountId, TokenSet>()
  const attempts = new Map<AccountId, RefreshAttempt>()
  const choices = new Map<string, SignInChoice>()
  const events: AccountEvent[] = []
  const moments: string[] = []
  const send = overrides.fetch ?? ((address, init) => fetch(address, init))
  const { logger, lines } = createRecordingLogger()
  const records: AccountRecords = {
    workspaceId: () => workspaceIdSchema.parse('workspace-1'),
    ofNow: () => records,
    list: async () => ok([...accounts.values()]),
    reread: () => undefined,
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
    readAttempt: async ({ id }) => ok(attempts.get(id) ?? null),
    writeAttempt: async ({ id }, attempt) => {
      attempts.set(id, attempt)
      return ok(null)
    },
    removeAttempt: async ({ id }) => {
      attempts.delete(id)
      return ok(null)
    },
    readLoadChoice: async () => ok(null),
    writeLoadChoice: async () => ok(null),
    readHistory: async () => ok([...events]),
    writeHistory: async (next) => {
      events.splice(0, events.length, ...next)
      return ok(null)
    },
    compact: async () => ok(null),
    readChoice: async (id) => ok(choices.get(id) ?? null),
    writeChoice: async (id, choice) => {
      choices.set(id, choice)
      return ok(null)
    },
    readClient: async () => ok(null),
    writeClient: async () => ok(null),
    removeClient: async () => ok(null),
  }
  const connections = createAccountConnections({
    fetch: send,
    signIn: signInAt(transport, { fetch: send }).signIn,
    records,
    directory: createProviderDirectory(providers, {
      currentWorkspace: () => null,
      override: endpointsFileSchema.parse(endpoints),
      sandbox: async () => err({ kind: 'bug' }),
    }),
    logger,
    secrets: createKnownSecrets(),
    now: Date.now,
    wait: waitUnlessAborted,
    random: () => 0,
    isWorkingOffline: () => false,
    onConnected: () => moments.push('connected'),
    onAccountChanged: () => moments.push('changed'),
    onReachability: () => undefined,
    ...overrides,
  })
  return { connections, records, accounts, grants, attempts, choices, events, moments, lines }
}
