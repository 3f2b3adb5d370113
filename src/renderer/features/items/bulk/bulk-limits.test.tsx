import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppError } from '../../../../shared/errors.ts'
import { createFakeItems } from '../../../test-support/fake-items.ts'
import { anAccount, madeUpItems } from '../../../test-support/fake-state.ts'
import { failWith, succeed } from '../../../test-support/replies.ts'
import {
  account,
  contactsOf,
  openDialog,
  openList,
  selectAll,
  setCompany,
} from '../test-support/many-contacts.ts'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

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
    await user.click(dialog.getByRole('button', { name: 'Cancel' }))
    expect(dialog.getByText(/^What is under way is finished first/)).toBeTruthy()
    goOn()
    expect(await dialog.findByText('You cancelled it; 200 contacts were not tried.')).toBeTruthy()
    expect(dialog.getByText('What was changed stays changed.')).toBeTruthy()
    expect(dialog.getByText('Company is changed for 1,000 contacts.')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Undo' })).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toHaveLength(2)
  })

  it('U16 ends at a failure of all, and says how far it came', async () => {
    const { dialog, fake } = await begin((call) => (call === 2 ? { kind: 'storage-full' } : null))
    expect(await dialog.findByText('It ended early; 700 contacts were not changed.')).toBeTruthy()
    expect(dialog.getByText('What was changed stays changed.')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Undo' })).toBeTruthy()
    expect(fake.inputsOf('contacts.updateMany')).toHaveLength(2)
  })

  it('says nothing of what was changed where nothing was', async () => {
    const { dialog } = await begin(() => ({ kind: 'storage-full' }))
    expect(await dialog.findByText('It ended early; 1,200 contacts were not changed.')).toBeTruthy()
    expect(dialog.getByText('Company is changed for no contact.')).toBeTruthy()
    expect(dialog.queryByText('What was changed stays changed.')).toBeNull()
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
    ['/items?type=contact', { accounts: [anAccount({ status: 'disconnected' })] }, /is not connected now/],
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
