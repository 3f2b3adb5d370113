import type { AppError } from '../shared/errors.ts'
import type { EventName } from '../shared/ipc/types.ts'
import type { AccountId } from '../shared/model/account.ts'
import type { AppState } from '../shared/model/app-state.ts'
import type { ProviderId } from '../shared/model/provider.ts'
import type { WorkspaceId } from '../shared/model/workspace.ts'
import type { Result } from '../shared/result.ts'
import type { CorePorts } from './core-ports.ts'
import type { AccountAccess } from './accounts/account-access.ts'
import type { AccountConnections } from './accounts/account-connections.ts'
import { createAccountHandlers } from './accounts/account-handlers.ts'
import type { AccountRecords } from './accounts/account-records.ts'
import { createClientHandlers } from './clients/client-handlers.ts'
import { createEnvImport } from './clients/env-import.ts'
import { createRedisRecord } from './clients/redis-settings.ts'
import { createContactHandlers } from './contacts/contact-handlers.ts'
import { createContacts } from './contacts/contacts.ts'
import type { Files } from './core-files.ts'
import { createFileHandlers } from './exporting/file-handlers.ts'
import { createDuplicateHandlers } from './insights/duplicate-handlers.ts'
import { createInsightHandlers } from './insights/insight-handlers.ts'
import { createHandlers, type CoreHandlers } from './ipc/handlers.ts'
import { createItemHandlers } from './items/item-handlers.ts'
import type { LocalApi } from './local-api/local-api.ts'
import { createMirrorHandlers } from './mirror/mirror-handlers.ts'
import type { Mirror } from './mirror/mirror.ts'
import type { MirrorPorts } from './mirror/mirror-ports.ts'
import type { SignIn } from './oauth/sign-in.ts'
import { createSignInHandlers } from './oauth/sign-in-handlers.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Provider } from './providers/provider.ts'
import { createStorageHandlers, type StorageHandlerPorts } from './storage/storage-handlers.ts'
import type { Store } from './store/store.ts'
import type { Sync } from './sync/create-sync.ts'
import { createSyncHandlers } from './sync/sync-handlers.ts'
import type { Vault } from './vault/vault.ts'
import { createArrangementHandlers } from './workspaces/arrangement-handlers.ts'
import type { ProviderDirectory } from './workspaces/provider-directory.ts'
import type { Workspaces } from './workspaces/workspaces.ts'

/** What the core is made of, once it stands. */
export interface CoreParts {
  readonly ports: CorePorts
  readonly store: Store
  readonly vault: Vault
  readonly workspaces: Workspaces
  readonly directory: ProviderDirectory
  readonly records: AccountRecords
  readonly connections: AccountConnections
  readonly signIn: SignIn
  readonly sync: Sync
  readonly outbox: Outbox
  readonly files: Files
  readonly provider: (id: ProviderId) => Provider | null
  readonly access: (id: AccountId) => Promise<Result<AccountAccess, AppError>>
  readonly workspaceId: () => WorkspaceId | null
  readonly state: () => Promise<Result<AppState, AppError>>
  readonly localApi: LocalApi
  readonly mirror: { readonly mirror: Mirror; readonly ports: MirrorPorts }
  readonly restoreCopy: StorageHandlerPorts['restoreCopy']
  /** Publishes events that carry nothing. */
  readonly tell: (...events: Exclude<EventName, 'menuChosen' | 'noticeChosen'>[]) => void
}

/** The endpoints over the parts of the core. */
export function coreHandlers(parts: CoreParts): CoreHandlers {
  const { ports, store, vault, workspaces, directory, records, connections, signIn, sync, outbox } = parts
  const { provider, access, workspaceId, state, restoreCopy, tell } = parts
  const { logger, notices, publish, now } = ports
  const isWorkingOffline = (): boolean => ports.settings.preferences().workOffline
  const contacts = createContacts({ store, publish, now, logger, access, workspaceId, outbox })

  return createHandlers({
    state,
    setPreferences: (changes) => {
      const wasOffline = isWorkingOffline()
      const wasMetered = ports.settings.preferences().isMetered
      const next = ports.settings.setPreferences(changes)
      const isOnline = wasOffline && !next.workOffline
      if (isOnline || (wasMetered && !next.isMetered)) sync.schedule.returned()
      if (isOnline) outbox.lifted(null)
      if (wasMetered !== next.isMetered) tell('syncChanged')
      return next
    },
    notices,
    logger,
    publish,
    store,
    workspaces,
    directory,
    editing: createContactHandlers({ contacts, outbox, records, store, now }),
    sync: createSyncHandlers({
      store,
      sync,
      records,
      connections,
      provider,
      isWorkspaceOpen: () => workspaces.current() !== null,
      now,
      onChanged: () => tell('itemsChanged', 'syncChanged'),
    }),
    storage: createStorageHandlers({
      store,
      dataDir: ports.dataDir,
      logDir: ports.about.logDir,
      workspaceId,
      restoreCopy,
      onChanged: () => tell('itemsChanged'),
    }),
    files: createFileHandlers(parts.files),
    localApi: parts.localApi.handlers,
    mirror: createMirrorHandlers(parts.mirror.ports, parts.mirror.mirror),
    arrangements: createArrangementHandlers({ store, logger, outbox }),
    items: createItemHandlers({
      store,
      logger,
      now,
      provider,
      records,
      sync,
      outbox,
      access,
      isWorkingOffline,
      onCompleted: () => tell('itemsChanged'),
    }),
    insights: createInsightHandlers({
      ...{ store, logger, now, provider, records },
      chooseSaveFile: ports.chooseSaveFile,
    }),
    duplicates: createDuplicateHandlers({ store, logger, now, provider, records }),
    clients: createClientHandlers({
      records,
      directory,
      envImport: createEnvImport({
        records,
        redis: createRedisRecord(vault, workspaceId),
        directory,
        secrets: ports.secrets,
        workspaceId,
        chooseFile: ports.chooseEnvFile,
      }),
      secrets: ports.secrets,
      fetch: ports.connection.fetch,
      isWorkingOffline,
      now,
      onChanged: () => publish('accountsChanged', {}),
    }),
    signIn: createSignInHandlers({
      signIn,
      connections,
      copyText: ports.copyText,
      onPlaceChosen: (signInPlace) => {
        if (ports.settings.preferences().signInPlace === signInPlace) return
        ports.settings.setPreferences({ signInPlace })
        publish('appStateChanged', {})
      },
    }),
    accounts: createAccountHandlers({
      store,
      logger,
      loads: { cancel: sync.loads.cancel, forget: sync.forget },
      unshare: parts.mirror.mirror.removed,
      forgetOutbox: outbox.forget,
      connections,
      records,
      workspaceId: records.workspaceId,
      now,
      onChanged: () => tell('accountsChanged', 'itemsChanged', 'syncChanged'),
    }),
    openPage: ports.openPage,
  })
}
