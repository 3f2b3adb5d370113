import type { ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { useCommand } from '../../ui/commands.ts'
import { type Cell, headerRow } from './grid-keys.ts'
import type { GridColumns } from './use-columns.ts'
import type { RowSelection } from './use-selection.ts'

interface GridCommandsOptions {
  /** The cell that has the keyboard, or had it last. */
  readonly cell: Cell
  /** The row of that cell; null in the header, and while it is not here yet. */
  readonly row: ItemRow | null
  readonly columns: GridColumns
  readonly selection: RowSelection
  readonly edit: (row: ItemRow, field: FieldId) => void
  readonly copy: (row: ItemRow | null, isMenuWanted: boolean) => void
}

/**
 * What the grid does by name: from the menu, the palette, and with keys that the user gave. The usual keys it answers
 * itself while it has the keyboard.
 */
export function useGridCommands({ cell, row, columns, selection, edit, copy }: GridCommandsOptions): void {
  const field = columns.columns[cell.column - 1]?.id ?? null
  useCommand('select-all', selection.selectMore)
  useCommand(
    'select-row',
    () => {
      selection.toggle(cell.row)
    },
    cell.row !== headerRow && row !== null,
  )
  useCommand(
    'edit-cell',
    () => {
      if (row !== null && field !== null) edit(row, field)
    },
    row !== null && field !== null,
  )
  useCommand(
    'copy-as',
    () => {
      copy(row, true)
    },
    row !== null || selection.count > 0,
  )
}
