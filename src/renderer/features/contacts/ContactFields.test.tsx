import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FormField } from '../../../shared/model/contact.ts'
import { aContactForm, aField, options } from '../../test-support/fake-contact-form.ts'
import { account, ada, field, layOut, open, placeOf, press } from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(cleanup)

const held = (values: Record<string, string>) => ({ contacts: { [ada.key]: { values } } })
const unfold = (user: ReturnType<typeof userEvent.setup>, name: string) => press(user, new RegExp(`^${name}`))
const saved = async (user: ReturnType<typeof userEvent.setup>, fake: ReturnType<typeof open>['fake']) => {
  await press(user, 'Save changes')
  await waitFor(() => {
    expect(fake.inputsOf('contacts.update')).toHaveLength(1)
  })
  return fake.inputsOf('contacts.update')[0] as { values: unknown; base: unknown }
}

describe('the fields of a contact', () => {
  it('stand with the main ones first, and the others folded by group', async () => {
    const user = userEvent.setup()
    open(placeOf(ada))
    await field('E-mail')
    const sales = screen.getByRole('button', { name: /^Sales/ })
    expect(sales.getAttribute('aria-expanded')).toBe('false')
    expect(screen.queryByRole('textbox', { name: 'Score' })).toBeNull()
    await user.click(sales)
    expect(await field('Score')).toBeDefined()
    await user.click(sales)
    expect(screen.queryByRole('textbox', { name: 'Score' })).toBeNull()
  })

  it('are found by label and by name, in folded groups as well', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada))
    const search = await screen.findByRole('searchbox', { name: 'Find a field' })
    await user.type(search, 'scor')
    expect(await field('Score')).toBeDefined()
    expect(screen.queryByRole('textbox', { name: 'E-mail' })).toBeNull()
    // Enter looks on; it saves nothing.
    await user.type(await field('Score'), '7')
    await user.type(search, '{Enter}')
    expect(fake.inputsOf('contacts.update')).toEqual([])
    await user.clear(search)
    await user.type(search, 'firstname')
    expect(await field('First name')).toBeDefined()
    await user.clear(search)
    await user.type(search, 'nothing of the kind')
    expect(await screen.findByText('No field matches.')).toBeDefined()
  })

  it('can be narrowed to what is set, and what is being typed stays', async () => {
    const user = userEvent.setup()
    open(placeOf(ada), held({ score: '7' }))
    await unfold(user, 'Sales')
    await user.type(await field('Score'), '{Backspace}')
    await user.click(screen.getByRole('switch', { name: 'Hide empty' }))
    expect(await field('Score')).toBeDefined()
    expect(screen.queryByRole('combobox', { name: 'Newsletter' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Person/ })).toBeNull()
  })

  it('unfold for the one that somebody came for, however far down, and hand it the keyboard', async () => {
    const many = Array.from({ length: 100 }, (_unused, index) =>
      aField(`p${String(index)}`, { label: `Property ${String(index)}`, group: 'Many' }),
    )
    const form = aContactForm({ fields: [...aContactForm().fields, ...many] })
    open(`${placeOf(ada)}?field=p70`, { forms: { [account.id]: form } })
    const wanted = await field('Property 70')
    await waitFor(() => {
      expect(document.activeElement).toBe(wanted)
    })
  })

  it('say why they cannot be changed', async () => {
    const user = userEvent.setup()
    open(placeOf(ada), held({ visits: '12' }))
    await unfold(user, 'Sales')
    const visits = await field('Visits')
    expect(visits.readOnly).toBe(true)
    expect(visits.value).toBe('12')
    expect(screen.getByText('Cannot be changed: Harbour calculates it.')).toBeDefined()
  })

  it('are drawn when they are unfolded, and then in parts, however many there are', async () => {
    const user = userEvent.setup()
    const many = Array.from({ length: 600 }, (_unused, index) =>
      aField(`p${String(index)}`, { label: `Property ${String(index)}`, group: 'Many' }),
    )
    const form = aContactForm({ fields: [...aContactForm().fields, ...many] })
    const { container } = open(placeOf(ada), { forms: { [account.id]: form } })
    await field('E-mail')
    expect(container.querySelectorAll('input, textarea').length).toBeLessThan(20)
    await unfold(user, 'Many')
    expect(await field('Property 29')).toBeDefined()
    expect(screen.queryByRole('textbox', { name: 'Property 30' })).toBeNull()
    await press(user, 'Show 30 more fields')
    expect(await field('Property 59')).toBeDefined()
    await user.click(screen.getByRole('searchbox', { name: 'Find a field' }))
    await user.paste('Property 599')
    expect(await field('Property 599')).toBeDefined()
  })
})

describe('each kind of field', () => {
  it('writes a day and a time as the provider writes them, and nothing where nothing was typed', async () => {
    const user = userEvent.setup()
    const values = { birthday: String(Date.UTC(1990, 4, 17)), met: '2026-11-02T09:15:07.250Z', notes: 'x\n' }
    const { fake } = open(placeOf(ada), held(values))
    await unfold(user, 'Person')
    const birthday = await screen.findByLabelText<HTMLInputElement>('Birthday')
    expect(birthday.value).toBe('1990-05-17')
    fireEvent.change(birthday, { target: { value: '1990-05-18' } })
    await user.type(await field('Web site'), 'https://quay.example')
    expect(await saved(user, fake)).toMatchObject({
      values: { birthday: String(Date.UTC(1990, 4, 18)), site: 'https://quay.example' },
      base: { birthday: values.birthday, site: '' },
    })
  })

  it('writes a time in UTC, and shows it in the time of this computer', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada), held({ met: '2026-11-02T09:15:00Z' }))
    await unfold(user, 'Person')
    const met = await screen.findByLabelText<HTMLInputElement>('Last met')
    expect(met.value).toBe('2026-11-02T09:15')
    fireEvent.change(met, { target: { value: '2026-11-03T10:00' } })
    expect((await saved(user, fake)).values).toEqual({ met: '2026-11-03T10:00:00.000Z' })
  })

  it('leaves a value that its control could not show as a text', async () => {
    const user = userEvent.setup()
    open(placeOf(ada), held({ birthday: 'in spring' }))
    await unfold(user, 'Person')
    expect((await field('Birthday')).value).toBe('in spring')
  })

  it('chooses from few and unsets again, and shows what is no longer offered', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada), held({ owner: 'gone', newsletter: 'true' }))
    const owner = await screen.findByRole('combobox', { name: 'Owner' })
    expect(owner.textContent).toBe('Old Owner')
    await user.click(owner)
    await user.click(await screen.findByRole('option', { name: 'Bo Chen' }))
    await unfold(user, 'Sales')
    await user.click(await screen.findByRole('combobox', { name: 'Newsletter' }))
    await user.click(await screen.findByRole('option', { name: 'not set' }))
    expect(await saved(user, fake)).toMatchObject({
      values: { owner: 'bo-chen', newsletter: '' },
      base: { owner: 'gone', newsletter: 'true' },
    })
  })

  it('chooses several, joined as the provider writes them', async () => {
    const user = userEvent.setup()
    const { fake } = open(placeOf(ada), held({ topics: 'ropes' }))
    await unfold(user, 'Sales')
    const topics = await screen.findByRole('combobox', { name: 'Topics' })
    await user.click(topics)
    const list = within(await screen.findByRole('listbox'))
    await user.click(list.getByRole('option', { name: 'Boats' }))
    // What is said about a changed field is more than a line, and cannot stand in a paragraph.
    expect(document.getElementById(topics.getAttribute('aria-describedby') ?? '')?.tagName).toBe('DIV')
    expect((await saved(user, fake)).values).toEqual({ topics: 'ropes;boats' })
  })
})

describe('a field with many options', () => {
  const people = Array.from({ length: 40 }, (_unused, index) => `Person ${String(index)}`)
  const many: FormField = aField('owner', {
    label: 'Owner',
    kind: 'choice',
    options: options(...people),
    isMain: true,
  })
  const forms = { [account.id]: aContactForm({ fields: [many, aField('phone', { label: 'Phone' })] }) }

  it('takes what was typed by Tab, Enter, a click elsewhere and Ctrl-S (U2)', async () => {
    const ways = [
      (user: ReturnType<typeof userEvent.setup>) => user.tab(),
      (user: ReturnType<typeof userEvent.setup>) => user.click(document.body),
      (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Enter}'),
      (user: ReturnType<typeof userEvent.setup>) => user.keyboard('{Control>}s{/Control}'),
    ]
    for (const leaveBy of ways) {
      const user = userEvent.setup()
      const { fake } = open(placeOf(ada), { forms, ...held({}) })
      await user.type(await screen.findByRole('combobox', { name: 'Owner' }), 'person 17')
      await act(async () => {
        await leaveBy(user)
      })
      if (fake.inputsOf('contacts.update').length === 0) await press(user, 'Save changes')
      await waitFor(() => {
        expect(fake.inputsOf('contacts.update')).toMatchObject([{ values: { owner: 'person-17' } }])
      })
      cleanup()
    }
  })

  it('keeps what was chosen where what was typed could be several', async () => {
    const user = userEvent.setup()
    open(placeOf(ada), { forms, ...held({ owner: 'person-3' }) })
    const owner = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Owner' })
    await user.type(owner, 'person', { initialSelectionStart: 0, initialSelectionEnd: 8 })
    await user.tab()
    expect(owner.value).toBe('Person 3')
  })
})
