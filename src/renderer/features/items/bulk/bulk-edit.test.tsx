import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { say } from '../../../copy/told.ts'
import { aContactForm } from '../../../test-support/fake-contact-form.ts'
import { createFakeContacts } from '../../../test-support/fake-contacts.ts'
import { succeed } from '../../../test-support/replies.ts'
import {
  account,
  items,
  chooseCompany,
  linesOf,
  openDialog,
  openList,
  select,
  selectAll,
  setCompany,
} from '../test-support/many-contacts.ts'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('editing many contacts', () => {
  it('U16 shows first what it would change, then changes it, and undoes it as one', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    await selectAll(user, '12')
    const dialog = await openDialog(user, 'Edit 12 contacts')
    await setCompany(user, dialog, ' Bolt ')
    const counts = await dialog.findByRole('table', { name: 'How many contacts hold which value now' })
    expect(linesOf(counts)).toEqual([
      ['Acme', '6'],
      ['Bolt', '4'],
      ['not set', '2'],
    ])
    const first = dialog.getByRole('table', { name: 'The first 12 contacts, before and after' })
    expect(linesOf(first)[0]).toEqual(['Contact 0000', 'Acme', 'Bolt'])
    expect(linesOf(first)[7]).toEqual(['Contact 0007', 'Bolt', 'stays as it is'])
    expect(fake.inputsOf('contacts.updateMany')).toEqual([])

    await user.click(await dialog.findByRole('button', { name: 'Change Company for 8 contacts' }))
    expect(await dialog.findByText('Company is changed for 8 contacts.')).toBeTruthy()
    expect(dialog.getByText('4 contacts held this already.')).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toMatchObject([
      { accountId: account.id, field: 'company', value: 'Bolt', stepId: null },
    ])

    const since = items.slice(2, 4).map(({ key }) => key)
    fake.override('outbox', 'undo', () =>
      Promise.resolve(
        succeed({ kind: 'update', name: '', count: 6, changedSince: since, changedSinceCount: 2 }),
      ),
    )
    await user.click(dialog.getByRole('button', { name: 'Undo' }))
    expect(await dialog.findByText('Undone: Company of 6 contacts.')).toBeTruthy()
    // What was taken back is not said as if it still stood.
    expect(dialog.queryByText(/is changed for/)).toBeNull()
    expect(dialog.getByText('2 contacts were changed since and keep that.')).toBeTruthy()
    const list = within(dialog.getByRole('list', { name: 'Contacts that were changed since' }))
    expect(await list.findByRole('button', { name: 'Contact 0003' })).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Undo' })).toBeNull()
    expect(fake.inputsOf('outbox.undo')).toHaveLength(1)
    await user.click(await list.findByRole('button', { name: 'Contact 0002' }))
    expect(await screen.findByRole('complementary', { name: 'Details of Contact 0002' })).toBeTruthy()
  })

  it('is told in its dialog alone while that is there, kept as read, and in passing where it is not', async () => {
    const user = userEvent.setup()
    const { fake, router } = openList()
    const news = () => within(screen.getByRole('region', { name: 'Just now' })).queryAllByRole('status')
    const kept = () => {
      const notices = fake.state.arrangements['notices ']
      return notices?.kind === 'notices'
        ? notices.notices.map(({ title, isRead }) => [say(title), isRead])
        : []
    }
    await selectAll(user, '12')
    const dialog = await openDialog(user, 'Edit 12 contacts')
    await setCompany(user, dialog, 'Bolt')
    await user.click(await dialog.findByRole('button', { name: 'Change Company for 8 contacts' }))
    expect(await dialog.findByText('Company is changed for 8 contacts.')).toBeTruthy()
    await waitFor(() => {
      expect(kept()).toEqual([['Company is changed for 8 contacts.', true]])
    })
    expect(news()).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Close' }))

    await selectAll(user, '12')
    const second = await openDialog(user, 'Edit 12 contacts')
    await setCompany(user, second, 'Cask')
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>()
    const { updateMany } = createFakeContacts(fake.state, () => undefined)
    fake.override('contacts', 'updateMany', async (input) => {
      await begun
      return updateMany(input)
    })
    await user.click(await second.findByRole('button', { name: /^Change Company for/ }))
    await act(() => router.navigate({ to: '/settings' }))
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    act(() => {
      begin(undefined)
    })
    await waitFor(() => {
      expect(news().map(({ textContent }) => textContent)).toEqual([
        expect.stringMatching(/^Company is changed for/),
      ])
    })
    expect(kept()[0]?.[1]).toBe(false)
  })

  it('U16 keeps what was selected by row selected, and marks what waits to be sent', async () => {
    const user = userEvent.setup()
    openList()
    await select(user, 'Contact 0001', 'Contact 0002')
    const dialog = await openDialog(user, 'Edit 2 contacts')
    await setCompany(user, dialog, 'Cask')
    await user.click(await dialog.findByRole('button', { name: 'Change Company for 2 contacts' }))
    await user.click(await dialog.findByRole('button', { name: 'Close' }))
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    expect(screen.getByText('2 of 12 selected')).toBeTruthy()
    await waitFor(() => {
      expect(screen.getAllByRole('row', { selected: true }).map(({ textContent }) => textContent)).toEqual([
        expect.stringContaining('Cask'),
        expect.stringContaining('Cask'),
      ])
    })
    for (const name of ['Contact 0001', 'Contact 0002'])
      expect(screen.getByRole('rowheader', { name }).getAttribute('aria-description')).toBe(
        'Changed, waiting to be sent',
      )
  })

  it('U16 clears a field, and lets a unique one be cleared only', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    await selectAll(user, '12')
    const dialog = await openDialog(user, 'Edit 12 contacts')
    await user.type(await dialog.findByRole('combobox', { name: 'Field to change' }), 'e-mail')
    await user.click(await screen.findByRole('option', { name: 'E-mail' }))
    await user.type(dialog.getByRole('textbox', { name: 'New value of E-mail' }), 'a@example.com')
    expect(dialog.getByText(/No two contacts can have the same value/)).toBeTruthy()
    expect(dialog.getByRole('button', { name: /^Change E-mail/ })).toHaveProperty('disabled', true)
    await user.clear(dialog.getByRole('combobox', { name: 'Field to change' }))
    await chooseCompany(user, dialog)
    await user.click(dialog.getByRole('button', { name: 'Clear' }))
    await user.click(await dialog.findByRole('button', { name: 'Clear Company for 10 contacts' }))
    expect(await dialog.findByText('Company is cleared for 10 contacts.')).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toMatchObject([{ field: 'company', value: '' }])
  })

  it('U16 names every contact that could not be changed, with the reason', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    await selectAll(user, '12')
    const dialog = await openDialog(user, 'Edit 12 contacts')
    await setCompany(user, dialog, 'Cask')
    const [gone, leaving] = items
    fake.override('contacts', 'updateMany', () =>
      Promise.resolve(
        succeed({
          stepId: '00000000-0000-4000-8000-000000000001',
          changed: 0,
          unchanged: 10,
          failed: [
            { key: gone!.key, error: { kind: 'not-found' } },
            { key: leaving!.key, error: { kind: 'changed-meanwhile' } },
          ],
        }),
      ),
    )
    await user.click(await dialog.findByRole('button', { name: 'Change Company for 12 contacts' }))
    const list = within(await dialog.findByRole('list', { name: 'Contacts that could not be changed' }))
    const lines = list.getAllByRole('listitem')
    expect(lines).toHaveLength(2)
    expect(lines[1]!.textContent).toContain('A deletion or a merge of it is waiting')
    // Nothing was changed: Undo would take back the edit before.
    expect(dialog.queryByRole('button', { name: 'Undo' })).toBeNull()
    expect(dialog.getByText('2 contacts could not be changed:')).toBeTruthy()
    await user.click(await list.findByRole('button', { name: 'Contact 0000' }))
    expect(await screen.findByRole('complementary', { name: 'Details of Contact 0000' })).toBeTruthy()
  })

  it('warns of an odd value and of a missing one, and lets both be set', async () => {
    const user = userEvent.setup()
    const form = aContactForm()
    const required = form.fields.map((field) =>
      field.name === 'company' ? { ...field, isRequired: true } : field,
    )
    openList(undefined, { forms: { [account.id]: { ...form, fields: required } } })
    await selectAll(user, '12')
    const dialog = await openDialog(user, 'Edit 12 contacts')
    await chooseCompany(user, dialog)
    await user.click(dialog.getByRole('button', { name: 'Clear' }))
    expect(await dialog.findByText(/^Harbour asks for this/)).toBeTruthy()
    expect(await dialog.findByRole('button', { name: 'Clear Company for 10 contacts' })).toHaveProperty(
      'disabled',
      false,
    )
    await user.click(dialog.getByRole('button', { name: 'Set a value' }))
    await user.clear(dialog.getByRole('combobox', { name: 'Field to change' }))
    await user.type(dialog.getByRole('combobox', { name: 'Field to change' }), 'phone')
    await user.click(await screen.findByRole('option', { name: 'Phone' }))
    await user.type(dialog.getByRole('textbox', { name: 'New value of Phone' }), 'call me')
    expect(dialog.getByText(/does not look like a phone number/)).toBeTruthy()
  })
})
