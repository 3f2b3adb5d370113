import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AppState } from '../../../shared/model/app-state.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const shut = (protection: AppState['protection']) => createFakeClient({ app: anAppState({ protection }) })
const undecided = () => shut({ state: 'undecided', reason: 'no-key-store' })
const locked = (reason: 'passphrase' | 'key-locked' | 'key-unreadable') => shut({ state: 'locked', reason })
const field = (name: string) => screen.findByLabelText<HTMLInputElement>(new RegExp(`^${name}`))
const passphrase = 'Tramontana, 7 nudos'

describe('before anything is kept', () => {
  it.each(['/', '/welcome', '/items', '/settings'])('the choice comes before %s', async (place) => {
    const app = renderApp(undecided(), place)
    await screen.findByRole('heading', { level: 1, name: 'How should your data be protected?' })
    expect(app.place()).toBe('/protection')
    expect(screen.getByText(/None of your data is written before you do/)).toBeTruthy()
  })

  it('takes a passphrase that is long enough and typed twice, by Enter too', async () => {
    const fake = undecided()
    const app = renderApp(fake, '/')
    const user = userEvent.setup()
    await user.type(await field('Passphrase'), 'too short')
    await user.type(await field('The passphrase again'), 'another one{Enter}')
    expect((await screen.findByText(/Please use at least 12 characters/)).getAttribute('role')).toBe('alert')
    await user.clear(await field('Passphrase'))
    await user.type(await field('Passphrase'), passphrase)
    await user.keyboard('{Enter}')
    await screen.findByText(/That is not the same passphrase/)
    expect(fake.inputsOf('protection.choosePassphrase')).toEqual([])

    await user.clear(await field('The passphrase again'))
    await user.type(await field('The passphrase again'), `${passphrase}{Enter}`)
    await screen.findByText(/key that only your passphrase opens/)
    expect(fake.inputsOf('protection.choosePassphrase')).toEqual([{ passphrase }])
    expect(app.place()).toBe('/welcome')
  })

  it('keeps nothing when the user says so, and says that', async () => {
    const fake = undecided()
    renderApp(fake, '/')
    await userEvent.click(await screen.findByRole('button', { name: 'Keep nothing' }))
    await screen.findByRole('heading', { name: 'Nothing is kept after you quit' })
    expect(fake.inputsOf('protection.chooseSessionOnly')).toEqual([{}])
  })

  it('shows what is typed only when asked', async () => {
    renderApp(undecided(), '/')
    const first = await field('Passphrase')
    expect(first.type).toBe('password')
    await userEvent.click(screen.getByRole('button', { name: 'Show: Passphrase' }))
    expect(first.type).toBe('text')
    await userEvent.click(screen.getByRole('button', { name: 'Hide: Passphrase' }))
    expect(first.type).toBe('password')
  })

  it('asks the key store again, and says when there is still none', async () => {
    const fake = undecided()
    fake.override('protection', 'retry', async () => failWith({ kind: 'vault-unavailable' }))
    renderApp(fake, '/')
    await userEvent.click(await screen.findByRole('button', { name: 'Try the key store again' }))
    await screen.findByText(/There is still none that can be used/)
  })
})

describe('while what is kept is locked', () => {
  it('the passphrase opens it, and the last workspace with it', async () => {
    const fake = locked('passphrase')
    const workspace = aWorkspace()
    fake.override('protection', 'unlock', async () => {
      const protection = { state: 'persisted', method: 'passphrase', backend: '' } as const
      fake.state.app = { ...fake.state.app, protection, workspace, workspaces: [workspace] }
      return { ok: true, value: {} }
    })
    const app = renderApp(fake, '/items')
    const input = await field('Passphrase')
    expect(document.activeElement).toBe(input)
    await userEvent.type(input, `${passphrase}{Enter}`)
    await vi.waitFor(() => {
      expect(app.place()).toBe('/connections')
    })
    expect(fake.inputsOf('protection.unlock')).toEqual([{ passphrase }])
  })

  it('a wrong passphrase is told at the field, selected for the next try', async () => {
    const fake = locked('passphrase')
    fake.override('protection', 'unlock', async () => failWith({ kind: 'wrong-passphrase' }))
    renderApp(fake, '/')
    const input = await field('Passphrase')
    await userEvent.type(input, 'not this one{Enter}')
    await screen.findByText(/That is not the passphrase. Nothing was changed/)
    expect([input.selectionStart, input.selectionEnd]).toEqual([0, 12])
    await userEvent.clear(input)
    await userEvent.click(screen.getByRole('button', { name: 'Unlock' }))
    await screen.findByText('Please type the passphrase.')
    expect(fake.inputsOf('protection.unlock')).toHaveLength(1)
  })

  it.each(['passphrase', 'key-locked', 'key-unreadable'] as const)(
    'R21: the user can go on without it, and is told that it stays: %s',
    async (reason) => {
      const fake = locked(reason)
      renderApp(fake, '/')
      const section = await screen.findByRole('region', { name: 'Go on without what is kept' })
      expect(section.textContent).toMatch(/stays/)
      await userEvent.click(screen.getByRole('button', { name: 'Go on without it' }))
      await screen.findByRole('heading', { name: 'Nothing is kept after you quit' })
      expect(fake.inputsOf('protection.chooseSessionOnly')).toEqual([{}])
    },
  )

  it.each([
    ['key-locked', 'The key store is locked'],
    ['key-unreadable', 'The key does not open'],
  ] as const)('R20: the key store is asked again when the user says so: %s', async (reason, title) => {
    const fake = locked(reason)
    let tries = 0
    fake.override('protection', 'retry', async () => {
      tries += 1
      if (tries === 1) return failWith({ kind: 'vault-unavailable' })
      const protection = { state: 'persisted', method: 'key-store', backend: 'gnome_libsecret' } as const
      fake.state.app = { ...fake.state.app, protection }
      return { ok: true, value: {} }
    })
    const app = renderApp(fake, '/')
    await screen.findByRole('heading', { level: 1, name: title })
    const again = screen.getByRole('button', { name: 'Try again' })
    expect(document.activeElement).toBe(again)
    await userEvent.click(again)
    await screen.findByText(/It still does not open, and nothing was changed/)
    await userEvent.click(again)
    await vi.waitFor(() => {
      expect(app.place()).toBe('/welcome')
    })
  })
})

it('shows what is open instead of a question that is answered', async () => {
  const app = renderApp(createFakeClient(), '/protection')
  await vi.waitFor(() => {
    expect(app.place()).toBe('/welcome')
  })
})
