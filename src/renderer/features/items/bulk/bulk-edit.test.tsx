import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../../shared/errors.ts'
import { providerField } from '../../../../shared/model/list-field.ts'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import { createFakeItems } from '../../../test-support/fake-items.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  madeUpItems,
} from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'
import { failWith, succeed } from '../../../test-support/replies.ts'
import { aListField } from '../test-support/draw-grid.tsx'

type State = NonNullable<Parameters<typeof createFakeClient>[0]>
const account = anAccount()
const workspace = aWorkspace()
/** Six contacts of Acme, then four of Bolt, then two of nobody. */
const contactsOf = (count: number) =>
  madeUpItems(account, 'contact', count).map((item, index) => ({
    ...item,
    name: `Contact ${String(index).padStart(4, '0')}`,
    organisation: index < 6 ? 'Acme' : index < 10 ? 'Bolt' : null,
  }))
const items = contactsOf(12)
const fields = [aListField(providerField('company'), { label: 'Company', editsAs: 'company' })]

function openList(place = '/items?type=contact', state: State = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    fields,
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

const select = async (user: UserEvent, ...names: string[]) => {
  for (const name of names) await user.click(await screen.findByRole('checkbox', { name }))
}
const selectAll = async (user: UserEvent, total: string) => {
  await select(user, 'Contact 0000')
  await user.click(screen.getByRole('button', { name: `Select all ${total} matching` }))
}
const openDialog = async (user: UserEvent, title: string) => {
  await user.click(screen.getByRole('button', { name: 'Edit…' }))
  return within(await screen.findByRole('dialog', { name: title }))
}
type Dialog = Awaited<ReturnType<typeof openDialog>>
const chooseCompany = async (user: UserEvent, dialog: Dialog) => {
  await user.type(await dialog.findByRole('combobox', { name: 'Field to change' }), 'compa')
  await user.click(await screen.findByRole('option', { name: 'Company' }))
}
const setCompany = async (user: UserEvent, dialog: Dialog, value: string) => {
  await chooseCompany(user, dialog)
  await user.type(dialog.getByRole('textbox', { name: 'New value of Company' }), value)
}
/** The lines of a table, cell by cell. */
const linesOf = (table: HTMLElement): string[][] =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent))

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
    expect(dialog.getByText('2 contacts were changed since and keep that.')).toBeTruthy()
    const list = within(dialog.getByRole('list', { name: 'Contacts that were changed since' }))
    expect(await list.findByRole('button', { name: 'Contact 0003' })).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Undo' })).toBeNull()
    expect(fake.inputsOf('outbox.undo')).toHaveLength(1)
    await user.click(await list.findByRole('button', { name: 'Contact 0002' }))
    expect(await screen.findByRole('complementary', { name: 'Details of Contact 0002' })).toBeTruthy()
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
    expect(await screen.findByText('2 contacts could not be changed.')).toBeTruthy()
    await user.click(await list.findByRole('button', { name: 'Contact 0000' }))
    expect(await screen.findByRole('complementary', { name: 'Details of Contact 0000' })).toBeTruthy()
  })
})

describe('an edit of more contacts than one call takes', () => {
  const many = contactsOf(1_200)
  const stepId = '00000000-0000-4000-8000-000000000007'
  const begin = async (answer: (call: number) => AppError | null | Promise<null>) => {
    const user = userEvent.setup()
    const { fake } = openList('/items?type=contact', { items: many })
    await selectAll(user, '1,200')
    const dialog = await openDialog(user, 'Edit 1,200 contacts')
    await setCompany(user, dialog, 'C')
    let call = 0
    fake.override('contacts', 'updateMany', async ({ keys }) => {
      call += 1
      const error = await answer(call)
      return error === null
        ? succeed({ stepId, changed: keys.length, unchanged: 0, failed: [] })
        : failWith(error)
    })
    await user.click(await dialog.findByRole('button', { name: 'Change Company for 1,200 contacts' }))
    return { user, fake, dialog }
  }

  it('U16 is one step for Undo, and stops where it was undone meanwhile', async () => {
    const { fake, dialog } = await begin((call) => (call === 3 ? { kind: 'changed-meanwhile' } : null))
    expect(
      await dialog.findByText('The edit was undone before its end; 200 contacts were not tried.'),
    ).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toMatchObject([{ stepId: null }, { stepId }, { stepId }])
    expect(dialog.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('U16 can be stopped: what was changed stays, and that is said', async () => {
    let goOn = (): void => undefined
    const { user, fake, dialog } = await begin((call) =>
      call === 2
        ? new Promise<null>((resolve) => {
            goOn = () => {
              resolve(null)
            }
          })
        : null,
    )
    expect(await dialog.findByText('Changing Company… 500 of 1,200')).toBeTruthy()
    await user.keyboard('{Escape}')
    await user.click(dialog.getByRole('button', { name: 'Stop' }))
    expect(dialog.getByText(/^Stopping/)).toBeTruthy()
    goOn()
    expect(
      await dialog.findByText('You stopped it. What was changed stays changed; 200 contacts were not tried.'),
    ).toBeTruthy()
    expect(dialog.getByText('Company is changed for 1,000 contacts.')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Undo' })).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toHaveLength(2)
  })

  it('U16 ends at a failure of all, and says how far it came', async () => {
    const { dialog, fake } = await begin((call) => (call === 2 ? { kind: 'storage-full' } : null))
    expect(
      await dialog.findByText(
        'It ended early. What was changed stays changed; 700 contacts were not changed.',
      ),
    ).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Undo' })).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toHaveLength(2)
  })
})

describe('counting what they hold', () => {
  it('U16 can be stopped, and the edit is possible all the same', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    await selectAll(user, '12')
    const dialog = await openDialog(user, 'Edit 12 contacts')
    const { list } = createFakeItems(fake.state)
    fake.override('items', 'list', (input) =>
      input.columns.length === 1
        ? Promise.resolve(succeed({ rows: [], total: 12, isMore: false, progress: { done: 1, of: 12 } }))
        : list(input),
    )
    await setCompany(user, dialog, 'Cask')
    expect(await dialog.findByText('Looking at what they hold now… 0 of 12')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Stop counting' }))
    expect(dialog.getByText('Counted 0 of 12 contacts. All of them can still be changed.')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Change Company for 12 contacts' }))
    expect(await dialog.findByText('Company is changed for 12 contacts.')).toBeTruthy()
  })
})

describe('where nothing can be edited', () => {
  it.each([
    ['/items?type=contact', { accounts: [anAccount({ access: 'read' })] }, /may not change contacts/],
    ['/items?type=contact', { accounts: [anAccount({ status: 'paused' })] }, /is not connected now/],
    [
      '/items?type=company',
      { items: madeUpItems(account, 'company', 3).map((item) => ({ ...item, name: 'Contact 0000' })) },
      /^Only contacts can be edited together/,
    ],
  ])('U16 says why at %s, %#', async (place, state, why) => {
    const user = userEvent.setup()
    openList(place, state)
    const [box] = await screen.findAllByRole('checkbox', { name: 'Contact 0000' })
    await user.click(box!)
    const button = screen.getByRole('button', { name: 'Edit…' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    const described = document.getElementById(button.getAttribute('aria-describedby') ?? '')
    expect(described?.textContent).toMatch(why)
    await user.click(button)
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})
