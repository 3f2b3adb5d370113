import { vi } from 'vitest'
import type { Arrangement, SavedView } from '../../../../shared/model/arrangement.ts'
import { type FieldKind, type ListField, providerField } from '../../../../shared/model/list-field.ts'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  madeUpItems,
} from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'

type State = NonNullable<Parameters<typeof createFakeClient>[0]>
const account = anAccount()

export const aField = (
  id: ListField['id'],
  kind: FieldKind,
  rest: Partial<Pick<ListField, 'label' | 'options' | 'isMain'>> = {},
): ListField => ({ id, kind, label: '', group: null, options: [], isMain: true, editsAs: null, ...rest })

export const stages = [
  { value: 'qualified', label: 'Qualified' },
  { value: 'proposal', label: 'Proposal' },
  { value: 'won', label: 'Closed won' },
]

const fields: readonly ListField[] = [
  aField('name', 'text'),
  aField('type', 'choice'),
  aField('source', 'choice'),
  aField('organisation', 'text'),
  aField('modified', 'time'),
  aField(providerField('dealstage'), 'choice', { label: 'Deal stage', options: stages }),
  aField(providerField('amount'), 'number', { label: 'Amount' }),
  aField(providerField('city'), 'text', { label: 'City', isMain: false }),
]

/** Forty contacts, twelve companies and five deals: two are qualified, one each proposed, of a lost stage, of none. */
const items = [
  ...madeUpItems(account, 'contact', 40),
  ...madeUpItems(account, 'company', 12),
  ...madeUpItems(account, 'deal', 5),
]
const dealStages = ['qualified', 'qualified', 'proposal', 'of old', '']
const records = Object.fromEntries(
  items
    .filter(({ type }) => type === 'deal')
    .map(({ key }, index) => [
      key,
      { properties: { dealstage: dealStages[index] ?? '', amount: String((index + 1) * 1_000) } },
    ]),
)

export const aView = (overrides: Partial<SavedView> = {}): SavedView => ({
  id: 'view-1',
  name: 'People',
  type: 'contact',
  accountId: null,
  parentKey: null,
  search: '',
  filter: null,
  sort: [],
  columns: null,
  layout: 'grid',
  boardField: null,
  ...overrides,
})

export const keptViews = (...views: SavedView[]): Record<string, Arrangement> => ({
  'views ': { kind: 'views', views },
})

/** Draws the list at a place, over a fake main that has fields to filter by. */
export function openList(place = '/items', state: State = {}) {
  const workspace = aWorkspace()
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    records,
    fields: [...fields],
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

/** The page is 1,200 px wide and 720 px high, which nothing else tells a test's DOM. */
export function giveSize(): void {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
}

/** A value in the address, as the router writes it. */
export const addressOf = (value: unknown): string => encodeURIComponent(JSON.stringify(value))
