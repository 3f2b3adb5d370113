import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { preferencesSchema } from '../../../shared/model/preferences.ts'
import { anAccount, anAppState, aWorkspace, madeUpItems } from '../../test-support/fake-state.ts'
import { offReasonOf, runCommand } from '../../ui/commands.ts'
import { aListField } from './test-support/draw-grid.tsx'
import { giveSize, openList } from './test-support/open-list.ts'

const workspace = aWorkspace()
const contacts = madeUpItems(anAccount(), 'contact', 6)
const [first, second] = contacts
if (first === undefined || second === undefined) throw new Error('no contacts')
const editable = [
  aListField('organisation', { editsAs: 'company' }),
  aListField('phone', { editsAs: 'phone' }),
]

beforeEach(giveSize)
afterEach(cleanup)

/** Draws six contacts. The keyboard is nowhere, or wherever a test puts it. */
async function open(place = '/items', preferences: Partial<ReturnType<typeof preferencesSchema.parse>> = {}) {
  const app = openList(place, {
    app: anAppState({
      workspaces: [workspace],
      workspace,
      preferences: { ...preferencesSchema.parse({}), ...preferences },
    }),
    items: contacts,
    records: {},
    fields: editable,
  })
  await screen.findByRole('rowheader', { name: contacts[0]?.name ?? '' })
  return { ...app, user: userEvent.setup() }
}

const rowOf = async (name: string): Promise<HTMLElement> => {
  const row = (await screen.findByRole('rowheader', { name })).closest<HTMLElement>('[role="row"]')
  if (row === null) throw new Error('no row')
  return row
}
const button = (name: string) => screen.getByRole('button', { name })

describe('the commands of the list', () => {
  it('row 65: Ctrl-Shift-F builds a condition, from anywhere', async () => {
    const { user, router, place } = await open()
    await act(() => router.navigate({ to: '/settings' }))
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await user.keyboard('{Control>}{Shift>}f{/Shift}{/Control}')
    expect(await screen.findByRole('dialog', { name: 'Filter' })).toBeTruthy()
    expect(place()).toBe('/items')
  })

  it('row 65: Ctrl-Shift-J shows the JSON of a record whose pane was put away', async () => {
    const { user, fake } = await open(`/items?selected=${encodeURIComponent(first.key)}`, {
      detailPane: 'hidden',
    })
    await screen.findByRole('button', { name: 'Show the details' })
    await user.keyboard('{Control>}{Shift>}j{/Shift}{/Control}')
    const tab = await screen.findByRole('tab', { name: 'JSON', selected: true })
    expect(document.activeElement).toBe(tab)
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ detailPane: 'right' }])
  })

  it('row 65: Ctrl-\\ moves the pane of the record, and is off where there is no list', async () => {
    const { user, fake, router } = await open()
    await user.keyboard('{Control>}\\{/Control}')
    await waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([{ detailPane: 'bottom' }])
    })
    await act(() => router.navigate({ to: '/settings' }))
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    expect(offReasonOf('detail-pane')).toBe('list')
    expect(offReasonOf('columns')).toBe('list')
    expect(offReasonOf('select-all')).toBe('list')
  })

  it('row 65: the columns are chosen by command', async () => {
    await open()
    act(() => {
      runCommand('columns')
    })
    expect(await screen.findByRole('dialog', { name: 'Columns of this list' })).toBeTruthy()
  })

  it('row 65: X selects the row where one is, Ctrl-A all of them, wherever the keyboard is', async () => {
    const { user } = await open()
    await user.keyboard('x')
    const row = await rowOf(first.name)
    await waitFor(() => {
      expect(row.getAttribute('aria-selected')).toBe('true')
    })
    expect(screen.getByText('1 of 6 selected')).toBeTruthy()
    await user.keyboard('{Control>}a{/Control}')
    expect(await screen.findByText('6 of 6 selected')).toBeTruthy()
  })

  it('row 65, WCAG 2.1.4: X and J do nothing in the list once single letters are switched off', async () => {
    const { user } = await open('/items', { hasSingleKeys: false })
    await user.keyboard('x')
    const row = await rowOf(first.name)
    expect(row.getAttribute('aria-selected')).toBe('false')
    within(row).getByRole('rowheader').focus()
    await user.keyboard('j')
    expect(row.contains(document.activeElement)).toBe(true)
    await user.keyboard('{ArrowDown}')
    expect((await rowOf(second.name)).contains(document.activeElement)).toBe(true)
  })

  it('row 65: Ctrl-Shift-C asks in which form to copy, while the keyboard is outside of the list too', async () => {
    const copied: (string | undefined)[] = []
    Object.assign(document, {
      execCommand: () => {
        copied.push(document.querySelector<HTMLTextAreaElement>('textarea[readonly]')?.value)
        return true
      },
    })
    const { user } = await open()
    await user.keyboard('x')
    button('Columns').focus()
    await user.keyboard('{Control>}{Shift>}c{/Shift}{/Control}')
    const menu = within(await screen.findByRole('menu', { name: 'Copy' }))
    await user.click(menu.getByRole('menuitem', { name: 'Copy as Markdown' }))
    expect(copied).toEqual([expect.stringContaining(`| ${first.name} |`)])
  })

  it('row 65: F2 edits the cell where one was last', async () => {
    const { user } = await open('/items?type=contact')
    const at = screen.getByRole('columnheader', { name: 'Company' }).getAttribute('aria-colindex')
    const cell = (await rowOf(second.name)).querySelector<HTMLElement>(`[aria-colindex="${String(at)}"]`)
    act(() => {
      cell?.focus()
    })
    act(() => {
      button('Columns').focus()
    })
    await user.keyboard('{F2}')
    await waitFor(() => {
      expect(cell?.querySelector('input')).toBe(document.activeElement)
    })
  })

  it('row 65: Ctrl-Shift-J shows the opened record as JSON, and needs one', async () => {
    const { user } = await open()
    expect(offReasonOf('json')).toBe('selection')
    await user.click(screen.getByRole('rowheader', { name: first.name }))
    await screen.findByRole('tab', { name: 'JSON' })
    await user.keyboard('{Control>}{Shift>}j{/Shift}{/Control}')
    const tab = screen.getByRole('tab', { name: 'JSON' })
    await waitFor(() => {
      expect(tab.getAttribute('aria-selected')).toBe('true')
    })
    expect(document.activeElement).toBe(tab)
  })
})
