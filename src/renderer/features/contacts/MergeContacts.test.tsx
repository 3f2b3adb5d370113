import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ada, answer, bo, layOut, open, placeOf, press } from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(cleanup)

async function choose(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  await press(user, 'More that can be done with this contact')
  await user.click(await screen.findByRole('menuitem', { name: 'Merge with another contact…' }))
  const search = await screen.findByRole('searchbox', { name: 'Search the contacts of this account' })
  await user.clear(search)
  await user.type(search, bo.name)
  await user.click(await screen.findByRole('button', { name: new RegExp(bo.email ?? '') }))
}

describe('merging two contacts', () => {
  it('shows the result first, and says that it cannot be undone and what is kept', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(placeOf(ada))
    await choose(user)
    const dialog = within(await screen.findByRole('dialog', { name: `Merge ${bo.name} into ${ada.name}?` }))
    expect(dialog.getByText(/cannot be undone in Harbour; a copy of both is kept/)).toBeDefined()
    const row = dialog.getByRole('row', { name: /Phone/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual([ada.phone, bo.phone, ada.phone])
    expect(fake.inputsOf('contacts.merge')).toEqual([])
    await press(user, `Merge into ${ada.name}`)
    await waitFor(() => {
      expect(place()).toContain('/items')
    })
    expect(fake.inputsOf('contacts.merge')).toEqual([{ primary: ada.key, other: bo.key }])
  })

  it('lets the other one stay when told to', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await choose(user)
    await press(user, 'Let the other one stay')
    await screen.findByRole('dialog', { name: `Merge ${ada.name} into ${bo.name}?` })
    await press(user, `Merge into ${bo.name}`)
    await waitFor(() => {
      expect(fake.inputsOf('contacts.merge')).toEqual([{ primary: bo.key, other: ada.key }])
    })
  })

  it('never offers the contact itself', async () => {
    const user = userEvent.setup()
    open(placeOf(ada))
    await press(user, 'More that can be done with this contact')
    await user.click(await screen.findByRole('menuitem', { name: 'Merge with another contact…' }))
    expect(await screen.findByText('0 contacts')).toBeDefined()
  })

  it('says why the result is not known, and merges nothing', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    fake.override('contacts', 'previewMerge', answer({ kind: 'not-found' }))
    await choose(user)
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    const confirm = screen.getByRole<HTMLButtonElement>('button', { name: /^Merge into/ })
    expect(confirm.disabled).toBe(true)
  })
})
