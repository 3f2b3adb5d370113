import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKey, ItemQuery, ItemRow } from '../../../../shared/model/item.ts'
import type { ListField } from '../../../../shared/model/list-field.ts'
import { useListCount } from '../../../api/use-list-counts.ts'
import { isolated } from '../../../copy/isolated.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import type { FilterFields } from '../filters/use-filter-fields.ts'
import { type BoardColumn as Column, columnsOf, othersColumn } from './board-columns.ts'
import { type ActiveCard, cardAfterKey } from './board-keys.ts'
import { BoardScroller } from './board-style.ts'
import { BoardColumn } from './BoardColumn.tsx'
import { cardFields } from './card-words.ts'
import { useNearColumns } from './use-near-columns.ts'

interface BoardProps {
  readonly query: ItemQuery
  /** The field whose options are the columns. */
  readonly field: ListField
  readonly fields: FilterFields
  readonly selectedKey: ItemKey | null
  readonly onOpen: (row: ItemRow) => void
}

/** The list as cards in columns, one for each option of a field. It shows; nothing is moved on it. */
export function Board({ query, field, fields, selectedKey, onOpen }: BoardProps) {
  const { t } = useTranslation('views')
  const hintId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const others = useMemo(() => othersColumn(query, field), [query, field])
  const hasOthers = (useListCount(others.query)?.total ?? 0) > 0
  const columns = useMemo(
    () => (hasOthers ? [...columnsOf(query, field), others] : columnsOf(query, field)),
    [query, field, others, hasOthers],
  )
  const near = useNearColumns(scroller, columns.length)
  const [totals, setTotals] = useState<Readonly<Record<number, number>>>({})
  const [chosen, setChosen] = useState<ActiveCard>({ column: 0, row: 0 })
  const [focusCount, setFocusCount] = useState(0)
  const keepTotal = useCallback((index: number, total: number) => {
    setTotals((before) => (before[index] === total ? before : { ...before, [index]: total }))
  }, [])

  const totalOf = (column: number): number => totals[column] ?? 0
  // The tab order always leads to a card, as long as there is one.
  const activeColumn =
    totalOf(chosen.column) > 0 ? chosen.column : columns.findIndex((_, index) => totalOf(index) > 0)
  const active: ActiveCard = {
    column: activeColumn,
    row: activeColumn === chosen.column ? Math.min(chosen.row, totalOf(activeColumn) - 1) : 0,
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (!(event.target instanceof HTMLElement) || event.target.closest('[data-card]') === null) return
    const next = cardAfterKey(active, event.key, {
      columns: columns.length,
      totalOf,
      isRtl: document.documentElement.dir === 'rtl',
    })
    if (next === null) return
    event.preventDefault()
    setChosen(next)
    setFocusCount((count) => count + 1)
  }
  const open = (row: ItemRow, column: number, index: number): void => {
    setChosen({ column, row: index })
    onOpen(row)
  }
  const titleOf = ({ kind, value }: Column): string => {
    if (kind === 'none') return t('board.none', { field: isolated(field.label) })
    if (kind === 'others') return t('board.others')
    return field.options.find((option) => option.value === value)?.label ?? value ?? ''
  }
  const shown = useMemo(() => cardFields(fields.fieldOf), [fields])
  const known = useMemo(() => fields.fields.map(({ id }) => id), [fields])
  const amount = query.type === 'deal' ? fields.fieldOf('field:amount') : null
  return (
    <BoardScroller
      ref={scroller}
      role="region"
      aria-label={t('board.label', { field: isolated(field.label) })}
      aria-describedby={hintId}
      onKeyDown={onKeyDown}
    >
      <VisuallyHidden id={hintId}>{t('board.hint')}</VisuallyHidden>
      {columns.map((column, index) =>
        near.has(index) ? (
          <BoardColumn
            key={`${column.kind} ${column.value ?? ''}`}
            title={titleOf(column)}
            index={index}
            column={column}
            fields={shown}
            known={known}
            sumLabel={amount === null ? null : t('board.sum', { field: isolated(amount.label) })}
            selectedKey={selectedKey}
            active={index === active.column ? active.row : null}
            focusCount={focusCount}
            onTotal={keepTotal}
            onOpen={open}
          />
        ) : (
          <section
            key={`${column.kind} ${column.value ?? ''}`}
            className="column"
            aria-label={titleOf(column)}
          >
            <h2 className="head">
              <bdi className="title" title={titleOf(column)}>
                {titleOf(column)}
              </bdi>
            </h2>
          </section>
        ),
      )}
    </BoardScroller>
  )
}
