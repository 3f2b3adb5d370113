import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import type { AppError } from '../../../shared/errors.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace, madeUpItems } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

type State = NonNullable<Parameters<typeof createFakeClient>[0]>
const account = anAccount()
const workspace = aWorkspace()
const contacts = madeUpItems(account, 'contact', 12)
const [ada, bo] = contacts
if (ada === undefined || bo === undefined) throw new Error('there are twelve')
const editPlace = `/contacts/${encodeURIComponent(ada.key)}`

function open(place: string, state: State = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: contacts,
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name })
const press = async (user: ReturnType<typeof userEvent.setup>, name: string): Promise<void> => {
  await user.click(await screen.findByRole('button', { name }))
}
const answer = (error: AppError) => () => Promise.resolve(failWith(error, 'T-77'))
const retype = async (
  user: ReturnType<typeof userEvent.setup>,
  name: string,
  text: string,
): Promise<void> => {
  const input = await field(name)
  await user.clear(input)
  if (text !== '') await user.type(input, text)
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('changing a contact', () => {
  it('shows the contact as the provider has it now, beside the form', async () => {
    const { fake } = open(editPlace)
    const live = within(await screen.findByRole('region', { name: 'As Harbour has it now' }))
    expect(await live.findByText('+44 20 7946 1000')).toBeDefined()
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
    expect(fake.inputsOf('contacts.read')).toEqual([{ accountId: account.id, externalId: '1000' }])
  })

  it('sends only what was changed, and goes back to the list with the contact and a sentence', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(editPlace)
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
    const { fake } = open(editPlace)
    expect(await screen.findByRole('button', { name: 'Save changes' })).toHaveProperty('disabled', true)
    await user.keyboard('{Control>}s{/Control}')
    expect(fake.inputsOf('contacts.update')).toEqual([])
  })

  it('keeps a typed value on Tab and sends it with Enter, Ctrl-S and Ctrl-Enter (U2)', async () => {
    for (const keys of ['{Enter}', '{Control>}s{/Control}', '{Control>}{Enter}{/Control}']) {
      const user = userEvent.setup()
      const { fake } = open(editPlace)
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
    open(editPlace)
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
    const { place } = open(editPlace)
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
    const { fake } = open(editPlace)
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
    const { fake } = open(editPlace)
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
    const { fake, router } = open(editPlace)
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
    const { fake } = open(editPlace)
    cleanup()
    fake.override('contacts', 'read', answer({ kind: 'offline' }))
    renderApp(fake, editPlace)
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
    const { place } = renderApp(fake, editPlace)
    await press(user, 'Open the current contact')
    await waitFor(() => {
      expect(place()).toBe(`/contacts/${encodeURIComponent(bo.key)}`)
    })
  })
})

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
      expect(place()).toBe(`/contacts/${encodeURIComponent(bo.key)}`)
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

describe('deleting a contact', () => {
  it('names the contact and what becomes of it, and deletes only when told to (U9)', async () => {
    const user = userEvent.setup()
    const { fake } = open(editPlace)
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
    const { fake } = open(editPlace)
    fake.override('contacts', 'remove', answer({ kind: 'not-found' }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect(await screen.findByText(/Ada Lovelace no longer exists in Harbour/)).toBeDefined()
    expect(await screen.findByRole('grid')).toBeDefined()
  })

  it('deletes nothing when the contact became part of another one, and leads there', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(editPlace)
    fake.override('contacts', 'remove', answer({ kind: 'merged-into', currentId: bo.externalId }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    const dialog = await screen.findByRole('dialog', { name: 'Ada Lovelace was merged into another contact' })
    expect(dialog.textContent).toContain('nothing was deleted')
    await press(user, 'Open the current contact')
    await waitFor(() => {
      expect(place()).toBe(`/contacts/${encodeURIComponent(bo.key)}`)
    })
  })

  it('says what went wrong, with the reference, and keeps the question open', async () => {
    const user = userEvent.setup()
    const { fake } = open(editPlace)
    fake.override('contacts', 'remove', answer({ kind: 'offline' }))
    await press(user, 'Delete…')
    await press(user, 'Delete contact')
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    expect(screen.getByRole('dialog', { name: 'Delete Ada Lovelace in Harbour?' })).toBeDefined()
  })
})

describe('an address that is no contact', () => {
  it('says so', async () => {
    open('/contacts/nonsense')
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such contact' })).toBeDefined()
  })
})
