import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { aContactForm, aField } from '../../test-support/fake-contact-form.ts'
import { anAccount, anAppState, fakeNowMs } from '../../test-support/fake-state.ts'
import {
  account,
  answer,
  bo,
  field,
  layOut,
  open,
  placeOf,
  press,
  workspace,
} from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(cleanup)

describe('creating a contact', () => {
  it('saves what is filled in, and goes back to the list with the new contact', async () => {
    const user = userEvent.setup()
    const { fake } = open('/contacts/new')
    await user.type(await field('E-mail'), ' grace@example.com ')
    await user.type(await field('First name'), 'Grace')
    await press(user, 'Create contact')
    expect(await screen.findByText('Grace is saved. Being sent to Harbour.')).toBeDefined()
    expect(fake.inputsOf('contacts.create')).toEqual([
      { accountId: account.id, values: { email: 'grace@example.com', firstname: 'Grace' } },
    ])
    expect(await screen.findByRole('complementary', { name: 'Details of Grace' })).toBeDefined()
    expect(fake.state.drafts).toEqual({})
  })

  it('wants one of some fields before it saves anything, and goes to the first of them', async () => {
    const user = userEvent.setup()
    const { fake } = open('/contacts/new')
    await user.type(await field('Phone'), '123')
    await press(user, 'Create contact')
    expect(
      await screen.findByText('A new contact needs at least one of these: E-mail, First name, or Last name.'),
    ).toBeDefined()
    await waitFor(async () => {
      expect(document.activeElement).toBe(await field('E-mail'))
    })
    expect(fake.inputsOf('contacts.create')).toEqual([])
    await user.type(await field('Last name'), 'Hopper')
    await press(user, 'Create contact')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toHaveLength(1)
    })
  })

  it('shows what the account requires among the first fields, and leaves out what nobody can set', async () => {
    const user = userEvent.setup()
    const made = aContactForm()
    const form = aContactForm({
      fields: [...made.fields, aField('source', { label: 'Source', group: 'Sales', isRequired: true })],
    })
    const { fake } = open('/contacts/new', { forms: { [account.id]: form } })
    await user.type(await field('E-mail'), 'grace@example.com')
    await press(user, 'Create contact')
    expect(await screen.findByText('Harbour asks for this of every new contact.')).toBeDefined()
    expect(fake.inputsOf('contacts.create')).toEqual([])
    await user.type(await field('Source'), 'fair')
    await press(user, /^Sales/)
    expect(screen.queryByRole('textbox', { name: 'Visits' })).toBeNull()
    await press(user, 'Create contact')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toMatchObject([{ values: { source: 'fair' } }])
    })
  })

  it('saves once, however often Save is pressed', async () => {
    const user = userEvent.setup()
    const { fake } = open('/contacts/new')
    fake.override('contacts', 'create', () => new Promise(() => undefined))
    await user.type(await field('E-mail'), 'grace@example.com')
    await user.keyboard('{Enter}{Control>}s{/Control}{Control>}{Enter}{/Control}')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toHaveLength(1)
    })
    await user.keyboard('{Enter}')
    expect(fake.inputsOf('contacts.create')).toHaveLength(1)
  })

  it('starts afresh with “Save and new”', async () => {
    const user = userEvent.setup()
    const { fake, place } = open('/contacts/new')
    await user.type(await field('Last name'), 'Hopper')
    await press(user, 'Save and new')
    expect(await screen.findByText('Hopper is saved. Being sent to Harbour.')).toBeDefined()
    expect((await field('Last name')).value).toBe('')
    expect(document.activeElement).toBe(await field('E-mail'))
    expect(place()).toBe('/contacts/new')
    await user.type(await field('Last name'), 'Quay')
    await press(user, 'Save and new')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toHaveLength(2)
    })
  })

  it('says at once that a contact with this e-mail address exists, and opens it', async () => {
    const user = userEvent.setup()
    const { place, fake } = open('/contacts/new')
    await user.type(await field('E-mail'), (bo.email ?? '').toUpperCase())
    expect(
      await screen.findByText(`A contact with this e-mail address exists: ${bo.name}`, { exact: false }),
    ).toBeDefined()
    await press(user, 'Open the contact that exists')
    await waitFor(() => {
      expect(place()).toBe(placeOf(bo))
    })
    expect(Object.keys(fake.state.drafts)).toEqual(['new'])
  })

  it('brings back what was typed, at its account (U1)', async () => {
    const user = userEvent.setup()
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'Northern branch' })
    const draft = {
      id: 'new',
      accountId: other.id,
      values: { lastname: 'Hop' },
      base: { lastname: '' },
      atMs: fakeNowMs,
    }
    const { fake } = open('/contacts/new', {
      accounts: [account, other],
      drafts: { new: draft as never },
    })
    expect((await field('Last name')).value).toBe('Hop')
    expect(screen.getByText(/Restored what you had typed/)).toBeDefined()
    await press(user, 'Create contact')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toMatchObject([{ accountId: other.id }])
    })
  })

  it('asks which account where several can hold it, and keeps what was typed', async () => {
    const user = userEvent.setup()
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'Northern branch' })
    const { fake } = open('/contacts/new?account=account-2', { accounts: [account, other] })
    await user.type(await field('E-mail'), 'grace@example.com')
    const choice = await screen.findByRole('combobox', { name: 'Account' })
    expect(choice.textContent).toBe('Northern branch')
    await user.click(choice)
    await user.click(await screen.findByRole('option', { name: account.label }))
    await press(user, 'Create contact')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toEqual([
        { accountId: account.id, values: { email: 'grace@example.com' } },
      ])
    })
  })

  it('keeps what was typed where it could not be saved', async () => {
    const user = userEvent.setup()
    const { fake } = open('/contacts/new')
    fake.override('contacts', 'create', answer({ kind: 'storage-full' }))
    await user.type(await field('Last name'), 'Hopper')
    await press(user, 'Create contact')
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    expect((await field('Last name')).value).toBe('Hopper')
  })

  it('works while working offline, and says when it will be sent', async () => {
    const user = userEvent.setup()
    const preferences = { ...anAppState().preferences, workOffline: true }
    open('/contacts/new', { app: anAppState({ workspaces: [workspace], workspace, preferences }) })
    expect(await screen.findByText(/You are working offline: it will be sent/)).toBeDefined()
    await user.type(await field('Last name'), 'Hopper')
    await press(user, 'Create contact')
    expect(
      await screen.findByText('Hopper is saved here. It will be sent to Harbour when you go back online.'),
    ).toBeDefined()
  })
})
