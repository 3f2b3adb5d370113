import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { workspaceIdSchema } from '../../../shared/model/workspace.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  aClient,
  anAccount,
  anAppState,
  aProvider,
  aStream,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

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
const card = () => screen.findByRole('region', { name: 'acme.example' })

describe('the card of an account', () => {
  it('says who it is and what it may do, in words', async () => {
    renderApp(open(), '/connections')
    const shown = await card()
    // Accounts and providers are asked for apart: the words come when both are there.
    await waitFor(() => expect(shown.textContent).toContain('Harbour · account 1234 · Connected'))
    const text = shown.textContent
    expect(text).toContain('Read and change')
    expect(within(shown).getByText('Read contacts · Change contacts · Read who owns records')).toBeTruthy()
  })

  it('says that it lives on a pasted token, and shows scopes that nobody described as they are', async () => {
    const account = anAccount({ source: 'pasted-token', access: 'read', scopes: ['tickets.read'] })
    renderApp(open({ accounts: [account] }), '/connections')
    const text = (await card()).textContent
    expect(text).toContain('Read only · Uses a pasted token')
    expect(text).toContain('tickets.read')
  })

  it('U10 tells in one line how much of each type is here, counted, and leaves the rest to Sync', async () => {
    const account = anAccount()
    const failed = aStream({ type: 'deal', state: 'failed', error: { kind: 'timed-out' } })
    const fake = open({
      statuses: [aSyncStatus({ streams: [aStream({ checkedAtMs: Date.now() - 125_000 }), failed] })],
      items: [...madeUpItems(account, 'contact', 3), ...madeUpItems(account, 'deal', 2)],
    })
    const app = renderApp(fake, '/connections')
    const shown = within(await card())
    expect(await shown.findByText('3 contacts · 2 deals')).toBeTruthy()
    expect(shown.getByText(/^Last loaded/).textContent).toBe('Last loaded 2 min ago · 1 part did not load')
    expect(shown.queryByRole('progressbar')).toBeNull()
    await userEvent.click(shown.getByRole('button', { name: 'Open Sync' }))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/sync?account=account-1')
    })
    await vi.waitFor(() => {
      expect(document.activeElement?.textContent).toBe('acme.example')
    })
  })

  it('says that it is paused, and loads nothing then', async () => {
    renderApp(open({ statuses: [aSyncStatus({ isPaused: true })] }), '/connections')
    const shown = within(await card())
    expect(await shown.findByText('Paused by you: resume it in Sync')).toBeTruthy()
    expect(shown.queryByRole('button', { name: 'Load now' })).toBeNull()
  })

  it('starts and stops a load', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Load now' }))
    await userEvent.click(await within(await card()).findByRole('button', { name: 'Stop loading' }))
    expect(await within(await card()).findByRole('button', { name: 'Load now' })).toBeTruthy()
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: 'account-1', feed: null, how: 'now' }])
    expect(fake.inputsOf('sync.cancel')).toEqual([{ accountId: 'account-1' }])
  })

  it('U5 comes back to the connections after a reconnect', async () => {
    const fake = open({ accounts: [anAccount({ status: 'needs-reconnect', access: 'read' })] })
    const app = renderApp(fake, '/connections')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Reconnect' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Use my browser' }))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/connections')
    })
    expect(await within(await card()).findByRole('button', { name: 'Load now' })).toBeTruthy()
    expect(fake.inputsOf('signIn.start')).toMatchObject([
      { providerId: 'harbour', accountId: 'account-1', access: 'read' },
    ])
  })
})

const openMenu = async (item: string) => {
  await userEvent.click(within(await card()).getByRole('button', { name: 'More for acme.example' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: item }))
}
const askToDisconnect = async () => {
  await openMenu('Disconnect…')
  return screen.findByRole('dialog', { name: 'Disconnect acme.example?' })
}

describe('disconnecting', () => {
  it('U8 asks first what stays, keeps by default, tells the provider, and says the truth about it', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    const dialog = within(await askToDisconnect())
    expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Stay connected' }))
    expect(fake.inputsOf('accounts.disconnect')).toEqual([])
    expect(dialog.getByRole('radio', { name: /^Keep it/ })).toHaveProperty('checked', true)
    expect(dialog.getByRole('checkbox', { name: /^Tell Harbour/ })).toHaveProperty('checked', true)
    expect(dialog.getByText(/may go on there until it runs out, for example for 30 minutes/)).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect account' }))
    const notice = await screen.findByText('acme.example is disconnected. What was loaded is still here.')
    expect(notice.closest('[role="status"]')).toBe(document.activeElement)
    expect(screen.getByText(/Harbour was told/)).toBeTruthy()
    expect(fake.inputsOf('accounts.disconnect')).toEqual([
      { accountId: 'account-1', data: 'keep', revokes: true },
    ])
    expect((await card()).textContent).toContain('Disconnected: nothing new is loaded')
  })

  it('removes what is here and tells nobody where the user wants it so', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    const dialog = within(await askToDisconnect())
    await userEvent.click(dialog.getByRole('radio', { name: /^Remove it/ }))
    await userEvent.click(dialog.getByRole('checkbox', { name: /^Tell Harbour/ }))
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect account' }))
    expect(await screen.findByText('No account is connected')).toBeTruthy()
    expect(screen.getByText('acme.example is gone from this computer.')).toBeTruthy()
    expect(screen.getByText(/Harbour was not told/)).toBeTruthy()
    expect(fake.inputsOf('accounts.disconnect')).toEqual([
      { accountId: 'account-1', data: 'wipe', revokes: false },
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByText('acme.example is gone from this computer.')).toBeNull()
  })

  it('says so when the provider could not be told', async () => {
    const fake = open()
    fake.override('accounts', 'disconnect', () => Promise.resolve(succeed({ revocation: 'failed' as const })))
    renderApp(fake, '/connections')
    const dialog = within(await askToDisconnect())
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect account' }))
    expect(await screen.findByText(/Harbour could not be told/)).toBeTruthy()
  })

  it('offers no word to a provider that takes none, and says how to end it there', async () => {
    const { capabilities } = aProvider()
    const fake = open({ providers: [aProvider({ capabilities: { ...capabilities, revocation: false } })] })
    renderApp(fake, '/connections')
    const dialog = within(await askToDisconnect())
    expect(dialog.queryByRole('checkbox')).toBeNull()
    expect(dialog.getByText(/has no way for an app to take the access back/)).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect account' }))
    await screen.findByText(/is disconnected/)
    expect(fake.inputsOf('accounts.disconnect')).toMatchObject([{ revokes: false }])
  })

  it('says that a pasted token stays valid', async () => {
    renderApp(open({ accounts: [anAccount({ source: 'pasted-token' })] }), '/connections')
    const dialog = within(await askToDisconnect())
    expect(dialog.queryByRole('checkbox')).toBeNull()
    expect(dialog.getByText(/The token itself stays valid/)).toBeTruthy()
  })

  it('keeps the dialog open with the reason when it did not work', async () => {
    const fake = open()
    fake.override('accounts', 'disconnect', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'A-11')))
    renderApp(fake, '/connections')
    const dialog = within(await askToDisconnect())
    await userEvent.click(dialog.getByRole('button', { name: 'Disconnect account' }))
    expect((await dialog.findByRole('alert')).textContent).toContain('Disk full')
  })
})

describe('a disconnected account', () => {
  const disconnected = () => open({ accounts: [anAccount({ status: 'disconnected' })], statuses: [] })

  it('can be reconnected or removed, not loaded, and is no reason for a banner', async () => {
    renderApp(disconnected(), '/connections')
    const buttons = within(await card()).getAllByRole('button')
    expect(buttons.map((one) => one.getAttribute('aria-label') ?? one.textContent)).toEqual([
      'Reconnect',
      'Remove what is here…',
      'More for acme.example',
      'Open Sync',
    ])
    expect(screen.queryByText(/ended the connection/)).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'More for acme.example' }))
    const items = (await screen.findAllByRole('menuitem')).map((one) => one.textContent)
    expect(items).toEqual(['History'])
  })

  it('U8 is removed only after saying what goes', async () => {
    const fake = disconnected()
    fake.state.items = madeUpItems(anAccount(), 'contact', 3)
    renderApp(fake, '/connections')
    await within(await card()).findByText('3 contacts')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Remove what is here…' }))
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Remove what is here from acme.example?' }),
    )
    expect(dialog.getByText(/^3 items/)).toBeTruthy()
    expect(fake.inputsOf('accounts.disconnect')).toEqual([])
    await userEvent.click(dialog.getByRole('button', { name: 'Remove from this computer' }))
    expect(await screen.findByText('No account is connected')).toBeTruthy()
    expect(fake.inputsOf('accounts.disconnect')).toEqual([
      { accountId: 'account-1', data: 'wipe', revokes: false },
    ])
    expect(screen.getByText('acme.example is gone from this computer.')).toBeTruthy()
  })
})

describe('several workspaces', () => {
  it('show nothing of one another: accounts, credentials and history are asked for anew', async () => {
    const other = aWorkspace({ id: workspaceIdSchema.parse('workspace-2'), organisation: 'Globex' })
    const fake = open({ app: anAppState({ workspace, workspaces: [workspace, other] }) })
    const app = renderApp(fake, '/connections/new?provider=harbour')
    await screen.findByRole('button', { name: 'Use my browser' })
    fake.override('accounts', 'list', () => Promise.resolve(succeed([])))
    fake.override('clients', 'get', () => Promise.resolve(succeed(aClient())))
    await userEvent.click(screen.getByRole('button', { name: 'Workspace Ana @ Acme' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Open Ana @ Globex' }))
    expect(await screen.findByText('No account is connected')).toBeTruthy()
    expect(screen.queryByText('acme.example')).toBeNull()
    await app.router.navigate({ to: '/connections/new', search: { provider: aProvider().id } })
    expect(await screen.findByRole('textbox', { name: 'Client id' })).toBeTruthy()
  })
})
