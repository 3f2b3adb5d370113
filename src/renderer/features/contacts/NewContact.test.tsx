import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { anAccount, anAppState } from '../../test-support/fake-state.ts'
import {
  account,
  answer,
  bo,
  field,
  open,
  placeOf,
  press,
  workspace,
} from './test-support/contact-screens.ts'

beforeEach(() => {
  // Nothing is laid out here, so that the list behind the form is told how large it is.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('creating a contact', () => {
  it('sends the whole form to the account, and goes back to the list with the new contact', async () => {
    const user = userEvent.setup()
    const { fake } = open('/contacts/new')
    await user.type(await field('E-mail'), ' grace@example.com ')
    await user.type(await field('First name'), 'Grace')
    await press(user, 'Create contact')
    expect(await screen.findByText('Grace was created in Harbour.')).toBeDefined()
    expect(fake.inputsOf('contacts.create')).toEqual([
      {
        accountId: account.id,
        fields: { email: 'grace@example.com', firstName: 'Grace', lastName: '', phone: '', company: '' },
      },
    ])
    expect(await screen.findByRole('complementary', { name: 'Details of Grace' })).toBeDefined()
  })

  it('wants an e-mail or a name before it asks anybody', async () => {
    const user = userEvent.setup()
    const { fake } = open('/contacts/new')
    await user.type(await field('Phone'), '123')
    await press(user, 'Create contact')
    expect(await screen.findByText('Enter an e-mail address, a first name or a last name.')).toBeDefined()
    expect(fake.inputsOf('contacts.create')).toEqual([])
    await user.type(await field('Last name'), 'Hopper')
    await press(user, 'Create contact')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toHaveLength(1)
    })
  })

  it('sends once, however often Save is pressed', async () => {
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

  it('opens the contact that has this e-mail already', async () => {
    const user = userEvent.setup()
    const { fake, place } = open('/contacts/new')
    fake.override('contacts', 'create', answer({ kind: 'already-exists', existingId: bo.externalId }))
    await user.type(await field('E-mail'), bo.email ?? '')
    await press(user, 'Create contact')
    expect((await screen.findByRole('alert')).textContent).toContain('A contact with this e-mail exists')
    await press(user, 'Open the contact that exists')
    await press(user, 'Leave without saving')
    await waitFor(() => {
      expect(place()).toBe(placeOf(bo))
    })
  })

  it('asks which account where several can hold it', async () => {
    const user = userEvent.setup()
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'Northern branch' })
    const { fake } = open('/contacts/new?account=account-2', { accounts: [account, other] })
    expect((await screen.findByRole('combobox', { name: /Account/ })).textContent).toBe('Northern branch')
    await user.click(screen.getByRole('combobox', { name: /Account/ }))
    await user.click(await screen.findByRole('option', { name: account.label }))
    await user.type(await field('E-mail'), 'grace@example.com')
    await press(user, 'Create contact')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.create')).toMatchObject([{ accountId: account.id }])
    })
  })

  it('says before anybody presses Save that working offline is on', async () => {
    const preferences = { ...anAppState().preferences, workOffline: true }
    open('/contacts/new', { app: anAppState({ workspaces: [workspace], workspace, preferences }) })
    expect(await screen.findByText(/You are working offline. You can fill in the form/)).toBeDefined()
  })
})
