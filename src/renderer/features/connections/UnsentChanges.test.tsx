import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import type { Outbox } from '../../../shared/model/change.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aChange, aChangeId, anOutbox } from '../../test-support/fake-outbox.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const others = accountIdSchema.parse('account-9')
const bo = aChange({ id: aChangeId('b'), name: 'Bo Chen', kind: 'delete', fields: [], state: 'needs-you' })
const outbox: Partial<Outbox> = {
  waiting: [
    aChange(),
    aChange({ id: aChangeId('n'), name: '', kind: 'create' }),
    aChange({ id: aChangeId('o'), name: 'Somebody else', accountId: others }),
  ],
  needsYou: [bo],
}
const open = (state: Partial<FakeState> = {}) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    outbox: anOutbox(outbox),
    ...state,
  })
const card = () => screen.findByRole('region', { name: 'acme.example' })
const askToDisconnect = async () => {
  await userEvent.click(within(await card()).getByRole('button', { name: 'More for acme.example' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Disconnect…' }))
  return within(await screen.findByRole('dialog', { name: 'Disconnect acme.example?' }))
}

describe('changes that are not sent yet', () => {
  it('U8 are named before the account is disconnected, with what becomes of them', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    const dialog = await askToDisconnect()
    expect(dialog.getByText('3 changes are waiting to be sent:')).toBeTruthy()
    const named = dialog.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(named).toEqual(['Bo Chen (deletion)', 'Ada Lovelace (Phone)', '(no name) (new contact)'])
    expect(dialog.getByText('They wait until you connect again.')).toBeTruthy()
    await userEvent.click(dialog.getByRole('radio', { name: /^Remove it/ }))
    expect(dialog.getByText('They will be lost.').getAttribute('role')).toBe('status')
    expect(fake.inputsOf('accounts.disconnect')).toEqual([])
  })

  it('can be looked at instead', async () => {
    const app = renderApp(open(), '/connections')
    await userEvent.click((await askToDisconnect()).getByRole('button', { name: 'Show them' }))
    await waitFor(() => {
      expect(app.place()).toBe('/outbox?account=account-1')
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('U8 are said to be lost before what is here is removed', async () => {
    renderApp(open({ accounts: [anAccount({ status: 'disconnected' })], statuses: [] }), '/connections')
    await userEvent.click(within(await card()).getByRole('button', { name: 'Remove what is here…' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('Ada Lovelace (Phone)')).toBeTruthy()
    expect(dialog.getByText('They will be lost.')).toBeTruthy()
  })

  it('U10 are counted also where there are too many to name', async () => {
    const many = Array.from({ length: 12 }, (_unused, index) => aChange({ id: aChangeId(String(index)) }))
    const byAccount = [{ accountId: anAccount().id, count: 1_204 }]
    renderApp(open({ outbox: anOutbox({ waiting: many, byAccount }) }), '/connections')
    const dialog = await askToDisconnect()
    expect(dialog.getByText('1,204 changes are waiting to be sent:')).toBeTruthy()
    expect(dialog.getByText('and 1,199 more')).toBeTruthy()
  })

  it('are not spoken of where there are none', async () => {
    renderApp(open({ outbox: anOutbox() }), '/connections')
    const dialog = await askToDisconnect()
    expect(dialog.queryByText(/waiting to be sent/)).toBeNull()
    expect(dialog.queryByRole('listitem')).toBeNull()
  })

  it('are not passed over in silence where they cannot be read', async () => {
    const fake = open()
    fake.override('outbox', 'get', () => Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'A-6')))
    renderApp(fake, '/connections')
    expect((await (await askToDisconnect()).findByRole('alert')).textContent).toContain('A-6')
  })

  it('U5 wait while the account is signed out, and its banner says so', async () => {
    renderApp(open({ accounts: [anAccount({ status: 'needs-reconnect' })] }), '/connections')
    const banner = await screen.findByText(/ended the connection for acme.example/)
    await waitFor(() => {
      expect(banner.textContent).toMatch(/Your data stays here.* 3 changes for .* wait\.$/)
    })
  })
})
