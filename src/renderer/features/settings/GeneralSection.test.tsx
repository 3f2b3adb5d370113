import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = () => createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }) })
const theSwitch = () => screen.findByRole<HTMLInputElement>('switch', { name: 'Start at login' })

describe('the start at login among the settings', () => {
  it('is switched on and off', async () => {
    const fake = open()
    renderApp(fake, '/settings/general')
    expect((await theSwitch()).checked).toBe(false)
    await userEvent.click(await theSwitch())
    await expect.poll(async () => (await theSwitch()).checked).toBe(true)
    await userEvent.click(await theSwitch())
    await expect.poll(async () => (await theSwitch()).checked).toBe(false)
    expect(fake.inputsOf('loginStart.set')).toEqual([{ isOn: true }, { isOn: false }])
  })

  it('says why there is none where the app runs from its sources', async () => {
    const fake = open()
    fake.state.loginStart = { state: 'unavailable' }
    renderApp(fake, '/settings/general')
    expect(await screen.findByText(/^Portolan runs from its sources here/)).toBeTruthy()
    expect(screen.queryByRole('switch', { name: 'Start at login' })).toBeNull()
  })

  it('says that macOS waits for a word, and what could not be written', async () => {
    const fake = open()
    fake.override('loginStart', 'set', async () => succeed({ state: 'needs-approval' }))
    renderApp(fake, '/settings/general')
    await userEvent.click(await theSwitch())
    expect(await screen.findByText(/^macOS asks for your word/)).toBeTruthy()
    fake.override('loginStart', 'set', async () => failWith({ kind: 'file-not-written' }, 'PT-1'))
    await userEvent.click(await theSwitch())
    expect(await screen.findByText(/PT-1/)).toBeTruthy()
  })
})
