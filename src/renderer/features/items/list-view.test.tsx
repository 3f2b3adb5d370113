import { act, cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { speak } from '../../copy/speak.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { succeed } from '../../test-support/replies.ts'
import { score, stage, first, rowFor, rowNamed, openList } from './test-support/contact-list.ts'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
  configure({ asyncUtilTimeout: 15_000 })
})
afterEach(async () => {
  cleanup()
  await speak('en')
})

describe('the columns', () => {
  it('are chosen, asked for with the rows, kept for this list alone, and reset', async () => {
    const user = userEvent.setup()
    const { fake } = openList()
    fake.override('items', 'list', ({ query, columns }) =>
      Promise.resolve(
        succeed({
          rows: [rowFor(query, first, columns.includes(score) ? { [score]: 12_304 } : {})],
          total: 1,
          isMore: false,
          progress: null,
        }),
      ),
    )
    await rowNamed(first.name)
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Columns of this list' }))
    await user.type(dialog.getByRole('searchbox', { name: 'Find a field' }), 'sco')
    await user.click(dialog.getByRole('checkbox', { name: 'Score' }))
    expect(await screen.findByText('12,304')).toBeTruthy()
    expect(screen.getByRole('grid', { hidden: true }).getAttribute('aria-colcount')).toBe('9')
    await waitFor(() => {
      expect(fake.state.arrangements['columns contact']).toMatchObject({ kind: 'columns' })
    })
    expect(fake.inputsOf('items.list').at(-1)).toMatchObject({ columns: [score] })
    await user.click(dialog.getByRole('button', { name: 'Reset' }))
    await waitFor(() => {
      expect(screen.queryByText('12,304')).toBeNull()
    })
  })

  it('stand as they were kept, pinned ones at the start of the line', async () => {
    openList('/items?type=contact', {
      arrangements: {
        'columns contact': {
          kind: 'columns',
          columns: [
            { field: 'name', width: 200, isPinned: true },
            { field: 'phone', width: null, isPinned: true },
            { field: stage, width: null, isPinned: false },
          ],
        },
      },
    })
    expect(await screen.findByRole('columnheader', { name: 'Stage' })).toBeTruthy()
    const headers = screen.getAllByRole('columnheader')
    expect(headers.map((header) => header.getAttribute('aria-label'))).toEqual([
      null,
      'Name',
      'Phone',
      'Stage',
    ])
    expect(headers.map((header) => header.style.insetInlineStart)).toEqual(['', '40px', '240px', ''])
    expect(headers.map((header) => header.getAttribute('aria-colindex'))).toEqual([...'1234'])
  })

  it('move by keyboard in the header and in the choice, and by dragging a header', async () => {
    const user = userEvent.setup()
    openList()
    await rowNamed(first.name)
    const order = (): (string | null)[] =>
      screen
        .getAllByRole('columnheader', { hidden: true })
        .slice(1, 4)
        .map((header) => header.getAttribute('aria-label'))
    const type = screen.getByRole('columnheader', { name: 'Type' })
    type.focus()
    fireEvent.keyDown(type, { key: 'ArrowRight', ctrlKey: true, shiftKey: true })
    await waitFor(() => {
      expect(order()).toEqual(['Name', 'Source', 'Type'])
    })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Type')
    const source = screen.getByRole('columnheader', { name: 'Source' })
    fireEvent.pointerDown(screen.getByRole('columnheader', { name: 'Type' }), { button: 0, clientX: 300 })
    fireEvent.pointerMove(source, { clientX: 200 })
    fireEvent.pointerUp(source, { clientX: 200 })
    await waitFor(() => {
      expect(order()).toEqual(['Name', 'Type', 'Source'])
    })
    await user.click(screen.getByRole('button', { name: 'Columns' }))
    const line = await screen.findByRole('checkbox', { name: 'Source' })
    fireEvent.keyDown(line, { key: 'ArrowUp', altKey: true })
    await waitFor(() => {
      expect(order()).toEqual(['Name', 'Source', 'Type'])
    })
    const told = await screen.findByText(/^Source is now column \d\.$/)
    await act(() => speak('de'))
    expect(told.textContent).toMatch(/^Quelle ist jetzt Spalte \d\.$/)
  })
})

describe('a list that is put together while one waits', () => {
  it('says how far it is, and goes back to the one before when it is cancelled', async () => {
    const user = userEvent.setup()
    const { fake, place } = openList()
    fake.override('items', 'list', ({ query }) =>
      Promise.resolve(
        succeed({
          rows: [rowFor(query)],
          total: 1,
          isMore: false,
          progress: query.sort.length > 0 ? { done: 240_000, of: 1_000_000 } : null,
        }),
      ),
    )
    await rowNamed(first.name)
    await user.click(screen.getByRole('columnheader', { name: 'Phone' }))
    expect(await screen.findByText('Sorting… 240,000 of 1,000,000')).toBeTruthy()
    expect(screen.getByRole('rowheader', { name: first.name })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    await waitFor(() => {
      expect(place()).toBe('/items?type=contact')
    })
    expect(await screen.findByText('1 item')).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
    const asked = fake.inputsOf('items.list').length
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(fake.inputsOf('items.list')).toHaveLength(asked)
  })
})

describe('a list of which no row is known yet', () => {
  it('is not said to be empty (U10)', async () => {
    const { fake } = openList()
    fake.override('items', 'list', () =>
      Promise.resolve(succeed({ rows: [], total: 0, isMore: false, progress: { done: 10, of: 20 } })),
    )
    cleanup()
    renderApp(fake, '/items?type=contact')
    expect(await screen.findByText('Filtering… 10 of 20')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: /^No contacts/ })).toBeNull()
    expect(screen.getByRole('grid')).toBeTruthy()
  })
})

describe('copying', () => {
  it('puts the selected rows on the clipboard as they are shown, from the keyboard and from the menu', async () => {
    const user = userEvent.setup()
    openList()
    const copied: string[] = []
    Object.assign(document, {
      execCommand: () => {
        copied.push(document.querySelector<HTMLTextAreaElement>('textarea[readonly]')?.value ?? '')
        return true
      },
    })
    const header = await rowNamed(first.name)
    header.focus()
    fireEvent.keyDown(header, { key: 'c', ctrlKey: true })
    expect(copied.at(-1)?.split('\t').slice(0, 2)).toEqual([first.name, 'Contact'])
    expect(await screen.findByText('1 row copied')).toBeTruthy()
    fireEvent.keyDown(header, { key: 'C', ctrlKey: true, shiftKey: true })
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as JSON' }))
    expect(JSON.parse(copied.at(-1) ?? '')).toMatchObject([{ Name: first.name, Type: 'Contact' }])
    fireEvent.keyDown(header, { key: 'a', ctrlKey: true })
    expect(await screen.findByText('6 of 6 selected')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Copy as Markdown' }))
    expect(copied.at(-1)?.split('\n')).toHaveLength(8)
    await user.click(screen.getByRole('button', { name: 'Clear' }))
    expect(await screen.findByText('6 items')).toBeTruthy()
  })
})
