import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
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
  return { ...app, fake }
}

const field = (): HTMLInputElement => screen.getByRole('searchbox', { name: /^Search/ })
const type = (text: string): void => {
  fireEvent.change(field(), { target: { value: text } })
}
/** Longer than the address lags behind. */
const aMoment = () => act(() => new Promise((resolve) => setTimeout(resolve, 200)))

describe('a search that is typed', () => {
  it('finds before it stands in the address, where it stands once for all of its letters', async () => {
    const { fake, history } = await openList()
    const places: string[] = []
    history.subscribe(() => places.push(history.location.href))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (const text of ['a', 'ad', 'ada']) {
      act(() => void vi.advanceTimersByTime(60))
      type(text)
    }
    expect(fake.inputsOf('items.list').at(-1)).toMatchObject({ query: { search: 'ada' } })
    expect(places).toEqual([])
    act(() => void vi.advanceTimersByTime(100))
    vi.useRealTimers()
    await waitFor(() => {
      expect(places).toEqual(['/items?q=ada'])
    })
    expect(field().value).toBe('ada')
  })

  it('stays where the list is changed before it stands in the address', async () => {
    const { place } = await openList()
    type('ada')
    fireEvent.click(screen.getByRole('button', { name: /^Contacts/ }))
    await waitFor(() => {
      expect(place()).toBe('/items?q=ada&type=contact')
    })
    await aMoment()
    expect(place()).toBe('/items?q=ada&type=contact')
    expect(field().value).toBe('ada')
  })

  it('is where Back leads from what was opened before it stood in the address', async () => {
    const { place, history } = await openList()
    type('ada')
    fireEvent.click(screen.getByRole('button', { name: /^Contacts/ }))
    await waitFor(() => {
      expect(place()).toBe('/items?q=ada&type=contact')
    })
    act(() => {
      history.back()
    })
    await waitFor(() => {
      expect(place()).toBe('/items?q=ada')
    })
    type('ada c')
    fireEvent.click(screen.getByRole('button', { name: 'New contact' }))
    await waitFor(() => {
      expect(place()).toMatch(/^\/contacts\/new/)
    })
    act(() => {
      history.back()
    })
    await waitFor(() => {
      expect(place()).toBe('/items?q=ada+c')
    })
  })

  it('is gone where it is cleared before it stands in the address', async () => {
    const { place, fake, history } = await openList('/items?type=contact')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    type('nobody is called so')
    const clear = () => screen.queryByRole('button', { name: /nobody is called so/ })
    while (clear() === null) await act(() => new Promise(setImmediate))
    fireEvent.click(clear()!)
    vi.useRealTimers()
    expect(field().value).toBe('')
    await aMoment()
    expect(field().value).toBe('')
    expect(place()).toBe('/items?type=contact')
    expect(fake.inputsOf('items.list').at(-1)).toMatchObject({ query: { search: '' } })
    act(() => {
      history.back()
    })
    await waitFor(() => {
      expect(field().value).toBe('nobody is called so')
    })
  })

  it('shows what was found from its top, wherever the list was', async () => {
    await openList()
    const grid = screen.getByRole('grid')
    grid.scrollTop = 400
    fireEvent.scroll(grid)
    type('a')
    await waitFor(() => {
      expect(grid.scrollTop).toBe(0)
    })
    fireEvent.scroll(grid)
    // The browser says only a moment later that the list was scrolled.
    fireEvent.keyDown(screen.getByRole('rowheader', { name: 'Ada Chen' }), { key: 'End', ctrlKey: true })
    expect(grid.scrollTop).toBeGreaterThan(0)
    type('ad')
    await waitFor(() => {
      expect(grid.scrollTop).toBe(0)
    })
  })

  it('gives way to the search of a place that is gone back to', async () => {
    const { history, place } = await openList('/items?q=ada')
    act(() => {
      history.push('/items?q=chen')
    })
    await waitFor(() => {
      expect(field().value).toBe('chen')
    })
    // There and back: nothing of it comes back from the address, and it must not be waited for.
    type('ada')
    type('chen')
    await aMoment()
    act(() => {
      history.back()
    })
    await waitFor(() => {
      expect(field().value).toBe('ada')
    })
    type('ada ch')
    act(() => {
      history.forward()
    })
    await waitFor(() => {
      expect(field().value).toBe('chen')
    })
    await aMoment()
    expect(place()).toBe('/items?q=chen')
    expect(field().value).toBe('chen')
  })

  it('brings nobody back who has gone on meanwhile', async () => {
    const { place } = await openList()
    type('ada')
    fireEvent.click(screen.getByRole('link', { name: 'Settings' }))
    await aMoment()
    expect(place()).toMatch(/^\/settings/)
  })

  it('is left as an input method wrote it, half a character and all, and sent to main whole', async () => {
    const { fake, place } = await openList()
    type('a\uD83D')
    await aMoment()
    expect(field().value).toBe('a\uD83D')
    expect(fake.inputsOf('items.list').at(-1)).toMatchObject({ query: { search: 'a\uFFFD' } })
    expect(place()).toContain('/items?q=')
  })
})
