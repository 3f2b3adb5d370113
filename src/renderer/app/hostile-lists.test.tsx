import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { hostileTexts } from '../../../tests/support/hostile-texts.ts'
import type { Arrangement, SavedView } from '../../shared/model/arrangement.ts'
import type { FilterCondition, ItemFilter } from '../../shared/model/filter.ts'
import { type FieldId, type ListField, providerField } from '../../shared/model/list-field.ts'
import { wellFormedStart } from '../../shared/text.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { harmDone, missingTexts } from '../test-support/inert.ts'
import { renderApp } from '../test-support/render-app.tsx'

let complain: MockInstance<typeof console.error>
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 10 * 34)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(6_000)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(20_000)
  complain = vi.spyOn(console, 'error')
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const workspace = aWorkspace()
const account = anAccount()
const texts = Object.values(hostileTexts).map((text) => wellFormedStart(text.toWellFormed(), 90))

const aField = (id: FieldId, overrides: Partial<ListField> = {}): ListField => ({
  id,
  label: '',
  group: null,
  kind: 'text',
  options: [],
  isMain: true,
  editsAs: null,
  ...overrides,
})
const ownField = (text: string): FieldId => providerField(`own ${text}`)
const options = texts.map((text) => ({ value: text, label: text }))
const stage = aField(providerField('stage'), { kind: 'choice', label: 'Stage', options })
const fields: ListField[] = [
  aField('name'),
  stage,
  ...texts.map((text) => aField(ownField(text), { label: text, group: text, isMain: false })),
]

const deals = madeUpItems(account, 'deal', texts.length).map((item, index) => ({
  ...item,
  name: texts[index]!,
  organisation: texts[index]!,
}))

const open = (place: string, state: Partial<FakeState> = {}) => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: deals,
    fields,
    ...state,
  })
  renderApp(fake, place)
  return fake
}

const filtered = (filter: ItemFilter): string =>
  `/items?type=deal&filter=${encodeURIComponent(JSON.stringify(filter))}`

/** Every text is there, and none did anything; the app says nothing of values that it could not fill in. */
function expectInert(): void {
  expect(missingTexts()).toEqual([])
  expect(harmDone()).toEqual([])
  const complaints = complain.mock.calls.map(String).filter((words) => words.includes('missing '))
  expect(complaints).toEqual([])
}

describe('R31 hostile texts in how lists are arranged', () => {
  it('R31 as the names of columns, and their cells', async () => {
    const shown = texts.slice(0, 58).map((text) => ({ field: ownField(text), width: 100, isPinned: false }))
    const columns = [{ field: 'name' as const, width: 200, isPinned: true }, ...shown]
    const [deal] = deals as [(typeof deals)[number]]
    open('/items?type=deal', {
      items: [deal],
      arrangements: { 'columns deal': { kind: 'columns', columns } },
      records: { [deal.key]: { properties: Object.fromEntries(texts.map((text) => [`own ${text}`, text])) } },
    })
    await screen.findByRole('rowheader')
    await screen.findAllByRole('columnheader')
    expectInert()
    // What describes a column is found by its place: a name may have spaces, or be the id of something else.
    const user = userEvent.setup()
    const [, header] = screen
      .getAllByRole('columnheader')
      .filter((one) => one.dataset['field']?.includes('own '))
    await user.click(header!)
    await screen.findAllByRole('columnheader')
    const sorted = screen.getAllByRole('columnheader').find((one) => one.getAttribute('aria-sort') !== null)
    const describedBy = sorted?.getAttribute('aria-describedby')?.split(' ') ?? []
    expect(describedBy.map((id) => document.getElementById(id) !== null)).toEqual([true, true])
  })

  it('R31 as fields to choose columns from', async () => {
    open('/items?type=deal')
    await screen.findAllByRole('rowheader')
    await userEvent.setup().click(screen.getByRole('button', { name: 'Columns' }))
    await screen.findByRole('searchbox', { name: 'Find a field' })
    expectInert()
  })

  it('R31 as fields, values and groups of conditions, gone or not', async () => {
    const conditions = texts.map((text, index): FilterCondition => ({
      field: index % 3 === 0 ? providerField(`gone ${text}`) : index % 3 === 1 ? ownField(text) : stage.id,
      test: index % 3 === 2 ? 'any-of' : 'contains',
      values: [text],
    }))
    open(filtered({ match: 'any', parts: conditions }))
    const chips = await screen.findByRole('group', { name: 'Conditions' })
    await within(chips).findAllByText(/Stage is/)
    expectInert()
    cleanup()
    const parts = [{ match: 'any' as const, conditions: conditions.slice(0, 40) }]
    open(filtered({ match: 'all', parts }))
    await screen.findByRole('group', { name: 'Conditions' })
    await screen.findAllByText(/Stage is/)
    expect(harmDone()).toEqual([])
  })

  it('R31 in the choice of a field and of its values', async () => {
    const user = userEvent.setup()
    open(filtered({ match: 'all', parts: [{ field: stage.id, test: 'any-of', values: texts.slice(0, 20) }] }))
    const chips = await screen.findByRole('group', { name: 'Conditions' })
    await user.click((await within(chips).findAllByText(/Stage is/))[0]!)
    const dialog = within(await screen.findByRole('dialog', { name: 'Filter' }))
    await user.click(dialog.getByRole('combobox', { name: 'Field' }))
    await screen.findByRole('listbox')
    expectInert()
    await user.keyboard('{Escape}')
    await user.click(dialog.getByRole('combobox', { name: 'Values' }))
    await screen.findByRole('listbox')
    expectInert()
  })

  it('R31 as the names of saved views, and what is said of them', async () => {
    const user = userEvent.setup()
    const views = texts.map((name, index): SavedView => ({
      id: `view-${String(index)}`,
      name,
      type: 'deal',
      accountId: null,
      parentKey: null,
      search: '',
      filter: null,
      sort: [],
      columns: null,
      layout: 'grid',
      boardField: null,
    }))
    const arrangements: Record<string, Arrangement> = { 'views ': { kind: 'views', views } }
    const turningOne = texts.indexOf(hostileTexts['right to left override']!)
    open(`/items?type=deal&view=view-${String(turningOne)}`, { arrangements })
    await screen.findByRole('group', { name: 'Saved views' })
    expectInert()
    const turning = within(screen.getByRole('group', { name: 'Saved views' })).getAllByRole('button')[
      turningOne
    ]
    act(() => {
      turning?.focus()
    })
    await user.keyboard('{Control>}{Shift>}{ArrowLeft}{/Shift}{/Control}')
    await screen.findByText(/is now view/)
    expect(harmDone()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'All saved views' }))
    await screen.findByRole('menu')
    expectInert()
  })

  it('R31 on the columns and cards of a board', async () => {
    // In the first column, which is drawn whatever is in sight.
    const items = deals.filter(({ name }) => name.includes('fdp.exe'))
    const records = Object.fromEntries(items.map(({ key }) => [key, { properties: { stage: texts[0]! } }]))
    open('/items?type=deal&layout=board&board=field%3Astage', { items, records })
    const board = await screen.findByRole('region', { name: 'Board by Stage' })
    await vi.waitFor(() => {
      const cards = Array.from(board.querySelectorAll('.card'), ({ textContent }) => textContent)
      expect(cards.some((words) => words.includes('fdp.exe'))).toBe(true)
    }, 8_000)
    expectInert()
  })
})
