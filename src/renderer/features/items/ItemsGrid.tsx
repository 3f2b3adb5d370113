import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountId } from '../../../shared/model/account.ts'
import type { ItemKey, ItemRow, ItemSort } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import type { StepLetters } from '../../api/use-command-keys.ts'
import { useRelativeTime } from '../../ui/RelativeTime.tsx'
import { checkWidth } from './fit-columns.ts'
import { type Cell, headerRow } from './grid-keys.ts'
import { GridHeader } from './GridHeader.tsx'
import { GridRow, type RowWords } from './GridRow.tsx'
import { GridScroller, useRowHeight } from './grid-style.ts'
import type { ListPlace } from './list-place.ts'
import type { RowBlocks, RowsSnapshot } from './row-blocks.ts'
import { useActiveCell } from './use-active-cell.ts'
import { useColumns } from './use-columns.ts'
import { type CellEditing, useGridEditor } from './use-grid-editor.tsx'
import { useGridCommands } from './use-grid-commands.ts'
import { useGridHandlers } from './use-grid-handlers.ts'
import type { ListColumns } from './use-list-columns.ts'
import { usePendingWords } from './use-pending-words.ts'
import { useRowWindow } from './use-row-window.ts'
import type { RowSelection } from './use-selection.ts'

interface ItemsGridProps {
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
  /** In their order; empty while the rows are ordered by how well they match. */
  readonly sorts: readonly ItemSort[]
  /** `isAdded`: to the sorts that there are. */
  readonly onSort: (by: FieldId, isAdded: boolean) => void
  readonly columns: ListColumns
  readonly selection: RowSelection
  readonly editing: CellEditing
  /** Wants what is selected on the clipboard, or else this row; `isMenuWanted` asks in which form. */
  readonly onCopy: (row: ItemRow | null, isMenuWanted: boolean) => void
  /** The row whose details are open. */
  readonly openedKey: ItemKey | null
  readonly onOpen: (row: ItemRow) => void
  /** The keyboard moved to another row. */
  readonly onMove?: (row: ItemRow) => void
  readonly isBusy: boolean
  /** Whether letters alone are keys: J and K. */
  /** Letters that are Down and Up. */
  readonly stepOf: StepLetters['stepOf']
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
/** The name of the first row: the check mark before it is for those who look for it. */
const firstCell: Cell = { row: 0, column: 1 }

/** One scroll over all rows, however many, by the grid pattern of the ARIA Authoring Practices. */
export function ItemsGrid(props: ItemsGridProps) {
  const { rows, snapshot, sorts, openedKey, selection, editing } = props
  const { t } = useTranslation(['items', 'grid', 'ui'])
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
    columnCount: props.columns.columns.length + 1,
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
  const columns = useColumns(view.size.width, props.columns)
  const activeColumn = Math.min(cell.column, columns.columns.length)
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
    if (!hasAnswered || revealedKey.current === openedKey) return
    revealedKey.current = openedKey
    const index = openedKey === null ? null : rows.indexOf(({ key }) => key === openedKey)
    if (index === null) return
    showRow(Math.min(index + rowsAround, rowCount - 1))
    showRow(Math.max(index - rowsAround, 0))
    moveToRow(index)
  }, [rows, rowCount, openedKey, hasAnswered, showRow, moveToRow])

  const leave = useRef((): void => undefined)
  useEffect(() => {
    leave.current = () => keepPlace({ offset: currentOffset(), cell })
  })
  useEffect(() => () => leave.current(), [])

  const editor = useGridEditor({
    editing,
    cell,
    columns: columns.columns,
    focusCell: active.focusCell,
  })
  const handlers = useGridHandlers({
    rows,
    extent: { rows: rowCount, columns: columns.columns.length + 1, pageRows: view.pageRows },
    columns,
    selection,
    sort: props.onSort,
    open(row) {
      revealedKey.current = row.key
      props.onOpen(row)
    },
    goTo(to) {
      if (to.row !== headerRow) showRow(to.row)
      active.focusCell(to)
    },
    moved(row) {
      revealedKey.current = row.key
      props.onMove?.(row)
    },
    edit: editor.open,
    stopEditing: editor.close,
    copy: props.onCopy,
    stepOf: props.stepOf,
  })
  const currentRow = cell.row === headerRow ? null : rows.rowAt(cell.row)
  useGridCommands({
    current: currentRow && { row: currentRow, index: cell.row },
    field: columns.columns[activeColumn - 1]?.id ?? null,
    isEmpty: rowCount === 0,
    selection,
    canEdit: editing.canEdit,
    edit(row, field) {
      showRow(cell.row)
      editor.open(row, field)
    },
    copy: props.onCopy,
  })

  // Looked up once, not once a row: this runs while scrolling.
  const yes = t('grid:value.yes')
  const no = t('grid:value.no')
  const unnamed = t('unnamed')
  const outside = t('grid:outside')
  const rowWords = useMemo((): RowWords => ({ yes, no, unnamed, outside }), [yes, no, unnamed, outside])
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
      aria-colcount={columns.count + 1}
      aria-multiselectable
      aria-busy={props.isBusy}
      tabIndex={-1}
      onKeyDown={handlers.onKeyDown}
      onClick={handlers.onClick}
      onDoubleClick={handlers.onDoubleClick}
      onFocus={active.followFocus}
      style={gridStyle(widths)}
    >
      <GridHeader
        columns={columns}
        sorts={sorts}
        activeColumn={cell.row === headerRow ? activeColumn : -1}
        selected={selection.count > 0 && (selection.count >= rowCount ? true : 'mixed')}
      />
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
                isOpened={row !== null && row.key === openedKey}
                isSelected={row !== null && selection.isSelected(row.key)}
                typeLabel={row === null ? '' : typeLabels[row.type]}
                sourceLabel={row === null ? '' : props.sourceLabel(row.accountId)}
                updatedWords={row?.modifiedAtMs == null ? '' : words(row.modifiedAtMs)}
                words={rowWords}
                pendingWords={pendingWords(row?.pending ?? null)}
                editor={row !== null && row.key === editor.key ? editor.content : null}
              />
            )
          })}
        </div>
      </div>
    </GridScroller>
  )
}

const gridStyle = (widths: readonly number[]): CSSProperties & Record<`--${string}`, string> => ({
  '--columns': [checkWidth, ...widths].map((width) => `${String(width)}px`).join(' '),
  '--width': `${String(widths.reduce((total, width) => total + width, checkWidth))}px`,
})
