import type { Client } from '../../shared/ipc/types.ts'
import { type Account, accountIdSchema } from '../../shared/model/account.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { workspaceIdSchema } from '../../shared/model/workspace.ts'
import { aClient, anAccount, type Emit, aWorkspace, type FakeState } from './fake-state.ts'
import { createFakeArrangements } from './fake-arrangements.ts'
import { createFakeContacts, createFakeDrafts } from './fake-contacts.ts'
import { createFakeFiles } from './fake-files.ts'
import { createFakeDuplicates } from './fake-duplicates.ts'
import { createFakeInsights } from './fake-insights.ts'
import { createFakeItems } from './fake-items.ts'
import { createFakeLocalApi } from './fake-local-api.ts'
import { createFakeLoading } from './fake-loading.ts'
import { createFakeMirror } from './fake-mirror.ts'
import { createFakeOutbox } from './fake-outbox.ts'
import { createFakeSettings } from './fake-settings.ts'
import { failWith, succeed } from './replies.ts'

const nothing = () => Promise.resolve(succeed({}))

/** What main would do, over `state` alone. */
export function createFakeHandlers(state: FakeState, emit: Emit): Omit<Client, 'on' | 'platform'> {
  const openWorkspace = (id: string) => {
    const workspace = state.app.workspaces.find((one) => one.id === id)
    if (workspace === undefined) return Promise.resolve(failWith({ kind: 'not-found' }))
    state.app = { ...state.app, workspace }
    return Promise.resolve(succeed(workspace))
  }

  const protect = (protection: FakeState['app']['protection']) => () => {
    state.app = { ...state.app, protection }
    emit('appStateChanged', {})
    return nothing()
  }

  return {
    app: {
      getState: () => Promise.resolve(succeed(state.app)),
      setPreferences(changes) {
        state.app = { ...state.app, preferences: { ...state.app.preferences, ...withoutGaps(changes) } }
        return Promise.resolve(succeed(state.app.preferences))
      },
      dismissNotice({ id }) {
        state.app = { ...state.app, notices: state.app.notices.filter((notice) => notice.id !== id) }
        return nothing()
      },
      reportProblem: () => Promise.resolve(succeed({ reference: 'T-0002' })),
      openItemPage: nothing,
    },
    workspaces: {
      create(names) {
        const id = workspaceIdSchema.parse(`workspace-${String(state.app.workspaces.length + 1)}`)
        const workspace = aWorkspace({ ...names, id })
        state.app = { ...state.app, workspaces: [...state.app.workspaces, workspace], workspace }
        state.accounts = []
        return Promise.resolve(succeed(workspace))
      },
      rename({ id, names }) {
        const known = state.app.workspaces.find((one) => one.id === id)
        if (known === undefined) return Promise.resolve(failWith({ kind: 'not-found' }))
        const renamed = { ...known, ...names }
        state.app = {
          ...state.app,
          workspaces: state.app.workspaces.map((one) => (one.id === id ? renamed : one)),
          workspace: state.app.workspace?.id === id ? renamed : state.app.workspace,
        }
        return Promise.resolve(succeed(renamed))
      },
      open: ({ id }) => openWorkspace(id),
      remove({ id }) {
        const workspaces = state.app.workspaces.filter((one) => one.id !== id)
        const workspace = state.app.workspace?.id === id ? null : state.app.workspace
        state.app = { ...state.app, workspaces, workspace }
        return nothing()
      },
      openSample() {
        const known = state.app.workspaces.find((one) => one.isSample)
        if (known !== undefined) return openWorkspace(known.id)
        const workspace = aWorkspace({
          id: workspaceIdSchema.parse('workspace-sample'),
          user: 'You',
          organisation: 'Sample data',
          isSample: true,
        })
        state.app = { ...state.app, workspaces: [...state.app.workspaces, workspace], workspace }
        state.clients = Object.fromEntries(
          state.providers.map((one) => [one.id, aClient({ state: 'given' })]),
        )
        return Promise.resolve(succeed(workspace))
      },
    },
    protection: {
      retry: protect({ state: 'persisted', method: 'key-store', backend: 'gnome_libsecret' }),
      unlock: protect({ state: 'persisted', method: 'passphrase', backend: '' }),
      choosePassphrase: protect({ state: 'persisted', method: 'passphrase', backend: '' }),
      chooseSessionOnly: protect({ state: 'session-only', reason: 'no-key-store' }),
      lock: protect({ state: 'locked', reason: 'passphrase' }),
      changePassphrase: nothing,
      rotateKey: nothing,
    },
    ...createFakeSettings(state),
    providers: { list: () => Promise.resolve(succeed(state.providers)) },
    clients: {
      get: ({ providerId }) => Promise.resolve(succeed(state.clients[providerId] ?? aClient())),
      set({ providerId, clientId, secret, redirectUris }) {
        state.clients[providerId] = aClient({
          state: 'set',
          clientId,
          hasSecret: secret.kind !== 'none',
          redirectUris: [...redirectUris],
        })
        return nothing()
      },
      remove({ providerId }) {
        state.clients[providerId] = aClient()
        return nothing()
      },
      test: () => Promise.resolve(succeed({ outcome: 'accepted' as const, code: null, ports: [] })),
      chooseEnvFile: () => Promise.resolve(succeed(null)),
      importEnv: () => Promise.resolve(succeed({ providerIds: [] })),
    },
    signIn: {
      start({ providerId, accountId, access, place }) {
        state.app = { ...state.app, preferences: { ...state.app.preferences, signInPlace: place } }
        emit('appStateChanged', {})
        const known = state.accounts.find((one) => one.id === accountId)
        const id = accountIdSchema.parse(accountId ?? `account-${String(state.accounts.length + 1)}`)
        const account: Account = {
          ...(known ?? anAccount({ id, providerId: providerIdSchema.parse(providerId) })),
          status: 'connected',
          access,
        }
        state.accounts = [...state.accounts.filter((one) => one.id !== account.id), account]
        return Promise.resolve(succeed(account))
      },
      get: () => Promise.resolve(succeed(state.signIn)),
      switchTo({ place }) {
        if (state.signIn !== null) {
          state.signIn = { ...state.signIn, attempt: state.signIn.attempt + 1, place, handedOverAt: null }
        }
        emit('signInChanged', {})
        return nothing()
      },
      openAgain: nothing,
      copyLink: nothing,
      paste: nothing,
      cancel: nothing,
    },
    accounts: {
      list: () => Promise.resolve(succeed(state.accounts)),
      connectWithToken({ providerId, accountId }) {
        const id = accountIdSchema.parse(accountId ?? `account-${String(state.accounts.length + 1)}`)
        const account = anAccount({
          id,
          providerId: providerIdSchema.parse(providerId),
          source: 'pasted-token',
        })
        state.accounts = [...state.accounts.filter((one) => one.id !== account.id), account]
        return Promise.resolve(succeed(account))
      },
      disconnect({ accountId, data, revokes }) {
        state.accounts =
          data === 'wipe'
            ? state.accounts.filter((one) => one.id !== accountId)
            : state.accounts.map((one) => (one.id === accountId ? { ...one, status: 'disconnected' } : one))
        state.statuses = state.statuses.filter((one) => one.accountId !== accountId)
        return Promise.resolve(succeed({ revocation: revokes ? ('done' as const) : ('not-asked' as const) }))
      },
      history: ({ accountId }) =>
        Promise.resolve(
          succeed(state.history.filter((one) => accountId === null || one.accountId === accountId)),
        ),
    },
    ...createFakeLoading(state, emit),
    mirror: createFakeMirror(state),
    localApi: createFakeLocalApi(state),
    items: createFakeItems(state),
    insights: createFakeInsights(state),
    duplicates: createFakeDuplicates(state),
    arrangements: createFakeArrangements(state),
    ...createFakeFiles(state, emit),
    contacts: createFakeContacts(state, emit),
    outbox: createFakeOutbox(state, emit),
    drafts: createFakeDrafts(state),
  }
}

/** Leaves out members that are present but undefined, which a spread would write over known values. */
function withoutGaps<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>
  }
}
