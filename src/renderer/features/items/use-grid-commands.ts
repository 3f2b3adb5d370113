import type { ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { useCommand } from '../../ui/commands.ts'
import type { RowSelection } from './use-selection.ts'

interface GridCommandsOptions {
  /** The row that the keyboard is in or was in last, and its place; null in the header and where no row is here. */
  readonly current: { readonly row: ItemRow; readonly index: number } | null
  /** The column of that cell; null in the column of check marks. */
  readonly field: FieldId | null
  readonly isEmpty: boolean
  readonly selection: RowSelection
  readonly canEdit: (row: ItemRow) => boolean
  readonly edit: (row: ItemRow, field: FieldId) => void
  readonly copy: (row: ItemRow | null, isMenuWanted: boolean) => void
}

/** What the keys of the grid do, for the menu and the palette too, and while the keyboard is in the details. */
export function useGridCommands({ current, field, selection, ...options }: GridCommandsOptions): void {
  const isEditable = current?.row.type === 'contact' && options.canEdit(current.row)
  useCommand('select-all', selection.selectMore, !options.isEmpty)
  useCommand(
    'select-row',
    () => {
      if (current !== null) selection.toggle(current.index)
    },
    current !== null,
  )
  useCommand(
    'copy-as',
    () => {
      options.copy(current?.row ?? null, true)
    },
    current !== null || selection.count > 0,
  )
  useCommand(
    'edit-cell',
    () => {
      if (current !== null && field !== null) options.edit(current.row, field)
    },
    isEditable && field !== null,
  )
}
