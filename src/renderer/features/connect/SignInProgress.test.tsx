import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SignInPlace } from '../../../shared/model/sign-in.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aClient, anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { holdSignIn } from '../../test-support/hold-sign-in.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const button = (name: string | RegExp) => screen.findByRole('button', { name })
const press = async (name: string) => userEvent.click(await button(name))

/** The app with a sign-in that waits at a place. */
async function waitingAt(place: SignInPlace) {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    clients: { harbour: aClient({ state: 'set' }) },
  })
  const held = holdSignIn(fake)
  renderApp(fake, '/connections/new?provider=harbour')
  await press(place === 'browser' ? 'Use my browser' : 'Use a window of the app')
  await screen.findByText(/Waiting for Harbour/)
  return { fake, held }
}

describe('a sign-in that waits', () => {
  it('U4 counts down what main says, and tells screen readers of changes but not of seconds', async () => {
    const { held } = await waitingAt('browser')
    expect(screen.getByText('Your browser opened. Waiting for Harbour…')).toBeTruthy()
    expect(screen.getByRole('timer').textContent).toMatch(/^[45]:\d\d$/)
    held.show({ untilMs: Date.now() + 90_000 })
    await vi.waitFor(() => {
      expect(screen.getByRole('timer').textContent).toMatch(/^1:[23]\d$/)
    })
    const timer = screen.getByRole('timer')
    expect(timer.getAttribute('aria-live')).toBe('off')
    expect(timer.closest('[role="status"]')).toBeNull()
  })

  it('moves the focus to what replaced the pressed button', async () => {
    await waitingAt('browser')
    expect(document.activeElement?.textContent).toContain('Your browser opened')
  })

  it('U4 in the browser: opens again, copies the link in main, and can go on in the window', async () => {
    const { fake } = await waitingAt('browser')
    await press('Open again')
    expect(fake.inputsOf('signIn.openAgain')).toHaveLength(1)
    await press('Copy link')
    expect(await screen.findByText(/The link is copied/)).toBeTruthy()
    expect(fake.inputsOf('signIn.copyLink')).toEqual([{}])
    expect(screen.queryByRole('button', { name: 'Show the window' })).toBeNull()
    await press("Use the app's window instead")
    expect(await screen.findByText('A sign-in window opened. Waiting for Harbour…')).toBeTruthy()
    expect(fake.inputsOf('signIn.switchTo')).toEqual([{ place: 'window' }])
    expect(fake.inputsOf('signIn.start')).toHaveLength(1)
  })

  it('U4 in the window: shows it, can go on in the browser, and has no link and nothing to paste', async () => {
    const { fake } = await waitingAt('window')
    await press('Show the window')
    expect(fake.inputsOf('signIn.openAgain')).toHaveLength(1)
    expect(screen.queryByRole('button', { name: 'Copy link' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Paste address' })).toBeNull()
    await press('Use my browser instead')
    expect(await screen.findByText(/^Your browser opened/)).toBeTruthy()
    expect(fake.inputsOf('signIn.switchTo')).toEqual([{ place: 'browser' }])
  })

  it('U4 says which host sent it to the browser, as text', async () => {
    const { held } = await waitingAt('window')
    held.show({ attempt: 2, place: 'browser', handedOverAt: 'accounts.<b>google</b>.com', canPaste: true })
    const words = await screen.findByText(/does not allow sign-in inside apps/)
    expect(words.textContent).toContain('accounts.<b>google</b>.com')
    expect(words.closest('[role="status"]')).not.toBeNull()
    expect(await button('Paste address')).toBeTruthy()
  })

  it('completes: no time any more, no way on but to cancel', async () => {
    const { held } = await waitingAt('browser')
    held.show({ step: 'finishing' })
    expect(await screen.findByText('Harbour has answered. Completing…')).toBeTruthy()
    expect(screen.queryByRole('timer')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Open again' })).toBeNull()
    expect(await button('Cancel sign-in')).toBeTruthy()
  })

  it('says so where the browser cannot be opened again, and offers the window', async () => {
    const { fake } = await waitingAt('browser')
    fake.override('signIn', 'openAgain', () =>
      Promise.resolve(failWith({ kind: 'browser-not-opened' }, 'A-8')),
    )
    await press('Open again')
    expect((await screen.findByRole('alert')).textContent).toContain('Your browser could not be opened')
    await press("Use the app's window")
    expect(fake.inputsOf('signIn.switchTo')).toEqual([{ place: 'window' }])
  })
})

describe('the pasted address', () => {
  it('U4 is refused in place when it is not the answer, and the sign-in goes on waiting', async () => {
    const { fake } = await waitingAt('browser')
    fake.override('signIn', 'paste', () =>
      Promise.resolve(failWith({ kind: 'sign-in-address-unusable' }, 'A-9')),
    )
    await press('Paste address')
    const field = screen.getByRole('textbox', { name: 'Address in the browser' })
    expect(document.activeElement).toBe(field)
    await press('Use this address')
    expect(await screen.findByText('Paste the address first.')).toBeTruthy()
    expect(fake.inputsOf('signIn.paste')).toEqual([])

    await userEvent.type(field, 'https://example.com/')
    await press('Use this address')
    expect(await screen.findByText(/That address is not the answer to this sign-in/)).toBeTruthy()
    expect(field).toHaveProperty('value', 'https://example.com/')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/Waiting for Harbour/)).toBeTruthy()
    expect(screen.getByRole('timer')).toBeTruthy()
  })

  it('goes to main as it is, and is forgotten with its attempt', async () => {
    const { fake, held } = await waitingAt('browser')
    fake.override('signIn', 'paste', () => {
      held.show({ step: 'finishing' })
      return Promise.resolve(succeed({}))
    })
    await press('Paste address')
    const address = 'http://localhost:17823/oauth/harbour/callback?code=c0de&state=s'
    await userEvent.type(screen.getByRole('textbox', { name: 'Address in the browser' }), address)
    await press('Use this address')
    expect(await screen.findByText(/Completing/)).toBeTruthy()
    expect(fake.inputsOf('signIn.paste')).toEqual([{ address }])
    expect(document.body.innerHTML).not.toContain('c0de')
  })
})
