import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const [made] = madeUpItems(account, 'contact', 1)
const [deal] = madeUpItems(account, 'deal', 1)
if (made === undefined || deal === undefined) throw new Error('no items')
const contact = { ...made, name: 'Ada Lovelace', url: 'https://harbour.example/contact/1' }

async function open(state: Partial<FakeState> = {}, shown = 'Ada Lovelace') {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: [contact],
    ...state,
  })
  const app = renderApp(fake, '/items')
  const row = (name: string) => screen.findByRole('rowheader', { name })
  await row(shown)
  return { fake, row, user: userEvent.setup(), ...app }
}

const menu = () => screen.findByRole('menu', { name: /What can be done with/ })
const item = async (name: string | RegExp) => within(await menu()).findByRole('menuitem', { name })

describe('the menu of a row', () => {
  it('opens by a right click, and opens, edits and deletes that very record', async () => {
    const { row, user, place } = await open()
    fireEvent.contextMenu(await row('Ada Lovelace'), { clientX: 40, clientY: 90 })
    await user.click(await item('Open'))
    await waitFor(() => {
      expect(place()).toBe(`/items?selected=${encodeURIComponent(contact.key)}`)
    })
    fireEvent.contextMenu(await row('Ada Lovelace'), { clientX: 40, clientY: 90 })
    await user.click(await item(/^Delete contact…/))
    expect(await screen.findByRole('dialog', { name: /Delete Ada Lovelace/ })).toBeTruthy()
  })

  it('opens by the Menu key and by Shift-F10, and gives the keyboard back', async () => {
    const { row, user } = await open()
    const cell = await row('Ada Lovelace')
    cell.focus()
    await user.keyboard('{Shift>}{F10}{/Shift}')
    await menu()
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(document.activeElement).toBe(cell)
    })
    await user.keyboard('{ContextMenu}')
    expect(within(await menu()).getByRole('menuitem', { name: 'Copy' })).toBeTruthy()
  })

  it('says why something cannot be done with a record', async () => {
    const { row } = await open({ items: [{ ...deal, name: 'Big deal', url: null }] }, 'Big deal')
    fireEvent.contextMenu(await row('Big deal'), { clientX: 40, clientY: 90 })
    const edit = await item(/^Edit contact/)
    expect(edit.getAttribute('aria-disabled')).toBe('true')
    expect(edit.textContent).toContain('Works on a contact that you may change')
    expect((await item(/^Copy link/)).textContent).toContain('This record has no page of its own')
  })

  it('copies the link and asks for the record’s own page', async () => {
    const { fake, row, user } = await open()
    const copied = vi.fn(() => true)
    // The page's own way to copy does not exist here.
    Object.assign(document, { execCommand: copied })
    fireEvent.contextMenu(await row('Ada Lovelace'), { clientX: 40, clientY: 90 })
    await waitFor(async () => {
      expect((await item(/^Copy link/)).getAttribute('aria-disabled')).toBeNull()
    })
    await user.click(await item(/^Copy link/))
    await screen.findByText('Copied.')
    expect(copied).toHaveBeenCalledOnce()
    fireEvent.contextMenu(await row('Ada Lovelace'), { clientX: 40, clientY: 90 })
    await user.click(await item('Open in the browser'))
    await waitFor(() => {
      expect(fake.inputsOf('app.openItemPage')).toEqual([{ key: contact.key }])
    })
  })

  it('leaves text that is edited to the system', async () => {
    await open()
    const event = fireEvent.contextMenu(await screen.findByRole('searchbox'))
    expect(event).toBe(true)
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

describe('the detail pane', () => {
  it('has the same menu, and the same commands by key', async () => {
    const { row, user, place } = await open()
    await user.click(await row('Ada Lovelace'))
    const pane = await screen.findByRole('complementary', { name: /Ada Lovelace/ })
    await within(pane).findByRole('tablist')
    fireEvent.contextMenu(pane, { clientX: 700, clientY: 90 })
    await item('Copy')
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(screen.queryByRole('menu')).toBeNull()
    })
    await user.keyboard('e')
    await waitFor(() => {
      expect(place()).toBe(`/contacts/${encodeURIComponent(contact.key)}`)
    })
  })
})
