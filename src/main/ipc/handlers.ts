import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { AppState } from '../../shared/model/app-state.ts'
import type { Preferences } from '../../shared/model/preferences.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Contacts } from '../contacts/save-contact.ts'
import type { Logger } from '../logging/logger.ts'
import type { Notices } from '../notices.ts'
import type { Store } from '../store/store.ts'
import type { Loads } from '../sync/loads.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import type { Workspaces } from '../workspaces/workspaces.ts'
import { createAppHandlers } from './app-handlers.ts'
import type { Publish } from './publish.ts'
import { withoutUndefined } from './without-undefined.ts'

export interface HandlerPorts {
  readonly state: () => Promise<Result<AppState, AppError>>
  readonly setPreferences: (changes: Partial<Preferences>) => Preferences
  readonly notices: Notices
  readonly logger: Logger
  readonly publish: Publish
  readonly store: Store
  readonly workspaces: Workspaces
  readonly directory: ProviderDirectory
  readonly records: AccountRecords
  readonly loads: Loads
  readonly contacts: Contacts
  readonly clients: Handlers['clients']
  readonly signIn: Handlers['signIn']
  readonly accounts: Handlers['accounts']
  /** False when the address is not one of the provider's pages. */
  readonly openPage: (url: string, hosts: readonly RegExp[]) => Promise<boolean>
}

const done = ok({})
const notBuilt: Result<never, AppError> = err({ kind: 'not-found' })

const asDone = (result: Result<unknown, AppError>): Result<Record<string, never>, AppError> =>
  result.ok ? done : result

/** What the core answers; how it is protected is asked before there is a core. */
export type CoreHandlers = Omit<Handlers, 'protection'>

/** One entry per endpoint, each a call to a use case. */
export function createHandlers(ports: HandlerPorts): CoreHandlers {
  const { workspaces, records, store, loads, contacts } = ports

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
    },

    providers: { list: async () => ok(ports.directory.descriptors()) },
    clients: ports.clients,
    signIn: ports.signIn,
    accounts: ports.accounts,

    sync: {
      getStatus: async () => {
        if (workspaces.current() === null) return ok([])
        const accounts = await records.list()
        return accounts.ok ? loads.status(accounts.value) : accounts
      },
      start: async ({ accountId }) => asDone(await loads.start(accountId, null)),
      cancel: async ({ accountId }) => {
        await loads.cancel(accountId)
        return done
      },
      pause: async () => notBuilt,
      resume: async () => notBuilt,
      getChoice: async () => notBuilt,
      setChoice: async () => notBuilt,
      loadInside: async () => notBuilt,
      history: async ({ accountId }) => store.call('listRuns', { accountId, limit: 500 }),
    },

    storage: {
      get: async () => {
        const size = await store.call('storageSize', {})
        return size.ok ? ok({ bytes: size.value.bytes, items: size.value.items, setAside: [] }) : size
      },
      check: () => store.call('checkStorage', {}),
      rebuildSearch: async () => notBuilt,
    },

    items: {
      list: (input) => store.call('listItems', input),
      counts: () => store.call('countItems', {}),
      get: async (input) => {
        const found = await store.call('getItem', input)
        if (!found.ok) return found
        if (found.value === null) return err({ kind: 'not-found' })
        const { record, ...rest } = found.value
        return ok({
          ...rest,
          record: JSON.parse(record) as Json,
          fields: [],
          links: [],
          linkCount: 0,
          hasContent: false,
          inside: 'none' as const,
        })
      },
      content: async () => notBuilt,
    },

    contacts: {
      read: ({ accountId, externalId }) => contacts.read(accountId, externalId),
      create: ({ accountId, fields }) => contacts.create(accountId, fields),
      update: ({ accountId, externalId, changes }) =>
        contacts.update(accountId, externalId, withoutUndefined(changes)),
      remove: async ({ accountId, externalId }) => asDone(await contacts.remove(accountId, externalId)),
    },
  }
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
