import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../shared/model/app-state.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aChange, anOutbox } from '../../test-support/fake-outbox.ts'
import { anAccount, anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = (protection: AppState['protection']) =>
  createFakeClient({ app: anAppState({ protection, workspace, workspaces: [workspace] }) })
const byKeyStore = { state: 'persisted', method: 'key-store', backend: 'gnome_libsecret' } as const
const byPassphrase = { state: 'persisted', method: 'passphrase', backend: '' } as const

describe('storage and security', () => {
  it('makes a new key under the key store without asking for anything', async () => {
    const fake = open(byKeyStore)
    renderApp(fake, '/settings/storage')
    await userEvent.click(await screen.findByRole('button', { name: 'New key…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Make a new key' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make a new key' }))
    await screen.findByText('A new key is in place.')
    expect(fake.inputsOf('protection.rotateKey')).toEqual([{ passphrase: null }])
    expect(screen.queryByRole('button', { name: 'Change passphrase…' })).toBeNull()
  })

  it('asks for the passphrase before a new key, and says when it is another one', async () => {
    const fake = open(byPassphrase)
    fake.override('protection', 'rotateKey', async ({ passphrase }) =>
      passphrase === 'the right one' ? { ok: true, value: {} } : failWith({ kind: 'wrong-passphrase' }),
    )
    renderApp(fake, '/settings/storage')
    await screen.findByText(/opens with your passphrase only/)
    await userEvent.click(screen.getByRole('button', { name: 'New key…' }))
    const input = await screen.findByLabelText<HTMLInputElement>(/^Passphrase/)
    await userEvent.type(input, 'another one{Enter}')
    await screen.findByText(/That is not the passphrase/)
    await userEvent.clear(input)
    await userEvent.type(input, 'the right one{Enter}')
    await screen.findByText('A new key is in place.')
  })

  it('changes the passphrase, typed twice', async () => {
    const fake = open(byPassphrase)
    renderApp(fake, '/settings/storage')
    await userEvent.click(await screen.findByRole('button', { name: 'Change passphrase…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Change passphrase' }))
    await userEvent.type(dialog.getByLabelText(/^Passphrase until now/), 'the old one')
    await userEvent.type(dialog.getByLabelText(/^New passphrase \*/), 'short')
    await userEvent.type(dialog.getByLabelText(/^The passphrase again/), 'short{Enter}')
    await dialog.findByText(/at least 12 characters, so/)
    await userEvent.clear(dialog.getByLabelText(/^New passphrase \*/))
    await userEvent.type(dialog.getByLabelText(/^New passphrase \*/), 'long enough now')
    await userEvent.clear(dialog.getByLabelText(/^The passphrase again/))
    await userEvent.type(dialog.getByLabelText(/^The passphrase again/), 'long enough now{Enter}')
    await screen.findByText('The passphrase was changed.')
    expect(fake.inputsOf('protection.changePassphrase')).toEqual([
      { current: 'the old one', next: 'long enough now' },
    ])
  })

  it('removes a workspace once its name is typed, and says what would be lost', async () => {
    const fake = open(byKeyStore)
    fake.state.outbox = anOutbox({ waiting: [aChange()] })
    const { place } = renderApp(fake, '/settings/storage')
    await userEvent.click(await screen.findByRole('button', { name: 'Remove workspace…' }))
    const dialog = within(await screen.findByRole('dialog', { name: /^Remove “Ana @ Acme”/ }))
    expect(await dialog.findByText('1 change is not sent yet and would be lost.')).toBeTruthy()
    const name = dialog.getByRole('textbox', { name: /^Type the name/ })
    const confirm = dialog.getByRole<HTMLButtonElement>('button', { name: 'Remove for good' })
    await userEvent.type(name, 'Ana{Enter}')
    expect(confirm.disabled).toBe(true)
    expect(fake.inputsOf('workspaces.remove')).toEqual([])
    await userEvent.type(name, ' @ Acme')
    await userEvent.click(confirm)
    expect(await screen.findByText('The workspace was removed from this computer.')).toBeTruthy()
    expect(fake.inputsOf('workspaces.remove')).toEqual([{ id: 'workspace-1', typedName: 'Ana @ Acme' }])
    await vi.waitFor(
      () => {
        expect(place()).toBe('/welcome')
      },
      { timeout: 15_000 },
    )
  })

  it('says how much room each kind of file takes', async () => {
    renderApp(open(byKeyStore), '/settings/storage')
    const table = within(await screen.findByRole('table', { name: 'Room on this computer' }))
    expect(await table.findByRole('row', { name: 'What was loaded 34 MB' })).toBeTruthy()
    expect(table.getByRole('row', { name: /^Your edits and arrangements/ })).toBeTruthy()
  })

  it('says about how much room each account takes', async () => {
    const account = anAccount()
    const fake = createFakeClient({
      app: anAppState({ protection: byKeyStore, workspace, workspaces: [workspace] }),
      accounts: [account],
    })
    fake.state.storage = { ...fake.state.storage, accounts: [{ accountId: account.id, bytes: 21_000_000 }] }
    renderApp(fake, '/settings/storage')
    const table = await screen.findByRole('table', { name: 'Items' })
    const line = await within(table).findByRole('row', { name: /^acme\.example/ })
    expect(within(line).getByText('about 21 MB')).toBeTruthy()
    expect(screen.getByText(/^The sizes of accounts are estimated/)).toBeTruthy()
  })

  it('offers nothing of it while nothing is kept', async () => {
    renderApp(open({ state: 'session-only', reason: 'passphrase' }), '/settings/storage')
    await screen.findByText(/What was kept before is locked and untouched/)
    expect(screen.queryByRole('button', { name: 'New key…' })).toBeNull()
  })
})

describe('the lock', () => {
  it('15: is chosen and put on where a passphrase protects', async () => {
    const fake = open(byPassphrase)
    renderApp(fake, '/settings/storage')
    const choice = within(await screen.findByRole('group', { name: /^Lock when Portolan/ }))
    expect(choice.getByRole('button', { name: 'Never', pressed: true })).toBeTruthy()
    await userEvent.click(choice.getByRole('button', { name: '15 min' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ lockMinutes: 15 }])
    await userEvent.click(choice.getByRole('button', { name: 'Never' }))
    expect(fake.inputsOf('app.setPreferences').at(-1)).toEqual({ lockMinutes: null })
    await userEvent.click(screen.getByRole('button', { name: 'Lock now' }))
    expect(fake.inputsOf('protection.lock')).toHaveLength(1)
    // The page shows nothing of the workspace any more, even before it is loaded anew.
    expect(await screen.findByRole('heading', { name: 'Enter your passphrase' })).toBeTruthy()
    expect(screen.queryByText('Ana @ Acme')).toBeNull()
  })

  it.each([
    ['a key store opens it for whoever is logged in', byKeyStore, /whoever is logged in/],
    [
      'the session has no passphrase',
      { state: 'session-only', reason: 'no-key-store' } as const,
      /this session has no passphrase/,
    ],
  ])('15: is not offered where %s, and says why', async (_, protection, why) => {
    const fake = open(protection)
    renderApp(fake, '/settings/storage')
    expect(await screen.findByText(why)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Lock now' })).toBeNull()
    await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}')
    expect(fake.inputsOf('protection.lock')).toEqual([])
  })
})
