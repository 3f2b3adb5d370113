import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Reply } from '../../../shared/ipc/types.ts'
import type { Account } from '../../../shared/model/account.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { createFakeClient, type FakeClient } from '../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aProvider,
  aWorkspace,
  type FakeState,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const withCredentials = { harbour: { isSet: true, isGiven: false, redirectUri: 'http://localhost:1/cb' } }
const open = (state: Partial<FakeState> = {}) =>
  createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }), ...state })

/** Lets a test decide when and how the sign-in ends, and ends it as main does when it is cancelled. */
function holdSignIn(fake: FakeClient): (reply: Reply<Account>) => void {
  let end: (reply: Reply<Account>) => void = () => undefined
  fake.override('accounts', 'connect', () => new Promise((resolve) => (end = resolve)))
  fake.override('accounts', 'cancelConnect', () => {
    end(failWith({ kind: 'sign-in-cancelled' }, 'A-3'))
    return Promise.resolve(succeed({}))
  })
  return (reply) => {
    end(reply)
  }
}

describe('choosing a service', () => {
  it('offers one choice per service and goes on with the chosen one', async () => {
    const user = userEvent.setup()
    const second = aProvider({ id: providerIdSchema.parse('lagoon'), name: 'Lagoon' })
    const app = renderApp(open({ providers: [aProvider(), second] }), '/connections/new')
    const choices = await screen.findAllByRole('radio')
    expect(choices).toHaveLength(2)
    await user.click(screen.getByRole('radio', { name: /^Lagoon/ }))
    await user.click(screen.getByRole('button', { name: 'Continue' }))
    expect(await screen.findByRole('heading', { level: 1, name: 'Connect Lagoon' })).toBeTruthy()
    expect(app.place()).toContain('provider=lagoon')

    await user.click(screen.getByRole('button', { name: 'Choose another service' }))
    expect(await screen.findAllByRole('radio')).toHaveLength(2)
  })
})

describe('app credentials', () => {
  it('are asked for where none are set, sent to main, and followed by the sign-in', async () => {
    const user = userEvent.setup()
    const fake = open()
    holdSignIn(fake)
    renderApp(fake, '/connections/new?provider=harbour')
    const address = await screen.findByRole('textbox', { name: 'Redirect address' })
    expect(address).toHaveProperty('value', 'http://localhost:17823/oauth/harbour/callback')
    await user.type(screen.getByRole('textbox', { name: 'Client id' }), ' id-1 ')
    const secret = screen.getByLabelText(/^Client secret/)
    expect(secret).toHaveProperty('type', 'password')
    await user.type(secret, 's3cret')
    await user.click(screen.getByRole('button', { name: 'Save and sign in' }))
    expect(await screen.findByText(/Waiting for Harbour/)).toBeTruthy()
    expect(fake.inputsOf('providers.setClient')).toEqual([
      {
        providerId: 'harbour',
        clientId: 'id-1',
        clientSecret: 's3cret',
        redirectUri: 'http://localhost:17823/oauth/harbour/callback',
      },
    ])
    expect(document.body.innerHTML).not.toContain('s3cret')
  })

  it('are not accepted without a redirect address on this computer', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, '/connections/new?provider=harbour')
    const address = await screen.findByRole('textbox', { name: 'Redirect address' })
    await user.clear(address)
    await user.type(address, 'https://example.com/callback')
    await user.click(screen.getByRole('button', { name: 'Save and sign in' }))
    expect(await screen.findByText(/begins with http:\/\/localhost/)).toBeTruthy()
    expect(fake.inputsOf('providers.setClient')).toEqual([])
  })

  it('are never asked for where they are given from outside', async () => {
    const fake = open({ clients: { harbour: { isSet: true, isGiven: true, redirectUri: null } } })
    fake.override('accounts', 'connect', () =>
      Promise.resolve(failWith({ kind: 'client-rejected', providerId: 'harbour' }, 'A-4')),
    )
    renderApp(fake, '/connections/new?provider=harbour')
    expect(await screen.findByText('App credentials were not accepted')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Change app credentials' })).toBeNull()
  })

  it('can be changed once the service refused them', async () => {
    const fake = open({ clients: withCredentials })
    fake.override('accounts', 'connect', () =>
      Promise.resolve(failWith({ kind: 'client-rejected', providerId: 'harbour' }, 'A-4')),
    )
    renderApp(fake, '/connections/new?provider=harbour')
    await userEvent.click(await screen.findByRole('button', { name: 'Change app credentials' }))
    expect(await screen.findByRole('textbox', { name: 'Redirect address' })).toHaveProperty(
      'value',
      'http://localhost:1/cb',
    )
  })
})

describe('the sign-in', () => {
  it('U4 starts at once, counts down and leads to the items', async () => {
    const fake = open({ clients: withCredentials })
    const end = holdSignIn(fake)
    const app = renderApp(fake, '/connections/new?provider=harbour')
    expect(await screen.findByText('A sign-in window opened. Waiting for Harbour…')).toBeTruthy()
    expect(screen.getByRole('timer').textContent).toMatch(/^[45]:\d\d$/)
    expect(fake.inputsOf('accounts.connect')).toEqual([{ providerId: 'harbour', accountId: null }])
    end(succeed(anAccount()))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
    expect(fake.inputsOf('accounts.cancelConnect')).toEqual([])
  })

  it('can be cancelled, says so, and can be tried again', async () => {
    const fake = open({ clients: withCredentials })
    holdSignIn(fake)
    renderApp(fake, '/connections/new?provider=harbour')
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel sign-in' }))
    const notice = await screen.findByRole('alert')
    expect(notice.textContent).toContain('Sign-in cancelled')
    expect(notice.textContent).toContain('Nothing changed')
    expect(notice.textContent).toContain('A-3')
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText(/Waiting for Harbour/)).toBeTruthy()
    expect(fake.inputsOf('accounts.connect')).toHaveLength(2)
  })

  it('ends when its screen is left', async () => {
    const fake = open({ clients: withCredentials })
    holdSignIn(fake)
    const app = renderApp(fake, '/connections/new?provider=harbour')
    await screen.findByText(/Waiting for Harbour/)
    await app.router.navigate({ to: '/settings' })
    await vi.waitFor(() => {
      expect(fake.inputsOf('accounts.cancelConnect')).toHaveLength(1)
    })
  })

  it('R11 shows the reason of a refusal as plain text', async () => {
    const fake = open({ clients: withCredentials })
    const reason = '<img src=x onerror="alert(1)">declined'
    fake.override('accounts', 'connect', () =>
      Promise.resolve(failWith({ kind: 'sign-in-denied', reason }, 'A-5')),
    )
    const { container } = renderApp(fake, '/connections/new?provider=harbour')
    expect(await screen.findByText(reason)).toBeTruthy()
    expect(container.querySelector('img')).toBeNull()
  })

  it('ignores a place to return to that is not in the app', async () => {
    const fake = open({ clients: withCredentials })
    const app = renderApp(fake, '/connections/new?provider=harbour&returnTo=%2F%2Fexample.com')
    await vi.waitFor(() => {
      expect(app.place()).toBe('/items')
    })
  })
})
