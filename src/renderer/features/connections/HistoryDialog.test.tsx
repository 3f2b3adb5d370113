import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AccountEvent } from '../../../shared/model/account.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAccount, anAppState, aWorkspace, type FakeState } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = (state: Partial<FakeState> = {}) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    ...state,
  })
const card = () => screen.findByRole('region', { name: 'acme.example' })
const openMenu = async (item: string) => {
  await userEvent.click(within(await card()).getByRole('button', { name: 'More for acme.example' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: item }))
}

describe('the history', () => {
  const event = (overrides: Partial<AccountEvent>): AccountEvent => ({
    atMs: Date.now() - 120_000,
    kind: 'refreshed',
    accountId: anAccount().id,
    providerId: anAccount().providerId,
    detail: null,
    ...overrides,
  })
  const history = [
    event({ kind: 'refresh-failed', detail: 'offline', atMs: Date.now() - 60_000 }),
    event({}),
    event({ kind: 'wiped', accountId: null }),
    event({ kind: 'signed-in', atMs: Date.now() - 7_200_000 }),
  ]
  const lines = (dialog: HTMLElement) =>
    within(dialog)
      .getAllByRole('listitem')
      .map((one) => one.textContent)

  it('of an account tells in words what happened and when, newest first', async () => {
    const fake = open({ history })
    renderApp(fake, '/connections')
    await openMenu('History')
    const dialog = await screen.findByRole('dialog', { name: 'History of acme.example' })
    await within(dialog).findByText('Access renewed.')
    expect(lines(dialog)).toEqual([
      'Access could not be renewed.Code: offline1 min ago',
      'Access renewed.2 min ago',
      'Connected by signing in.2 h ago',
    ])
    expect(fake.inputsOf('accounts.history')).toEqual([{ accountId: 'account-1' }])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    await vi.waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
  })

  it('of the workspace names the account of each, and those that were removed only by their service', async () => {
    renderApp(open({ history }), '/connections')
    await card()
    await userEvent.click(screen.getByRole('button', { name: 'History' }))
    const dialog = await screen.findByRole('dialog', { name: 'History of this workspace' })
    await within(dialog).findByText('Harbour account that was removed')
    expect(lines(dialog)[2]).toContain('Removed from this computer')
    expect(lines(dialog)[0]).toContain('acme.example')
  })

  it('says so where nothing happened, and why it cannot be told', async () => {
    const fake = open()
    renderApp(fake, '/connections')
    await openMenu('History')
    expect(await screen.findByText('Nothing has happened yet.')).toBeTruthy()
    cleanup()
    fake.override('accounts', 'history', () =>
      Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'A-12')),
    )
    renderApp(fake, '/connections')
    await openMenu('History')
    expect((await screen.findByRole('alert')).textContent).toContain('The local store is not running')
  })
})
