import type { Sqlite, Statement } from './driver.ts'
import { rawStatement } from './list-build.ts'
import type { ListPlan } from './list-plan.ts'
import { cachedSource, givenSource, readSource, sourceOver } from './list-source.ts'
import type { RowIds } from './row-ids.ts'
import { comparingRows, toKeys, type KeyedRow } from './sort-keys.ts'
import type { SpecialRow } from './special-rows.ts'

/** A row of a list: of the cache, or of the outbox alone. */
export interface ListEntry {
  readonly rid: number | null
  readonly laidRid: number | null
  readonly isOutside: boolean
}

/** How a list differs from the rows of the cache that were put in order. */
export interface Overlay {
  /** Rows that come before all others. */
  readonly ahead: readonly ListEntry[]
  /** Positions of the ordered rows that are left out, in order. */
  readonly removed: readonly number[]
  /** Rows that come before those at their positions, in order. */
  readonly inserted: readonly { readonly at: number; readonly entry: ListEntry }[]
  /** Rows that stay in their positions although they do not match. */
  readonly outside: ReadonlySet<number>
}

export const noOverlay: Overlay = { ahead: [], removed: [], inserted: [], outside: new Set() }

/** An overlay that is being worked out. */
export interface OverlayBuild {
  /** Works until then (`performance.now()`) and a moment longer; null as long as it is not complete. */
  goOn(db: Sqlite, untilMs: number): Overlay | null
}

const STEP = 20

interface Looked {
  readonly special: SpecialRow
  readonly isMatch: boolean
  readonly keys: KeyedRow
}

export function startOverlay(plan: ListPlan, rids: RowIds, specials: readonly SpecialRow[]): OverlayBuild {
  const look = looking(plan)
  const place = placing(plan, rids)
  const looked: Looked[] = []
  const inserted: { at: number; keys: KeyedRow; entry: ListEntry }[] = []
  let at = 0
  let positions: ReadonlyMap<number, number> | null = null
  let placed = 0
  return {
    goOn(db, untilMs) {
      for (; at < specials.length; at += STEP) {
        if (performance.now() >= untilMs) return null
        looked.push(...look(db, specials.slice(at, at + STEP)))
      }
      positions ??= positionsOf(rids, looked)
      for (; placed < looked.length; placed++) {
        if (placed % STEP === 0 && performance.now() >= untilMs) return null
        const one = looked[placed]
        if (one === undefined || !isSorted(plan, one)) continue
        inserted.push({ at: place(db, one.keys, positions), keys: one.keys, entry: entryOf(one) })
      }
      return overlayOf(plan, looked, positions, inserted)
    },
  }
}

/** Where rows of the cache stand that are not at home there, by row id. */
function positionsOf(rids: RowIds, looked: readonly Looked[]): ReadonlyMap<number, number> {
  const wanted = new Set(looked.flatMap(({ special }) => special.under ?? []))
  const positions = new Map<number, number>()
  if (wanted.size === 0) return positions
  for (let position = 0; position < rids.length; position++) {
    if (wanted.has(rids.at(position))) positions.set(rids.at(position), position)
  }
  return positions
}

/** It stands among the ordered rows, by its own keys. */
const isSorted = ({ order }: ListPlan, { special, isMatch }: Looked): boolean =>
  order.length > 0 && special.under !== null && (isMatch || special.isKept)

const entryOf = ({ special, isMatch }: Looked): ListEntry => ({
  rid: special.under,
  laidRid: special.laid?.rid ?? null,
  isOutside: !isMatch,
})

function overlayOf(
  plan: ListPlan,
  looked: readonly Looked[],
  positions: ReadonlyMap<number, number>,
  inserted: readonly { at: number; keys: KeyedRow; entry: ListEntry }[],
): Overlay {
  const compare = comparingRows(plan.order)
  const isShown = (one: Looked): boolean => one.isMatch || one.special.isKept
  const positionOf = ({ special }: Looked): number | undefined =>
    special.under === null ? undefined : positions.get(special.under)
  /** In the order of a search a row keeps the position that it was found at. */
  const staysAt = (one: Looked): boolean =>
    plan.order.length === 0 && isShown(one) && positionOf(one) !== undefined
  return {
    ahead: looked.filter((one) => isShown(one) && !isSorted(plan, one) && !staysAt(one)).map(entryOf),
    removed: looked
      .filter((one) => !staysAt(one))
      .flatMap((one) => positionOf(one) ?? [])
      .sort((a, b) => a - b),
    inserted: inserted
      .toSorted((a, b) => a.at - b.at || compare(a.keys, b.keys))
      .map(({ at, entry }) => ({ at, entry })),
    outside: new Set(
      looked.filter((one) => staysAt(one) && !one.isMatch).flatMap(({ special }) => special.under ?? []),
    ),
  }
}

type Params = (string | number)[]

/** Puts rows, with what lies over them, to the filter, and reads what they are ordered by. */
function looking(plan: ListPlan): (db: Sqlite, specials: readonly SpecialRow[]) => readonly Looked[] {
  const keys = plan.order.map((one) => one.sql)
  const { query, where } = plan
  const text = `SELECT source.rid, (${where.text})${keys.map((key) => `, ${key.text}`).join('')}
    FROM ${givenSource}`
  const before = [...where.params, ...keys.flatMap(({ params }) => params)]
  let statement: Statement<Params, [rid: number, isMatch: number | null, ...keys: KeyedRow]> | null = null
  return (db, specials) => {
    const rows = specials.flatMap((special) => {
      const { under, laid } = special
      const source = under === null ? null : readSource(db, under, plan.needsRecord)
      // It was there a moment ago.
      if (under !== null && source === null) return []
      const row = sourceOver(source, laid, plan.fields)
      const isWithin = query.parentKey === null || row?.parent_key === query.parentKey
      return row === null || !isWithin ? [] : [{ special, row }]
    })
    statement ??= rawStatement(db, text) as unknown as typeof statement
    const found = statement?.all(...before, JSON.stringify(rows.map(({ row }) => row))) ?? []
    return rows.map(({ special, row }, n) => {
      const [, isMatch, ...values] = found[n] ?? [row.rid, 0]
      return {
        special,
        isMatch: isMatch === 1 && special.isFound,
        keys: toKeys([row.rid, ...values], plan.order),
      }
    })
  }
}

/** Finds the position among the ordered rows that a row with these keys comes before. */
function placing(
  { order, needsRecord }: ListPlan,
  rids: RowIds,
): (db: Sqlite, row: KeyedRow, others: ReadonlyMap<number, number>) => number {
  const compare = comparingRows(order)
  const text = `SELECT ${['source.rid', ...order.map((one) => one.sql.text)].join(', ')}
    FROM ${cachedSource(needsRecord)}`
  const before = order.flatMap((one) => one.sql.params)
  let statement: Statement<Params, KeyedRow> | null = null
  return (db, row, others) => {
    const read = (statement ??= rawStatement(db, text))
    const keysAt = (position: number): KeyedRow | null => {
      const rid = rids.at(position)
      // What the cache says of such a row is not what it is ordered by.
      const found = others.has(rid) ? undefined : read.all(...before, JSON.stringify([rid]))[0]
      return found === undefined ? null : toKeys(found, order)
    }
    let [low, high] = [0, rids.length]
    while (low < high) {
      const middle = (low + high) >> 1
      let at = middle
      let keys = keysAt(at)
      while (keys === null && at + 1 < high) keys = keysAt(++at)
      if (keys === null) high = middle
      else if (compare(keys, row) < 0) low = at + 1
      else high = middle
    }
    return low
  }
}
