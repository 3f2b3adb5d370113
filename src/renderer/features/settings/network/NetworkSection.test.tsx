import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import { anAppState, aWorkspace, fakeNowMs } from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'
import { failWith, succeed } from '../../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const authority = {
  fingerprint: 'AA:BB:CC',
  subject: 'O=Acme, CN=Acme root',
  issuer: 'O=Acme, CN=Acme root',
  validFromMs: Date.now() - 86_400_000,
  validToMs: Date.now() + 86_400_000,
}
const open = (network: object = {}) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    network: {
      proxy: { mode: 'system' },
      authorities: [],
      countedSinceMs: fakeNowMs,
      hosts: [],
      ...network,
    },
  })

describe('the network in the settings', () => {
  it('row 72: saves an own proxy, and refuses an address that is none', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, '/settings/network')
    await user.click(await screen.findByRole('radio', { name: 'Another proxy' }))
    const address = screen.getByRole('textbox', { name: /^Address of the proxy/ })
    await user.type(address, 'proxy.example:8080')
    await user.click(screen.getByRole('button', { name: 'Save proxy' }))
    expect(address.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/^Write http:\/\//)).toBeTruthy()
    expect(fake.inputsOf('network.setProxy')).toEqual([])
    await user.clear(address)
    await user.type(address, 'http://proxy.example:8080')
    const bypass = screen.getByRole('textbox', { name: 'Not through the proxy' })
    await user.type(bypass, '*.example.com{Enter}<-loopback>')
    await user.click(screen.getByRole('button', { name: 'Save proxy' }))
    expect(screen.getByText('“<-loopback>” is no host.')).toBeTruthy()
    await user.clear(bypass)
    await user.type(bypass, '*.example.com{Enter}10.0.0.0/8')
    await user.click(screen.getByRole('button', { name: 'Save proxy' }))
    expect(await screen.findByText(/^The proxy was saved/)).toBeTruthy()
    expect(fake.inputsOf('network.setProxy')).toEqual([
      {
        proxy: {
          mode: 'own',
          address: 'http://proxy.example:8080',
          bypass: ['*.example.com', '10.0.0.0/8'],
        },
      },
    ])
  })

  it('row 72: says why a proxy could not be saved', async () => {
    const user = userEvent.setup()
    const fake = open()
    fake.override('network', 'setProxy', async () => failWith({ kind: 'storage-full' }, 'A-7'))
    renderApp(fake, '/settings/network')
    await user.click(await screen.findByRole('radio', { name: 'No proxy' }))
    await user.click(screen.getByRole('button', { name: 'Save proxy' }))
    expect(await screen.findByText(/A-7/)).toBeTruthy()
  })

  it('row 72: shows own authorities with their dates, and takes one away after asking', async () => {
    const user = userEvent.setup()
    const gone = { ...authority, fingerprint: 'DD', subject: 'CN=Old', validToMs: Date.now() - 1 }
    const fake = open({ authorities: [authority, gone] })
    renderApp(fake, '/settings/network')
    const list = within(await screen.findByRole('list', { name: 'Own certificate authorities' }))
    expect(list.getByText(/^Valid from /)).toBeTruthy()
    expect(list.getByText(/^Not valid now: /)).toBeTruthy()
    await user.click(list.getByRole('button', { name: /^Remove .*Acme root/ }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Trust this authority no more?' }))
    await user.click(dialog.getByRole('button', { name: 'Remove authority' }))
    expect(await screen.findByText('The authority was removed.')).toBeTruthy()
    expect(fake.inputsOf('network.removeAuthority')).toEqual([{ fingerprint: 'AA:BB:CC' }])
  })

  it.each([
    [1, '1 authority was added.'],
    [0, 'Nothing new was in the file.'],
  ])('row 72: says what came of the chosen file: %s', async (added, words) => {
    const fake = open()
    fake.override('network', 'addAuthorities', async () => succeed({ added }))
    renderApp(fake, '/settings/network')
    await userEvent.click(await screen.findByRole('button', { name: 'Add from a PEM file…' }))
    expect(await screen.findByText(words)).toBeTruthy()
  })

  it('row 75: lists every host with its calls and when it was last called', async () => {
    renderApp(
      open({
        hosts: [
          { host: 'api.hubapi.com', by: 'app', calls: 1_204, failures: 2, lastAtMs: Date.now() },
          { host: 'app.hubspot.com', by: 'sign-in', calls: 3, failures: 0, lastAtMs: Date.now() },
        ],
      }),
      '/settings/network',
    )
    const table = within(await screen.findByRole('table', { name: 'Hosts contacted' }))
    expect(table.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      'HostByCallsWithout replyLast',
      'api.hubapi.comthe app1,2042just now',
      'app.hubspot.coma sign-in window30just now',
    ])
  })
})
