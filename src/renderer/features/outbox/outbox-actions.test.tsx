import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { aChange, aChangeId, anOutbox } from '../../test-support/fake-outbox.ts'
import { anAccount } from '../../test-support/fake-state.ts'
import { buttonsOf, lineOf, openOutbox } from './test-support/open-outbox.tsx'

afterEach(cleanup)

const bo = aChange({ id: aChangeId('change-2'), name: 'Bo Chen', state: 'held' })
const cy = aChange({ id: aChangeId('change-3'), name: 'Cy Ng', state: 'sending' })
const tab = (name: RegExp | string) => screen.findByRole('tab', { name })

describe('what can be done with a line', () => {
  it('is to hold it, edit it, discard it, and to release what is held; nothing with what is on its way', async () => {
    const { fake, app } = openOutbox({ waiting: [aChange(), bo, cy] })
    expect(buttonsOf(await lineOf('Ada'))).toEqual(['Hold', 'Edit', 'Discard…'])
    expect(buttonsOf(await lineOf('Bo Chen'))).toEqual(['Release', 'Edit', 'Discard…'])
    expect((await lineOf('Cy Ng')).queryAllByRole('button')).toEqual([])
    await userEvent.click((await lineOf('Bo Chen')).getByRole('button', { name: 'Release' }))
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Hold' }))
    expect(await (await lineOf('Ada')).findByText('Held by you: not sent until you release it')).toBeTruthy()
    expect(fake.inputsOf('outbox.hold')).toEqual([{ ids: ['change-1'] }])
    expect(fake.inputsOf('outbox.release')).toEqual([{ ids: ['change-2'] }])
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Edit' }))
    await waitFor(() => {
      expect(decodeURIComponent(app.place())).toContain('/contacts/harbour')
    })
  })

  it('is to try at once where that can help', async () => {
    const { fake } = openOutbox({ waiting: [aChange({ waitsFor: { for: 'network', untilMs: null } })] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Try now' }))
    expect(fake.inputsOf('outbox.retry')).toEqual([{ ids: ['change-1'] }])
    cleanup()
    openOutbox({ waiting: [aChange({ waitsFor: { for: 'earlier-change', untilMs: null } })] })
    expect(buttonsOf(await lineOf('Ada'))).not.toContain('Try now')
  })

  it('U5 is to reconnect where it waits for that, and to come back', async () => {
    const { app } = openOutbox({ waiting: [aChange({ waitsFor: { for: 'reconnect', untilMs: null } })] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Reconnect' }))
    await waitFor(() => {
      expect(app.place()).toContain(
        '/connections/new?provider=harbour&reconnect=account-1&returnTo=%2Foutbox',
      )
    })
  })

  it('is to go back online where that is what it waits for', async () => {
    const { fake } = openOutbox({
      waiting: [aChange({ waitsFor: { for: 'working-offline', untilMs: null } })],
    })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Go back online' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ workOffline: false }])
  })

  it('offers no form for what sets no fields', async () => {
    openOutbox({ waiting: [aChange({ kind: 'delete', fields: [] })] })
    expect(buttonsOf(await lineOf('Ada'))).toEqual(['Hold', 'Discard…'])
  })

  it('U8 names what is lost before it discards, and what the button does', async () => {
    const { fake } = openOutbox({ waiting: [aChange()] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Discard…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Discard the change to Ada Lovelace?' }))
    expect(dialog.getByText('Phone: +44 20 2')).toBeTruthy()
    expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Keep it in the outbox' }))
    expect(fake.inputsOf('outbox.discard')).toEqual([])
    await userEvent.click(dialog.getByRole('button', { name: 'Discard the change' }))
    expect(await tab('Done today (1)')).toBeTruthy()
    expect(await screen.findByText('Nothing is waiting')).toBeTruthy()
    expect(fake.inputsOf('outbox.discard')).toEqual([{ ids: ['change-1'] }])
  })

  it('U8 says that the contact stays where a deletion is discarded', async () => {
    openOutbox({ waiting: [aChange({ kind: 'delete', fields: [] })] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Discard…' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('The contact stays as it is in Harbour.')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Keep the contact' })).toBeTruthy()
  })

  it('says so when it was too late to discard', async () => {
    const { fake } = openOutbox({ waiting: [aChange()] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Discard…' }))
    fake.state.outbox = anOutbox({ waiting: [aChange({ state: 'sending' })] })
    await userEvent.click(await screen.findByRole('button', { name: 'Discard the change' }))
    expect((await screen.findByRole('alert')).textContent).toContain('already sent, or is on its way')
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('several lines', () => {
  it('are held, released, tried and discarded together, each as far as it can take it', async () => {
    const { fake } = openOutbox({ waiting: [aChange(), bo, cy] })
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all' }))
    const bar = within(screen.getByRole('group', { name: 'Selected changes' }))
    expect(bar.getByText('3 selected')).toBeTruthy()
    await userEvent.click(bar.getByRole('button', { name: 'Try now' }))
    await userEvent.click(bar.getByRole('button', { name: 'Release' }))
    await userEvent.click(bar.getByRole('button', { name: 'Hold' }))
    expect(fake.inputsOf('outbox.retry')).toEqual([{ ids: ['change-1'] }])
    expect(fake.inputsOf('outbox.release')).toEqual([{ ids: ['change-2'] }])
    await waitFor(() => {
      expect(fake.inputsOf('outbox.hold').at(-1)).toEqual({ ids: expect.arrayContaining(['change-1']) })
    })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select: change to Cy Ng' }))
    await userEvent.click(bar.getByRole('button', { name: 'Discard…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Discard 2 changes?' }))
    expect(dialog.getByText('Change: Ada Lovelace (Phone)')).toBeTruthy()
    expect(dialog.getByText('Change: Bo Chen (Phone)')).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Discard 2 changes' }))
    expect(await tab('Done today (2)')).toBeTruthy()
    expect(fake.inputsOf('outbox.discard')).toEqual([{ ids: ['change-1', 'change-2'] }])
  })

  it('of one account alone are listed where somebody came for them', async () => {
    const id = accountIdSchema.parse('account-2')
    const other = anAccount({ id, label: 'globex.example' })
    openOutbox(
      { waiting: [aChange(), aChange({ id: aChangeId('g'), name: 'Gus', accountId: id })] },
      { accounts: [anAccount(), other] },
      { place: '/outbox?account=account-2' },
    )
    await lineOf('Gus')
    expect(screen.queryByText('Ada Lovelace')).toBeNull()
    await userEvent.click(screen.getByRole('combobox', { name: 'Account' }))
    await userEvent.click(await screen.findByRole('option', { name: 'All accounts' }))
    expect(await lineOf('Ada')).toBeTruthy()
  })
})
