import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAccount, anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = () => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
  })
  renderApp(fake, '/settings/sync')
  return fake
}
const theSwitch = (name: string) => screen.findByRole<HTMLInputElement>('switch', { name })

describe('when changes are looked for by themselves', () => {
  it.each([
    ['When Portolan starts', 'loadsAtStart', true],
    ['When the window comes to the front', 'loadsOnFocus', true],
    ['This network is metered', 'isMetered', false],
  ] as const)('is set by the switch "%s"', async (name, preference, before) => {
    const fake = open()
    expect((await theSwitch(name)).checked).toBe(before)
    await userEvent.click(await theSwitch(name))
    await expect.poll(async () => (await theSwitch(name)).checked).toBe(!before)
    expect(fake.state.app.preferences[preference]).toBe(!before)
    await userEvent.click(await theSwitch(name))
    await expect.poll(async () => (await theSwitch(name)).checked).toBe(before)
  })

  it('stays as it was where it cannot be kept, and says so', async () => {
    const fake = open()
    fake.override('app', 'setPreferences', async () => failWith({ kind: 'storage-full' }, 'PT-7'))
    await userEvent.click(await theSwitch('This network is metered'))
    expect(await screen.findByText(/PT-7/)).toBeTruthy()
    expect((await theSwitch('This network is metered')).checked).toBe(false)
  })
})
