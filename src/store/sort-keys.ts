import { sortName } from './fold.ts'
import type { SqlPiece } from './field-sql.ts'

/** One of the orders of a list. */
export interface SortColumn {
  readonly sql: SqlPiece
  /** The column is folded and cut as names are for sorting. */
  readonly isFolded: boolean
  readonly direction: 1 | -1
}

export type SortKey = string | number | null

/** A row's id and what it is ordered by. */
export type KeyedRow = [rid: number, ...keys: SortKey[]]

const OUT_OF_ORDER = /[\ud800-\uffff]/
/** The unit after the last half of a high code point; how many halves there are, and units after them. */
const AFTER_HALVES = 0xe000
const HALVES = 0x800
const OTHERS = 0x2000

/** What was read of a row as it is compared, in place: copying a million rows takes its time. */
export function toKeys(row: KeyedRow, columns: readonly SortColumn[]): KeyedRow {
  for (const [n, { isFolded }] of columns.entries()) {
    const value = row[n + 1]
    if (typeof value === 'string') row[n + 1] = inByteOrder(isFolded ? value : sortName(value))
  }
  return row
}

/**
 * SQLite orders text by its UTF-8 bytes, that is by code points, JavaScript by UTF-16 units: surrogates, the halves of
 * high code points, come after all others in the one and before some in the other.
 */
function inByteOrder(text: string): string {
  if (!OUT_OF_ORDER.test(text)) return text
  return text.replaceAll(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0)
    return String.fromCharCode(code < AFTER_HALVES ? code + OTHERS : code - HALVES)
  })
}

/**
 * Numbers by value and before texts, rows without a value last in both directions, those that are equal in all by
 * their ids in the direction of the last order.
 */
export function comparingRows(columns: readonly SortColumn[]): (a: KeyedRow, b: KeyedRow) => number {
  const directions = columns.map(({ direction }) => direction)
  const last = directions.at(-1) ?? 1
  return (a, b) => {
    for (const [n, direction] of directions.entries()) {
      const [one, other] = [a[n + 1] ?? null, b[n + 1] ?? null]
      if (one === other) continue
      if (one === null) return 1
      if (other === null) return -1
      const isText = typeof one === 'string'
      if (isText !== (typeof other === 'string')) return isText ? direction : -direction
      return one < other ? -direction : direction
    }
    return (a[0] - b[0]) * last
  }
}
