import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey, ItemRow, ItemSort } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { useRelativeTime } from '../../ui/RelativeTime.tsx'
import { columnRules } from './fit-columns.ts'
import { type Cell, cellAfterKey, headerRow } from './grid-keys.ts'
import { GridHeader, sortOfColumn } from './GridHeader.tsx'
import { GridRow } from './GridRow.tsx'
import { GridScroller, useRowHeight } from './grid-style.ts'
import type { ListPlace } from './list-place.ts'
import type { RowBlocks, RowsSnapshot } from './row-blocks.ts'
import { cellOf, useActiveCell } from './use-active-cell.ts'
import { useColumns } from './use-columns.ts'
import { usePendingWords } from './use-pending-words.ts'
import { useRowWindow } from './use-row-window.ts'

interface ItemsGridProps {
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
  /** Null while the rows are ordered by how well they match. */
  readonly sort: ItemSort | null
  readonly onSort: (by: ItemSort['by']) => void
  readonly selectedKey: ItemKey | null
  readonly onOpen: (row: ItemRow) => void
  /** The keyboard moved to another row. */
  readonly onMove?: (row: ItemRow) => void
  readonly isBusy: boolean
  readonly sourceLabel: (accountId: AccountId) => string
  /** Where the list is opened; null for its top. */
  readonly initialPlace: ListPlace | null
  /** Told where the list was left. */
  readonly keepPlace: (place: ListPlace) => void
}

/** Rows beyond the drawn ones that are loaded ahead, so that slow scrolling meets no gap. */
const rowsAhead = 60
/** Rows that stay visible around one that was selected from elsewhere. */
const rowsAround = 3
const widthStepPx = 16
const firstCell: Cell = { row: 0, column: 0 }

/** One scroll over all rows, however many, by the grid pattern of the ARIA Authoring Practices. */
export function ItemsGrid(props: ItemsGridProps) {
  const { rows, snapshot, sort, selectedKey } = props
  const { t } = useTranslation(['items', 'ui'])
  const words = useRelativeTime()
  const pendingWords = usePendingWords()
  const scroller = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const rowHeight = useRowHeight()
  const rowCount = snapshot.total ?? 0
  const { initialPlace, keepPlace } = props
  const active = useActiveCell({
    scroller,
    rows,
    rowCount,
    // How many columns are shown follows from the width, which only the first layout tells.
    columnCount: columnRules.length,
    initialCell: initialPlace?.cell ?? firstCell,
  })
  const { cell } = active
  const initialOffset = initialPlace?.offset ?? 0
  const view = useRowWindow({
    scroller,
    sheet,
    rowCount,
    rowHeight,
    headerHeight: rowHeight,
    focusedRow: cell.row,
    initialOffset,
  })
  const columns = useColumns(view.size.width)
  const activeColumn = Math.min(cell.column, columns.columns.length - 1)
  const { firstRow, lastRow, showRow, scrollToTop, currentOffset } = view

  useEffect(() => {
    rows.show(firstRow - rowsAhead, Math.min(lastRow + rowsAhead, Math.max(rowCount - 1, 0)))
  }, [rows, firstRow, lastRow, rowCount])

  const { moveToRow } = active
  const hasAnswered = snapshot.total !== null
  // Another query starts at its top.
  const shownRows = useRef(rows)
  useLayoutEffect(() => {
    if (shownRows.current === rows) return
    shownRows.current = rows
    scrollToTop()
  }, [rows, scrollToTop])

  // What was selected from elsewhere comes into view once, if it is among the rows that are here.
  const revealedKey = useRef<ItemKey | null>(null)
  useLayoutEffect(() => {
    if (!hasAnswered || revealedKey.current === selectedKey) return
    revealedKey.current = selectedKey
    const index = selectedKey === null ? null : rows.indexOf(({ key }) => key === selectedKey)
    if (index === null) return
    showRow(Math.min(index + rowsAround, rowCount - 1))
    showRow(Math.max(index - rowsAround, 0))
    moveToRow(index)
  }, [rows, rowCount, selectedKey, hasAnswered, showRow, moveToRow])

  const leave = useRef((): void => undefined)
  useEffect(() => {
    leave.current = () => keepPlace({ offset: currentOffset(), cell })
  })
  useEffect(() => () => leave.current(), [])

  const sortBy = (column: number): void => {
    const id = columns.columns[column]?.id
    const by = id === undefined || sort === null ? null : sortOfColumn(id)
    if (by !== null) props.onSort(by)
  }
  const activate = (row: number, column: number): void => {
    const item = rows.rowAt(row)
    if (row === headerRow) sortBy(column)
    else if (item !== null) {
      revealedKey.current = item.key
      props.onOpen(item)
    }
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = cellOf(event.target)
    if (from === null) return
    const id = columns.columns[from.column]?.id
    if (from.row === headerRow && event.shiftKey && id !== undefined) {
      const step = { ArrowLeft: -widthStepPx, ArrowRight: widthStepPx }[event.key]
      if (step === undefined) return
      event.preventDefault()
      columns.widenBy(id, step)
      return
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      activate(from.row, from.column)
      return
    }
    const to = cellAfterKey(from, event, {
      rows: rowCount,
      columns: columns.columns.length,
      pageRows: view.pageRows,
    })
    if (to === null) return
    event.preventDefault()
    if (to.row !== headerRow) showRow(to.row)
    active.focusCell(to)
    const item = to.row === from.row ? null : rows.rowAt(to.row)
    if (item === null) return
    revealedKey.current = item.key
    props.onMove?.(item)
  }

  const onClick = (event: MouseEvent): void => {
    const clicked = cellOf(event.target)
    const isEdge = event.target instanceof Element && event.target.closest('.edge') !== null
    if (clicked !== null && !isEdge) activate(clicked.row, clicked.column)
  }

  // Looked up once, not once a row: this runs while scrolling.
  const unnamed = t('unnamed')
  const typeLabels: Record<ItemType, string> = {
    contact: t('ui:itemType.contact'),
    company: t('ui:itemType.company'),
    deal: t('ui:itemType.deal'),
    page: t('ui:itemType.page'),
    database: t('ui:itemType.database'),
    base: t('ui:itemType.base'),
    table: t('ui:itemType.table'),
    record: t('ui:itemType.record'),
  }
  const widths = columns.columns.map(({ width }) => width)
  return (
    <GridScroller
      ref={scroller}
      role="grid"
      aria-label={t('grid.label')}
      aria-rowcount={snapshot.total === null ? -1 : rowCount + 1}
      aria-colcount={columnRules.length}
      aria-busy={props.isBusy}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onFocus={active.followFocus}
      style={gridStyle(widths)}
    >
      <GridHeader columns={columns} sort={sort} activeColumn={cell.row === headerRow ? activeColumn : -1} />
      <div role="rowgroup" className="body" style={{ height: view.trackHeight }}>
        <div ref={sheet} role="presentation" className="sheet">
          {view.rows.map(({ index, place }) => {
            const row = rows.rowAt(index)
            return (
              <GridRow
                key={index}
                index={index}
                top={place * rowHeight}
                row={row}
                columns={columns.columns}
                activeColumn={index === cell.row ? activeColumn : -1}
                isSelected={row !== null && row.key === selectedKey}
                typeLabel={row === null ? '' : typeLabels[row.type]}
                sourceLabel={row === null ? '' : props.sourceLabel(row.accountId)}
                updatedWords={row?.modifiedAtMs == null ? '' : words(row.modifiedAtMs)}
                unnamed={unnamed}
                pendingWords={pendingWords(row?.pending ?? null)}
              />
            )
          })}
        </div>
      </div>
    </GridScroller>
  )
}

const gridStyle = (widths: readonly number[]): CSSProperties & Record<`--${string}`, string> => ({
  '--columns': widths.map((width) => `${String(width)}px`).join(' '),
  '--width': `${String(widths.reduce((total, width) => total + width, 0))}px`,
})
