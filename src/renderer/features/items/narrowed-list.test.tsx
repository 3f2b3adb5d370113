import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

const rowCount = (): string | null => screen.getByRole('grid').getAttribute('aria-rowcount')

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('what stands in an item', () => {
  const [table] = madeUpItems(account, 'table', 1)
  const inside = madeUpItems(account, 'record', 3).map((item) => ({ ...item, parentKey: table!.key }))
  const provider = aProvider({ itemTypes: ['table', 'record', 'contact'] })
  const state = { providers: [provider], items: [...items, table!, ...inside] }

  it('is listed alone, under a chip that can be taken away', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items?type=table', state)
    await user.click(await screen.findByRole('rowheader', { name: table!.name }))
    await user.click(await screen.findByRole('button', { name: 'Show the 3 items inside' }))
    expect(await screen.findByText(new RegExp(`^Inside: .?${table!.name}`))).toBeTruthy()
    expect(place()).toBe(`/items?inside=${encodeURIComponent(table!.key)}`)
    await waitFor(() => {
      expect(rowCount()).toBe('4')
    })
    // Nobody has counted by type what is inside (U10).
    const types = within(screen.getByRole('group', { name: 'Type' }))
    expect(types.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'All',
      'Tables',
      'Records',
      'Contacts',
    ])
    expect(screen.getByRole('searchbox', { name: 'Search inside' })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /^Show everything again/ }))
    await waitFor(() => {
      expect(rowCount()).toBe('62')
    })
    expect(place()).toBe('/items')
  })

  it('is told to be nothing where nothing of it is here', async () => {
    const user = userEvent.setup()
    const [base] = madeUpItems(account, 'base', 1)
    const { place } = openList(`/items?inside=${encodeURIComponent(base!.key)}`, { items: [base!] })
    expect(await screen.findByText(`Nothing inside ${base!.name} is here`)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Show all items' }))
    await waitFor(() => {
      expect(place()).toBe('/items')
    })
  })

  it('leads from a record to what it is linked with, and back', async () => {
    const user = userEvent.setup()
    const company = items.find(({ type }) => type === 'company')
    const contact = items[0]
    const links = [{ key: company!.key, type: 'company' as const, name: company!.name, label: null }]
    const { router } = openList('/items?type=contact', { details: { [contact!.key]: { links } } })
    await user.click(await screen.findByRole('rowheader', { name: contact!.name }))
    await user.click(await screen.findByRole('tab', { name: 'Related' }))
    await user.click(await screen.findByRole('button', { name: company!.name }))
    expect(await screen.findByRole('complementary', { name: `Details of ${company!.name}` })).toBeTruthy()
    router.history.back()
    expect(await screen.findByRole('complementary', { name: `Details of ${contact!.name}` })).toBeTruthy()
  })
})

describe('a type that is not loaded', () => {
  it('says that records are loaded only where somebody asks, and leads to the choice', async () => {
    const { place } = openList('/items?type=record', {
      items: [],
      statuses: [aSyncStatus({ streams: [aStream({ type: 'table' })] })],
    })
    expect(await screen.findByText('No records are loaded')).toBeTruthy()
    expect(screen.getByText(/Records of tables are loaded only where you ask/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Choose what to load' }))
    await waitFor(() => {
      expect(place()).toBe('/sync/account-1')
    })
  })

  it('says that the user left it out', async () => {
    const streams = [aStream(), aStream({ type: 'deal', state: 'left-out', loaded: 0 })]
    openList('/items?type=deal', { items: [], statuses: [aSyncStatus({ streams })] })
    expect(await screen.findByText('Deals were not loaded')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Choose what to load' })).toBeTruthy()
  })
})
