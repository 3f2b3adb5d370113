import { memo, type ReactNode } from 'react'
import type { ItemRow } from '../../../shared/model/item.ts'
import { type FieldId, providerFieldName } from '../../../shared/model/list-field.ts'
import type { PendingMark } from '../../../shared/model/pending-mark.ts'
import { isolated } from '../../copy/isolated.ts'
import { formatDateTime } from '../../ui/format.ts'
import { type CellWords, cellText, valueOf } from '../../ui/cell-text.ts'
import type { GridField } from './grid-fields.ts'
import { typeIcons } from './type-icons.tsx'
import type { GridColumn } from './use-columns.ts'

/** Looked up once a list: rows are drawn while scrolling. */
export interface RowWords extends CellWords {
  readonly unnamed: string
  /** Why a row that the filter does not match stands here. */
  readonly outside: string
}

interface GridRowProps {
  readonly index: number
  /** Px from the top of the sheet. */
  readonly top: number
  /** Null while the row is not here yet. */
  readonly row: ItemRow | null
  readonly columns: readonly GridColumn[]
  /** The column whose cell takes part in the tab order, 0 for the check mark; -1 if the active cell is elsewhere. */
  readonly activeColumn: number
  /** Whether the details of the row are open. */
  readonly isOpened: boolean
  readonly isSelected: boolean
  readonly typeLabel: string
  readonly sourceLabel: string
  /** How long ago the row was changed, in words. */
  readonly updatedWords: string
  readonly words: RowWords
  /** What waits to be sent and lies over the row, in words; empty where nothing does. */
  readonly pendingWords: string
  /** Stands in the place of one cell; null where none is edited. */
  readonly editor: { readonly field: FieldId; readonly content: ReactNode } | null
}

/** One line of the list. Events are handled by the grid, which finds the row by its attributes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, row, columns, activeColumn, isSelected, editor } = props
  const about = row === null ? '' : aboutRow(row, props)
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={props.isOpened ? 'true' : undefined}
      aria-busy={row === null}
      data-row={index}
      className={rowClass(row)}
      title={row?.isOutside === true ? props.words.outside : undefined}
      style={{ transform: `translateY(${String(top)}px)` }}
    >
      <div role="gridcell" aria-colindex={1} className="cell check pinned">
        <span
          role="checkbox"
          aria-checked={isSelected}
          aria-label={row === null ? props.words.unnamed : nameOf(row, props.words)}
          data-column={0}
          tabIndex={activeColumn === 0 ? 0 : -1}
        />
      </div>
      {columns.map((column, place) => {
        const { id, position, pin, field } = column
        const isName = id === 'name'
        const isEdited = editor?.field === id
        return (
          <div
            key={id}
            role={isName ? 'rowheader' : 'gridcell'}
            aria-colindex={position + 1}
            data-column={place + 1}
            tabIndex={place + 1 === activeColumn && !isEdited ? 0 : -1}
            className={cellClass(column, isEdited)}
            style={pin ?? undefined}
            // Beside the name and not a part of it: a row is still found by its name alone.
            aria-description={isName && about !== '' ? about : undefined}
            title={row === null || row.isOutside || isEdited ? undefined : titleOf(field, row, props)}
          >
            {isEdited ? (
              editor.content
            ) : row === null ? (
              <span className="skeleton" />
            ) : (
              drawn(field, row, props)
            )}
          </div>
        )
      })}
    </div>
  )
})

function drawn(field: GridField, row: ItemRow, props: GridRowProps): ReactNode {
  const { pending } = row
  return (
    <>
      {field.id === 'type' && typeIcons[row.type]}
      <span className="text">{textOf(field, row, props)}</span>
      {field.id === 'name' && pending !== null && (
        <span aria-hidden className={`mark ${pending.state}`} title={props.pendingWords}>
          {pending.state === 'waiting' ? '◐' : '▲'}
        </span>
      )}
    </>
  )
}

const aboutRow = ({ isOutside, pending }: ItemRow, { words, pendingWords }: GridRowProps): string => {
  const waiting = pending === null ? '' : pendingWords
  if (!isOutside) return waiting
  return waiting === '' ? words.outside : `${words.outside}. ${waiting}`
}

function rowClass(row: ItemRow | null): string {
  if (row === null) return 'row'
  const isGoing = isLeaving(row.pending) ? ' leaving' : ''
  return `row${isGoing}${row.isOutside ? ' outside' : ''}`
}

function cellClass({ id, pin, field }: GridColumn, isEdited: boolean): string {
  // A provider's own name could be the name of any style.
  const own = providerFieldName(id) === null ? ` ${id}` : ''
  return `cell${own} kind-${field.kind}${pin === null ? '' : ' pinned'}${isEdited ? ' edited' : ''}`
}

/** The record waits to be deleted. */
const isLeaving = (pending: PendingMark | null): boolean =>
  pending?.kind === 'delete' || pending?.kind === 'erase'

const nameOf = (row: ItemRow, { unnamed }: RowWords): string => (row.name.trim() === '' ? unnamed : row.name)

type Labels = Pick<GridRowProps, 'typeLabel' | 'sourceLabel' | 'updatedWords' | 'words'>

function textOf(field: GridField, row: ItemRow, labels: Labels): string {
  switch (field.id) {
    case 'name':
      return nameOf(row, labels.words)
    case 'type':
      return labels.typeLabel
    case 'source':
      return labels.sourceLabel
    case 'modified':
      return labels.updatedWords
    default: {
      const value = valueOf(field, row)
      // Each of several stands for itself, whichever way its letters run.
      return Array.isArray(value)
        ? value.map((one) => isolated(cellText(field, one, labels.words))).join(', ')
        : cellText(field, value, labels.words)
    }
  }
}

/** The whole text of a cell that may be cut off, and the exact moment where words stand for it. */
function titleOf(field: GridField, row: ItemRow, labels: Labels): string | undefined {
  if (field.id === 'modified') return row.modifiedAtMs === null ? undefined : formatDateTime(row.modifiedAtMs)
  const text = textOf(field, row, labels)
  return text === '' ? undefined : text
}
