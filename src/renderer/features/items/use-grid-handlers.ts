import { type KeyboardEvent, type MouseEvent, useRef } from 'react'
import type { ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import type { StepLetters } from '../../api/use-command-keys.ts'
import { isRightToLeft } from '../../ui/direction.ts'
import { type Cell, cellAfterKey, type GridExtent, headerRow } from './grid-keys.ts'
import type { RowBlocks } from './row-blocks.ts'
import { cellOf } from './use-active-cell.ts'
import type { GridColumns } from './use-columns.ts'
import type { RowSelection } from './use-selection.ts'

/** The details that a first press opens move the columns away below the second one of a double click. */
interface PressedCell {
  readonly row: ItemRow
  readonly field: FieldId
}

interface GridActions {
  readonly rows: RowBlocks<ItemRow>
  readonly extent: GridExtent
  readonly columns: GridColumns
  readonly selection: RowSelection
  readonly sort: (by: FieldId, isAdded: boolean) => void
  readonly open: (row: ItemRow) => void
  /** Makes a cell the active one and brings its row into view. */
  readonly goTo: (cell: Cell) => void
  /** The keyboard came to another row. */
  readonly moved: (row: ItemRow) => void
  readonly edit: (row: ItemRow, field: FieldId) => void
  readonly stopEditing: () => void
  readonly copy: (row: ItemRow | null, isMenuWanted: boolean) => void
  /** Letters that are Down and Up, as in mail programs. */
  readonly stepOf: StepLetters['stepOf']
}

const widthStepPx = 16
const mirrored: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }
const steps: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 }

/** Keys of a side, by the side of the text. */
const keyAsWritten = (key: string): string => (isRightToLeft() ? (mirrored[key] ?? key) : key)

/** What the keys and the mouse do in the grid. Answers handlers; those of keys answer whether the key was theirs. */
export function useGridHandlers(actions: GridActions) {
  const pressed = useRef<PressedCell | null>(null)
  const { rows, extent, columns, selection } = actions
  const fieldAt = ({ column }: Cell): FieldId | null => columns.columns[column - 1]?.id ?? null
  const isAllSelected = selection.selected.kind === 'all' && selection.selected.except.size === 0

  const inHeader = (from: Cell, key: string, event: KeyboardEvent): boolean => {
    const field = fieldAt(from)
    const step = steps[key]
    if (key === 'Enter' || key === ' ') {
      if (field !== null) actions.sort(field, event.shiftKey)
      else if (isAllSelected) selection.clear()
      else selection.selectAll()
      return true
    }
    if (field === null || step === undefined || !event.shiftKey) return false
    if (event.ctrlKey || event.metaKey) {
      columns.moveBy(field, step)
      const column = from.column + step
      if (column > 0) actions.goTo({ row: headerRow, column: Math.min(column, extent.columns - 1) })
    } else columns.widenBy(field, step * widthStepPx)
    return true
  }

  const inRow = (from: Cell, key: string, event: KeyboardEvent): boolean => {
    const row = rows.rowAt(from.row)
    const field = fieldAt(from)
    if (key === ' ') {
      if (event.shiftKey) selection.extendTo(from.row, from.row)
      else selection.toggle(from.row)
    } else if (key === 'Enter' && field === null) selection.toggle(from.row)
    else if (key === 'Enter') {
      if (row !== null) actions.open(row)
    } else if (key === 'F2') {
      if (row !== null && field !== null) actions.edit(row, field)
    } else return false
    return true
  }

  const extended = (from: Cell, key: string, event: KeyboardEvent): Cell | null => {
    if (from.row === headerRow || key in steps) return null
    const { ctrlKey, metaKey, altKey } = event
    const to = cellAfterKey(from, { key, ctrlKey, metaKey, altKey, shiftKey: false }, extent)
    if (to === null || to.row === headerRow || to.row === from.row) return null
    selection.extendTo(to.row, from.row)
    return to
  }

  const withControl = (from: Cell, { key, shiftKey }: KeyboardEvent): boolean => {
    const row = from.row === headerRow ? null : rows.rowAt(from.row)
    if (key.toLowerCase() === 'a' && !shiftKey) selection.selectMore()
    else if (key.toLowerCase() === 'c') actions.copy(row, shiftKey)
    else return false
    return true
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    // An editor in a cell has keys of its own.
    if (event.defaultPrevented) return
    if (event.target instanceof Element && event.target.closest('.edited') !== null) {
      if (event.key !== 'Escape') return
      event.preventDefault()
      actions.stopEditing()
      return
    }
    const from = cellOf(event.target)
    if (from === null) return
    const letterStep = actions.stepOf(event)
    const key = letterStep === null ? keyAsWritten(event.key) : letterStep > 0 ? 'ArrowDown' : 'ArrowUp'
    const isOurs =
      from.row === headerRow ? inHeader(from, key, event) : !event.ctrlKey && inRow(from, key, event)
    if (isOurs || ((event.ctrlKey || event.metaKey) && withControl(from, event))) {
      event.preventDefault()
      return
    }
    const { ctrlKey, metaKey, altKey } = event
    // A sign may need Shift to be typed.
    const shiftKey = event.shiftKey && letterStep === null
    const to =
      (shiftKey ? extended(from, key, event) : null) ??
      cellAfterKey(from, { key, ctrlKey, metaKey, altKey, shiftKey }, extent)
    if (to === null) return
    event.preventDefault()
    actions.goTo(to)
    const item = to.row === from.row || shiftKey ? null : rows.rowAt(to.row)
    if (item === null) return
    selection.startAt(to.row)
    actions.moved(item)
  }

  const onClick = (event: MouseEvent): void => {
    const { target } = event
    const at = cellOf(target)
    if (at === null || !(target instanceof Element) || target.closest('.edge, .edited') !== null) return
    const field = fieldAt(at)
    const row = rows.rowAt(at.row)
    if (at.row === headerRow) {
      if (field !== null) actions.sort(field, event.shiftKey)
      else if (isAllSelected) selection.clear()
      else selection.selectAll()
    } else if (event.shiftKey) selection.extendTo(at.row, at.row)
    else if (field === null || event.ctrlKey || event.metaKey) selection.toggle(at.row)
    else if (row !== null && event.detail < 2) {
      pressed.current = { row, field }
      selection.startAt(at.row)
      actions.open(row)
    }
  }

  const onDoubleClick = (event: MouseEvent): void => {
    const { current } = pressed
    const { target } = event
    if (current === null || (target instanceof Element && target.closest('.edited, .head') !== null)) return
    actions.edit(current.row, current.field)
  }
  return { onKeyDown, onClick, onDoubleClick }
}
