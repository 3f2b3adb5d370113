import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAccount, anAppState, aWorkspace, madeUpItems } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

const account = anAccount()
const workspace = aWorkspace()

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

async function openList() {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    items: madeUpItems(account, 'contact', 40),
  })
  const { place } = renderApp(fake, '/items')
  const row = await screen.findByRole('rowheader', { name: 'Ada Chen' })
  return { fake, place, row, user: userEvent.setup() }
}

const pane = () => screen.queryByRole('complementary')

describe('a record that is opened', () => {
  it('is drawn once, with what is known of it, where it comes at once', async () => {
    const { row, user } = await openList()
    const drawn: boolean[] = []
    const observer = new MutationObserver(() => {
      const shown = pane()
      if (shown !== null) drawn.push(shown.getAttribute('aria-label') === 'Details of Ada Chen')
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    await user.click(row)
    await screen.findByRole('complementary', { name: 'Details of Ada Chen' })
    observer.disconnect()
    expect(drawn[0]).toBe(true)
  })

  it('makes room for itself where it does not come soon', async () => {
    const { fake, row, user } = await openList()
    fake.override('items', 'get', () => new Promise(() => undefined))
    await user.click(row)
    await waitFor(() => {
      expect(pane()?.getAttribute('aria-busy')).toBe('false')
    })
    expect(screen.queryByRole('complementary', { name: 'Details of Ada Chen' })).toBeNull()
  })

  it('stays closed where somebody thought better of it before it came', async () => {
    const { fake, place, row, user } = await openList()
    fake.override('items', 'get', () => new Promise(() => undefined))
    await user.click(row)
    await user.keyboard('{Escape}')
    // Longer than anybody waits for a record.
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(pane()).toBeNull()
    expect(place()).toBe('/items')
  })

  it('brings nobody back who has gone on meanwhile', async () => {
    const { fake, place, row } = await openList()
    fake.override('items', 'get', () => new Promise(() => undefined))
    fireEvent.click(row)
    fireEvent.click(screen.getByRole('link', { name: 'Settings' }))
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(place()).toMatch(/^\/settings/)
  })
})

describe('what is typed into the search', () => {
  it('is asked for once a letter', async () => {
    const { fake, user } = await openList()
    const before = fake.inputsOf('items.list').length
    await user.type(screen.getByRole('searchbox', { name: 'Search all items' }), 'ada')
    await waitFor(() => {
      expect(screen.getByRole('grid').getAttribute('aria-rowcount')).not.toBe('41')
    })
    expect(fake.inputsOf('items.list').slice(before)).toMatchObject([
      { query: { search: 'a' }, limit: 200 },
      { query: { search: 'ad' }, limit: 200 },
      { query: { search: 'ada' }, limit: 200 },
    ])
  })
})
