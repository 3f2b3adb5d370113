import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKey, ItemRow } from '../../../../shared/model/item.ts'
import type { FieldId } from '../../../../shared/model/list-field.ts'
import { isolated } from '../../../copy/isolated.ts'
import { formatCount } from '../../../ui/format.ts'
import type { BoardColumn as Column } from './board-columns.ts'
import { type CardField, requestedCells } from './card-words.ts'
import { ColumnCards } from './ColumnCards.tsx'
import { useCardRows } from './use-card-rows.ts'
import { useColumnSum } from './use-column-sum.ts'

interface BoardColumnProps {
  readonly title: string
  readonly index: number
  readonly column: Column
  readonly fields: readonly CardField[]
  /** The fields of the list, as far as a sum needs them. */
  readonly known: readonly FieldId[]
  readonly sumLabel: string | null
  readonly selectedKey: ItemKey | null
  readonly active: number | null
  readonly focusCount: number
  readonly onTotal: (index: number, total: number) => void
  readonly onOpen: (row: ItemRow, column: number, index: number) => void
}

/** One value of the board's field: how many have it, what they come to, and their cards. */
export function BoardColumn(props: BoardColumnProps) {
  const { title, index, column, fields, onTotal, sumLabel } = props
  const { t } = useTranslation('views')
  const { rows, snapshot } = useCardRows(column.query, requestedCells(fields))
  const { total, isMore } = snapshot
  const sum = useColumnSum(
    column.query,
    props.known,
    sumLabel !== null && total !== null && total > 0 && !isMore,
  )
  useEffect(() => {
    if (total !== null) onTotal(index, total)
  }, [index, total, onTotal])
  const key = isMore ? 'board.columnMore' : 'board.column'
  return (
    <section
      className="column"
      aria-label={total === null ? title : t(key, { name: isolated(title), count: total })}
    >
      <h2 className="head">
        <bdi className="title" title={title}>
          {title}
        </bdi>
        {total !== null && (
          <span className="count">
            {isMore ? t('atLeast', { shown: formatCount(total) }) : formatCount(total)}
          </span>
        )}
        {sum !== null && (
          <span className="sum" title={sumLabel ?? undefined}>
            {formatCount(sum.total)}
            {sum.currency !== null && ` ${isolated(sum.currency)}`}
          </span>
        )}
      </h2>
      <ColumnCards
        title={title}
        column={index}
        rows={rows}
        snapshot={snapshot}
        fields={fields}
        selectedKey={props.selectedKey}
        active={props.active}
        focusCount={props.focusCount}
        onOpen={props.onOpen}
      />
    </section>
  )
}
