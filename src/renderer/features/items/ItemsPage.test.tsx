import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aProvider,
  aStream,
  aSyncStatus,
  aWorkspace,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

type State = NonNullable<Parameters<typeof createFakeClient>[0]>
const account = anAccount()
const workspace = aWorkspace()
const items = [
  ...madeUpItems(account, 'contact', 40),
  ...madeUpItems(account, 'company', 12),
  ...madeUpItems(account, 'deal', 5),
]

function openList(place = '/items', state: State = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

const searchField = () => screen.findByRole('searchbox', { name: /^Search (all items|this list)$/ })
const rowCount = (): string | null => screen.getByRole('grid').getAttribute('aria-rowcount')

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('the list', () => {
  it('shows everything of the workspace, with a true count for each type (U10)', async () => {
    openList()
    await screen.findByRole('rowheader', { name: 'Ada Chen' })
    expect(rowCount()).toBe('58')
    const types = within(screen.getByRole('group', { name: 'Type' }))
    expect(types.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'All57',
      'Contacts40',
      'Companies12',
      'Deals5',
    ])
  })

  it('narrows to a type, and puts that into the address', async () => {
    const user = userEvent.setup()
    const { place } = openList()
    await user.click(await screen.findByRole('button', { name: /Companies/ }))
    await waitFor(() => {
      expect(rowCount()).toBe('13')
    })
    expect(place()).toBe('/items?type=company')
    expect(screen.getByRole('searchbox', { name: 'Search this list' })).toBeTruthy()
  })

  it('lets go of what was typed last when one goes on to a screen that is still being read', async () => {
    const { place, router } = openList()
    fireEvent.change(await searchField(), { target: { value: 'ada' } })
    void router.navigate({ to: '/settings/import' })
    await screen.findByRole('heading', { level: 1, name: /Import/ })
    expect(place()).toBe('/settings/import')
  })

  it('keeps the row that was opened right after typing, before the search was passed on', async () => {
    const { place } = openList()
    const row = await screen.findByRole('rowheader', { name: 'Ada Chen' })
    fireEvent.change(await searchField(), { target: { value: 'ada' } })
    fireEvent.click(row)
    await waitFor(() => {
      expect(place()).toContain('q=ada')
    })
    expect(place()).toContain('selected=')
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Chen' })).toBeDefined()
  })

  it('sorts by a header: asks main for the other order', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    await user.click(await screen.findByRole('columnheader', { name: 'Updated' }))
    await waitFor(() => {
      expect(fake.inputsOf('items.list').at(-1)).toMatchObject({
        query: { sort: [{ by: 'modified', direction: 'descending' }] },
      })
    })
    expect(screen.getByRole('columnheader', { name: 'Updated' }).getAttribute('aria-sort')).toBe('descending')
  })

  it('narrows to one account where there are several', async () => {
    const user = userEvent.setup()
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'Northern branch' })
    openList('/items', { accounts: [account, other], items: [...items, ...madeUpItems(other, 'contact', 3)] })
    await user.click(await screen.findByRole('combobox', { name: /Source/ }))
    await user.click(await screen.findByRole('option', { name: 'Northern branch' }))
    await waitFor(() => {
      expect(rowCount()).toBe('4')
    })
    expect(screen.getByRole('button', { name: /Contacts/ }).textContent).toBe('Contacts3')
  })

  it('asks again for what is in view when items changed', async () => {
    const { fake } = openList('/items?type=contact')
    await screen.findByRole('rowheader', { name: 'Ada Chen' })
    const [first] = madeUpItems(account, 'contact', 1)
    fake.state.items = [{ ...first!, name: 'Aaron New', key: `${first!.key}9` as ItemKey }, ...items]
    act(() => {
      fake.emit('itemsChanged', {})
    })
    await screen.findByRole('rowheader', { name: 'Aaron New' })
    expect(rowCount()).toBe('42')
  })

  it('offers a new contact where an account can hold one, now or once it is signed in again', async () => {
    const pagesOnly = aProvider({
      id: providerIdSchema.parse('pages'),
      capabilities: { ...aProvider().capabilities, contacts: false },
    })
    const none = { providers: [pagesOnly], accounts: [anAccount({ providerId: pagesOnly.id })] }
    const ofStatus = (status: 'needs-reconnect' | 'disconnected') => ({ accounts: [anAccount({ status })] })
    const offered: boolean[] = []
    for (const state of [ofStatus('needs-reconnect'), ofStatus('disconnected'), none]) {
      openList('/items', state)
      await screen.findByRole('button', { name: /Deals/ })
      offered.push(screen.queryByRole('button', { name: 'New contact' }) !== null)
      cleanup()
    }
    expect(offered).toEqual([true, false, false])
  })
})

describe('the search', () => {
  it('lists what matches while one types, best first', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    await user.type(await searchField(), 'hopper')
    await waitFor(() => {
      expect(fake.inputsOf('items.list').at(-1)).toMatchObject({ query: { search: 'hopper' }, offset: 0 })
    })
    expect(await screen.findByText(/best first/)).toBeDefined()
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).not.toBe('58')
    expect(screen.getByRole('columnheader', { name: 'Name' }).hasAttribute('aria-sort')).toBe(false)
  })

  it('keeps every letter that is typed while answers are still coming', async () => {
    const user = userEvent.setup({ delay: 25 })
    const { fake, place } = openList()
    fake.override('items', 'list', async () => {
      await new Promise((resolve) => setTimeout(resolve, 40))
      return succeed({ rows: [], total: 0, isMore: false, progress: null })
    })
    const field = await searchField()
    await user.type(field, 'ada lovelace')
    expect(field).toHaveProperty('value', 'ada lovelace')
    await waitFor(() => {
      expect(decodeURIComponent(place()).replaceAll('+', ' ')).toBe('/items?q=ada lovelace')
    })
  })

  it('names the text that matched nothing, and clears it with one button or Esc', async () => {
    const user = userEvent.setup()
    const { place } = openList()
    await user.type(await searchField(), 'zzz')
    expect(await screen.findByRole('heading', { name: 'No item matches “zzz”' })).toBeDefined()
    await user.click(screen.getAllByRole('button', { name: 'Clear the search' }).at(-1)!)
    await waitFor(() => {
      expect(rowCount()).toBe('58')
      // The address follows a moment after the rows.
      expect(place()).toBe('/items')
    })
    await user.type(await searchField(), 'zzz')
    await screen.findByRole('heading', { name: 'No item matches “zzz”' })
    await user.keyboard('{Escape}')
    await screen.findByRole('grid')
    expect(await searchField()).toHaveProperty('value', '')
  })

  it('takes the keyboard with Ctrl-F and hands it on to the rows with the down key', async () => {
    const user = userEvent.setup()
    openList()
    await screen.findByRole('rowheader', { name: 'Ada Chen' })
    await user.keyboard('{Control>}f{/Control}')
    expect(document.activeElement).toBe(await searchField())
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('2')
  })
})

describe('a list without rows', () => {
  it('asks for an account where there is none', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items', { accounts: [], statuses: [], items: [] })
    await user.click(await screen.findByRole('button', { name: 'Connect an account' }))
    await waitFor(() => {
      expect(place()).toBe('/connections/new')
    })
  })

  it('tells how far the load is instead of "no results"', async () => {
    const streams = [
      aStream({ state: 'loading', loaded: 4_200, total: 12_304 }),
      aStream({ type: 'company', state: 'loading', loaded: 300 }),
    ]
    openList('/items', { items: [], statuses: [aSyncStatus({ isRunning: true, streams })] })
    expect(await screen.findByText('Contacts: 4,200 of 12,304')).toBeDefined()
    expect(screen.getByText('Companies: 300 so far')).toBeDefined()
  })

  it('offers to load where nothing was ever loaded', async () => {
    const user = userEvent.setup()
    const { fake } = openList('/items', { items: [], statuses: [] })
    await user.click(await screen.findByRole('button', { name: 'Load now' }))
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: account.id, feed: null, how: 'now' }])
  })

  it('says why it could not be read, with the reference, and tries again', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    fake.override('items', 'list', () => Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'ST-77')))
    cleanup()
    renderApp(fake, '/items')
    expect((await screen.findByRole('alert')).textContent).toContain('ST-77')
    fake.override('items', 'list', () =>
      Promise.resolve(
        succeed({
          rows: [{ ...items[0]!, pending: null, cells: {}, isOutside: false }],
          total: 1,
          isMore: false,
          progress: null,
        }),
      ),
    )
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('rowheader', { name: 'Ada Lovelace' })).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
  })
})

describe('the pane', () => {
  it('opens beside the list, follows the arrow keys, and gives the focus back to the row when Esc closes it', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items?type=contact')
    await user.click(await screen.findByRole('rowheader', { name: 'Ada Chen' }))
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Chen' })).toBeDefined()
    await user.keyboard('{ArrowDown}')
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Karimova' })).toBeDefined()
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(screen.queryByRole('complementary')).toBeNull()
    })
    expect(document.activeElement?.textContent).toBe('Ada Karimova')
    expect(place()).toBe('/items?type=contact')
  })

  it('goes to the next item with its button, back with K, and hands the focus to the row when it is closed', async () => {
    const user = userEvent.setup()
    openList('/items?type=contact')
    await user.click(await screen.findByRole('rowheader', { name: 'Ada Chen' }))
    await user.click(await screen.findByRole('button', { name: 'Next item' }))
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Karimova' })).toBeDefined()
    await user.keyboard('k')
    expect(await screen.findByRole('complementary', { name: 'Details of Ada Chen' })).toBeDefined()
    expect(screen.getAllByRole('row', { current: true })).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: 'Close the details' }))
    await waitFor(() => {
      expect(document.activeElement?.textContent).toBe('Ada Chen')
    })
  })

  it('leads to the form, and the way back leads to the same list at the same place', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items?type=contact')
    await screen.findByRole('rowheader', { name: 'Ada Chen' })
    screen.getByRole('grid').scrollTop = 70
    fireEvent.scroll(screen.getByRole('grid'))
    await user.click(await screen.findByRole('rowheader', { name: 'Bo Zola' }))
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    await screen.findByRole('heading', { name: 'Edit Bo Zola' })
    await user.click(screen.getByRole('button', { name: 'Back to the items' }))
    await screen.findByRole('rowheader', { name: 'Ada Chen' })
    expect(place()).toContain('/items?type=contact')
    expect(screen.getByRole('grid').scrollTop).toBe(70)
  })
})
