import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ItemRow } from '../../../shared/model/item.ts'
import type { RowPage } from './row-blocks.ts'
import { aRow, drawGrid, longList } from './test-support/draw-grid.tsx'

const pageOf = (rows: readonly ItemRow[], offset: number, limit: number): RowPage<ItemRow> => ({
  rows: rows.slice(offset, offset + limit),
  total: rows.length,
})

const rowNamed = (name: string) => screen.findByRole('rowheader', { name })
/** happy-dom scrolls without telling anybody. */
const scrolled = (): void => {
  fireEvent.scroll(screen.getByRole('grid'))
}
const focusedRowIndex = (): string | null | undefined =>
  document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex')

beforeEach(() => {
  // Nothing is laid out here, so that the list is told how large it is: 20 rows under its header.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(36 + 20 * 36)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('ItemsGrid', () => {
  it('tells assistive technology how long the list is and where each row and column stands', async () => {
    drawGrid({ load: longList(100_000) })
    const header = await rowNamed('Contact 0')
    const grid = screen.getByRole('grid', { name: 'Items' })
    expect(grid.getAttribute('aria-rowcount')).toBe('100001')
    expect(grid.getAttribute('aria-colcount')).toBe('8')
    expect(header.closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('2')
    const cells = within(header.closest<HTMLElement>('[role="row"]')!)
    expect(cells.getByText('contact0@example.com').closest('[role]')?.getAttribute('aria-colindex')).toBe('5')
    expect(screen.getAllByRole('columnheader').map((column) => column.getAttribute('aria-colindex'))).toEqual(
      [...'12345678'],
    )
  })

  it('draws no more rows than the view needs, however long the list is', async () => {
    drawGrid({ load: longList(1_000_000) })
    await rowNamed('Contact 0')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })

  it('has exactly one cell in the tab order', async () => {
    drawGrid({ load: longList(100_000) })
    await rowNamed('Contact 0')
    expect(screen.getByRole('grid').querySelectorAll('[tabindex="0"]')).toHaveLength(1)
  })

  it('moves by the arrow keys, by pages and to both ends, and keeps the focus on a row that exists', async () => {
    const user = userEvent.setup()
    drawGrid({ load: longList(100_000) })
    await rowNamed('Contact 0')
    await user.tab()
    expect(focusedRowIndex()).toBe('2')
    await user.keyboard('{ArrowDown}{ArrowDown}')
    expect(focusedRowIndex()).toBe('4')
    await user.keyboard('{PageDown}')
    expect(focusedRowIndex()).toBe('23')
    await user.keyboard('{ArrowRight}{ArrowRight}')
    expect(document.activeElement?.getAttribute('aria-colindex')).toBe('4')
    await user.keyboard('{End}')
    expect(document.activeElement?.getAttribute('aria-colindex')).toBe('8')
    await user.keyboard('{Control>}{End}{/Control}')
    expect(focusedRowIndex()).toBe('100001')
    scrolled()
    expect(await rowNamed('Contact 99999')).toBeDefined()
    await user.keyboard('{PageUp}')
    expect(focusedRowIndex()).toBe('99982')
    await user.keyboard('{Control>}{Home}{/Control}')
    expect(focusedRowIndex()).toBe('2')
  })

  it('reaches the very last of a million rows', async () => {
    const user = userEvent.setup()
    drawGrid({ load: longList(1_000_000) })
    await rowNamed('Contact 0')
    await user.tab()
    await user.keyboard('{Control>}{End}{/Control}')
    scrolled()
    expect((await rowNamed('Contact 999999')).closest('[role="row"]')).toBe(
      document.activeElement?.closest('[role="row"]'),
    )
  })

  it('keeps the focused row while the list is scrolled far away from it', async () => {
    const user = userEvent.setup()
    drawGrid({ load: longList(100_000) })
    await rowNamed('Contact 0')
    await user.tab()
    await user.keyboard('{ArrowDown}')
    const focused = document.activeElement
    screen.getByRole('grid').scrollTop = 1_800_000
    scrolled()
    expect(await rowNamed('Contact 50005')).toBeDefined()
    expect(document.activeElement).toBe(focused)
    expect(focusedRowIndex()).toBe('3')
  })

  it('shows placeholders until the rows are there', async () => {
    const answers: (() => void)[] = []
    drawGrid({
      load: async (offset, limit) => {
        if (offset > 0) await new Promise<void>((resolve) => answers.push(resolve))
        return longList(100_000)(offset, limit)
      },
    })
    await rowNamed('Contact 0')
    screen.getByRole('grid').scrollTop = 1_800_000
    scrolled()
    expect(screen.getByRole('grid').querySelectorAll('[aria-busy="true"].row').length).toBeGreaterThan(20)
    await waitFor(() => {
      expect(answers.length).toBeGreaterThan(0)
    })
    for (const answer of answers) answer()
    expect(await rowNamed('Contact 50000')).toBeDefined()
  })

  it('opens the row with Enter and with a click, and marks it', async () => {
    const user = userEvent.setup()
    const { onOpen } = drawGrid({ load: longList(100) })
    await rowNamed('Contact 0')
    await user.tab()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Contact 1' }))
    expect(screen.getAllByRole('row', { current: true })).toHaveLength(1)
    expect(screen.queryAllByRole('row', { selected: true })).toHaveLength(0)
    await user.click(await rowNamed('Contact 4'))
    expect(onOpen).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Contact 4' }))
    expect(focusedRowIndex()).toBe('6')
  })

  it('tells which row the keyboard came to, so that an open pane can follow', async () => {
    const user = userEvent.setup()
    const { onMove } = drawGrid({ load: longList(100) })
    await rowNamed('Contact 0')
    await user.tab()
    await user.keyboard('j')
    expect(onMove).toHaveBeenLastCalledWith(expect.objectContaining({ name: 'Contact 1' }))
  })

  it('sorts by every header, says how it is sorted, and reaches them by keyboard', async () => {
    const user = userEvent.setup()
    const { onSort } = drawGrid({ load: longList(100), sorts: [{ by: 'modified', direction: 'descending' }] })
    await rowNamed('Contact 0')
    const sortOf = (name: string) => screen.getByRole('columnheader', { name }).getAttribute('aria-sort')
    expect([sortOf('Name'), sortOf('Updated'), sortOf('Type')]).toEqual([null, 'descending', null])
    await user.click(screen.getByRole('columnheader', { name: 'Updated' }))
    expect(onSort).toHaveBeenLastCalledWith('modified', false)
    await user.click(screen.getByRole('columnheader', { name: 'Type' }))
    expect(onSort).toHaveBeenLastCalledWith('type', false)
    await user.keyboard('{Home}{ArrowRight}{Enter}')
    expect(onSort).toHaveBeenLastCalledWith('name', false)
  })

  it('adds a column to the sort with Shift, and says the rank of each', async () => {
    const user = userEvent.setup()
    const { onSort } = drawGrid({
      load: longList(100),
      sorts: [
        { by: 'organisation', direction: 'ascending' },
        { by: 'modified', direction: 'descending' },
      ],
    })
    await rowNamed('Contact 0')
    const header = (name: string) => screen.getByRole('columnheader', { name })
    expect(header('Company').getAttribute('aria-sort')).toBe('ascending')
    expect(header('Updated').getAttribute('aria-sort')).toBeNull()
    const described = (name: string): string =>
      (header(name).getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' ')
    expect(described('Updated')).toContain('Number 2 of what is sorted by, downwards.')
    expect(header('Updated').querySelector('.rank')?.textContent).toBe('2')
    await user.keyboard('{Shift>}')
    await user.click(header('Phone'))
    expect(onSort).toHaveBeenLastCalledWith('phone', true)
    await user.keyboard('{Enter}{/Shift}')
    expect(onSort).toHaveBeenCalledTimes(2)
    expect(onSort).toHaveBeenLastCalledWith('phone', true)
  })

  it('offers sorting also while the rows are ordered by how well they match', async () => {
    const user = userEvent.setup()
    const { onSort } = drawGrid({ load: longList(100), sorts: [] })
    await rowNamed('Contact 0')
    const header = screen.getByRole('columnheader', { name: 'Name' })
    expect(header.hasAttribute('aria-sort')).toBe(false)
    await user.click(header)
    expect(onSort).toHaveBeenLastCalledWith('name', false)
  })

  it('changes the width of a column by keyboard', async () => {
    const user = userEvent.setup()
    drawGrid({ load: longList(100) })
    await rowNamed('Contact 0')
    const widths = (): string => screen.getByRole('grid').style.getPropertyValue('--columns')
    const nameWidth = (): number => Number.parseInt(widths().split(' ')[1] ?? '', 10)
    const before = nameWidth()
    await user.tab()
    await user.keyboard('{ArrowUp}{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    expect(nameWidth()).toBe(before + 32)
  })

  it('stays on the item and keeps the focus when a refresh moves its row (U2)', async () => {
    const user = userEvent.setup()
    let list = Array.from({ length: 500 }, (_, index) => aRow(index))
    const { rows } = drawGrid({ load: (offset, limit) => Promise.resolve(pageOf(list, offset, limit)) })
    await rowNamed('Contact 0')
    await user.tab()
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Contact 3')
    list = [aRow(9_001), aRow(9_002), ...list]
    act(() => {
      rows.refresh()
    })
    await rowNamed('Contact 9001')
    expect(document.activeElement?.textContent).toBe('Contact 3')
    expect(focusedRowIndex()).toBe('7')
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('503')
  })

  it('shows whatever a record holds as text (R31)', async () => {
    const hostile = '<img src=x onerror="globalThis.wasRun = true">'
    const row = {
      ...aRow(0),
      name: hostile,
      email: 'javascript:globalThis.wasRun=true',
      organisation: '<b>x</b>',
    }
    drawGrid({ load: () => Promise.resolve({ total: 1, rows: [row] }) })
    const header = await rowNamed(hostile)
    expect(header.title).toBe(hostile)
    expect(screen.getByRole('grid').querySelectorAll('img, a, b')).toHaveLength(0)
    expect('wasRun' in globalThis).toBe(false)
  })
})
