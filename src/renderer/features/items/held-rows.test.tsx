import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ItemKey, ItemQuery } from '../../../shared/model/item.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { createFakeItems } from '../../test-support/fake-items.ts'
import { anAccount, anAppState, aWorkspace, madeUpItems } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

const account = anAccount()
const workspace = aWorkspace()

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 10 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

async function openList(place = '/items') {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    items: madeUpItems(account, 'contact', 40),
  })
  const app = renderApp(fake, place)
  await screen.findByRole('rowheader', { name: 'Ada Chen' })
  const { list } = createFakeItems(fake.state)
  const waiting = new Map<string, () => void>()
  /** Rows of a search are what they are now, and come when `answer` is called. */
  const holdBack = (): void => {
    fake.override('items', 'list', (request) => {
      const rows = list(request)
      const { search } = request.query
      if (search === '') return rows
      return new Promise((resolve) => {
        waiting.set(search, () => {
          resolve(rows)
        })
      })
    })
  }
  const answer = (search: string): Promise<void> =>
    act(async () => {
      waiting.get(search)?.()
      await new Promise(setImmediate)
    })
  return { ...app, fake, holdBack, answer }
}

const grid = (): HTMLElement => screen.getByRole('grid')
const field = (): HTMLInputElement => screen.getByRole('searchbox', { name: /^Search/ })
const type = (text: string): void => {
  fireEvent.change(field(), { target: { value: text } })
}
/** Longer than the page waits for rows. */
const aMoment = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)))

describe('the page, while somebody types', () => {
  it('is drawn once, with the rows that were found', async () => {
    const { holdBack, answer } = await openList()
    holdBack()
    // On a busy computer the page's patience would be over.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const drawn: string[] = []
    const look = (): void => {
      drawn.push(
        `${String(grid().getAttribute('aria-busy'))} ${String(grid().getAttribute('aria-rowcount'))}`,
      )
    }
    type('ada')
    expect(field().value).toBe('ada')
    for (let turn = 0; turn < 20; turn += 1) {
      await act(() => new Promise(setImmediate))
      look()
    }
    await answer('ada')
    look()
    expect([...new Set(drawn)]).toEqual(['false 41', 'false 5'])
  })

  it('says that it is busy where the rows do not come soon, and shows those before them meanwhile', async () => {
    const { holdBack, answer, fake } = await openList()
    holdBack()
    const before = fake.inputsOf('items.list').length
    type('ada')
    expect(grid().getAttribute('aria-busy')).toBe('false')
    await aMoment()
    expect(grid().getAttribute('aria-busy')).toBe('true')
    expect(grid().getAttribute('aria-rowcount')).toBe('41')
    await answer('ada')
    expect(grid().getAttribute('aria-busy')).toBe('false')
    expect(grid().getAttribute('aria-rowcount')).toBe('5')
    expect(fake.inputsOf('items.list').length).toBe(before + 1)
  })

  it('shows nothing of a word that is not in the field any more', async () => {
    const { holdBack, answer } = await openList()
    holdBack()
    type('ada')
    type('')
    await answer('ada')
    expect(grid().getAttribute('aria-rowcount')).toBe('41')
    await aMoment()
    expect(grid().getAttribute('aria-rowcount')).toBe('41')
    expect(field().value).toBe('')
  })

  it('asks for no list without the word where another one is chosen before its rows are there', async () => {
    const { holdBack, fake } = await openList()
    holdBack()
    type('ada')
    fireEvent.click(screen.getByRole('button', { name: /^Contacts/ }))
    await aMoment()
    const queries = fake.inputsOf('items.list').map((input) => (input as { query: ItemQuery }).query)
    expect(queries.filter(({ type: of }) => of === 'contact').map(({ search }) => search)).toEqual(['ada'])
  })

  it('is left and come back to with a word whose rows were not there yet', async () => {
    const { holdBack, place } = await openList()
    holdBack()
    type('ada')
    fireEvent.click(screen.getByRole('button', { name: 'New contact' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Back to the items' }))
    await waitFor(() => {
      expect(place()).toBe('/items?q=ada')
    })
  })

  it('asks again where something changed while its rows were on their way', async () => {
    const { holdBack, answer, fake } = await openList()
    holdBack()
    type('ada')
    const [first] = madeUpItems(account, 'contact', 1)
    fake.state.items = [{ ...first!, name: 'Ada New', key: `${first!.key}9` as ItemKey }, ...fake.state.items]
    await act(async () => {
      fake.emit('itemsChanged', {})
      await new Promise((resolve) => setTimeout(resolve, 0))
    })
    // As it was when it was asked for, and then as it is.
    await answer('ada')
    await answer('ada')
    await screen.findByRole('rowheader', { name: 'Ada New' })
  })

  it('asks anew for a search that it comes back to', async () => {
    const { fake } = await openList('/items')
    type('ada')
    await waitFor(() => {
      expect(grid().getAttribute('aria-rowcount')).toBe('5')
    })
    fireEvent.click(screen.getByRole('button', { name: /^Contacts/ }))
    await aMoment()
    const [first] = madeUpItems(account, 'contact', 1)
    fake.state.items = [{ ...first!, name: 'Ada New', key: `${first!.key}9` as ItemKey }, ...fake.state.items]
    fireEvent.click(screen.getByRole('button', { name: /^All/ }))
    await screen.findByRole('rowheader', { name: 'Ada New' })
  })
})
