import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { account, ada, answer, bo, open, placeOf, press } from './test-support/contact-screens.ts'

beforeEach(() => {
  // Nothing is laid out here, so that the list behind the form is told how large it is.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('deleting a contact', () => {
  it('names the contact and what becomes of it, and deletes only when told to (U9)', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await press(user, 'Delete…')
    const dialog = await screen.findByRole('dialog', { name: 'Delete Ada Lovelace in Harbour?' })
    expect(dialog.textContent).toContain('Harbour keeps deleted contacts for 90 days')
    await press(user, 'Keep')
    expect(fake.inputsOf('contacts.remove')).toEqual([])
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect(await screen.findByText('Ada Lovelace was deleted in Harbour.')).toBeDefined()
    expect(fake.inputsOf('contacts.remove')).toEqual([{ accountId: account.id, externalId: '1000' }])
    expect(await screen.findByText('11 items')).toBeDefined()
  })

  it('says that there was nothing to delete when the contact was gone already', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    fake.override('contacts', 'remove', answer({ kind: 'not-found' }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect(await screen.findByText(/Ada Lovelace no longer exists in Harbour/)).toBeDefined()
    expect(await screen.findByRole('grid')).toBeDefined()
  })

  it('deletes nothing when the contact became part of another one, and leads there', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(placeOf(ada))
    fake.override('contacts', 'remove', answer({ kind: 'merged-into', currentId: bo.externalId }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    const dialog = await screen.findByRole('dialog', { name: 'Ada Lovelace was merged into another contact' })
    expect(dialog.textContent).toContain('nothing was deleted')
    await press(user, 'Open the current contact')
    await waitFor(() => {
      expect(place()).toBe(placeOf(bo))
    })
  })

  it('says what went wrong, with the reference, and keeps the question open', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    fake.override('contacts', 'remove', answer({ kind: 'offline' }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    expect(screen.getByRole('dialog', { name: 'Delete Ada Lovelace in Harbour?' })).toBeDefined()
  })
})
