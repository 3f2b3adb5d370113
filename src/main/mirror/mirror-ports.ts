import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import type { WorkspaceId } from '../../shared/model/workspace.ts'
import type { Result } from '../../shared/result.ts'
import type { AccountConnections } from '../accounts/account-connections.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { ChosenFile } from '../clients/env-import.ts'
import type { RedisRecord } from '../clients/redis-settings.ts'
import type { Fetch } from '../http/guarded-fetch.ts'
import type { Later } from '../later.ts'
import type { Logger } from '../logging/logger.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import type { HostLedger } from '../network/host-ledger.ts'
import type { Provider } from '../providers/provider.ts'
import type { Vault } from '../vault/vault.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'

/** What the mirror needs of the rest of main. */
export interface MirrorPorts {
  readonly vault: Vault
  readonly workspaceId: () => WorkspaceId | null
  readonly records: AccountRecords
  readonly imported: RedisRecord
  readonly directory: ProviderDirectory
  readonly provider: (id: ProviderId) => Provider | null
  readonly connections: () => Pick<AccountConnections, 'adopt' | 'keepGrant'>
  /** Lets the user choose a file of certificates; null when none was chosen. */
  readonly chooseFile: () => Promise<Result<ChosenFile | null, AppError>>
  readonly fetch: Fetch
  /** Who was asked, as the network's settings show it. */
  readonly hosts: Pick<HostLedger, 'note' | 'noteFailure'>
  /** Then nothing is asked by itself. */
  readonly isWorkingOffline: () => boolean
  readonly logger: Logger
  readonly secrets: KnownSecrets
  readonly now: () => number
  /** Counts evenly. */
  readonly clockMs: () => number
  readonly wait: (ms: number) => Promise<void>
  readonly later: Later
  /** In [0, 1). */
  readonly random: () => number
  /** What the others see in the list of devices. */
  readonly deviceName: () => string
  /** What the page shows is another thing now. */
  readonly onChanged: () => void
  readonly onConnected: (account: Account, isKnown: boolean) => void
  /** How long the lock of a refresh holds; see {@link SharedAccountPorts}. */
  readonly lockMs: number
}
