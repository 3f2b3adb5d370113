import path from 'node:path'
import type { AppError } from '../shared/errors.ts'
import type { Result } from '../shared/result.ts'
import type { OpenReport } from '../shared/store-opening.ts'
import type { CorePorts } from './core-ports.ts'
import { tellAboutFile, vaultFile } from './storage/tell-about-file.ts'
import { createStoreHost, type StoreHost } from './store/store-host.ts'
import { deriveKey } from './vault/master-key.ts'
import { createVault, type Vault } from './vault/vault.ts'

/** Who hears that something is not there any more which the store had. */
export interface StoreLosses {
  /** Records of the vault. */
  readonly reread: () => void
  /** What was loaded. */
  readonly emptied: () => void
  /** What the user did, as far as main does not hold it: main writes it again. */
  readonly outboxEmptied: () => void
}

export interface CoreStore {
  readonly store: StoreHost
  readonly vault: Vault
  readonly vaultAt: { readonly file: string; readonly key: Uint8Array }
  readonly vaultOpened: Result<OpenReport, AppError>
}

/** The store's process, and the vault open in it; what became of the files is told. A part of `core.ts`. */
export async function openCoreStore(
  { startStore, logger, notices, publish, now, masterKey, dataDir }: CorePorts,
  losses: StoreLosses,
): Promise<CoreStore> {
  const store = createStoreHost(startStore, {
    logger,
    now,
    onRestarted: (reports, isAgain) => {
      if (!isAgain) notices.add('store-restarted', null)
      for (const report of reports) tellAboutFile(notices, report)
      if (reports.some(({ outcome }) => outcome === 'set-aside')) {
        losses.reread()
        losses.emptied()
        losses.outboxEmptied()
      }
      publish('itemsChanged', {})
    },
    onGivenUp: () => notices.add('store-stopped', null),
    onSetAside: (report) => {
      tellAboutFile(notices, report)
      publish('itemsChanged', {})
      losses.emptied()
    },
    onOutboxSetAside: (report) => {
      tellAboutFile(notices, report)
      losses.outboxEmptied()
      publish('itemsChanged', {})
    },
  })
  const vault = createVault(store, deriveKey(masterKey.key, 'vault records'))
  const vaultAt = { file: path.join(dataDir, vaultFile), key: deriveKey(masterKey.key, 'vault file') }
  const vaultOpened = await store.call('openVault', vaultAt)
  if (vaultOpened.ok) tellAboutFile(notices, vaultOpened.value)
  else {
    logger.error('vault.not-opened', { error: vaultOpened.error.kind })
    notices.add('vault-not-opened', null)
  }
  return { store, vault, vaultAt, vaultOpened }
}
