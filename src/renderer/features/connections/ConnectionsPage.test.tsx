import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  aClient,
  anAccount,
  anAppState,
  aStream,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

afterEach(cleanup)

const workspace = aWorkspace()
const open = (state: Partial<FakeState> = {}) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    clients: { harbour: aClient({ state: 'set' }) },
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    ...state,
  })
const card = () => screen.findByRole('region', { name: 'acme.example' })

describe('the card of an account', () => {
  it('says who it is and what it may do, in words', async () => {
    renderApp(open(), '/connections')
    const text = (await card()).textContent
    expect(text).toContain('Harbour · account 1234 · Connected')
    expect(text).toContain('Read contacts · Change contacts · Read companies')
  })

  it('U10 shows counted rows, progress only as told, and the error of one type beside the others', async () => {
    const account = anAccount()
    const streams = [
      aStream({ state: 'loading', loaded: 4_200, total: 12_304, finishedAtMs: null }),
      aStream({ type: 'company', state: 'loading', loaded: 9, total: null, finishedAtMs: null }),
      aStream({
        type: 'deal',
        state: 'failed',
        error: { kind: 'provider-down', status: 502 },
        reference: 'H-502',
      }),
    ]
    const fake = open({
      statuses: [aSyncStatus({ isRunning: true, streams })],
      items: madeUpItems(account, 'contact', 3),
    })
    renderApp(fake, '/connections')
    const [contacts, companies, deals] = within(await card()).getAllByRole('listitem')
    await within(contacts as HTMLElement).findByText('3 here')
    expect(contacts?.textContent).toContain('Loading 4,200 of 12,304')
    expect(
      within(contacts as HTMLElement)
        .getByRole('progressbar')
        .getAttribute('aria-valuenow'),
    ).toBe('34')
    expect(companies?.textContent).toContain('Loading · 9 so far')
    expect(
      within(companies as HTMLElement)
        .getByRole('progressbar')
        .getAttribute('aria-valuenow'),
    ).toBeNull()
    expect(deals?.textContent).toContain('Not answering. Harbour reports a fault of its own (502)')
    expect(deals?.textContent).toContain('Reference H-502')
  })

  it('starts and stops a load', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Load now' }))
    await userEvent.click(await within(await card()).findByRole('button', { name: 'Stop loading' }))
    expect(await within(await card()).findByRole('button', { name: 'Load now' })).toBeTruthy()
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: 'account-1' }])
    expect(fake.inputsOf('sync.cancel')).toEqual([{ accountId: 'account-1' }])
  })

  it('U8 disconnects only after saying what goes, by a button that names the result', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Disconnect…' }))
    const dialog = await screen.findByRole('dialog', { name: 'Disconnect acme.example?' })
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Keep it' }))
    expect(fake.inputsOf('accounts.disconnect')).toEqual([])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Disconnect account' }))
    expect(await screen.findByText('No account is connected')).toBeTruthy()
    expect(fake.inputsOf('accounts.disconnect')).toEqual([{ accountId: 'account-1' }])
  })

  it('comes back to the connections after a reconnect', async () => {
    const fake = open({ accounts: [anAccount({ status: 'needs-reconnect' })] })
    const app = renderApp(fake, '/connections')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Reconnect' }))
    await vi.waitFor(() => {
      expect(app.place()).toBe('/connections')
    })
    expect(await within(await card()).findByRole('button', { name: 'Load now' })).toBeTruthy()
    expect(fake.inputsOf('accounts.connect')).toEqual([{ providerId: 'harbour', accountId: 'account-1' }])
  })
})
