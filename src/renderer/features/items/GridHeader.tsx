import ArrowIcon from '@mui/icons-material/ArrowUpward'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemSort } from '../../../shared/model/item.ts'
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx'
import { headerRow } from './grid-keys.ts'
import { useColumnDrag } from './use-column-drag.ts'
import type { GridColumns } from './use-columns.ts'

interface GridHeaderProps {
  readonly columns: GridColumns
  /** In their order; empty while the rows are ordered by how well they match. */
  readonly sorts: readonly ItemSort[]
  /** The column whose header takes part in the tab order, 0 for the check mark; -1 if the active cell is a row's. */
  readonly activeColumn: number
  /** Whether all rows are selected, or some. */
  readonly selected: boolean | 'mixed'
}

/** The names of the columns, what the rows are sorted by, and how to sort, move and widen them. */
export function GridHeader({ columns, sorts, activeColumn, selected }: GridHeaderProps) {
  const { t } = useTranslation('grid')
  const id = useId()
  const drag = useColumnDrag(columns.moveTo)
  return (
    <div role="rowgroup" className="head">
      <VisuallyHidden id={id} role="presentation">
        {t('header.hint')}
      </VisuallyHidden>
      {sorts.map(({ by, direction }, rank) => (
        <VisuallyHidden key={by} id={`${id}-${String(rank)}`} role="presentation">
          {sorts.length > 1 ? t(`header.rank.${direction}`, { rank: rank + 1 }) : t(`header.${direction}`)}
        </VisuallyHidden>
      ))}
      <div role="row" aria-rowindex={1} data-row={headerRow} className="row">
        <div role="columnheader" aria-colindex={1} className="cell check pinned">
          <span
            role="checkbox"
            aria-checked={selected}
            aria-label={t('select.all')}
            data-column={0}
            tabIndex={activeColumn === 0 ? 0 : -1}
          />
        </div>
        {columns.columns.map(({ id: field, position, pin, field: { label } }, place) => {
          const rank = sorts.findIndex(({ by }) => by === field)
          const direction = sorts[rank]?.direction ?? null
          return (
            <div
              key={field}
              role="columnheader"
              aria-label={label}
              aria-colindex={position + 1}
              aria-sort={rank === 0 ? (direction ?? undefined) : undefined}
              aria-describedby={direction === null ? id : `${id}-${String(rank)} ${id}`}
              data-column={place + 1}
              data-field={field}
              tabIndex={place + 1 === activeColumn ? 0 : -1}
              className={`cell sortable${pin === null ? '' : ' pinned'}${drag.target === field ? ' over' : ''}`}
              style={pin ?? undefined}
              title={t('header.sortBy', { column: label })}
              onPointerDown={(event) => {
                if (event.target instanceof Element && event.target.closest('.edge') !== null) return
                drag.start(field, event)
              }}
            >
              <bdi className="text">{label}</bdi>
              {direction !== null && (
                <>
                  <ArrowIcon aria-hidden className={`arrow ${direction}`} />
                  {sorts.length > 1 && (
                    <span aria-hidden className="rank">
                      {rank + 1}
                    </span>
                  )}
                </>
              )}
              <span
                aria-hidden
                className="edge"
                onMouseDown={(event) => {
                  columns.startResize(field, event.nativeEvent)
                }}
                onTouchStart={(event) => {
                  columns.startResize(field, event.nativeEvent)
                }}
                onDoubleClick={() => {
                  columns.resetWidth(field)
                }}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}
