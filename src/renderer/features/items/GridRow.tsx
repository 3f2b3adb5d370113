import { memo } from 'react'
import type { ItemRow } from '../../../shared/model/item.ts'
import type { PendingMark } from '../../../shared/model/pending-mark.ts'
import { formatDateTime } from '../../ui/format.ts'
import type { ColumnId, FittedColumn } from './fit-columns.ts'
import { typeIcons } from './type-icons.tsx'

interface GridRowProps {
  readonly index: number
  /** Px from the top of the sheet. */
  readonly top: number
  /** Null while the row is not here yet. */
  readonly row: ItemRow | null
  readonly columns: readonly FittedColumn[]
  /** The column whose cell takes part in the tab order; -1 if the active cell is in another row. */
  readonly activeColumn: number
  readonly isSelected: boolean
  readonly typeLabel: string
  readonly sourceLabel: string
  /** How long ago the row was changed, in words. */
  readonly updatedWords: string
  readonly unnamed: string
  /** What waits to be sent and lies over the row, in words; empty where nothing does. */
  readonly pendingWords: string
}

/** One line of the list. Events are handled by the grid, which finds the row by its attributes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, row, columns, activeColumn, isSelected, pendingWords } = props
  const pending = row?.pending ?? null
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-busy={row === null}
      data-row={index}
      className={isLeaving(pending) ? 'row leaving' : 'row'}
      style={{ transform: `translateY(${String(top)}px)` }}
    >
      {columns.map(({ id, position }, column) => (
        <div
          key={id}
          role={id === 'name' ? 'rowheader' : 'gridcell'}
          aria-colindex={position}
          data-column={column}
          tabIndex={column === activeColumn ? 0 : -1}
          className={`cell ${id}`}
          // Beside the name and not a part of it: a row is still found by its name alone.
          aria-description={id === 'name' && pending !== null ? pendingWords : undefined}
          title={row === null ? undefined : titleOf(id, row, props)}
        >
          {row === null ? (
            <span className="skeleton" />
          ) : (
            <>
              {id === 'type' && typeIcons[row.type]}
              <span className="text">{textOf(id, row, props)}</span>
              {id === 'name' && pending !== null && (
                <span aria-hidden className={`mark ${pending.state}`} title={pendingWords}>
                  {pending.state === 'waiting' ? '◐' : '▲'}
                </span>
              )}
            </>
          )}
        </div>
      ))}
    </div>
  )
})

/** The record waits to be deleted. */
const isLeaving = (pending: PendingMark | null): boolean =>
  pending?.kind === 'delete' || pending?.kind === 'erase'

type Words = Pick<GridRowProps, 'typeLabel' | 'sourceLabel' | 'updatedWords' | 'unnamed'>

function textOf(id: ColumnId, row: ItemRow, words: Words): string {
  switch (id) {
    case 'name':
      return row.name.trim() === '' ? words.unnamed : row.name
    case 'type':
      return words.typeLabel
    case 'source':
      return words.sourceLabel
    case 'email':
      return row.email ?? ''
    case 'company':
      return row.organisation ?? ''
    case 'phone':
      return row.phone ?? ''
    case 'updated':
      return words.updatedWords
  }
}

/** The whole text of a cell that may be cut off, and the exact moment where words stand for it. */
function titleOf(id: ColumnId, row: ItemRow, words: Words): string | undefined {
  if (id === 'updated') return row.modifiedAtMs === null ? undefined : formatDateTime(row.modifiedAtMs)
  const text = textOf(id, row, words)
  return text === '' ? undefined : text
}
