import Box from '@mui/material/Box'
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../../ui/copy-text.ts'
import type { Json } from '../record-properties.ts'
import {
  copyOf,
  isMore,
  type JsonRow,
  type MoreRow,
  rowsOf,
  type Unfolded,
  type ValueRow,
  valueAt,
} from './json-rows.ts'
import { MarkedText } from './MarkedText.tsx'
import { treeLook } from './json-look.ts'
import { moveInTree } from './tree-keys.ts'

interface JsonTreeProps {
  readonly record: Json
  readonly unfolded: Unfolded
  readonly onUnfold: (unfolded: Unfolded) => void
  /** The row that the keyboard is at, by its path as text. */
  readonly activeId: string | null
  readonly onActivate: (row: JsonRow) => void
  readonly wanted: RegExp | null
  /** The row that the search is at. */
  readonly currentId: string | null
}

/** The record as a tree: of it only what is open, and of what is long only a part (WAI-ARIA tree view). */
export function JsonTree(props: JsonTreeProps) {
  const { record, unfolded, onUnfold, onActivate, wanted, currentId } = props
  const { t } = useTranslation('detail')
  const tree = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(record, unfolded), [record, unfolded])
  const activeId = rows.some(({ id }) => id === props.activeId) ? props.activeId : (rows[0]?.id ?? null)

  useEffect(() => {
    if (currentId !== null) rowElement(tree.current, currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  const setOpen = ({ id }: ValueRow, isOpen: boolean): void => {
    const open = new Set(unfolded.open)
    if (isOpen) open.add(id)
    else open.delete(id)
    onUnfold({ ...unfolded, open })
  }
  const draw = ({ parentId, span }: MoreRow): void => {
    onUnfold({ ...unfolded, spans: new Map(unfolded.spans).set(parentId, span) })
  }
  const choose = (row: JsonRow): void => {
    onActivate(row)
    if (isMore(row)) draw(row)
    else if (row.size !== null) setOpen(row, !row.isOpen)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const active = rows.find(({ id }) => id === activeId)
    if (active === undefined || event.altKey) return
    if (event.ctrlKey || event.metaKey) {
      // A text that somebody selected with the mouse is copied by the browser.
      const isSelected = window.getSelection()?.isCollapsed === false
      if (event.key === 'c' && !isSelected) copyText(copyOf(valueAt(record, active.path)))
      return
    }
    const move = moveInTree(rows, active, event.key)
    if (move === null) return
    event.preventDefault()
    switch (move.kind) {
      case 'to':
        onActivate(move.row)
        rowElement(tree.current, move.row.id)?.focus()
        break
      case 'open':
        setOpen(move.row, move.isOpen)
        break
      case 'choose':
        choose(active)
        break
      case 'stay':
        break
    }
  }

  return (
    <Box
      ref={tree}
      role="tree"
      aria-label={t('json.label')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      sx={treeLook}
    >
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          isActive={row.id === activeId}
          wanted={wanted}
          isCurrent={row.id === currentId}
          onChoose={() => {
            choose(row)
          }}
        />
      ))}
    </Box>
  )
}

const rowElement = (tree: HTMLElement | null, id: string): HTMLElement | null =>
  [...(tree?.children ?? [])].find(
    (element): element is HTMLElement => element instanceof HTMLElement && element.dataset['path'] === id,
  ) ?? null

interface RowProps {
  readonly row: JsonRow
  readonly isActive: boolean
  readonly wanted: RegExp | null
  readonly isCurrent: boolean
  readonly onChoose: () => void
}

const sameRow = (before: RowProps, after: RowProps): boolean =>
  before.row === after.row &&
  before.isActive === after.isActive &&
  before.wanted === after.wanted &&
  before.isCurrent === after.isCurrent

const Row = memo(function Row({ row, isActive, wanted, isCurrent, onChoose }: RowProps) {
  const { t } = useTranslation('detail')
  const place = { '--level': row.level } as Record<string, number>
  if (isMore(row)) {
    return (
      // The tree itself handles the keys of its items.
      // eslint-disable-next-line jsx-a11y/click-events-have-key-events
      <div
        role="treeitem"
        aria-level={row.level}
        aria-selected={isActive}
        tabIndex={isActive ? 0 : -1}
        data-path={row.id}
        className="row more"
        style={place}
        onClick={onChoose}
      >
        {t(`json.${row.kind}`, { count: row.left })}
      </div>
    )
  }
  const { name, kind, text, size, isOpen } = row
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- as above
    <div
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-expanded={size === null ? undefined : isOpen}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      data-path={row.id}
      className="row"
      style={place}
      onClick={onChoose}
    >
      <span aria-hidden className={size === null ? 'toggle none' : isOpen ? 'toggle open' : 'toggle'} />
      <bdi className="name">
        <MarkedText text={name} wanted={wanted} isCurrent={isCurrent} />
      </bdi>
      :{' '}
      {size === null ? (
        <bdi className={kind}>
          <MarkedText text={text} wanted={wanted} isCurrent={isCurrent} />
        </bdi>
      ) : (
        <span className="size">{t(kind === 'list' ? 'json.entries' : 'json.members', { count: size })}</span>
      )}
    </div>
  )
}, sameRow)
