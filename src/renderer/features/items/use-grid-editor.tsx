import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { ItemKey, ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { told } from '../../copy/told.ts'
import { notify } from '../../ui/notify.ts'
import { CellEditor } from './CellEditor.tsx'
import type { Cell } from './grid-keys.ts'
import { toldLabel } from './told-label.ts'
import type { GridColumn } from './use-columns.ts'

/** What editing in the grid needs to know of the list. */
export interface CellEditing {
  /** Whether the account lets the record be changed. */
  readonly canEdit: (row: ItemRow) => boolean
  /** A change of the row is about to be saved: it stays in the list even if it stops to match. */
  readonly onSaving: (key: ItemKey) => void
}

interface GridEditorOptions {
  readonly editing: CellEditing
  readonly cell: Cell
  readonly columns: readonly GridColumn[]
  readonly focusCell: (cell: Cell) => void
}

interface GridEditor {
  /** The row that is edited; null where none is. */
  readonly key: ItemKey | null
  readonly content: { readonly field: FieldId; readonly content: ReactNode } | null
  readonly open: (row: ItemRow, field: FieldId) => void
  /** Lets the cell be as it is. */
  readonly close: () => void
}

/** The one cell that is edited, if any. */
export function useGridEditor({ editing, cell, columns, focusCell }: GridEditorOptions): GridEditor {
  const [edited, setEdited] = useState<{ row: ItemRow; field: FieldId } | null>(null)
  const { canEdit, onSaving } = editing
  const { row: atRow, column: atColumn } = cell

  const done = useCallback(
    (step: -1 | 0 | 1 | null): void => {
      setEdited(null)
      if (step === null) return
      const column = Math.min(Math.max(atColumn + step, 1), columns.length)
      focusCell({ row: atRow, column })
    },
    [atRow, atColumn, columns.length, focusCell],
  )

  const open = (row: ItemRow, field: FieldId): void => {
    const column = columns.find(({ id }) => id === field)
    if (column === undefined) return
    const isPossible = column.field.editsAs !== null && row.type === 'contact' && canEdit(row)
    if (isPossible) setEdited({ row, field })
    else notify({ tone: 'info', title: told('grid:edit.notHere', { field: toldLabel(column.field) }) })
  }

  const content = useMemo(() => {
    const field = columns.find(({ id }) => id === edited?.field)?.field
    if (edited === null || field === undefined || field.editsAs === null) return null
    return {
      field: edited.field,
      content: (
        <CellEditor
          key={`${edited.row.key} ${edited.field}`}
          row={edited.row}
          name={field.editsAs}
          label={field.label}
          toldLabel={toldLabel(field)}
          onSaving={onSaving}
          onDone={done}
        />
      ),
    }
  }, [columns, edited, onSaving, done])

  return {
    key: edited?.row.key ?? null,
    content,
    open,
    close: () => {
      done(0)
    },
  }
}
