import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Column, SavedView } from '../../../../shared/model/arrangement.ts'
import { succeed } from '../../../test-support/replies.ts'
import type { FakeClient } from '../../../test-support/fake-client.ts'
import { addressOf, aView, giveSize, keptViews, openList } from '../test-support/open-list.ts'

const people = aView()
const adas = aView({
  id: 'view-2',
  name: 'Adas',
  filter: { match: 'all', parts: [{ field: 'name', test: 'contains', values: ['ada'] }] },
})
const columns: Column[] = [{ field: 'name', width: 300, isPinned: true }]

const viewsOf = ({ state }: FakeClient): readonly SavedView[] => {
  const kept = state.arrangements['views ']
  return kept?.kind === 'views' ? kept.views : []
}
const tabs = async (): Promise<(string | null)[]> => {
  const group = within(await screen.findByRole('group', { name: 'Saved views' }))
  return group.getAllByRole('button').map(({ textContent }) => textContent)
}
const changedBar = () => screen.queryByRole('group', { name: 'View changed' })

beforeEach(giveSize)
afterEach(cleanup)

describe('the tabs of saved views', () => {
  it('count what each view lists, at least where nobody counted on, and anew after a change (U10)', async () => {
    const { fake } = openList('/items', { arrangements: keptViews(people, adas) })
    await waitFor(async () => {
      expect(await tabs()).toEqual(['People40', 'Adas4'])
    })
    fake.state.items = fake.state.items.filter(({ name }) => !name.startsWith('Ada'))
    fake.emit('itemsChanged', {})
    await waitFor(async () => {
      expect(await tabs()).toEqual(['People36', 'Adas0'])
    })
    fake.override('items', 'list', () =>
      Promise.resolve(succeed({ rows: [], total: 5_000, isMore: true, progress: null })),
    )
    fake.emit('itemsChanged', {})
    await waitFor(async () => {
      expect((await tabs())[0]).toBe('Peopleat least 5,000')
    })
  })

  it('show no number that is not counted to its end, and ask on until it is (U10)', async () => {
    let asked = 0
    const { fake } = openList('/settings', { arrangements: keptViews(adas) })
    fake.override('items', 'list', () => {
      asked += 1
      const progress = asked < 5 ? { done: asked * 10, of: 57 } : null
      return Promise.resolve(succeed({ rows: [], total: asked, isMore: false, progress }))
    })
    await userEvent.click(await screen.findByRole('link', { name: /^Items/ }))
    expect(await tabs()).toEqual(['Adas'])
    await waitFor(async () => {
      expect((await tabs())[0]).toMatch(/^Adas\d+$/)
    })
    expect(asked).toBeGreaterThanOrEqual(5)
  })

  it('lead to the address of their view, with the columns that it was saved with', async () => {
    const user = userEvent.setup()
    const { fake, place } = openList('/items?q=chen', { arrangements: keptViews({ ...adas, columns }) })
    await user.click(await screen.findByRole('button', { name: /^Adas/ }))
    await waitFor(() => {
      expect(place()).toContain('view=view-2')
    })
    expect(place()).not.toContain('q=')
    expect(fake.state.arrangements['columns contact']).toEqual({ kind: 'columns', columns })
    expect(screen.getByRole('button', { name: /^Adas/ }).getAttribute('aria-pressed')).toBe('true')
    // A type beside the view leaves it.
    await user.click(screen.getByRole('button', { name: /^Companies/ }))
    await waitFor(() => {
      expect(place()).toBe('/items?type=company')
    })
  })

  it('bring their columns, whatever was chosen a moment before', async () => {
    const user = userEvent.setup()
    openList('/items?type=contact', { arrangements: keptViews({ ...adas, columns }) })
    await user.click(await screen.findByRole('button', { name: 'Columns' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Columns of this list' }))
    await user.click(dialog.getByRole('checkbox', { name: 'Company' }))
    // The keyboard stays with the field, which stands among the others now.
    await waitFor(() => {
      expect(document.activeElement).toBe(dialog.getByRole('checkbox', { name: 'Company' }))
    })
    await user.keyboard('{Escape}')
    expect(await screen.findByRole('columnheader', { name: 'Type' })).toBeTruthy()
    expect(screen.queryByRole('columnheader', { name: 'Company' })).toBeNull()
    await user.click(screen.getByRole('button', { name: /^Adas/ }))
    await waitFor(() => {
      expect(screen.queryByRole('columnheader', { name: 'Type' })).toBeNull()
    })
    expect(screen.getByRole('columnheader', { name: 'Name' })).toBeTruthy()
  })

  it('are put into another order by the keyboard', async () => {
    const { fake } = openList('/items', { arrangements: keptViews(people, adas) })
    const tab = await screen.findByRole('button', { name: /^People/ })
    tab.focus()
    fireEvent.keyDown(tab, { key: 'ArrowRight', ctrlKey: true, shiftKey: true })
    await waitFor(() => {
      expect(viewsOf(fake).map(({ name }) => name)).toEqual(['Adas', 'People'])
    })
    expect((await tabs())[0]).toContain('Adas')
  })

  it('stay where they are when the keyboard moves the first one further', async () => {
    const others = { ...adas, id: 'view-3', name: 'Others' }
    const { fake } = openList('/items', { arrangements: keptViews(people, adas, others) })
    const tab = await screen.findByRole('button', { name: /^People/ })
    tab.focus()
    fireEvent.keyDown(tab, { key: 'ArrowLeft', ctrlKey: true, shiftKey: true })
    fireEvent.keyDown(screen.getByRole('button', { name: /^Adas/ }), {
      key: 'ArrowRight',
      ctrlKey: true,
      shiftKey: true,
    })
    await waitFor(() => {
      expect(viewsOf(fake).map(({ name }) => name)).toEqual(['People', 'Others', 'Adas'])
    })
  })

  it('say where they are now when the menu moved them, for all to see and to hear', async () => {
    const user = userEvent.setup()
    openList('/items?view=view-1&type=contact', { arrangements: keptViews(people, adas) })
    await user.click(await screen.findByRole('button', { name: 'More about the view People' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Move to the right' }))
    const told = await screen.findByText('People is now view 2 of 2')
    expect(told.closest('[aria-live="polite"]')).toBeTruthy()
  })

  it('are put into another order by dragging one onto another', async () => {
    const { fake } = openList('/items', { arrangements: keptViews(people, adas) })
    const dataTransfer = { effectAllowed: 'none' }
    fireEvent.dragStart(await screen.findByRole('button', { name: /^Adas/ }), { dataTransfer })
    fireEvent.drop(screen.getByRole('button', { name: /^People/ }), { dataTransfer })
    await waitFor(() => {
      expect(viewsOf(fake).map(({ name }) => name)).toEqual(['Adas', 'People'])
    })
  })
})

describe('a view that was changed', () => {
  const changed = `/items?view=view-1&type=contact&q=ada`

  it('offers Update and Reset only when it differs (U12)', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items?view=view-1&type=contact', { arrangements: keptViews(people) })
    await screen.findByRole('button', { name: /^People/ })
    expect(changedBar()).toBeNull()
    await user.type(screen.getByRole('searchbox'), 'ada')
    expect(await screen.findByRole('group', { name: 'View changed' })).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Reset' }))
    await waitFor(() => {
      expect(changedBar()).toBeNull()
    })
    expect(place()).toBe('/items?view=view-1&type=contact')
  })

  it('is not said to differ by the order in which its address was written (U12)', async () => {
    const filter = { parts: [{ values: ['ada'], test: 'contains', field: 'name' }], match: 'all' }
    openList(`/items?filter=${addressOf(filter)}&view=view-2&type=contact`, { arrangements: keptViews(adas) })
    await screen.findByRole('button', { name: /^Adas/, pressed: true })
    expect(changedBar()).toBeNull()
  })

  it('is copied by "Save as new", and stays as it was (U12)', async () => {
    const user = userEvent.setup()
    const { fake, place } = openList(changed, { arrangements: keptViews(people) })
    await user.click(await screen.findByRole('button', { name: 'Save as new' }))
    const name = await screen.findByRole('textbox', { name: /Name/ })
    await user.type(name, ' people ')
    expect(screen.getByText('There is a view of that name already.')).toBeDefined()
    await user.keyboard('{Enter}')
    expect(viewsOf(fake)).toEqual([people])
    await user.clear(name)
    await user.type(name, 'People called Ada{Enter}')
    await waitFor(() => {
      expect(viewsOf(fake)).toHaveLength(2)
    })
    const [first, second] = viewsOf(fake)
    expect(first).toEqual(people)
    expect(second).toMatchObject({ name: 'People called Ada', type: 'contact', search: 'ada' })
    await waitFor(() => {
      expect(place()).toContain(`view=${second!.id}`)
    })
    expect(changedBar()).toBeNull()
  })

  it('becomes what is shown by one press of Update, with its columns (U12)', async () => {
    const user = userEvent.setup()
    const arrangements = { ...keptViews(people), 'columns contact': { kind: 'columns' as const, columns } }
    const { fake } = openList(changed, { arrangements })
    await user.click(await screen.findByRole('button', { name: 'Update' }))
    await waitFor(() => {
      expect(viewsOf(fake)).toEqual([{ ...people, search: 'ada', columns }])
    })
    expect(changedBar()).toBeNull()
  })
})

describe('a saved view', () => {
  it('is made of what the list shows', async () => {
    const user = userEvent.setup()
    const { fake } = openList('/items?type=deal&layout=board')
    await user.click(await screen.findByRole('button', { name: 'Save this list as a view' }))
    await user.keyboard('{Enter}')
    expect(await screen.findByText('Please give it a name.')).toBeDefined()
    await user.type(screen.getByRole('textbox', { name: /Name/ }), 'Pipeline{Enter}')
    await waitFor(() => {
      expect(viewsOf(fake)).toMatchObject([{ name: 'Pipeline', type: 'deal', layout: 'board' }])
    })
  })

  it('is renamed, and deleted only after a question; the list stays', async () => {
    const user = userEvent.setup()
    const { fake, place } = openList('/items?view=view-1&type=contact', { arrangements: keptViews(people) })
    const more = () => screen.findByRole('button', { name: /^More about the view/ })
    await user.click(await more())
    await user.click(await screen.findByRole('menuitem', { name: 'Rename…' }))
    const name = await screen.findByRole('textbox', { name: /Name/ })
    await user.clear(name)
    await user.type(name, 'Everybody{Enter}')
    await waitFor(() => {
      expect(viewsOf(fake)).toEqual([{ ...people, name: 'Everybody' }])
    })
    await user.click(await more())
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
    await user.click(await screen.findByRole('button', { name: 'Delete view' }))
    await waitFor(() => {
      expect(viewsOf(fake)).toEqual([])
    })
    await waitFor(() => {
      expect(place()).toBe('/items?type=contact')
    })
  })
})
