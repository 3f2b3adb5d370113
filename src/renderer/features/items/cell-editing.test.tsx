import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { providerField } from '../../../shared/model/list-field.ts'
import { speak } from '../../copy/speak.ts'
import { aContactForm } from '../../test-support/fake-contact-form.ts'
import { failWith, succeed } from '../../test-support/replies.ts'
import {
  account,
  items,
  stage,
  fields,
  first,
  rowFor,
  rowNamed,
  cellOf,
  openList,
} from './test-support/contact-list.ts'
import { aListField } from './test-support/draw-grid.tsx'

/** Opens the editor of a cell, as F2 does. */
const edit = async (name: string, column: string): Promise<HTMLElement> => {
  const cell = await cellOf(name, column)
  cell.focus()
  fireEvent.keyDown(cell, { key: 'F2' })
  return waitFor(() => {
    const control = cell.querySelector<HTMLElement>('input, select')
    expect(document.activeElement).toBe(control)
    return control!
  })
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
  configure({ asyncUtilTimeout: 15_000 })
})
afterEach(async () => {
  cleanup()
  await speak('en')
})

describe('editing in the list', () => {
  it('U3 saves a cell with Enter, and the row stays, dimmed, although it no longer matches, until one lets it go', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    fake.override('items', 'list', ({ query }) =>
      Promise.resolve(succeed({ rows: [rowFor(query)], total: 1, isMore: false, progress: null })),
    )
    const input = await edit(first.name, 'Phone')
    await user.clear(input)
    await user.type(input, '+44 20 99{Enter}')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.update')).toEqual([
        { key: first.key, values: { phone: '+44 20 99' }, base: { phone: first.phone } },
      ])
    })
    const header = await rowNamed(first.name)
    await waitFor(() => {
      expect(header.getAttribute('aria-description')).toBe('No longer matches this view')
    })
    const row = header.closest<HTMLElement>('[role="row"]')!
    expect(row.className).toContain('outside')
    expect(row.title).toBe('No longer matches this view')
    // The keyboard is back on the cell (U2).
    expect(row.contains(document.activeElement)).toBe(true)
    const before = fake.inputsOf('items.list').length
    const search = screen.getByRole('searchbox', { name: /^Search/ })
    fireEvent.change(search, { target: { value: 'hull' } })
    fireEvent.change(search, { target: { value: '' } })
    expect(fake.inputsOf('items.list').slice(before)).toMatchObject([
      { query: { search: 'hull', kept: [] } },
      { query: { search: '', kept: [first.key] } },
    ])
    await user.click(screen.getByRole('button', { name: 'Hide what no longer matches' }))
    await waitFor(() => {
      expect(fake.inputsOf('items.list').at(-1)).toMatchObject({ query: { kept: [] } })
    })
  })

  it('U2 keeps the typed value with Tab and when the cell is left, and lets it be with Esc', async () => {
    const user = userEvent.setup()
    const { fake, place } = openList()
    const saved = (): unknown[] => fake.inputsOf('contacts.update')
    await user.type(await edit(first.name, 'Company'), 'x{Escape}')
    expect(saved()).toEqual([])
    expect(place()).toBe('/items?type=contact')
    await user.type(await edit(first.name, 'Company'), 'Hull{Tab}')
    await waitFor(() => {
      expect(saved()).toHaveLength(1)
    })
    await waitFor(() => {
      expect(document.activeElement?.closest('[role="gridcell"]')?.className).toContain('phone')
    })
    const input = await edit(items[1]!.name, 'Company')
    await user.clear(input)
    await user.type(input, 'Bow')
    fireEvent.blur(input)
    await waitFor(() => {
      expect(saved().at(-1)).toMatchObject({ key: items[1]!.key, values: { company: 'Bow' } })
    })
  })

  it('says at the cell why a value was not saved, and keeps what was typed', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    fake.override('contacts', 'update', () =>
      Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'ST-78')),
    )
    const input = await edit(first.name, 'Phone')
    await user.type(input, '7{Enter}')
    expect((await screen.findAllByRole('alert'))[0]?.textContent).toContain('ST-78')
    expect(input).toHaveProperty('value', `${first.phone ?? ''}7`)
    expect(input.getAttribute('aria-invalid')).toBe('true')
  })

  it('offers the options of a choice, and changes nothing that cannot be changed in the list', async () => {
    openList('/items?type=contact', {
      arrangements: {
        'columns contact': {
          kind: 'columns',
          columns: [
            { field: 'name', width: null, isPinned: true },
            { field: stage, width: null, isPinned: false },
          ],
        },
      },
    })
    await screen.findByRole('columnheader', { name: 'Stage' })
    const select = await edit(first.name, 'Stage')
    expect(
      within(select)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['(nothing)', 'Lead', 'Customer'])
    fireEvent.keyDown(select, { key: 'Escape' })
    const name = await rowNamed(first.name)
    name.focus()
    fireEvent.keyDown(name, { key: 'F2' })
    expect(await screen.findByText(/Name.? cannot be changed in the list\./)).toBeTruthy()
  })

  it('warns below the cell of an odd value and of a missing one, and saves it all the same', async () => {
    const user = userEvent.setup()
    const form = aContactForm()
    const required = form.fields.map((field) =>
      field.name === 'company' ? { ...field, isRequired: true } : field,
    )
    const { fake } = openList(undefined, { forms: { [account.id]: { ...form, fields: required } } })
    const input = await edit(first.name, 'Phone')
    await user.clear(input)
    await user.type(input, 'call me')
    expect(await screen.findByText(/does not look like a phone number/)).toBeTruthy()
    await user.keyboard('{Enter}')
    await waitFor(() => {
      expect(fake.inputsOf('contacts.update')).toMatchObject([{ values: { phone: 'call me' } }])
    })
    await user.clear(await edit(first.name, 'Company'))
    expect(await screen.findByText(/^Harbour asks for this/)).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.queryByText(/^Harbour asks for this/)).toBeNull()
  })

  it('leads to the form where a value has no room in a cell', async () => {
    const user = userEvent.setup()
    const notes = aListField(providerField('notes'), { label: 'Notes', editsAs: 'notes' })
    const columns = [
      { field: 'name' as const, width: null, isPinned: true },
      { field: notes.id, width: null, isPinned: false },
    ]
    const arrangements = { 'columns contact': { kind: 'columns' as const, columns } }
    const { place } = openList('/items?type=contact', { fields: [...fields, notes], arrangements })
    const cell = await cellOf(first.name, 'Notes')
    cell.focus()
    fireEvent.keyDown(cell, { key: 'F2' })
    const told = (await screen.findByText('Notes is changed in the form of the contact.')).closest('[role]')
    await user.click(within(told as HTMLElement).getByRole('button', { name: 'Open' }))
    await waitFor(() => {
      expect(place()).toBe(`/contacts/${encodeURIComponent(first.key)}?field=notes`)
    })
  })

  it('names its own columns, in what it tells of them, in the language of now', async () => {
    const form = aContactForm()
    const long = form.fields.map((field) =>
      field.name === 'company' ? { ...field, kind: 'long-text' as const } : field,
    )
    openList(undefined, { forms: { [account.id]: { ...form, fields: long } } })
    for (const column of ['Company', 'Updated']) {
      const cell = await cellOf(first.name, column)
      cell.focus()
      fireEvent.keyDown(cell, { key: 'F2' })
      await screen.findByText(new RegExp(`^${column} (cannot be|is) changed in the`))
    }
    await act(() => speak('de'))
    expect(screen.getByText('Unternehmen wird im Formular des Kontakts geändert.')).toBeTruthy()
    expect(screen.getByText('Geändert lässt sich in der Liste nicht ändern.')).toBeTruthy()
  })
})
