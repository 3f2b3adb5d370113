import ArrowIcon from '@mui/icons-material/ArrowUpward'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemSort } from '../../../shared/model/item.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import type { ColumnId } from './fit-columns.ts'
import { headerRow } from './grid-keys.ts'
import type { GridColumns } from './use-columns.ts'

interface GridHeaderProps {
  readonly columns: GridColumns
  /** Null while the rows are ordered by how well they match. */
  readonly sort: ItemSort | null
  /** The column whose header takes part in the tab order; -1 if the active cell is a row's. */
  readonly activeColumn: number
}

const sortableColumns: Partial<Record<ColumnId, ItemSort['by']>> = { name: 'name', updated: 'modified' }

export const sortOfColumn = (id: ColumnId): ItemSort['by'] | null => sortableColumns[id] ?? null

/** The names of the columns; those that sort say so. */
export function GridHeader({ columns, sort, activeColumn }: GridHeaderProps) {
  const { t } = useTranslation('items')
  const hintId = useId()
  return (
    <div role="rowgroup" className="head">
      <VisuallyHidden id={hintId} role="presentation">
        {t('grid.resizeHint')}
      </VisuallyHidden>
      <div role="row" aria-rowindex={1} data-row={headerRow} className="row">
        {columns.columns.map(({ id, position }, column) => {
          const by = sort === null ? null : sortOfColumn(id)
          const direction = by !== null && by === sort?.by ? sort.direction : null
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={position}
              aria-sort={by === null ? undefined : (direction ?? 'none')}
              aria-describedby={hintId}
              data-column={column}
              tabIndex={column === activeColumn ? 0 : -1}
              className={by === null ? 'cell' : 'cell sortable'}
              title={by === null ? undefined : t('grid.sortBy', { column: t(`columns.${id}`) })}
            >
              <span className="text">{t(`columns.${id}`)}</span>
              {direction !== null && <ArrowIcon aria-hidden className={`arrow ${direction}`} />}
              <span
                aria-hidden
                className="edge"
                onMouseDown={(event) => {
                  columns.startResize(id, event.nativeEvent)
                }}
                onTouchStart={(event) => {
                  columns.startResize(id, event.nativeEvent)
                }}
                onDoubleClick={() => {
                  columns.resetWidth(id)
                }}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
