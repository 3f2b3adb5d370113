import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { AppState } from '../../shared/model/app-state.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { Notices } from '../notices.ts'
import type { Store } from '../store/store.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import type { Workspaces } from '../workspaces/workspaces.ts'
import { createAppHandlers } from './app-handlers.ts'
import type { Publish } from './publish.ts'

export interface HandlerPorts {
  readonly state: () => Promise<Result<AppState, AppError>>
  readonly setPreferences: (changes: Partial<Preferences>) => Preferences
  readonly notices: Notices
  readonly logger: Logger
  readonly publish: Publish
  readonly store: Store
  readonly workspaces: Workspaces
  readonly directory: ProviderDirectory
  /** Contacts, the outbox and drafts. */
  readonly editing: Pick<Handlers, 'contacts' | 'outbox' | 'drafts'>
  readonly clients: Handlers['clients']
  readonly signIn: Handlers['signIn']
  readonly accounts: Handlers['accounts']
  readonly sync: Handlers['sync']
  readonly storage: Handlers['storage']
  readonly items: Handlers['items']
  readonly insights: Handlers['insights']
  readonly duplicates: Handlers['duplicates']
  readonly arrangements: Handlers['arrangements']
  /** Files that are written and read. */
  readonly files: Pick<Handlers, 'exports' | 'imports' | 'backups'>
  readonly mirror: Handlers['mirror']
  readonly localApi: Handlers['localApi']
  /** False when the address is not one of the provider's pages. */
  readonly openPage: (url: string, hosts: readonly RegExp[]) => Promise<boolean>
}

const done = ok({})

/** What needs neither a vault nor a workspace, and is answered whether or not there is a core. */
export type OutsideDomain = 'network' | 'diagnostics' | 'build' | 'updates' | 'loginStart'

/** What the core answers; how it is protected is asked before there is a core. */
export type CoreHandlers = Omit<Handlers, 'protection' | OutsideDomain>

/** One entry per endpoint, each a call to a use case. */
export function createHandlers(ports: HandlerPorts): CoreHandlers {
  const { workspaces, store } = ports

  return {
    app: {
      ...createAppHandlers(ports),
      getState: () => ports.state(),
      openItemPage: async ({ key }) => {
        const found = await store.call('getItem', { key })
        if (!found.ok) return found
        if (found.value?.item.url == null) return err({ kind: 'not-found' })
        const placed = await ports.directory.find(found.value.item.providerId)
        if (!placed.ok) return placed
        const isOpened = await ports.openPage(found.value.item.url, placed.value.provider.pageHosts)
        return isOpened ? done : err({ kind: 'invalid-request', detail: 'not a page of the provider' })
      },
    },

    workspaces: {
      create: (names) => workspaces.create(names),
      rename: async ({ id, names }) => {
        const renamed = await workspaces.rename(id, names)
        if (renamed.ok) ports.publish('appStateChanged', {})
        return renamed
      },
      open: ({ id }) => workspaces.open(id),
      openSample: () => workspaces.openSample(),
      remove: async ({ id, typedName }) => {
        const removed = await workspaces.remove(id, typedName)
        return removed.ok ? done : removed
      },
    },

    providers: { list: async () => ok(ports.directory.descriptors()) },
    clients: ports.clients,
    signIn: ports.signIn,
    accounts: ports.accounts,

    sync: ports.sync,
    storage: ports.storage,
    items: ports.items,
    insights: ports.insights,
    duplicates: ports.duplicates,
    arrangements: ports.arrangements,
    mirror: ports.mirror,
    localApi: ports.localApi,

    ...ports.editing,
    ...ports.files,
  }
}
