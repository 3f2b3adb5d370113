import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aProvider, anAccount, anAppState } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

describe('the welcome screen', () => {
  it('is the first screen while there is no workspace, and names the services that exist', async () => {
    const app = renderApp(createFakeClient({ providers: [aProvider({ name: 'Harbour' })] }), '/')
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Your Harbour data, on this computer.' }),
    ).toBeTruthy()
    expect(app.place()).toBe('/welcome')
    expect(screen.getByText('/home/ana/.config/Portolan')).toBeTruthy()
    expect(screen.getByText(/Nothing is sent to us/)).toBeTruthy()
  })

  it.each([
    ['no-key-store', /no key store that could protect/],
    ['weak-key-store', /does not really protect/],
    ['key-locked', /is locked/],
    ['key-unreadable', /cannot be read any more/],
  ] as const)('says that nothing is kept after quitting, and why: %s', async (reason, words) => {
    const app = anAppState({ protection: { state: 'session-only', reason } })
    renderApp(createFakeClient({ app }), '/welcome')
    expect(await screen.findByRole('heading', { name: 'Nothing is kept after you quit' })).toBeTruthy()
    expect(screen.getByText(words)).toBeTruthy()
    expect(screen.queryByText('Encrypted')).toBeNull()
  })

  it('tells about a vault that was set aside, until that is put away', async () => {
    const notice = { id: 'PT-1', kind: 'vault-set-aside' as const, path: '/data/vault.db.corrupt', atMs: 0 }
    renderApp(createFakeClient({ app: anAppState({ notices: [notice] }) }), '/')
    const told = within(await screen.findByRole('region', { name: 'Messages' }))
    expect(told.getByText(/set aside, not deleted: \/data\/vault\.db\.corrupt/)).toBeTruthy()
    await userEvent.click(told.getByRole('button', { name: 'Close' }))
    await vi.waitFor(() => {
      expect(told.queryByText(/set aside/)).toBeNull()
    })
  })

  it('asks for person and organisation, then leads to the choice of a service', async () => {
    const user = userEvent.setup()
    const fake = createFakeClient()
    const app = renderApp(fake, '/welcome')
    await user.click(await screen.findByRole('button', { name: 'Connect an account' }))
    await user.type(screen.getByRole('textbox', { name: 'Your name' }), '  Ana ')
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByText('Please fill this in.')).toBeTruthy()
    expect(fake.inputsOf('workspaces.create')).toEqual([])

    await user.type(screen.getByRole('textbox', { name: 'Organisation' }), 'Acme')
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Connect an account' })).toBeTruthy()
    expect(fake.inputsOf('workspaces.create')).toEqual([{ user: 'Ana', organisation: 'Acme' }])
    expect(app.place()).toBe('/connections/new')
  })

  it('opens the sample data and goes on to connecting while nothing is connected there', async () => {
    const app = renderApp(createFakeClient(), '/welcome')
    await userEvent.click(await screen.findByRole('button', { name: 'Look around with sample data' }))
    expect(await screen.findByText('Sample data — changes go nowhere.')).toBeTruthy()
    await vi.waitFor(() => {
      expect(app.place()).toBe('/connections/new')
    })
  })

  it('opens the sample data at its items once it has an account', async () => {
    const app = renderApp(createFakeClient({ accounts: [anAccount()] }), '/welcome')
    await userEvent.click(await screen.findByRole('button', { name: 'Look around with sample data' }))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
  })

  it('says in words why the sample data could not be opened', async () => {
    const fake = createFakeClient()
    fake.override('workspaces', 'openSample', () =>
      Promise.resolve(failWith({ kind: 'storage-full' }, 'A-9')),
    )
    renderApp(fake, '/welcome')
    await userEvent.click(await screen.findByRole('button', { name: 'Look around with sample data' }))
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('Disk full')
    expect(notice.textContent).toContain('A-9')
  })
})
