import { ThemeProvider } from '@mui/material/styles'
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState, useSyncExternalStore } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import '../../app/i18n.ts'
import { theme } from '../../app/theme.ts'
import { type ItemKey, itemKey, type ItemRow, type ItemSort } from '../../../shared/model/item.ts'
import { anAccount, fakeNowMs } from '../../test-support/fake-state.ts'
import { ItemsGrid } from './ItemsGrid.tsx'
import { createRowBlocks, type RowPage } from './row-blocks.ts'

// Deadlines, not expectations: a busy machine draws slowly.
configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

const account = anAccount()

const aRow = (index: number): ItemRow => ({
  key: itemKey(account.providerId, account.id, 'contact', String(index)),
  providerId: account.providerId,
  accountId: account.id,
  type: 'contact',
  externalId: String(index),
  name: `Contact ${String(index)}`,
  email: `contact${String(index)}@example.com`,
  organisation: 'Acme',
  phone: null,
  modifiedAtMs: fakeNowMs,
  pending: null,
  cells: {},
  isOutside: false,
})

const pageOf = (rows: readonly ItemRow[], offset: number, limit: number): RowPage<ItemRow> => ({
  rows: rows.slice(offset, offset + limit),
  total: rows.length,
})

interface GridOptions {
  readonly load: (offset: number, limit: number) => Promise<RowPage<ItemRow>>
  readonly sort?: ItemSort | null
}

/** Draws the grid over rows that `load` gives, as the page would. */
function drawGrid({ load, sort = { by: 'name', direction: 'ascending' } }: GridOptions) {
  const rows = createRowBlocks({ load })
  const onOpen = vi.fn<(row: ItemRow) => void>()
  const onSort = vi.fn<(by: ItemSort['by']) => void>()
  const onMove = vi.fn<(row: ItemRow) => void>()
  function Page() {
    const snapshot = useSyncExternalStore(rows.subscribe, rows.snapshot)
    const [selectedKey, setSelectedKey] = useState<ItemKey | null>(null)
    return (
      <ItemsGrid
        rows={rows}
        snapshot={snapshot}
        sort={sort}
        onSort={onSort}
        selectedKey={selectedKey}
        onOpen={(row) => {
          onOpen(row)
          setSelectedKey(row.key)
        }}
        onMove={onMove}
        isBusy={false}
        sourceLabel={() => account.label}
        initialPlace={null}
        keepPlace={() => undefined}
      />
    )
  }
  rows.show(0, 0)
  render(
    <ThemeProvider theme={theme}>
      <Page />
    </ThemeProvider>,
  )
  return { rows, onOpen, onSort, onMove }
}

/** The rows of a list that is `total` long, made as they are asked for. */
const longList =
  (total: number) =>
  (offset: number, limit: number): Promise<RowPage<ItemRow>> =>
    Promise.resolve({
      total,
      rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, step) =>
        aRow(offset + step),
      ),
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
    expect(grid.getAttribute('aria-colcount')).toBe('7')
    expect(header.closest('[role="row"]')?.getAttribute('aria-rowindex')).toBe('2')
    const cells = within(header.closest<HTMLElement>('[role="row"]')!)
    expect(cells.getByText('contact0@example.com').closest('[role]')?.getAttribute('aria-colindex')).toBe('4')
    expect(screen.getAllByRole('columnheader').map((column) => column.getAttribute('aria-colindex'))).toEqual(
      [...'1234567'],
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
    expect(document.activeElement?.getAttribute('aria-colindex')).toBe('3')
    await user.keyboard('{End}')
    expect(document.activeElement?.getAttribute('aria-colindex')).toBe('7')
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
    expect(screen.getAllByRole('row', { selected: true })).toHaveLength(1)
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

  it('sorts by the headers that can, says how it is sorted, and reaches them by keyboard', async () => {
    const user = userEvent.setup()
    const { onSort } = drawGrid({ load: longList(100), sort: { by: 'modified', direction: 'descending' } })
    await rowNamed('Contact 0')
    const sortOf = (name: string) => screen.getByRole('columnheader', { name }).getAttribute('aria-sort')
    expect([sortOf('Name'), sortOf('Updated'), sortOf('Type')]).toEqual(['none', 'descending', null])
    await user.click(screen.getByRole('columnheader', { name: 'Updated' }))
    expect(onSort).toHaveBeenLastCalledWith('modified')
    await user.click(screen.getByRole('columnheader', { name: 'Type' }))
    expect(onSort).toHaveBeenCalledTimes(1)
    await user.keyboard('{Home}{Enter}')
    expect(onSort).toHaveBeenLastCalledWith('name')
  })

  it('offers no sorting while the rows are ordered by how well they match', async () => {
    const user = userEvent.setup()
    const { onSort } = drawGrid({ load: longList(100), sort: null })
    await rowNamed('Contact 0')
    await user.click(screen.getByRole('columnheader', { name: 'Name' }))
    expect(onSort).not.toHaveBeenCalled()
    expect(screen.getByRole('columnheader', { name: 'Name' }).hasAttribute('aria-sort')).toBe(false)
  })

  it('changes the width of a column by keyboard', async () => {
    const user = userEvent.setup()
    drawGrid({ load: longList(100) })
    await rowNamed('Contact 0')
    const widths = (): string => screen.getByRole('grid').style.getPropertyValue('--columns')
    const before = Number.parseInt(widths(), 10)
    await user.tab()
    await user.keyboard('{ArrowUp}{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    expect(Number.parseInt(widths(), 10)).toBe(before + 32)
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
