import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anOutbox } from '../../test-support/fake-outbox.ts'
import { aSyncStatus } from '../../test-support/fake-state.ts'
import { succeed } from '../../test-support/replies.ts'
import {
  aChange,
  ada,
  answer,
  bo,
  field,
  layOut,
  open,
  placeOf,
  press,
  retype,
} from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(cleanup)

const isDisabled = async (name: string) =>
  (await screen.findByRole<HTMLButtonElement>('button', { name })).disabled

describe('changing a contact', () => {
  it('opens without asking the provider anything: as it was loaded, and beside it the form', async () => {
    const { fake } = open(placeOf(ada))
    const held = within(await screen.findByRole('region', { name: 'As Harbour has it' }))
    expect(held.getByText('+44 20 7946 1000')).toBeDefined()
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
    expect(fake.inputsOf('contacts.stored')).toEqual([{ key: ada.key }])
    expect(fake.inputsOf('contacts.read')).toEqual([])
  })

  it('shows an address of the contact in lines that end at its marks', async () => {
    const email = 'ada.lovelace@engines.example'
    open(placeOf(ada), { items: [{ ...ada, email }] })
    const held = within(await screen.findByRole('region', { name: 'As Harbour has it' }))
    expect(held.getByText(email).innerHTML).toBe(
      'ada.<wbr aria-hidden="true">lovelace@<wbr aria-hidden="true">engines.<wbr aria-hidden="true">example',
    )
  })

  it('saves only what was changed, with what was there before, and goes back with a sentence', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(placeOf(ada))
    await retype(user, 'Phone', '+44 20 7946 0999')
    await retype(user, 'Company', '')
    await press(user, 'Save changes')
    expect(await screen.findByText('Ada Lovelace is saved. Being sent to Harbour.')).toBeDefined()
    await waitFor(() => {
      const kept = fake.state.arrangements['notices ']
      // The sending ends, and what is kept stays: it does not speak of the sending.
      expect(kept?.kind === 'notices' && kept.notices[0]?.title).toMatchObject({
        key: 'contacts:saved.lasting',
      })
    })
    expect(fake.inputsOf('contacts.update')).toEqual([
      {
        key: ada.key,
        values: { phone: '+44 20 7946 0999', company: '' },
        base: { phone: '+44 20 7946 1000', company: 'Northwind' },
      },
    ])
    expect(new URL(place(), 'app://x').pathname).toBe('/items')
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Lovelace' })).toBeDefined()
  })

  it('says when it will be sent where the provider cannot be reached', async () => {
    const user = userEvent.setup()
    open(placeOf(ada), { statuses: [aSyncStatus({ reachability: 'offline' })] })
    await retype(user, 'Phone', '1')
    expect(await screen.findByText(/Will be sent when you are online/)).toBeDefined()
    await press(user, 'Save changes')
    expect(
      await screen.findByText('Ada Lovelace is saved here. It will be sent to Harbour when you are online.'),
    ).toBeDefined()
  })

  it('has nothing to save before something is changed', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    expect(await isDisabled('Save changes')).toBe(true)
    await user.keyboard('{Control>}s{/Control}')
    expect(fake.inputsOf('contacts.update')).toEqual([])
  })

  it('keeps a typed value on Tab and blur, and saves it with Enter, Ctrl-S and Ctrl-Enter (U2)', async () => {
    for (const keys of ['{Enter}', '{Control>}s{/Control}', '{Control>}{Enter}{/Control}']) {
      const user = userEvent.setup()
      const { fake } = open(placeOf(ada))
      await retype(user, 'Last name', 'King')
      await user.tab()
      expect((await field('Last name')).value).toBe('King')
      await user.click(await field('Last name'))
      await user.keyboard(keys)
      await waitFor(() => {
        expect(fake.inputsOf('contacts.update')).toMatchObject([{ values: { lastname: 'King' } }])
      })
      cleanup()
    }
  })

  it('saves and opens the form of a new contact', async () => {
    const user = userEvent.setup()
    const { place } = open(placeOf(ada))
    await retype(user, 'Phone', '1')
    await press(user, 'Save and new')
    expect(await screen.findByRole('heading', { level: 1, name: 'New contact' })).toBeDefined()
    expect(await screen.findByText('Ada Lovelace is saved. Being sent to Harbour.')).toBeDefined()
    expect(place()).toContain('/contacts/new')
  })

  it('says what a field was, and takes back one field, or all', async () => {
    const user = userEvent.setup()
    open(placeOf(ada))
    await retype(user, 'Phone', '1')
    await retype(user, 'Company', 'Acme')
    expect(await screen.findByText('2 fields are changed. Only those are sent.')).toBeDefined()
    await press(user, 'Undo the change of Phone')
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
    expect((await field('Company')).value).toBe('Acme')
    expect(screen.getByText(/Changed; was “Northwind”./)).toBeDefined()
    await press(user, 'Reset all')
    expect((await field('Company')).value).toBe('Northwind')
    expect(screen.getByText('Nothing is changed yet.')).toBeDefined()
  })

  it('warns about an odd e-mail address or phone number, and saves all the same', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await retype(user, 'E-mail', 'ada@')
    await retype(user, 'Phone', 'call me')
    expect(await screen.findByText(/does not look like an e-mail address/)).toBeDefined()
    expect(screen.getByText(/does not look like a phone number/)).toBeDefined()
    await press(user, 'Save changes')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.update')).toMatchObject([
        { values: { email: 'ada@', phone: 'call me' } },
      ])
    })
  })

  it('shows the values that the provider refused at their fields, until they are mended', async () => {
    const user = userEvent.setup()
    const fields = [{ name: 'email', label: 'E-mail', message: 'Email address ada@ is invalid <b>!</b>' }]
    const reason = { kind: 'refused', message: 'no', fields, sentCount: 1 } as const
    const change = aChange({ state: 'needs-you', reason })
    open(placeOf(ada), {
      outbox: anOutbox({ needsYou: [change], needsYouCount: 1 }),
      contacts: { [ada.key]: { values: { email: 'ada@' }, changedFields: ['email'] } },
    })
    expect((await screen.findByRole('alert')).textContent).toContain('Harbour did not accept 1 value')
    expect(screen.getByRole('alert').textContent).toContain('1 other field was sent.')
    const email = await field('E-mail')
    expect(email.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByText(/Email address ada@ is invalid <b>!<\/b>/)).toBeDefined()
    await retype(user, 'E-mail', 'ada@example.com')
    expect(email.getAttribute('aria-invalid')).toBe('false')
  })

  it('keeps what was typed where it could not be saved, and tries again', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    fake.override('contacts', 'update', answer({ kind: 'storage-full' }))
    await retype(user, 'Phone', '1')
    await press(user, 'Save changes')
    expect((await screen.findByRole('alert')).textContent).toContain('T-77')
    expect((await field('Phone')).value).toBe('1')
    await press(user, 'Try again')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.update')).toHaveLength(2)
    })
  })

  it('fetches the contact again when asked, and says what has changed there', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    await screen.findByRole('region', { name: 'As Harbour has it' })
    fake.state.items = fake.state.items.map((item) => (item.key === ada.key ? { ...item, phone: '9' } : item))
    await press(user, 'Reload')
    expect(await screen.findByText('Phone: +44 20 7946 1000 → 9')).toBeDefined()
    expect((await field('Phone')).value).toBe('9')
    await press(user, 'Reload')
    expect(await screen.findByText(/Nothing has changed there/)).toBeDefined()
    fake.override('contacts', 'read', answer({ kind: 'offline' }))
    await press(user, 'Reload')
    expect((await screen.findByRole('alert')).textContent).toContain('Offline')
    expect((await field('Phone')).value).toBe('9')
  })

  it('leads to the contact of today when this one was merged', async () => {
    const user = userEvent.setup()
    const { fake, place } = open(placeOf(ada))
    fake.override('contacts', 'read', answer({ kind: 'merged-into', currentId: bo.externalId }))
    await press(user, 'Reload')
    await press(user, 'Open the current contact')
    await waitFor(() => {
      expect(place()).toBe(placeOf(bo))
    })
  })

  it('looks at the provider for a contact that is not here', async () => {
    const user = userEvent.setup()
    const { fake } = open('/items')
    cleanup()
    const items = fake.state.items
    const again = open(placeOf(ada), { items: [] })
    expect(await screen.findByRole('heading', { name: 'This contact is not on this computer' })).toBeDefined()
    again.fake.override('contacts', 'read', (input) => {
      again.fake.state.items = items
      const { externalId } = input
      return Promise.resolve(
        succeed({ key: ada.key, externalId, values: {}, modifiedAtMs: null, record: {} }),
      )
    })
    await press(user, 'Look for it in Harbour')
    expect((await field('Phone')).value).toBe('+44 20 7946 1000')
  })
})

describe('a contact that waits to be created', () => {
  const change = aChange({ kind: 'create', revision: 4 })
  const state = {
    contacts: {
      [ada.key]: {
        loaded: null,
        values: { email: 'ada@example.com', phone: '1' },
        createdBy: { id: change.id, revision: 4 },
      },
    },
    outbox: anOutbox({ waiting: [change], waitingCount: 1 }),
  }

  it('says that the provider does not have it yet, and is rewritten as a whole', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada), state)
    expect(await screen.findByRole('region', { name: 'Not in Harbour yet' })).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull()
    await retype(user, 'Phone', '')
    await retype(user, 'Last name', 'King')
    await press(user, 'Save changes')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.amend')).toEqual([
        { id: change.id, revision: 4, values: { email: 'ada@example.com', lastname: 'King' } },
      ])
    })
    expect(fake.inputsOf('contacts.update')).toEqual([])
  })

  it('still needs what every new contact needs', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada), state)
    await retype(user, 'E-mail', '')
    await press(user, 'Save changes')
    expect(await screen.findByText(/A new contact needs at least one of these/)).toBeDefined()
    expect(fake.inputsOf('contacts.amend')).toEqual([])
  })

  it('says so when it was sent meanwhile, and keeps what was typed', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada), state)
    fake.override('contacts', 'amend', answer({ kind: 'changed-meanwhile' }))
    await retype(user, 'Phone', '2')
    fake.state.contacts = {}
    await press(user, 'Save changes')
    expect((await screen.findByRole('alert')).textContent).toContain('It has changed meanwhile')
    expect(await screen.findByRole('region', { name: 'As Harbour has it' })).toBeDefined()
    expect((await field('Phone')).value).toBe('2')
    await press(user, 'Try again')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.update')).toMatchObject([{ values: { phone: '2' } }])
    })
  })
})

describe('a contact that waits to be deleted', () => {
  it('cannot be changed until that is taken back', async () => {
    open(placeOf(ada), { contacts: { [ada.key]: { isBeingDeleted: true } } })
    expect(await screen.findByText(/waits to be deleted in Harbour/)).toBeDefined()
    expect((await field('Phone')).readOnly).toBe(true)
    expect(screen.queryByRole('button', { name: 'Delete…' })).toBeNull()
  })
})

describe('an address that is no contact', () => {
  it('says so', async () => {
    open('/contacts/nonsense')
    expect(await screen.findByRole('heading', { level: 1, name: 'There is no such contact' })).toBeDefined()
  })
})
