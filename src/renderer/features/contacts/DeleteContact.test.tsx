import { cleanup, renderHook, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeIdSchema } from '../../../shared/model/change-id.ts'
import { itemKey } from '../../../shared/model/item.ts'
import { useUndoOffers, withdrawUndo } from '../../ui/undo-offer.ts'
import { account, ada, answer, layOut, open, placeOf, press } from './test-support/contact-screens.ts'

const offers = () => renderHook(() => useUndoOffers()).result.current

beforeEach(layOut)
afterEach(() => {
  for (const { id } of offers()) withdrawUndo(id)
  cleanup()
})

describe('deleting a contact', () => {
  it('names the contact and what becomes of it, and deletes only when told to (U9)', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await press(user, 'Delete…')
    const dialog = await screen.findByRole('dialog', { name: 'Delete Ada Lovelace in Harbour?' })
    expect(dialog.textContent).toContain(
      'Harbour keeps deleted contacts for 90 days; there they can be restored, from here not.',
    )
    await press(user, 'Keep')
    expect(fake.inputsOf('contacts.remove')).toEqual([])
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect(await screen.findByText('11 items')).toBeDefined()
    expect(fake.inputsOf('contacts.remove')).toEqual([{ key: ada.key }])
  })

  it('offers to take it back for ten seconds from the moment it was asked for', async () => {
    const user = userEvent.setup()
    const before = Date.now()
    open(placeOf(ada))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    await screen.findByText('11 items')
    expect(offers()).toMatchObject([
      { id: 'change-1', text: { key: 'contacts:delete.done', values: { name: 'Ada Lovelace' } } },
    ])
    const [offer] = offers()
    expect(offer!.untilMs).toBeGreaterThanOrEqual(before + 10_000)
    expect(offer!.untilMs).toBeLessThanOrEqual(Date.now() + 10_000)
  })

  it('keeps the words for one without a name as such, to be said in the language of whoever reads them', async () => {
    const user = userEvent.setup()
    open(placeOf(ada), { items: [{ ...ada, name: ' ' }] })
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    await expect
      .poll(() => offers()[0]?.text)
      .toEqual({ key: 'contacts:delete.done', values: { name: { key: 'contacts:unnamed', values: {} } } })
  })

  it('offers to take it back while what is shown is still being read again', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await press(user, 'Delete…')
    fake.override('contacts', 'stored', () => new Promise<never>(() => undefined))
    fake.override('contacts', 'form', () => new Promise<never>(() => undefined))
    await press(user, 'Delete contact')
    // Each look draws: testing-library's own waiting, which looks at every change of the page, would never end.
    await expect.poll(() => offers().length).toBe(1)
  })

  it('promises no 90 days for a contact that was never sent', async () => {
    const user = userEvent.setup()
    const key = itemKey(account.providerId, account.id, 'contact', 'new-1')
    open(placeOf({ key }), {
      items: [{ ...ada, key, externalId: 'new-1' }],
      contacts: { [key]: { loaded: null, createdBy: { id: changeIdSchema.parse('change-9'), revision: 0 } } },
    })
    await press(user, 'Delete…')
    const dialog = await screen.findByRole('dialog', { name: 'Delete Ada Lovelace?' })
    expect(dialog.textContent).toContain('never sent to Harbour')
    expect(dialog.textContent).not.toContain('90')
    expect(screen.queryByRole('button', { name: /More that can be done/, hidden: true })).toBeNull()
  })

  it('says what went wrong, with the reference, and keeps the question open', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    fake.override('contacts', 'remove', answer({ kind: 'storage-full' }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    expect(screen.getByRole('dialog', { name: 'Delete Ada Lovelace in Harbour?' })).toBeDefined()
    expect(offers()).toEqual([])
  })
})

describe('deleting a contact for good', () => {
  it('wants the name or the e-mail address typed exactly, and says what it means', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await press(user, 'More that can be done with this contact')
    await user.click(await screen.findByRole('menuitem', { name: 'Delete for good (GDPR)…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete Ada Lovelace for good?' }))
    expect(dialog.getByText(/cannot be undone by anybody/).textContent).toContain('history included')
    const confirm = dialog.getByRole<HTMLButtonElement>('button', { name: 'Delete for good' })
    const proof = dialog.getByRole('textbox')
    for (const wrong of ['ada lovelace', 'Ada', ada.externalId]) {
      await user.clear(proof)
      await user.type(proof, `${wrong}{Enter}`)
      expect(confirm.disabled).toBe(true)
    }
    expect(fake.inputsOf('contacts.erase')).toEqual([])
    await user.clear(proof)
    await user.type(proof, 'Ada Lovelace')
    await user.click(confirm)
    expect(await screen.findByText('11 items')).toBeDefined()
    expect(fake.inputsOf('contacts.erase')).toEqual([{ key: ada.key }])
    expect(offers()).toMatchObject([
      { text: { key: 'contacts:erase.done', values: { name: 'Ada Lovelace' } } },
    ])
  })
})
