import type { Account, AccountId } from '../../shared/model/account.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { LimitShare } from '../http/limit-share.ts'
import type { Logger } from '../logging/logger.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import type { SignIn } from '../oauth/sign-in.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import type { AccountRecords } from './account-records.ts'
import type { SharedRefresh } from './shared-refresh.ts'

/** What the connected accounts need of the rest of main. */
export interface ConnectionPorts {
  readonly fetch: Fetch
  readonly signIn: SignIn
  readonly records: AccountRecords
  readonly directory: ProviderDirectory
  readonly logger: Logger
  readonly secrets: KnownSecrets
  readonly now: () => number
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /** Grants that other devices have too; absent where nobody shares any. */
  readonly shared?: (workspaceId: WorkspaceId | null) => SharedRefresh
  readonly limitsOf?: (account: Pick<Account, 'externalId' | 'providerId'>) => LimitShare | null
  readonly isWorkingOffline: () => boolean
  /** `isKnown`: the account was there before. */
  readonly onConnected: (account: Account, isKnown: boolean) => void
  readonly onAccountChanged: () => void
  /** Told of every request to a provider's API before it is sent; nobody counts without it. */
  readonly onCall?: (accountId: AccountId) => void
  /** `isBack`: nobody answered before. */
  readonly onReachability: (accountId: AccountId, isBack: boolean) => void
}
