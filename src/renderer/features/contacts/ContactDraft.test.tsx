import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeNowMs } from '../../test-support/fake-state.ts'
import { account, ada, field, layOut, open, placeOf, press, retype } from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(cleanup)

describe('what was typed and not saved', () => {
  it('is kept when the screen is left, and nothing is asked (U1)', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(placeOf(ada))
    await retype(user, 'Phone', '1')
    await press(user, 'Back to the items')
    await waitFor(() => {
      expect(place()).toBe('/items')
    })
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(fake.state.drafts).toMatchObject({
      [ada.key]: { accountId: account.id, values: { phone: '1' }, base: { phone: '+44 20 7946 1000' } },
    })
  })

  it('is kept at once when the window goes away (U1)', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await retype(user, 'Phone', '1')
    fireEvent(window, new Event('pagehide'))
    expect(fake.state.drafts[ada.key]?.values).toEqual({ phone: '1' })
  })

  it('is there again, says from when it is, and can be discarded (U1)', async () => {
    const user = userEvent.setup()
    const draft = {
      id: ada.key,
      accountId: account.id,
      values: { phone: '1', notes: 'half a sen' },
      base: { phone: '+44 20 7946 1000', notes: '' },
      atMs: fakeNowMs,
    }
    const { fake } = open(placeOf(ada), { drafts: { [ada.key]: draft as never } })
    expect(await screen.findByText(/Restored what you had typed at Nov 20, 2026, 12:00/)).toBeDefined()
    expect((await field('Phone')).value).toBe('1')
    expect((await field('Notes')).value).toBe('half a sen')
    await press(user, 'Discard')
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
    expect(fake.state.drafts).toEqual({})
    expect(screen.queryByText(/Restored what you had typed/)).toBeNull()
  })

  it('says at its field that something else is there now, and follows the user’s word', async () => {
    const user = userEvent.setup()
    const draft = {
      id: ada.key,
      accountId: account.id,
      values: { phone: '1', company: 'Acme' },
      base: { phone: '7', company: 'Hooli' },
      atMs: fakeNowMs,
    }
    const { fake } = open(placeOf(ada), { drafts: { [ada.key]: draft as never } })
    expect(await screen.findByText(/2 fields were changed here since then/)).toBeDefined()
    expect(screen.getByText(/here it is “\+44 20 7946 1000” now/)).toBeDefined()
    await press(user, 'Keep my value of Phone')
    await press(user, 'Undo the change of Company')
    expect(screen.queryByText(/changed here since then/)).toBeNull()
    await press(user, 'Save changes')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.update')).toEqual([
        { key: ada.key, values: { phone: '1' }, base: { phone: '+44 20 7946 1000' } },
      ])
    })
  })

  it('survives news from the provider while somebody types (U1)', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await retype(user, 'Phone', '1')
    fake.state.items = fake.state.items.map((item) =>
      item.key === ada.key ? { ...item, phone: '9', organisation: 'Hooli' } : item,
    )
    act(() => {
      fake.emit('itemsChanged', {})
    })
    await waitFor(async () => {
      expect((await field('Company')).value).toBe('Hooli')
    })
    expect((await field('Phone')).value).toBe('1')
    expect(screen.getByText(/here it is “9” now/)).toBeDefined()
  })

  it('is gone once it is saved', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await retype(user, 'Phone', '1')
    fireEvent(window, new Event('pagehide'))
    await press(user, 'Save changes')
    await screen.findByText(/Ada Lovelace is saved/)
    expect(fake.state.drafts).toEqual({})
  })
})
