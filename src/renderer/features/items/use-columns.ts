import {
  type ColumnSizingState,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  functionalUpdate,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useCallback, useMemo, useState } from 'react'
import type { ItemRow } from '../../../shared/model/item.ts'
import {
  type ChosenWidths,
  type ColumnId,
  columnRules,
  type FittedColumn,
  fitColumns,
  maxColumnWidth,
  minColumnWidth,
} from './fit-columns.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnVisibilityFeature })
const helper = createColumnHelper<typeof features, ItemRow>()
const definitions = helper.columns(
  columnRules.map(({ id }) => helper.display({ id, minSize: minColumnWidth, maxSize: maxColumnWidth })),
)
// The rows live in the block cache; the table keeps the state of the columns only.
const noRows: ItemRow[] = []

export interface GridColumns {
  readonly columns: readonly FittedColumn[]
  /** Starts following the mouse or the finger from a column's edge. */
  readonly startResize: (id: ColumnId, event: unknown) => void
  readonly widenBy: (id: ColumnId, px: number) => void
  /** Back to the width that fits by itself. */
  readonly resetWidth: (id: ColumnId) => void
}

/** The columns that a list of this width shows. Widths that the user gave last as long as the screen. */
export function useColumns(availableWidth: number): GridColumns {
  const [chosen, setChosen] = useState<ChosenWidths>({})
  const columns = useMemo(() => fitColumns(availableWidth, chosen), [availableWidth, chosen])
  const columnSizing = useMemo(
    (): ColumnSizingState => Object.fromEntries(columns.map(({ id, width }) => [id, width])),
    [columns],
  )
  const columnVisibility = useMemo(
    () => Object.fromEntries(columnRules.map(({ id }) => [id, columns.some((column) => column.id === id)])),
    [columns],
  )
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: 'onChange',
    state: { columnSizing, columnVisibility },
    onColumnSizingChange: (updater) => {
      const next = functionalUpdate(updater, columnSizing)
      setChosen((before) => ({ ...before, ...changedWidths(columnSizing, next) }))
    },
  })

  return {
    columns,
    startResize(id, event) {
      table
        .getFlatHeaders()
        .find((header) => header.id === id)
        ?.getResizeHandler()(event)
    },
    widenBy(id, px) {
      const width = columnSizing[id] ?? minColumnWidth
      setChosen((before) => ({ ...before, [id]: withinLimits(width + px) }))
    },
    resetWidth: useCallback((id) => {
      setChosen(({ [id]: _forgotten, ...others }) => others)
    }, []),
  }
}

const withinLimits = (width: number): number =>
  Math.min(maxColumnWidth, Math.max(minColumnWidth, Math.round(width)))

const changedWidths = (before: ColumnSizingState, after: ColumnSizingState): ChosenWidths =>
  Object.fromEntries(
    Object.entries(after)
      .filter(([id, width]) => before[id] !== width)
      .map(([id, width]) => [id, withinLimits(width)]),
  )
