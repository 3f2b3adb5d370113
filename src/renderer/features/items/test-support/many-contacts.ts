import { screen, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { providerField } from '../../../../shared/model/list-field.ts'
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
/** Six contacts of Acme, then four of Bolt, then two of nobody. */
export const contactsOf = (count: number) =>
  madeUpItems(account, 'contact', count).map((item, index) => ({
    ...item,
    name: `Contact ${String(index).padStart(4, '0')}`,
    organisation: index < 6 ? 'Acme' : index < 10 ? 'Bolt' : null,
  }))
export const items = contactsOf(12)
const fields = [aListField(providerField('company'), { label: 'Company', editsAs: 'company' })]

/** Draws twelve contacts, whose company can be edited. */
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

export const select = async (user: UserEvent, ...names: string[]) => {
  for (const name of names) await user.click(await screen.findByRole('checkbox', { name }))
}
export const selectAll = async (user: UserEvent, total: string) => {
  await select(user, 'Contact 0000')
  await user.click(screen.getByRole('button', { name: `Select all ${total} matching` }))
}
export const openDialog = async (user: UserEvent, title: string) => {
  await user.click(screen.getByRole('button', { name: 'Edit…' }))
  return within(await screen.findByRole('dialog', { name: title }))
}
type Dialog = Awaited<ReturnType<typeof openDialog>>
export const chooseCompany = async (user: UserEvent, dialog: Dialog) => {
  await user.type(await dialog.findByRole('combobox', { name: 'Field to change' }), 'compa')
  await user.click(await screen.findByRole('option', { name: 'Company' }))
}
export const setCompany = async (user: UserEvent, dialog: Dialog, value: string) => {
  await chooseCompany(user, dialog)
  await user.type(dialog.getByRole('textbox', { name: 'New value of Company' }), value)
}
/** The lines of a table, cell by cell. */
export const linesOf = (table: HTMLElement): string[][] =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent))
