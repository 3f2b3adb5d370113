import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClientSettings } from '../../../shared/model/client-settings.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aClient, anAccount, anAppState, aProvider, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))

const open = (client: Partial<ClientSettings> = {}, provider = aProvider(), account = anAccount()) => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    clients: { harbour: aClient({ state: 'set', ...client }) },
    providers: [provider],
    accounts: [account],
  })
  return { fake, app: renderApp(fake, '/connections/new?provider=harbour') }
}
const asked = async () => {
  const list = await screen.findByRole('list', { name: 'Portolan asks Harbour for permission to:' })
  return within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent)
}

describe('what is asked for', () => {
  it('stands there in words, the optional ones marked, and follows the choice', async () => {
    const { fake } = open()
    expect(await asked()).toEqual(['Read contacts', 'Change contacts', 'Read who owns records (optional)'])
    await userEvent.click(screen.getByRole('radio', { name: /^Read only/ }))
    expect(await asked()).toEqual(['Read contacts', 'Read who owns records (optional)'])
    await press('Use my browser')
    expect(fake.inputsOf('signIn.start')).toMatchObject([{ access: 'read', scopes: null }])
  })

  it('is no choice where the provider has but one', async () => {
    open({}, aProvider({ access: ['read'] }))
    expect(await asked()).toContain('Read contacts')
    expect(screen.queryByRole('radio')).toBeNull()
  })

  it('is picked on the page of a provider without scopes', async () => {
    open({}, aProvider({ scopes: [] }))
    expect(await screen.findByText(/on its own page you pick what Portolan may see/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'My app has other scopes' })).toBeNull()
  })

  it('can be edited to match the own app, with unknown names as they are', async () => {
    const { fake } = open()
    await press('My app has other scopes')
    const required = screen.getByRole('textbox', { name: 'Required scopes' })
    expect(required).toHaveProperty('value', 'contacts.read\ncontacts.write')
    await userEvent.clear(required)
    await userEvent.type(required, 'contacts.read tickets.read')
    await userEvent.clear(screen.getByRole('textbox', { name: 'Optional scopes' }))
    expect(await asked()).toEqual(['Read contacts', 'tickets.read'])
    await press('Use my browser')
    expect(fake.inputsOf('signIn.start')).toMatchObject([
      { access: 'read', scopes: { required: ['contacts.read', 'tickets.read'], optional: [] } },
    ])
  })

  it('decides what is chosen: reading only without a scope that changes anything, and back', async () => {
    open()
    const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name })
    await press('My app has other scopes')
    const required = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Required scopes' })
    await userEvent.clear(required())
    await userEvent.type(required(), 'contacts.read')
    expect(radio(/^Read only/).checked).toBe(true)
    await userEvent.type(required(), ' contacts.write')
    expect(radio(/^Read and change/).checked).toBe(true)
    expect(required().value).toBe('contacts.read contacts.write')
    await userEvent.clear(required())
    await userEvent.click(radio(/^Read and change/))
    expect(radio(/^Read and change/).checked).toBe(true)
    expect(required().value).toBe('contacts.read\ncontacts.write')
  })

  it('begins with the last choice, and goes back to the usual list', async () => {
    const scopes = { read: { required: ['tickets.read'], optional: [] }, write: null }
    const { fake } = open({ choice: { access: 'read', scopes } })
    expect(await asked()).toEqual(['tickets.read'])
    expect(screen.getByRole('textbox', { name: 'Required scopes' })).toBeTruthy()
    await press('Back to the usual scopes')
    expect(await asked()).toEqual(['Read contacts', 'Read who owns records (optional)'])
    await press('Use my browser')
    expect(fake.inputsOf('signIn.start')).toMatchObject([{ access: 'read', scopes: null }])
  })

  it('says what is wrong with the list, and asks for nothing until it is right', async () => {
    open()
    await press('My app has other scopes')
    await userEvent.type(screen.getByRole('textbox', { name: 'Optional scopes' }), ' "quoted"')
    expect(await screen.findByText(/^This cannot be a scope: "quoted"/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Use my browser' })).toHaveProperty('disabled', true)
  })

  it('is mended after a refusal and tried again as it stands then', async () => {
    const { fake } = open()
    fake.override('signIn', 'start', () =>
      Promise.resolve(failWith({ kind: 'sign-in-denied', reason: 'scope mismatch' })),
    )
    await press('Use my browser')
    await screen.findByText('scope mismatch')
    await userEvent.click(screen.getByRole('radio', { name: /^Read only/ }))
    await press('Try again')
    expect(fake.inputsOf('signIn.start').at(1)).toMatchObject({ place: 'browser', access: 'read' })
  })
})

describe('a pasted token', () => {
  it('takes the place of a sign-in for those without an app, after saying what it cannot do', async () => {
    const { fake, app } = open({ state: 'missing' })
    await press('I cannot register an app: paste a token')
    expect(await screen.findByText(/Portolan cannot renew it/)).toBeTruthy()
    const field = screen.getByLabelText(/^Token/)
    expect(field).toHaveProperty('type', 'password')
    expect(document.activeElement).toBe(field)
    await press('Connect')
    expect(await screen.findByText('Paste the token first.')).toBeTruthy()
    await userEvent.type(field, ' t0ken ')
    await press('Connect')
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
    expect(fake.inputsOf('accounts.connectWithToken')).toEqual([
      { providerId: 'harbour', accountId: null, token: 't0ken' },
    ])
    expect(
      JSON.stringify(
        app.queries
          .getMutationCache()
          .getAll()
          .map(({ state }) => state),
      ),
    ).not.toContain('t0ken')
  })

  it('says so when it is refused, and stays for correction', async () => {
    const { fake } = open()
    fake.override('accounts', 'connectWithToken', () =>
      Promise.resolve(failWith({ kind: 'token-refused', providerId: 'harbour' }, 'A-10')),
    )
    await press('Paste a token instead')
    const field = await screen.findByLabelText(/^Token/)
    await userEvent.type(field, 'wrong')
    await press('Connect')
    expect((await screen.findByRole('alert')).textContent).toContain('The token was not accepted')
    expect(field).toHaveProperty('value', 'wrong')
    await press('Sign in instead')
    expect(await screen.findByRole('button', { name: 'Use my browser' })).toBeTruthy()
  })

  it('is not offered where the provider takes none', async () => {
    const { capabilities } = aProvider()
    open({}, aProvider({ capabilities: { ...capabilities, pastedToken: false } }))
    await screen.findByRole('button', { name: 'Use my browser' })
    expect(screen.queryByRole('button', { name: /token/ })).toBeNull()
  })

  it('renews an account that lives on one', async () => {
    const account = anAccount({ status: 'needs-reconnect', source: 'pasted-token' })
    const fake = createFakeClient({
      app: anAppState({ workspace, workspaces: [workspace] }),
      accounts: [account],
    })
    renderApp(fake, '/connections/new?provider=harbour&reconnect=account-1')
    await userEvent.type(await screen.findByLabelText(/^Token/), 't2')
    await press('Connect')
    await vi.waitFor(() => {
      expect(fake.inputsOf('accounts.connectWithToken')).toEqual([
        { providerId: 'harbour', accountId: 'account-1', token: 't2' },
      ])
    })
  })
})
