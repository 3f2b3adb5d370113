import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ItemFilter } from '../../../../shared/model/filter.ts'
import { providerField } from '../../../../shared/model/list-field.ts'
import { requestFilter } from '../../../ui/filter-request.ts'
import { addressOf, giveSize, openList } from '../test-support/open-list.ts'

const rowCount = (): string | null => screen.getByRole('grid').getAttribute('aria-rowcount')
const qualified: ItemFilter = {
  match: 'all',
  parts: [{ field: providerField('dealstage'), test: 'any-of', values: ['qualified'] }],
}

beforeEach(giveSize)
afterEach(cleanup)

describe('the list of fields in the builder', () => {
  it('goes with its field when the builder finds another place, and when it has grown', async () => {
    const user = userEvent.setup()
    openList()
    await user.click(await screen.findByRole('button', { name: 'Filter' }))
    const builder = await screen.findByRole('dialog', { name: 'Filter' })
    const field = within(builder).getByRole('combobox', { name: 'Field' })
    // The page of a test has no places of its own.
    let left = 17
    field.closest('.MuiInputBase-root')!.getBoundingClientRect = () => new DOMRect(left, 10, 0, 20)
    await user.type(field, 'nam')
    const list = (await screen.findByRole('listbox')).closest<HTMLElement>('.MuiAutocomplete-popper')!
    const isAt = (px: string) =>
      waitFor(() => {
        expect(list.style.transform).toContain(`translate(${px},`)
      })
    await isAt('17px')
    left = 40
    builder.style.left = '40px'
    await isAt('40px')
    left = 51
    fireEvent.transitionEnd(builder)
    await isAt('51px')
  })
})

describe('the conditions of a list', () => {
  it('stand as chips in words that are the same to the ear, and go one by one', async () => {
    const user = userEvent.setup()
    const filter: ItemFilter = {
      match: 'all',
      parts: [
        ...qualified.parts,
        {
          match: 'any',
          conditions: [
            { field: providerField('amount'), test: 'more', values: ['1000'] },
            { field: 'name', test: 'contains', values: ['umbrella'] },
          ],
        },
      ],
    }
    const { place } = openList(`/items?filter=${addressOf(filter)}`)
    const chips = within(await screen.findByRole('group', { name: 'Conditions' }))
    const words = '(Amount is more than 1,000 or Name contains umbrella)'
    expect(await chips.findByRole('button', { name: 'Deal stage is Qualified' })).toBeDefined()
    expect(chips.getByRole('button', { name: words }).textContent).toBe(words)
    await waitFor(() => {
      expect(rowCount()).toBe('2')
    })
    await user.click(chips.getByRole('button', { name: `Remove: ${words}` }))
    await waitFor(() => {
      expect(rowCount()).toBe('3')
    })
    // The chip took the focus with it.
    expect(document.activeElement?.textContent).toBe('Filter')
    await user.click(screen.getByRole('button', { name: 'Remove: Deal stage is Qualified' }))
    await waitFor(() => {
      expect(rowCount()).toBe('58')
    })
    expect(place()).toBe('/items')
  })

  it('say which field is no longer here, and can be removed all the same', async () => {
    const user = userEvent.setup()
    const filter = { match: 'any', parts: [{ field: 'field:shoe_size', test: 'filled', values: [] }] }
    const { place } = openList(`/items?filter=${addressOf(filter)}`)
    const chips = within(await screen.findByRole('group', { name: 'Conditions' }))
    await user.click(
      await chips.findByRole('button', { name: 'Remove: shoe_size (no longer here) is filled in' }),
    )
    await waitFor(() => {
      expect(place()).toBe('/items')
    })
  })
})

describe('a new condition', () => {
  it('is built from field, test and value, applies on Enter, and Back takes it away', async () => {
    const user = userEvent.setup()
    const { place, router } = openList()
    await screen.findByRole('grid')
    act(() => {
      requestFilter()
    })
    const builder = within(await screen.findByRole('dialog', { name: 'Filter' }))
    const field = builder.getByRole('combobox', { name: 'Field' })
    await waitFor(() => {
      expect(document.activeElement).toBe(field)
    })
    await user.type(field, 'nam{Enter}')
    await user.type(builder.getByRole('textbox', { name: 'Value' }), 'ada{Enter}')
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    expect(await screen.findByRole('button', { name: 'Name contains ada' })).toBeDefined()
    const filter = { match: 'all', parts: [{ field: 'name', test: 'contains', values: ['ada'] }] }
    expect(place()).toBe(`/items?filter=${addressOf(filter)}`)
    act(() => {
      router.history.back()
    })
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Name contains ada' })).toBeNull()
    })
  })

  it('offers the options of a field by their names', async () => {
    const user = userEvent.setup()
    openList()
    await user.click(await screen.findByRole('button', { name: 'Filter' }))
    await user.type(screen.getByRole('combobox', { name: 'Field' }), 'stage{Enter}')
    await user.type(screen.getByRole('combobox', { name: 'Values' }), 'prop{ArrowDown}{Enter}')
    await user.click(screen.getByRole('button', { name: 'Apply' }))
    expect(await screen.findByRole('button', { name: 'Deal stage is Proposal' })).toBeDefined()
    await waitFor(() => {
      expect(rowCount()).toBe('2')
    })
  })

  it('goes into a group that joins the other way', async () => {
    const user = userEvent.setup()
    const { fake } = openList(`/items?filter=${addressOf(qualified)}`)
    await user.click(await screen.findByRole('button', { name: 'Filter' }))
    await user.click(screen.getByRole('button', { name: 'Add group' }))
    await user.type(screen.getByRole('combobox', { name: 'Field' }), 'amount{Enter}')
    await user.type(screen.getByRole('spinbutton', { name: 'Value' }), '1000')
    await user.click(screen.getByRole('combobox', { name: 'Condition' }))
    await user.click(screen.getByRole('option', { name: 'is more than' }))
    await user.click(screen.getByRole('button', { name: 'Apply' }))
    await user.click(screen.getByRole('button', { name: 'Add to this group' }))
    await user.type(screen.getByRole('combobox', { name: 'Field' }), 'nam{Enter}')
    await user.type(screen.getByRole('textbox', { name: 'Value' }), 'rail{Enter}')
    await waitFor(() => {
      expect(fake.inputsOf('items.list').at(-1)).toMatchObject({
        query: {
          filter: {
            match: 'all',
            parts: [
              ...qualified.parts,
              {
                match: 'any',
                conditions: [
                  { field: 'field:amount', test: 'more', values: ['1000'] },
                  { field: 'name', test: 'contains', values: ['rail'] },
                ],
              },
            ],
          },
        },
      })
    })
  })
})

describe('a list without a match', () => {
  it('offers to take each condition away, and everything with its true number (U10)', async () => {
    const user = userEvent.setup()
    const filter = { match: 'all', parts: [{ field: 'name', test: 'is', values: ['nobody'] }] }
    const { place } = openList(`/items?q=ada&type=contact&filter=${addressOf(filter)}`)
    expect(await screen.findByRole('heading', { name: 'No contacts match “ada”' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Remove: Search: ada' })).toBeDefined()
    expect(screen.getAllByRole('button', { name: 'Remove: Name is nobody' })).toHaveLength(2)
    await user.click(await screen.findByRole('button', { name: 'Search everything (4)' }))
    await waitFor(() => {
      expect(place()).toBe('/items?q=ada')
    })
    expect(rowCount()).toBe('5')
  })
})
