import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../shared/errors.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  aClient,
  anAccount,
  anAppState,
  aProvider,
  aWorkspace,
  type FakeState,
} from '../../test-support/fake-state.ts'
import { holdSignIn } from '../../test-support/hold-sign-in.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const set = { harbour: aClient({ state: 'set', redirectUris: ['http://localhost:1/cb'] }) }
const open = (state: Partial<FakeState> = {}) =>
  createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }), ...state })
const place = '/connections/new?provider=harbour'
const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole('button', { name }))

describe('choosing a service', () => {
  it('offers one choice per service and goes on with the chosen one', async () => {
    const user = userEvent.setup()
    const second = aProvider({ id: providerIdSchema.parse('lagoon'), name: 'Lagoon' })
    const app = renderApp(open({ providers: [aProvider(), second] }), '/connections/new')
    const choices = await screen.findAllByRole('radio')
    expect(choices).toHaveLength(2)
    await user.click(screen.getByRole('radio', { name: /^Lagoon/ }))
    await press('Continue')
    expect(await screen.findByRole('heading', { level: 1, name: 'Connect Lagoon' })).toBeTruthy()
    expect(app.place()).toContain('provider=lagoon')

    await press('Choose another service')
    expect(await screen.findByRole('radio', { name: /^Harbour/ })).toBeTruthy()
  })
})

describe('app credentials', () => {
  it('are asked for where none are set, sent to main, and followed by the choices', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, place)
    await user.type(await screen.findByRole('textbox', { name: 'Client id' }), ' id-1 ')
    const secret = screen.getByLabelText(/^Client secret/)
    expect(secret).toHaveProperty('type', 'password')
    await user.type(secret, 's3cret')
    await press('Save and continue')
    expect(await screen.findByRole('button', { name: 'Use my browser' })).toBeTruthy()
    expect(fake.inputsOf('clients.set')).toEqual([
      {
        providerId: 'harbour',
        clientId: 'id-1',
        secret: { kind: 'new', value: 's3cret' },
        redirectUris: [...aProvider().redirectUris],
      },
    ])
    expect(fake.inputsOf('signIn.start')).toEqual([])
    expect(document.body.innerHTML).not.toContain('s3cret')
  })

  it('are not accepted without a redirect address on this computer', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, place)
    await user.type(await screen.findByRole('textbox', { name: 'Client id' }), 'id-1')
    await user.type(screen.getByLabelText(/^Client secret/), 's3cret')
    await user.click(screen.getByRole('radio', { name: 'Addresses that my app has already' }))
    await user.type(
      screen.getByRole('textbox', { name: /^Addresses, one a line/ }),
      'https://example.com/callback',
    )
    await press('Save and continue')
    expect(await screen.findByText(/begin with http:\/\/localhost/)).toBeTruthy()
    expect(fake.inputsOf('clients.set')).toEqual([])
  })

  it('are never asked for where they are given from outside', async () => {
    const fake = open({ clients: { harbour: aClient({ state: 'given' }) } })
    fake.override('signIn', 'start', () =>
      Promise.resolve(failWith({ kind: 'client-rejected', providerId: 'harbour' }, 'A-4')),
    )
    renderApp(fake, place)
    await press('Use my browser')
    expect(await screen.findByText('App credentials were not accepted')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Change app credentials' })).toBeNull()
  })

  it('can be changed once the service refused them', async () => {
    const fake = open({ clients: set })
    fake.override('signIn', 'start', () =>
      Promise.resolve(failWith({ kind: 'client-rejected', providerId: 'harbour' }, 'A-4')),
    )
    renderApp(fake, place)
    await press('Use my browser')
    const notice = await screen.findByRole('alert')
    const button = [...notice.querySelectorAll('button')].find(
      (one) => one.textContent === 'Change app credentials',
    )
    await userEvent.click(button as HTMLElement)
    expect(await screen.findByRole('textbox', { name: /^Addresses, one a line/ })).toHaveProperty(
      'value',
      'http://localhost:1/cb',
    )
  })
})

describe('the sign-in', () => {
  it('does not begin by itself, begins by one press, and leads to the items', async () => {
    const fake = open({ clients: set })
    const held = holdSignIn(fake)
    const app = renderApp(fake, place)
    const button = await screen.findByRole('button', { name: 'Use a window of the app' })
    expect(fake.inputsOf('signIn.start')).toEqual([])
    await userEvent.click(button)
    expect(await screen.findByText('A sign-in window opened. Waiting for Harbour…')).toBeTruthy()
    expect(fake.inputsOf('signIn.start')).toEqual([
      { providerId: 'harbour', accountId: null, place: 'window', access: 'write', scopes: null },
    ])
    held.end(succeed(anAccount()))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
    expect(fake.inputsOf('signIn.cancel')).toEqual([])
  })

  it('U4 offers both places at first with what sets them apart, and afterwards the last one first', async () => {
    const fake = open({ clients: set })
    const held = holdSignIn(fake)
    renderApp(fake, place)
    const browser = await screen.findByRole('button', { name: 'Use my browser' })
    const ids = (browser.getAttribute('aria-describedby') ?? '').split(' ')
    const words = ids.map((id) => document.getElementById(id)?.textContent).join(' ')
    expect(words).toContain('passkeys')
    expect(words).toContain('Google')
    expect(screen.getByRole('button', { name: 'Use a window of the app' })).toBeTruthy()
    held.end(failWith({ kind: 'sign-in-cancelled' }))
    cleanup()

    const { preferences } = fake.state.app
    fake.state.app = { ...fake.state.app, preferences: { ...preferences, signInPlace: 'window' } }
    renderApp(fake, place)
    const window = await screen.findByRole('button', { name: 'Use a window of the app' })
    const other = screen.getByRole('button', { name: 'Use my browser' })
    expect(window.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })

  it('U4 replaces an earlier one when it is begun again, and hears nothing of how that one ended', async () => {
    const fake = open({ clients: set })
    const held = holdSignIn(fake)
    const app = renderApp(fake, place)
    await press('Use my browser')
    await screen.findByText(/Waiting for Harbour/)
    await app.router.navigate({ to: '/settings' })
    await vi.waitFor(() => {
      expect(fake.inputsOf('signIn.cancel')).toHaveLength(1)
    })
    await app.router.navigate({ to: '/connections/new', search: { provider: aProvider().id } })
    await press('Use my browser')
    await screen.findByText(/Waiting for Harbour/)
    expect(screen.queryByRole('alert')).toBeNull()
    held.end(succeed(anAccount()))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
  })

  it('leaves somebody where he has just gone, if it ends in that moment', async () => {
    const fake = open({ clients: set })
    const held = holdSignIn(fake)
    const app = renderApp(fake, place)
    await press('Use my browser')
    await screen.findByText(/Waiting for Harbour/)
    held.end(succeed(anAccount()))
    await app.router.navigate({ to: '/settings' })
    await vi.waitFor(() => {
      expect(app.place()).toMatch(/^\/settings/)
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(app.place()).toMatch(/^\/settings/)
  })

  it('can be cancelled, says so, and can be tried again at the same place', async () => {
    const fake = open({ clients: set })
    holdSignIn(fake)
    renderApp(fake, place)
    await press('Use my browser')
    await press('Cancel sign-in')
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('Sign-in cancelled')
    expect(notice.textContent).toContain('Nothing changed')
    expect(notice.textContent).toContain('A-3')
    expect(notice.parentElement?.contains(document.activeElement)).toBe(true)
    await press('Try again')
    expect(await screen.findByText(/Waiting for Harbour/)).toBeTruthy()
    expect(fake.inputsOf('signIn.start')).toHaveLength(2)
    expect(fake.inputsOf('signIn.start').at(1)).toMatchObject({ place: 'browser' })
  })

  it('R11 shows the reason of a refusal as plain text', async () => {
    const fake = open({ clients: set })
    const reason = '<img src=x onerror="alert(1)">declined'
    fake.override('signIn', 'start', () =>
      Promise.resolve(failWith({ kind: 'sign-in-denied', reason }, 'A-5')),
    )
    const { container } = renderApp(fake, place)
    await press('Use my browser')
    expect(await screen.findByText(reason)).toBeTruthy()
    expect(container.querySelector('img')).toBeNull()
  })

  it.each<[AppError, string]>([
    [{ kind: 'sign-in-ports-taken', ports: [17_823, 17_833] }, '17823, 17833'],
    [{ kind: 'browser-not-opened' }, 'Your browser could not be opened'],
  ])('U4 goes on in the window of the app where the browser cannot be used: %j', async (error, words) => {
    const fake = open({ clients: set })
    fake.override('signIn', 'start', () => Promise.resolve(failWith(error, 'A-6')))
    renderApp(fake, place)
    await press('Use my browser')
    expect((await screen.findByRole('alert')).textContent).toContain(words)
    holdSignIn(fake)
    await press("Use the app's window")
    expect(await screen.findByText('A sign-in window opened. Waiting for Harbour…')).toBeTruthy()
    expect(fake.inputsOf('signIn.start').at(1)).toMatchObject({ place: 'window' })
  })

  it('U4 says that the time is over and offers another try', async () => {
    const fake = open({ clients: set })
    const held = holdSignIn(fake)
    renderApp(fake, place)
    await press('Use my browser')
    await screen.findByText(/Waiting for Harbour/)
    held.end(failWith({ kind: 'sign-in-timed-out' }, 'A-7'))
    expect((await screen.findByRole('alert')).textContent).toContain('Sign-in timed out')
    await press('Try again')
    expect(await screen.findByText(/Waiting for Harbour/)).toBeTruthy()
  })

  it('is refused in words while working offline, and possible again by one press', async () => {
    const app = anAppState({ workspace, workspaces: [workspace] })
    const offline = { ...app, preferences: { ...app.preferences, workOffline: true } }
    const fake = open({ app: offline, clients: set })
    renderApp(fake, place)
    const button = await screen.findByRole('button', { name: 'Use my browser' })
    expect(screen.getByRole('alert').textContent).toContain('Working offline')
    expect(button).toHaveProperty('disabled', true)
    await press('Go back online')
    await vi.waitFor(() => {
      expect(button).toHaveProperty('disabled', false)
    })
    expect(fake.inputsOf('signIn.start')).toEqual([])
  })

  it('ignores a place to return to that is not in the app', async () => {
    const fake = open({ clients: set })
    const app = renderApp(fake, `${place}&returnTo=%2F%2Fexample.com`)
    await press('Use my browser')
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
  })

  it('U5 renews an account with what it may do now, by one press, and comes back', async () => {
    const account = anAccount({ status: 'needs-reconnect', access: 'read' })
    const fake = open({ clients: set, accounts: [account] })
    const app = renderApp(fake, `${place}&reconnect=account-1&returnTo=%2Fconnections`)
    expect(await screen.findByText(/Sign in to acme.example \(1234\) again/)).toBeTruthy()
    expect(screen.getByRole('radio', { name: /^Read only/ })).toHaveProperty('checked', true)
    await press('Use my browser')
    await vi.waitFor(() => {
      expect(app.place()).toBe('/connections')
    })
    expect(fake.inputsOf('signIn.start')).toEqual([
      { providerId: 'harbour', accountId: 'account-1', place: 'browser', access: 'read', scopes: null },
    ])
  })
})
