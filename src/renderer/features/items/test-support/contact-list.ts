import { screen } from '@testing-library/react'
import type { ItemRow } from '../../../../shared/model/item.ts'
import { type ListField, providerField } from '../../../../shared/model/list-field.ts'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  madeUpItems,
} from '../../../test-support/fake-state.ts'
import { renderApp } from '../../../test-support/render-app.tsx'
import { aListField } from './draw-grid.tsx'

type State = NonNullable<Parameters<typeof createFakeClient>[0]>
export const account = anAccount()
const workspace = aWorkspace()
export const items = madeUpItems(account, 'contact', 6)
export const score = providerField('score')
export const stage = providerField('stage')
export const fields: ListField[] = [
  aListField('phone', { kind: 'phone', editsAs: 'phone' }),
  aListField('organisation', { editsAs: 'company' }),
  aListField(score, { label: 'Score', kind: 'number', group: 'Sales', editsAs: 'score' }),
  aListField(stage, {
    label: 'Stage',
    kind: 'choice',
    options: [{ value: 'lead', label: 'Lead' }],
    editsAs: 'stage',
  }),
]

/** Draws six contacts, whose phone, company, score and stage can be edited. */
export function openList(place = '/items?type=contact', state: State = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    fields,
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

const [one] = items
if (one === undefined) throw new Error('there are six')
export const first = one
export const rowFor = (
  query: { readonly kept: readonly string[] },
  item = first,
  cells: ItemRow['cells'] = {},
): ItemRow => ({
  ...item,
  pending: null,
  cells,
  isOutside: query.kept.includes(item.key),
})
export const rowNamed = (name: string) => screen.findByRole('rowheader', { name })
export const cellOf = async (name: string, column: string): Promise<HTMLElement> => {
  const header = await rowNamed(name)
  const at = screen.getByRole('columnheader', { name: column }).getAttribute('aria-colindex')
  const cell = header.closest('[role="row"]')?.querySelector<HTMLElement>(`[aria-colindex="${String(at)}"]`)
  if (cell == null) throw new Error(`no ${column} of ${name}`)
  return cell
}
