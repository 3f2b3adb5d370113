import {
  type ColumnSizingState,
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  functionalUpdate,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useTheme } from '@mui/material/styles'
import { useMemo } from 'react'
import type { ItemRow } from '../../../shared/model/item.ts'
import type { FieldId, FieldKind } from '../../../shared/model/list-field.ts'
import { isRightToLeft } from '../../ui/direction.ts'
import { maxColumnWidth, minColumnWidth, movedBy, movedTo, withWidth } from './column-choice.ts'
import { type FittedColumn, fitColumns } from './fit-columns.ts'
import { type GridField, unknownField } from './grid-fields.ts'
import type { ListColumns } from './use-list-columns.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })
const helper = createColumnHelper<typeof features, ItemRow>()
// The rows live in the block cache; the table keeps the state of the columns only.
const noRows: ItemRow[] = []

export interface GridColumn extends FittedColumn {
  readonly field: GridField
}

export interface GridColumns {
  readonly columns: readonly GridColumn[]
  /** Columns that there are, those left out included. */
  readonly count: number
  /** Starts following the mouse or the finger from a column's edge. */
  readonly startResize: (id: FieldId, event: unknown) => void
  readonly widenBy: (id: FieldId, px: number) => void
  /** Back to the width that fits by itself. */
  readonly resetWidth: (id: FieldId) => void
  /** To the place of another column. */
  readonly moveTo: (id: FieldId, target: FieldId) => void
  readonly moveBy: (id: FieldId, step: 1 | -1) => void
}

/** The columns that a list of this width shows, and how each is changed where it stands. */
export function useColumns(availableWidth: number, list: ListColumns): GridColumns {
  const { fields, columns: chosen, change } = list
  const { textScale } = useTheme().list
  const columns = useMemo(() => {
    const fieldOf = (id: FieldId): GridField => fields.get(id) ?? unknownField(id)
    const kindOf = (id: FieldId): FieldKind => fieldOf(id).kind
    return fitColumns(availableWidth, chosen, kindOf, textScale).map((column): GridColumn => ({
      ...column,
      field: fieldOf(column.id),
    }))
  }, [availableWidth, chosen, fields, textScale])
  const columnSizing = useMemo(
    (): ColumnSizingState => Object.fromEntries(columns.map(({ id, width }) => [id, width])),
    [columns],
  )
  const definitions = useMemo(
    () =>
      helper.columns(
        chosen.map(({ field }) =>
          helper.display({ id: field, minSize: minColumnWidth, maxSize: maxColumnWidth }),
        ),
      ),
    [chosen],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: 'onChange',
    columnResizeDirection: isRightToLeft() ? 'rtl' : 'ltr',
    state: { columnSizing },
    onColumnSizingChange: (updater) => {
      const next = functionalUpdate(updater, columnSizing)
      const changed = chosen.filter(({ field }) => next[field] !== columnSizing[field])
      change(changed.reduce((all, { field }) => withWidth(all, field, next[field] ?? null), chosen))
    },
  })

  return {
    columns,
    count: chosen.length,
    startResize(id, event) {
      table
        .getFlatHeaders()
        .find((header) => header.id === id)
        ?.getResizeHandler()(event)
    },
    widenBy(id, px) {
      change(withWidth(chosen, id, (columnSizing[id] ?? minColumnWidth) + px))
    },
    resetWidth(id) {
      change(withWidth(chosen, id, null))
    },
    moveTo(id, target) {
      change(movedTo(chosen, id, target))
    },
    moveBy(id, step) {
      change(movedBy(chosen, id, step))
    },
  }
}
