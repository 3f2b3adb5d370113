import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderApp } from '../../test-support/render-app.tsx'
import {
  account,
  ada,
  answer,
  bo,
  field,
  open,
  placeOf,
  press,
  retype,
} from './test-support/contact-screens.ts'

beforeEach(() => {
  // Nothing is laid out here, so that the list behind the form is told how large it is.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('changing a contact', () => {
  it('shows the contact as the provider has it now, beside the form', async () => {
    const { fake } = open(placeOf(ada))
    const live = within(await screen.findByRole('region', { name: 'As Harbour has it now' }))
    expect(await live.findByText('+44 20 7946 1000')).toBeDefined()
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
    expect(fake.inputsOf('contacts.read')).toEqual([{ accountId: account.id, externalId: '1000' }])
  })

  it('sends only what was changed, and goes back to the list with the contact and a sentence', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(placeOf(ada))
    await retype(user, 'Phone', '+44 20 1')
    await retype(user, 'Company', '')
    await press(user, 'Save changes')
    expect(await screen.findByText('Ada Lovelace was changed in Harbour.')).toBeDefined()
    expect(fake.inputsOf('contacts.update')).toEqual([
      { accountId: account.id, externalId: '1000', changes: { phone: '+44 20 1', company: '' } },
    ])
    expect(new URL(place(), 'app://x').pathname).toBe('/items')
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Lovelace' })).toBeDefined()
  })

  it('has nothing to save before something is changed', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    expect(await screen.findByRole('button', { name: 'Save changes' })).toHaveProperty('disabled', true)
    await user.keyboard('{Control>}s{/Control}')
    expect(fake.inputsOf('contacts.update')).toEqual([])
  })

  it('keeps a typed value on Tab and sends it with Enter, Ctrl-S and Ctrl-Enter (U2)', async () => {
    for (const keys of ['{Enter}', '{Control>}s{/Control}', '{Control>}{Enter}{/Control}']) {
      const user = userEvent.setup()
      const { fake } = open(placeOf(ada))
      await retype(user, 'Last name', 'King')
      await user.tab()
      expect((await field('Last name')).value).toBe('King')
      await user.click(await field('Last name'))
      await user.keyboard(keys)
      await waitFor(() => {
        expect(fake.inputsOf('contacts.update')).toMatchObject([{ changes: { lastName: 'King' } }])
      })
      cleanup()
    }
  })

  it('takes back one field, or all', async () => {
    const user = userEvent.setup()
    open(placeOf(ada))
    await retype(user, 'Phone', '1')
    await retype(user, 'Company', 'Acme')
    expect(await screen.findByText('2 fields are changed. Only those are sent.')).toBeDefined()
    await press(user, 'Undo the change of Phone')
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
    expect((await field('Company')).value).toBe('Acme')
    expect(screen.getByText('Changed. Harbour has “Northwind”.')).toBeDefined()
    await press(user, 'Reset all')
    expect((await field('Company')).value).toBe('Northwind')
    expect(screen.getByText('Nothing is changed yet.')).toBeDefined()
  })

  it('asks before leaving throws away what was typed, and keeps it when told to', async () => {
    const user = userEvent.setup()
    const { place } = open(placeOf(ada))
    await retype(user, 'Phone', '1')
    await press(user, 'Back to the items')
    expect(await screen.findByRole('dialog', { name: 'Leave without saving?' })).toBeDefined()
    await press(user, 'Keep editing')
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    expect((await field('Phone')).value).toBe('1')
    await press(user, 'Back to the items')
    await press(user, 'Leave without saving')
    await waitFor(() => {
      expect(place()).toBe('/items')
    })
  })

  it('marks the fields that the provider refused with its reason, and keeps what was typed', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    const fields = [{ name: 'email', message: 'Email address ada@ is invalid <b>!</b>' }]
    fake.override('contacts', 'update', answer({ kind: 'rejected', message: 'no', fields }))
    await retype(user, 'E-mail', 'ada@')
    expect(
      screen.getByText('This does not look like an e-mail address. Harbour may refuse it.'),
    ).toBeDefined()
    await press(user, 'Save changes')
    const email = await field('E-mail')
    await waitFor(() => {
      expect(email.getAttribute('aria-invalid')).toBe('true')
    })
    expect(screen.getByText('Email address ada@ is invalid <b>!</b>')).toBeDefined()
    expect(screen.getByRole('alert').textContent).toContain('Harbour did not accept 1 value')
    expect(email.value).toBe('ada@')
    expect(document.activeElement).toBe(email)
  })

  it('keeps what was typed while the provider cannot be reached, and goes back online when asked', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    fake.override('contacts', 'update', answer({ kind: 'offline' }))
    await retype(user, 'Phone', '1')
    await press(user, 'Save changes')
    expect((await screen.findByRole('alert')).textContent).toContain('Offline')
    expect(screen.getByText('What you typed is still here.')).toBeDefined()
    expect((await field('Phone')).value).toBe('1')
    fake.override('contacts', 'update', answer({ kind: 'working-offline' }))
    await press(user, 'Try again')
    await press(user, 'Go back online')
    expect(fake.state.app.preferences.workOffline).toBe(false)
    expect((await field('Phone')).value).toBe('1')
  })

  it('keeps what was typed over a new sign-in', async () => {
    const user = userEvent.setup()
    const { fake, router } = open(placeOf(ada))
    fake.override('contacts', 'update', answer({ kind: 'reconnect-required', accountId: account.id }))
    await retype(user, 'Phone', '1')
    await press(user, 'Save changes')
    await press(user, 'Reconnect')
    await screen.findByRole('heading', { name: 'Reconnect Harbour' })
    const { returnTo } = router.state.location.search as { returnTo: string }
    act(() => {
      router.history.push(returnTo)
    })
    await waitFor(async () => {
      expect((await field('Phone')).value).toBe('1')
    })
    expect(await screen.findByRole('button', { name: 'Undo the change of Phone' })).toBeDefined()
  })

  it('shows what was loaded, and no form, while the provider cannot be asked', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    cleanup()
    fake.override('contacts', 'read', answer({ kind: 'offline' }))
    renderApp(fake, placeOf(ada))
    const stored = within(await screen.findByRole('region', { name: 'As it was loaded' }))
    expect(stored.getByText(ada.email ?? '')).toBeDefined()
    expect(screen.getByRole('heading', { name: 'Changing needs a connection for now' })).toBeDefined()
    expect(screen.queryByRole('textbox', { name: 'Phone' })).toBeNull()
    fake.override('contacts', 'read', answer({ kind: 'not-found' }))
    await press(user, 'Try again')
    expect(
      await screen.findByRole('heading', { name: 'This contact no longer exists in Harbour' }),
    ).toBeDefined()
  })

  it('leads to the contact of today when this one was merged', async () => {
    const user = userEvent.setup()
    const { fake } = open('/items')
    fake.override('contacts', 'read', answer({ kind: 'merged-into', currentId: bo.externalId }))
    cleanup()
    const { place } = renderApp(fake, placeOf(ada))
    await press(user, 'Open the current contact')
    await waitFor(() => {
      expect(place()).toBe(placeOf(bo))
    })
  })
})

describe('an address that is no contact', () => {
  it('says so', async () => {
    open('/contacts/nonsense')
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such contact' })).toBeDefined()
  })
})
