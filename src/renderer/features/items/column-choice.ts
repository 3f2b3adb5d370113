import type { Column } from '../../../shared/model/arrangement.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'

/** What an arrangement can hold. */
export const mostColumns = 60
export const minColumnWidth = 80
export const maxColumnWidth = 800

const defaultFields = ['name', 'type', 'source', 'email', 'organisation', 'phone', 'modified'] as const

/** What a list shows until somebody chooses. */
export const defaultColumns: readonly Column[] = defaultFields.map((field) => ({
  field,
  width: null,
  isPinned: field === 'name',
}))

/** Whether they are the columns of the start, whatever their widths. */
export const isDefaultChoice = (columns: readonly Column[]): boolean =>
  columns.length === defaultColumns.length &&
  defaultColumns.every(
    ({ field, isPinned }, index) => columns[index]?.field === field && columns[index].isPinned === isPinned,
  )

/**
 * The pinned ones first, each field once, and the name among them always: it is the header of its row. What was kept
 * may be of another version.
 */
export function inOrder(columns: readonly Column[]): readonly Column[] {
  const once = [...new Map(columns.map((column) => [column.field, column])).values()]
  const hasName = once.some(({ field }) => field === 'name')
  const all = hasName ? once : [{ field: 'name' as const, width: null, isPinned: true }, ...once]
  return [...all.filter(({ isPinned }) => isPinned), ...all.filter(({ isPinned }) => !isPinned)].slice(
    0,
    mostColumns,
  )
}

/** With the field as the last column, or without it. The name stays, and there are never more than fit. */
export function toggledColumn(columns: readonly Column[], field: FieldId): readonly Column[] {
  if (field === 'name') return columns
  if (columns.some((one) => one.field === field)) return columns.filter((one) => one.field !== field)
  return columns.length >= mostColumns ? columns : [...columns, { field, width: null, isPinned: false }]
}

/** With the column kept at the start of the line, or let go again. */
export const pinToggled = (columns: readonly Column[], field: FieldId): readonly Column[] =>
  inOrder(columns.map((one) => (one.field === field ? { ...one, isPinned: !one.isPinned } : one)))

/** With the column at the place of another, as far as the pinned ones and the others stay apart. */
export function movedTo(columns: readonly Column[], field: FieldId, target: FieldId): readonly Column[] {
  const from = columns.findIndex((one) => one.field === field)
  const to = columns.findIndex((one) => one.field === target)
  const moved = columns[from]
  if (moved === undefined || to < 0 || from === to) return columns
  return inOrder(columns.toSpliced(from, 1).toSpliced(to, 0, moved))
}

/** With the column one place on or back. */
export function movedBy(columns: readonly Column[], field: FieldId, step: 1 | -1): readonly Column[] {
  const target = columns[columns.findIndex((one) => one.field === field) + step]
  return target === undefined ? columns : movedTo(columns, field, target.field)
}

/** Px; null lets it fit by itself. */
export const withWidth = (
  columns: readonly Column[],
  field: FieldId,
  width: number | null,
): readonly Column[] =>
  columns.map((one) =>
    one.field === field ? { ...one, width: width === null ? null : withinLimits(width) } : one,
  )

const withinLimits = (width: number): number =>
  Math.min(maxColumnWidth, Math.max(minColumnWidth, Math.round(width)))
