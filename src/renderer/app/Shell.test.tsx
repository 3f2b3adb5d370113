import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { itemKey } from '../../shared/model/item.ts'
import { workspaceIdSchema } from '../../shared/model/workspace.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import {
  aClient,
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { failWith } from '../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = (state: Partial<FakeState> = {}) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    clients: { harbour: aClient({ state: 'set' }) },
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    ...state,
  })

describe('where the app starts', () => {
  it('shows the items of an open workspace, or its connections while it has none', async () => {
    const withAccount = renderApp(open(), '/')
    await screen.findByRole('heading', { level: 1, name: 'Items' })
    expect(withAccount.place()).toBe('/items')
    cleanup()
    const without = renderApp(open({ accounts: [] }), '/')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    expect(without.place()).toBe('/connections')
  })

  it('shows no screen of a workspace while none is open', async () => {
    const app = renderApp(createFakeClient(), '/settings')
    await screen.findByRole('button', { name: 'Look around with sample data' })
    expect(app.place()).toBe('/welcome')
  })
})

describe('the reconnect banner', () => {
  it('U5 leads straight into sign-in and comes back to the very same place', async () => {
    const fake = open({ accounts: [anAccount({ status: 'needs-reconnect' })] })
    const app = renderApp(fake, '/items?q=lovelace&type=contact')
    await userEvent.click(await screen.findByRole('button', { name: 'Reconnect acme.example' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Use my browser' }))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items?q=lovelace&type=contact')
    })
    expect(fake.inputsOf('signIn.start')).toMatchObject([{ providerId: 'harbour', accountId: 'account-1' }])
    await vi.waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Reconnect acme.example' })).toBeNull()
    })
  })

  it('U6 names the account and says that the data stays', async () => {
    renderApp(open({ accounts: [anAccount({ status: 'needs-reconnect' })] }), '/settings')
    const text = await screen.findByText(/Harbour ended the connection for acme.example \(1234\)/)
    expect(text.textContent).toContain('Your data stays here')
  })
})

describe('banners', () => {
  it('show a set-aside store with its path until they are dismissed', async () => {
    const notice = {
      id: 'notice-1',
      kind: 'store-set-aside' as const,
      path: '/data/cache.db.unreadable',
      atMs: 0,
    }
    const fake = open({ app: anAppState({ workspace, workspaces: [workspace], notices: [notice] }) })
    renderApp(fake, '/settings')
    const messages = await screen.findByRole('region', { name: 'Messages' })
    expect(within(messages).getByText(/set aside, not deleted: \/data\/cache\.db\.unreadable/)).toBeTruthy()
    await userEvent.click(within(messages).getByRole('button', { name: 'Close' }))
    await vi.waitFor(() => {
      expect(within(messages).queryByText(/set aside/)).toBeNull()
    })
    expect(fake.inputsOf('app.dismissNotice')).toEqual([{ id: 'notice-1' }])
  })

  it('U13: offer the copy from before an update where a newer version wrote the file', async () => {
    const offer = { id: 'notice-2', kind: 'copy-offered' as const, path: '/data/cache.db.before-3', atMs: 0 }
    const fake = open({ app: anAppState({ notices: [offer] }) })
    renderApp(fake, '/settings')
    const messages = await screen.findByRole('region', { name: 'Messages' })
    expect(within(messages).getByText(/A copy from before the update is there/)).toBeTruthy()
    await userEvent.click(within(messages).getByRole('button', { name: 'Restore the copy' }))
    await vi.waitFor(() => {
      expect(fake.inputsOf('storage.restoreCopy')).toEqual([{}])
    })
  })

  it('say on every screen that nothing is kept, and why', async () => {
    const protection = { state: 'session-only', reason: 'key-locked' } as const
    renderApp(open({ app: anAppState({ workspace, workspaces: [workspace], protection }) }), '/settings')
    const messages = await screen.findByRole('region', { name: 'Messages' })
    expect(messages.textContent).toContain(
      'Nothing is kept after you quit. The key store of this computer is locked.',
    )
  })
})

describe('the frame', () => {
  it('shows nothing of one workspace in the next', async () => {
    const next = aWorkspace({ id: workspaceIdSchema.parse('workspace-2'), organisation: 'Globex' })
    const fake = open({ app: anAppState({ workspace, workspaces: [workspace, next] }) })
    renderApp(fake, '/connections')
    await screen.findByRole('heading', { name: 'acme.example' })
    fake.state.accounts = []
    await userEvent.click(screen.getByRole('button', { name: 'Workspace Ana @ Acme' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Open Ana @ Globex' }))
    expect(await screen.findByText('No account is connected')).toBeTruthy()
    expect(screen.queryByText('acme.example')).toBeNull()
    expect(screen.getByRole('button', { name: 'Workspace Ana @ Globex' })).toBeTruthy()
  })

  it('renames the workspace from its menu', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    await userEvent.click(await screen.findByRole('button', { name: 'Workspace Ana @ Acme' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename this workspace…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Rename workspace' })
    const name = within(dialog).getByRole('textbox', { name: 'Your name' })
    expect(document.activeElement).toBe(name)
    await userEvent.clear(name)
    await userEvent.type(name, 'Bo')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save names' }))
    expect(await screen.findByRole('button', { name: 'Workspace Bo @ Acme' })).toBeTruthy()
  })

  it("leads from the sample data to a workspace of one's own", async () => {
    const sample = aWorkspace({ isSample: true })
    const fake = open({ app: anAppState({ workspace: sample, workspaces: [sample] }) })
    const app = renderApp(fake, '/settings')
    await userEvent.click(await screen.findByRole('button', { name: 'Connect my own' }))
    const dialog = await screen.findByRole('dialog', { name: 'New workspace' })
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Your name' }), 'Bo')
    await userEvent.type(within(dialog).getByRole('textbox', { name: 'Organisation' }), 'Globex')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Create workspace' }))
    expect(await screen.findByRole('button', { name: 'Workspace Bo @ Globex' })).toBeTruthy()
    await vi.waitFor(() => {
      expect(app.place()).toBe('/connections/new')
    })
    expect(screen.queryByText('Sample data — changes go nowhere.')).toBeNull()
  })

  it('moves the focus to the heading after a change of screen', async () => {
    renderApp(open(), '/connections')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    await userEvent.click(screen.getByRole('link', { name: 'Settings' }))
    const heading = await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(heading)
    })
    expect(screen.getByRole('link', { name: 'Settings' }).getAttribute('aria-current')).toBe('page')
  })

  it('follows the commands of the application menu', async () => {
    const fake = open()
    const app = renderApp(fake, '/connections')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    act(() => {
      fake.emit('menuChosen', { command: 'load-now' })
      fake.emit('menuChosen', { command: 'settings' })
    })
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    expect(app.place()).toBe('/settings')
    await vi.waitFor(() => {
      expect(fake.inputsOf('sync.start')).toEqual([{ accountId: 'account-1', feed: null, how: 'now' }])
    })
  })

  it('Ctrl-F goes to the search field of the list from anywhere', async () => {
    renderApp(open(), '/connections')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    await userEvent.keyboard('{Control>}f{/Control}')
    const field = await screen.findByRole('searchbox')
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(field)
    })
  })

  it('says that a load could not be started, whatever started it', async () => {
    const fake = open()
    fake.override('sync', 'start', () => Promise.resolve(failWith({ kind: 'working-offline' }, 'A-8')))
    renderApp(fake, '/connections')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    await userEvent.keyboard('{F5}')
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('Working offline')
    await userEvent.click(within(notice).getByRole('button', { name: 'Close' }))
    await vi.waitFor(() => {
      expect(screen.queryByRole('alert')).toBeNull()
    })
  })
})

describe('a screen that fails', () => {
  it('leaves the rail alive, shows the reference of the log and can be tried again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const fake = open()
    const broken = { ...anAccount(), scopes: null as unknown as string[] }
    fake.state.accounts = [broken]
    renderApp(fake, '/connections')
    expect(
      await screen.findByRole('heading', { level: 1, name: 'This screen could not be shown' }),
    ).toBeTruthy()
    expect(await screen.findByText('Reference T-0002')).toBeTruthy()
    expect(fake.inputsOf('app.reportProblem')).toHaveLength(1)
    expect(screen.getByRole('button', { name: 'Copy details' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Settings' })).toBeTruthy()

    fake.state.accounts = [anAccount()]
    act(() => {
      fake.emit('accountsChanged', {})
    })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('heading', { name: 'acme.example' })).toBeTruthy()
  })
})

describe('addresses', () => {
  it('carry an item key with any id through the path unchanged', async () => {
    const account = anAccount()
    const [item] = madeUpItems(account, 'contact', 1)
    if (item === undefined) throw new Error('no item')
    const externalId = 'a/b%2Fc ?#:ü'
    const key = itemKey(account.providerId, account.id, 'contact', externalId)
    const fake = open({ items: [{ ...item, externalId, key }] })
    const app = renderApp(fake, '/items')
    await screen.findByRole('heading', { level: 1, name: 'Items' })
    await act(() => app.router.navigate({ to: '/contacts/$key', params: { key } }))
    await vi.waitFor(() => {
      expect(fake.inputsOf('contacts.stored')).toEqual([{ key }])
    })
  })

  it('that no screen belongs to lead to a page that says so', async () => {
    renderApp(open(), '/nowhere')
    expect(await screen.findByRole('heading', { level: 1, name: 'Not found' })).toBeTruthy()
  })
})
