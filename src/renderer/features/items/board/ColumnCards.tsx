import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKey, ItemRow } from '../../../../shared/model/item.ts'
import { problemOf } from '../../../api/client.ts'
import { isolated } from '../../../copy/isolated.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import type { RowBlocks, RowsSnapshot } from '../row-blocks.ts'
import { useRowWindow } from '../use-row-window.ts'
import { useCardHeight } from './board-style.ts'
import { type CardField, cardLines } from './card-words.ts'

interface ColumnCardsProps {
  readonly title: string
  readonly column: number
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
  readonly fields: readonly CardField[]
  readonly selectedKey: ItemKey | null
  /** The card that takes part in the tab order; null where that is in another column. */
  readonly active: number | null
  /** Grows whenever the keyboard is to go to the active card; 0 for never. */
  readonly focusCount: number
  readonly onOpen: (row: ItemRow, column: number, index: number) => void
}

/** Cards beyond the drawn ones that are loaded ahead. */
const cardsAhead = 20

/** The cards of one column, however many, in one scroll. */
export function ColumnCards(props: ColumnCardsProps) {
  const { title, column, rows, snapshot, fields, active, focusCount } = props
  const { t } = useTranslation(['items', 'views'])
  const scroller = useRef<HTMLDivElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  const rowCount = snapshot.total ?? 0
  const cardHeight = useCardHeight()
  const view = useRowWindow({
    scroller,
    sheet,
    rowCount,
    rowHeight: cardHeight,
    headerHeight: 0,
    focusedRow: active ?? -1,
    initialOffset: 0,
  })
  const { firstRow, lastRow, showRow } = view

  useEffect(() => {
    rows.show(firstRow - cardsAhead, Math.min(lastRow + cardsAhead, Math.max(rowCount - 1, 0)))
  }, [rows, firstRow, lastRow, rowCount])

  const focused = useRef(0)
  useLayoutEffect(() => {
    if (active === null || focusCount === 0 || focused.current === focusCount) return
    focused.current = focusCount
    showRow(active)
    scroller.current?.querySelector<HTMLElement>('[data-card][tabindex="0"]')?.focus({ preventScroll: true })
    scroller.current?.closest('.column')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active, focusCount, showRow])

  return (
    <div ref={scroller} className="cards">
      {snapshot.failure !== null && (
        <ErrorNotice {...problemOf(snapshot.failure)} actions={{ retry: rows.refresh }} />
      )}
      {snapshot.total === null && snapshot.failure === null && (
        <p className="note">{t('views:board.loading')}</p>
      )}
      {snapshot.total === 0 && <p className="note">{t('views:board.empty')}</p>}
      <div style={{ height: view.trackHeight }}>
        <div ref={sheet} role={rowCount === 0 ? undefined : 'list'} aria-label={title} className="sheet">
          {view.rows.map(({ index, place }) => {
            const row = rows.rowAt(index)
            return (
              <div
                key={index}
                role="listitem"
                aria-setsize={snapshot.isMore ? -1 : rowCount}
                aria-posinset={index + 1}
                className="slot"
                style={{ transform: `translateY(${String(place * cardHeight)}px)` }}
              >
                <button
                  type="button"
                  className="card"
                  data-card={index}
                  data-column={column}
                  tabIndex={index === active ? 0 : -1}
                  aria-busy={row === null}
                  aria-label={row === null ? t('views:board.loading') : undefined}
                  aria-current={row !== null && row.key === props.selectedKey}
                  onClick={() => {
                    if (row !== null) props.onOpen(row, column, index)
                  }}
                >
                  {row !== null && <CardText row={row} fields={fields} unnamed={t('unnamed')} />}
                </button>
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface CardTextProps {
  readonly row: ItemRow
  readonly fields: readonly CardField[]
  readonly unnamed: string
}

function CardText({ row, fields, unnamed }: CardTextProps) {
  const name = row.name.trim() === '' ? unnamed : row.name
  return (
    <>
      <bdi className="name" title={name}>
        {name}
      </bdi>
      {cardLines(row, fields).map(({ label, text, isBare }) => (
        <bdi key={label} className="line" title={`${isolated(label)}: ${isolated(text)}`}>
          {isBare && <bdi className="label">{label}</bdi>}
          <bdi className="value">{text}</bdi>
        </bdi>
      ))}
    </>
  )
}
