import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient, type FakeClient } from '../../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const open = (): FakeClient => {
  const workspace = aWorkspace({ user: "Ana O'Neil" })
  return createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }) })
}
const region = (name: string) => screen.findByRole('region', { name })

describe('the local API among the settings', () => {
  it('is off until it is switched on, and listens once there is a token', async () => {
    const fake = open()
    renderApp(fake, '/settings/local-api')
    const section = within(await region('Local API'))
    const toggle = section.getByRole('switch', { name: 'Answer programs on this computer' })
    expect((toggle as HTMLInputElement).checked).toBe(false)
    expect(section.getByRole('status').textContent).toBe('Nothing listens.')
    await userEvent.click(toggle)
    expect(await section.findByText('Nothing listens before there is a token.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Make a token and copy it' }))
    expect(await section.findByText('http://localhost:17853')).toBeTruthy()
    expect(await screen.findByText(/^The token is in the clipboard/)).toBeTruthy()
    expect(fake.inputsOf('localApi.set')).toEqual([{ isOn: true, port: 17_853 }])
  })

  it('takes a port that can be one, and says what is wrong with another', async () => {
    const fake = open()
    renderApp(fake, '/settings/local-api')
    const port = within(await region('Local API')).getByRole('textbox', { name: 'Port' })
    for (const wrong of ['80', '70000', 'x', '']) {
      await userEvent.clear(port)
      if (wrong !== '') await userEvent.type(port, wrong)
      await userEvent.click(screen.getByRole('button', { name: 'Save port' }))
      expect(screen.getByText('A whole number from 1024 to 65535.')).toBeTruthy()
      expect(port.getAttribute('aria-invalid')).toBe('true')
    }
    await userEvent.clear(port)
    await userEvent.type(port, '17833{Enter}')
    expect(screen.getByText(/^17823, 17833,? and 17843 belong to the sign-in/)).toBeTruthy()
    await userEvent.clear(port)
    await userEvent.type(port, '8000{Enter}')
    await vi.waitFor(() => {
      expect(fake.inputsOf('localApi.set')).toEqual([{ isOn: false, port: 8_000 }])
    })
  })

  it('asks before a token is replaced or revoked', async () => {
    const fake = open()
    fake.state.localApi = { ...fake.state.localApi, madeAtMs: 0 }
    renderApp(fake, '/settings/local-api')
    await userEvent.click(await screen.findByRole('button', { name: 'Make another token…' }))
    const replacing = within(await screen.findByRole('dialog', { name: 'Make another token?' }))
    await userEvent.click(replacing.getByRole('button', { name: 'Keep it' }))
    expect(fake.inputsOf('localApi.createToken')).toEqual([])
    await vi.waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    await userEvent.click(screen.getByRole('button', { name: 'Revoke…' }))
    const revoking = within(await screen.findByRole('dialog', { name: 'Revoke the token?' }))
    await userEvent.click(revoking.getByRole('button', { name: 'Revoke the token' }))
    expect(await screen.findByText('There is no token.')).toBeTruthy()
  })

  it('says that something failed only until the next thing has been done', async () => {
    const fake = open()
    fake.state.localApi = { ...fake.state.localApi, madeAtMs: 0 }
    fake.override('localApi', 'revokeToken', () => Promise.resolve(failWith({ kind: 'storage-full' })))
    renderApp(fake, '/settings/local-api')
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke…' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Revoke the token' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    await userEvent.click(await screen.findByRole('button', { name: 'Make another token…' }))
    const replacing = within(await screen.findByRole('dialog', { name: 'Make another token?' }))
    await userEvent.click(replacing.getByRole('button', { name: /^Make/ }))
    await vi.waitFor(() => {
      expect(fake.inputsOf('localApi.createToken')).toHaveLength(1)
      // What lies below a dialog is hidden as long as that is open.
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('shows a line to try that a shell takes as it is', async () => {
    renderApp(open(), '/settings/local-api')
    const line = within(await region('Try it')).getByText(/^curl/)
    expect(line.textContent).toBe(
      `curl -H "Authorization: Bearer $PORTOLAN_TOKEN" -F 'user_id=Ana O'\\''Neil' -F 'org_id=Acme' http://localhost:17853/integrations/hubspot/credentials`,
    )
  })

  it('says where another program has the port, and why a change failed', async () => {
    const fake = open()
    fake.state.localApi = { isOn: true, port: 8_000, state: 'port-taken', madeAtMs: 0 }
    renderApp(fake, '/settings/local-api')
    const section = within(await region('Local API'))
    expect(section.getByRole('status').textContent).toMatch(/^Another program has port 8000/)
    fake.override('localApi', 'set', () => Promise.resolve(failWith({ kind: 'storage-full' })))
    await userEvent.click(section.getByRole('switch'))
    expect(await section.findByRole('alert')).toBeTruthy()
  })
})
