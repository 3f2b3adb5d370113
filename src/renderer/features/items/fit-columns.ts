import type { Column } from '../../../shared/model/arrangement.ts'
import type { FieldId, FieldKind } from '../../../shared/model/list-field.ts'
import { isDefaultChoice } from './column-choice.ts'

interface ColumnRule {
  /** Px below which the column says nothing. */
  readonly minWidth: number
  /** The share of what is left over; 0 keeps the smallest width. */
  readonly growth: number
  /** The highest goes first when there is no room; null stays always. */
  readonly leavesAt: number | null
}

const ownRules: Partial<Record<FieldId, ColumnRule>> = {
  name: { minWidth: 180, growth: 3, leavesAt: null },
  type: { minWidth: 124, growth: 0, leavesAt: 3 },
  source: { minWidth: 124, growth: 1, leavesAt: 5 },
  email: { minWidth: 184, growth: 3, leavesAt: 1 },
  organisation: { minWidth: 132, growth: 2, leavesAt: 4 },
  phone: { minWidth: 152, growth: 0.5, leavesAt: 6 },
  modified: { minWidth: 124, growth: 0, leavesAt: 2 },
}

const rulesOfKinds: Readonly<Record<FieldKind, ColumnRule>> = {
  text: { minWidth: 148, growth: 1, leavesAt: null },
  number: { minWidth: 108, growth: 0, leavesAt: null },
  date: { minWidth: 124, growth: 0, leavesAt: null },
  time: { minWidth: 172, growth: 0, leavesAt: null },
  choice: { minWidth: 132, growth: 0.5, leavesAt: null },
  choices: { minWidth: 148, growth: 1, leavesAt: null },
  flag: { minWidth: 92, growth: 0, leavesAt: null },
  email: { minWidth: 184, growth: 1, leavesAt: null },
  phone: { minWidth: 152, growth: 0, leavesAt: null },
  address: { minWidth: 172, growth: 1, leavesAt: null },
}

/** Px of the column that holds the check marks, before all others. */
export const checkWidth = 40

/** Pinned columns take no more of the list than this; what is beyond scrolls along. */
const mostPinned = 0.7

export interface FittedColumn {
  readonly id: FieldId
  /** Px. */
  readonly width: number
  /** From 1, counted over all columns, so that a screen reader notices that some are left out. */
  readonly position: number
  /** Where a pinned column stays while the others scroll; null for those that scroll. */
  readonly pin: { readonly insetInlineStart: number } | null
}

/**
 * Which columns a list of this width shows, and how wide. Those of the start leave until the rest fits at its
 * smallest; columns that somebody chose all stay, and the list scrolls sideways. What is left over is shared out. A
 * width that the user gave is kept: a column must not vanish because another one was widened. `textScale`: how much larger
 * than usual the text is.
 */
export function fitColumns(
  availableWidth: number,
  columns: readonly Column[],
  kindOf: (field: FieldId) => FieldKind,
  textScale = 1,
): FittedColumn[] {
  const room = availableWidth - checkWidth
  const ruleOf = ({ field }: Column): ColumnRule => {
    const rule = ownRules[field] ?? rulesOfKinds[kindOf(field)]
    return { ...rule, minWidth: Math.ceil(rule.minWidth * textScale) }
  }
  const shown = isDefaultChoice(columns) ? withoutLeavers(columns, ruleOf, room) : columns
  const smallest = shown.map((column) => column.width ?? ruleOf(column).minWidth)
  const shares = shown.map((column) => (column.width === null ? ruleOf(column).growth : 0))
  const spare = Math.max(0, Math.floor(room) - sum(smallest))
  const growing = sum(shares)
  const widths = smallest.map((width, index) =>
    growing === 0 ? width : width + Math.floor((spare * (shares[index] ?? 0)) / growing),
  )
  let pinned = checkWidth
  let isFull = false
  return shown.map(({ field, isPinned }, index) => {
    const width = widths[index] ?? 0
    const start = pinned
    // Where one has to scroll along, those behind it do too: they would pass over it.
    isFull ||= start + width > availableWidth * mostPinned
    const isStuck = isPinned && !isFull
    if (isStuck) pinned += width
    return {
      id: field,
      width,
      position: columns.findIndex((column) => column.field === field) + 1,
      pin: isStuck ? { insetInlineStart: start } : null,
    }
  })
}

function withoutLeavers(
  columns: readonly Column[],
  ruleOf: (column: Column) => ColumnRule,
  room: number,
): readonly Column[] {
  let shown = columns
  while (sum(shown.map((column) => ruleOf(column).minWidth)) > room) {
    const leaver = shown
      .filter((column) => ruleOf(column).leavesAt !== null)
      .toSorted((one, other) => (ruleOf(other).leavesAt ?? 0) - (ruleOf(one).leavesAt ?? 0))[0]
    if (leaver === undefined) break
    shown = shown.filter((column) => column !== leaver)
  }
  return shown
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
