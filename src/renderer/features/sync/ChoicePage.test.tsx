import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { speak } from '../../copy/speak.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aChoice, aFeedOption, aTableOption } from '../../test-support/fake-choice.ts'
import {
  anAccount,
  anAppState,
  aStream,
  aSyncStatus,
  aWorkspace,
  type ChoiceAnswer,
  type FakeState,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const property = (name: string, label: string, group: string | null = null) => ({ name, label, group })
const crm = {
  feeds: [
    aFeedOption('contact'),
    aFeedOption('deal', { types: ['deal'] }),
    aFeedOption('owners', { types: [] }),
  ],
  properties: {
    contact: [
      property('city', 'City', 'Address'),
      property('zip', 'Zip', 'Address'),
      property('hs_x', 'Odd'),
    ],
  },
}
const schema = aFeedOption('schema', { types: ['base', 'table'] })
const bases = {
  feeds: [
    schema,
    { ...schema, container: { name: 'Marketing', label: 'Marketing base' } },
    { ...schema, container: { name: 'Sales', label: 'Sales base' } },
    aTableOption('Marketing', 'Leads'),
    aTableOption('Marketing', 'Ideas'),
    aTableOption('Sales', 'Orders'),
  ],
  properties: {},
}

function open(choice: ChoiceAnswer, state: Partial<FakeState> = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus({ streams: [aStream(), aStream({ type: 'deal', loaded: 86 })] })],
    choices: { [account.id]: choice },
    ...state,
  })
  return { fake, ...renderApp(fake, '/sync/account-1') }
}
const saved = (fake: ReturnType<typeof open>['fake']) =>
  fake.inputsOf('sync.setChoice').map((input) => (input as { choice: ChoiceAnswer['choice'] }).choice)
const fill = (field: HTMLElement, value: string): void => {
  fireEvent.change(field, { target: { value } })
}
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

describe('what to load of an account', () => {
  it('changes nothing by itself, and saves nothing that is unchanged', async () => {
    const { fake } = open(aChoice({}, crm))
    expect(
      await screen.findByRole('heading', { name: 'What to load from acme.example', level: 1 }),
    ).toBeTruthy()
    const deals = await screen.findByRole('checkbox', { name: 'Deals' })
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    await userEvent.click(deals)
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', false)
    await userEvent.click(deals)
    expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true)
    expect(screen.getByText('Nothing is changed.')).toBeTruthy()
    expect(saved(fake)).toEqual([])
    // What brings no items of its own is no type to switch.
    expect(screen.queryByRole('checkbox', { name: /owners/i })).toBeNull()
  })

  it('U8 U10 says how much a type that is switched off takes away, and asks before it does', async () => {
    const { fake, place } = open(aChoice({}, crm))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Deals' }))
    expect(
      screen.getByText('86 items that are here are removed from this computer when you save.'),
    ).toBeTruthy()
    await save()
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove what is no longer wanted?' }))
    expect(dialog.getByText('Deals: 86')).toBeTruthy()
    expect(dialog.getByText(/Nothing changes in Harbour/)).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Keep it here' }))
    expect(saved(fake)).toEqual([])
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    await save()
    await userEvent.click(await screen.findByRole('button', { name: 'Save and remove' }))
    await waitFor(() => {
      expect(place()).toBe('/sync')
    })
    expect(saved(fake)).toEqual([{ ...aChoice().choice, excluded: ['deal'] }])
    expect(await screen.findByText('Left out by you')).toBeTruthy()
  })

  it('asks nothing where nothing is here', async () => {
    const { fake } = open(aChoice({}, crm), { statuses: [aSyncStatus({ streams: [] })] })
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Deals' }))
    await save()
    await waitFor(() => {
      expect(saved(fake)).toHaveLength(1)
    })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('keeps the dialog with the reason when saving did not work', async () => {
    const { fake } = open(aChoice({}, crm))
    fake.override('sync', 'setChoice', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'ST-8')))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Deals' }))
    await save()
    const dialog = within(await screen.findByRole('dialog'))
    await userEvent.click(dialog.getByRole('button', { name: 'Save and remove' }))
    expect((await dialog.findByRole('alert')).textContent).toContain('ST-8')
  })

  it('chooses tables, all at once or one by one, and leaves out whole bases', async () => {
    const { fake } = open(aChoice({ excluded: ['what-no-screen-knows'] }, bases), {
      statuses: [aSyncStatus({ streams: [] })],
    })
    await userEvent.click(
      await screen.findByRole('button', { name: 'Load the records of all tables of Marketing base' }),
    )
    expect(screen.getByText('records of 2 of 2 tables')).toBeTruthy()
    await userEvent.click(screen.getByRole('checkbox', { name: 'Records of Ideas' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Load the base Sales base' }))
    expect(screen.queryByRole('checkbox', { name: 'Records of Orders' })).toBeNull()
    await save()
    await waitFor(() => {
      expect(saved(fake)).toEqual([
        {
          ...aChoice().choice,
          excluded: ['what-no-screen-knows', 'Sales'],
          included: ['records:Marketing/Leads'],
        },
      ])
    })
  })

  it('writes what a part brings as the language writes it', async () => {
    open(aChoice({}, { feeds: [schema], properties: {} }))
    expect(await screen.findByRole('checkbox', { name: 'Bases and tables' })).toBeTruthy()
    await act(() => speak('de'))
    onTestFinished(() => speak('en'))
    expect(await screen.findByRole('checkbox', { name: 'Bases und Tabellen' })).toBeTruthy()
  })

  it('finds tables by their names and by those of their bases', async () => {
    open(aChoice({}, bases))
    const field = await screen.findByRole('textbox', { name: 'Find a base or a table' })
    fill(field, 'orders')
    expect(screen.getByRole('checkbox', { name: 'Records of Orders' })).toBeTruthy()
    expect(screen.queryByRole('checkbox', { name: 'Records of Leads' })).toBeNull()
    fill(field, 'marketing')
    // Enter in a search sends no form.
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(screen.getByRole('checkbox', { name: 'Records of Leads' })).toBeTruthy()
    fill(field, 'marketingx')
    expect(screen.getByText('No base or table matches.')).toBeTruthy()
  })

  it('chooses properties from all that there are, by label, name or group', async () => {
    const { fake } = open(aChoice({}, crm))
    const section = within(await screen.findByRole('region', { name: 'Properties of contacts' }))
    expect(section.getByRole('radio', { name: 'All 3' })).toHaveProperty('checked', true)
    await userEvent.click(section.getByRole('radio', { name: 'Only these' }))
    expect(section.getByText('3 of 3 chosen')).toBeTruthy()
    expect(within(section.getByRole('group', { name: 'Address' })).getAllByRole('checkbox')).toHaveLength(2)
    fill(section.getByRole('textbox', { name: 'Find a property: contacts' }), 'hs_')
    expect(section.getAllByRole('checkbox')).toHaveLength(1)
    await userEvent.click(section.getByRole('checkbox', { name: 'Odd' }))
    expect(section.getByText('2 of 3 chosen')).toBeTruthy()
    await save()
    await waitFor(() => {
      expect(saved(fake)).toEqual([{ ...aChoice().choice, properties: { contact: ['city', 'zip'] } }])
    })
  })

  it('U10 takes a cap as a whole number, says what it takes away, and no cap from an empty field', async () => {
    const { fake } = open(aChoice({ caps: { contact: 20_000 } }, crm))
    const contacts = await screen.findByRole('textbox', { name: 'Greatest number of contacts' })
    expect(contacts).toHaveProperty('value', '20000')
    fill(contacts, 'many')
    await save()
    expect(await screen.findByText('Enter a whole number of 1 or more, or leave it empty.')).toBeTruthy()
    expect(saved(fake)).toEqual([])
    fill(contacts, '5,000')
    expect(await screen.findByText(/^7,304 items that are here are removed/)).toBeTruthy()
    await save()
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('Contacts: 7,304, the ones changed longest ago')).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Save and remove' }))
    await waitFor(() => {
      expect(saved(fake)).toEqual([{ ...aChoice().choice, caps: { contact: 5_000 } }])
    })
  })

  it('takes a cap away', async () => {
    const { fake } = open(aChoice({ caps: { contact: 20_000 } }, crm))
    fill(await screen.findByRole('textbox', { name: 'Greatest number of contacts' }), '')
    await save()
    await waitFor(() => {
      expect(saved(fake)).toEqual([aChoice().choice])
    })
  })

  it('sets how often changes are looked for, and keeps an interval that it does not offer', async () => {
    const { fake } = open(aChoice({ everyMinutes: 7 }, crm))
    const field = await screen.findByRole('combobox', { name: 'Look for changes' })
    expect(field.textContent).toBe('Every 7 minutes')
    await userEvent.click(field)
    await userEvent.click(await screen.findByRole('option', { name: 'Only when I ask' }))
    await save()
    await waitFor(() => {
      expect(saved(fake)).toEqual([{ ...aChoice().choice, everyMinutes: null }])
    })
  })

  it('asks before it throws a choice away, and puts it back on demand', async () => {
    const { place, router } = open(aChoice({}, crm))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Deals' }))
    void router.navigate({ to: '/items' })
    const dialog = within(await screen.findByRole('dialog', { name: 'Leave without saving?' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Stay here' }))
    expect(place()).toBe('/sync/account-1')
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    await userEvent.click(screen.getByRole('button', { name: 'Reset' }))
    expect(screen.getByRole('checkbox', { name: 'Deals' })).toHaveProperty('checked', true)
    await router.navigate({ to: '/items' })
    expect(place()).toBe('/items')
  })

  it('says that there is nothing to choose from yet, and what went wrong where that cannot be read', async () => {
    const { fake } = open(aChoice())
    expect(await screen.findByText('Nothing is known about this account yet')).toBeTruthy()
    fake.override('sync', 'getChoice', () => Promise.resolve(failWith({ kind: 'vault-unreadable' }, 'V-1')))
    cleanup()
    renderApp(fake, '/sync/account-1')
    expect((await screen.findByRole('alert')).textContent).toContain('V-1')
  })
})
