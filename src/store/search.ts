import type { Sqlite } from './driver.ts'
import { joinedRanges, type RidRange } from './rid-range.ts'
import { foldedWords, partExpression, wordExpression } from './search-expressions.ts'
import { sqlValues } from './sql.ts'
import { remember, type FoundItems, type Workspace } from './workspace.ts'

/**
 * Up to so many hits are ordered by relevance; of more, the newest come first. Each takes a look at its row, which
 * costs about 8 microseconds while a load writes.
 */
const MAX_RANKED = 300
/** Up to so many hits are gathered at once, which takes 1 to 8 ms; more are counted no further than somebody looks. */
const MAX_GATHERED = 2_000

/** Of more rows it is found out by a walk over all hits whether they are among them. */
const MAX_LOOKED_FOR = 100

type Scope = [expression: string, first: number, last: number]

// The driver binds a number beyond 32 bits as a float, and FTS5 ignores a bound that is no integer.
const within = 'rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)'

const index = (table: 'word' | 'part') => ({
  // FTS5 takes half as long again for the other direction.
  oldest: sqlValues<[...Scope, limit: number], number>(
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND ${within} ORDER BY rowid LIMIT ?`,
  ),
  newest: sqlValues<[...Scope, limit: number, offset: number], number>(
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND ${within}
     ORDER BY rowid DESC LIMIT ? OFFSET ?`,
  ),
  count: sqlValues<[...Scope, limit: number], number>(
    `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE ${table} MATCH ? AND ${within} LIMIT ?)`,
  ),
  /** Looks for each row: some 40 microseconds a row. */
  hasFew: sqlValues<[expression: string, rids: string], number>(
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid IN (SELECT value FROM json_each(?))`,
  ),
  /** Walks over the hits between the first row and the last: some 0.1 microseconds a hit. */
  hasMany: sqlValues<[...Scope, rids: string], number>(
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND ${within}
     AND +rowid IN (SELECT value FROM json_each(?))`,
  ),
})
const readSortName = sqlValues<[rid: number], string>('SELECT sort_name FROM item WHERE rid = ?')
const indexes = { word: index('word'), part: index('part') }

/** A window of what a search found. `isMore`: there are more hits than `total`, which nobody has counted. */
export interface FoundWindow {
  readonly rids: readonly number[]
  readonly total: number
  readonly isMore: boolean
}

/**
 * What a text finds in `streams`: rows in which every word of it begins a word; where there are none, rows
 * with the text anywhere in the e-mail address or the phone number.
 */
export function findItems(workspace: Workspace, text: string, streams: readonly number[]): FoundItems {
  const key = keyOf(text, streams)
  return remember(workspace.found, key, workspace.found.get(key) ?? find(workspace.db, text, streams))
}

/** A window of that. `end` is how far somebody looks: hits are counted well ahead of it. */
export function searchItems(
  workspace: Workspace,
  text: string,
  streams: readonly number[],
  { offset, limit, end }: { readonly offset: number; readonly limit: number; readonly end: number },
): FoundWindow {
  const found = counted(workspace.db, findItems(workspace, text, streams), end)
  remember(workspace.found, keyOf(text, streams), found)
  if (found.kind === 'all') {
    return { rids: found.rids.slice(offset, offset + limit), total: found.rids.length, isMore: false }
  }
  const rids = newestAt(workspace.db, found, offset, Math.min(limit, found.total - offset))
  return { rids, total: found.total, isMore: found.isMore }
}

/** The next hits below a row, the highest first. */
export function hitsBelow(db: Sqlite, found: ManyItems, below: number, limit: number): readonly number[] {
  const rids: number[] = []
  for (const { first, last } of found.ranges) {
    if (rids.length >= limit) break
    const end = Math.min(last, below - 1)
    if (end < first) continue
    rids.push(...indexes[found.table].newest(db).all(found.expression, first, end, limit - rids.length, 0))
  }
  return rids
}

/** Which of these rows are among the hits; all of them lie in the streams that were searched. */
export function foundAmong(db: Sqlite, found: FoundItems, rids: readonly number[]): ReadonlySet<number> {
  if (found.kind === 'all') return new Set(found.rids)
  const { hasFew, hasMany } = indexes[found.table]
  const [wanted, { expression }] = [JSON.stringify(rids), found]
  if (rids.length <= MAX_LOOKED_FOR) return new Set(hasFew(db).all(expression, wanted))
  const sorted = rids.toSorted((a, b) => a - b)
  return new Set(hasMany(db).all(expression, sorted[0] ?? 0, sorted.at(-1) ?? 0, wanted))
}

const keyOf = (text: string, streams: readonly number[]): string => JSON.stringify([text, streams])

function find(db: Sqlite, text: string, streams: readonly number[]): FoundItems {
  const ranges = joinedRanges(streams)
  const words = wordExpression(text)
  if (words !== null) {
    const hits = hitsOf(db, 'word', words, ranges, foldedWords(text))
    if (hits.kind === 'many' || hits.rids.length > 0) return hits
  }
  const part = partExpression(text)
  return part === null ? { kind: 'all', table: null, rids: [] } : hitsOf(db, 'part', part, ranges, null)
}

/** `words` say how to rank a few hits; null leaves them as they are, the newest first. */
function hitsOf(
  db: Sqlite,
  table: 'word' | 'part',
  expression: string,
  ranges: readonly RidRange[],
  words: readonly string[] | null,
): FoundItems {
  const rids: number[] = []
  for (const { first, last } of ranges) {
    const limit = MAX_GATHERED + 1 - rids.length
    // The ranges come highest first, and so do their rows.
    rids.push(...indexes[table].oldest(db).all(expression, first, last, limit).reverse())
    if (rids.length > MAX_GATHERED) {
      return { kind: 'many', table, expression, ranges, total: MAX_GATHERED, isMore: true }
    }
  }
  const isRanked = words !== null && rids.length <= MAX_RANKED
  return {
    kind: 'all',
    table: rids.length === 0 ? null : table,
    rids: isRanked ? bestFirst(db, rids, words) : rids,
  }
}

/**
 * Hits in the name before other hits, whole words before beginnings, else as they were. FTS5's own `rank`
 * counts for every word all rows that have it, which takes several times as long as the search.
 */
function bestFirst(db: Sqlite, rids: readonly number[], words: readonly string[]): number[] {
  const classes: [isName: number[], isInName: number[], isElsewhere: number[]] = [[], [], []]
  for (const rid of rids) {
    const names = foldedWords(readSortName(db).get(rid) ?? '')
    const isName = words.every((word) => names.includes(word))
    const isInName = isName || words.every((word) => names.some((name) => name.startsWith(word)))
    classes[isName ? 0 : isInName ? 1 : 2].push(rid)
  }
  return classes.flat()
}

type ManyItems = Extract<FoundItems, { kind: 'many' }>

/** Counts on, well ahead of a window that ends at `end`, so that a list can be scrolled to its very end. */
function counted(db: Sqlite, found: FoundItems, end: number): FoundItems {
  if (found.kind === 'all' || !found.isMore || 2 * end <= found.total) return found
  const most = 4 * end
  const total = countUpTo(db, found, found.ranges, most)
  return { ...found, total, isMore: total === most }
}

function countUpTo(
  db: Sqlite,
  { table, expression }: ManyItems,
  ranges: readonly RidRange[],
  most: number,
): number {
  let total = 0
  for (const { first, last } of ranges) {
    total += indexes[table].count(db).get(expression, first, last, most - total) ?? 0
    if (total >= most) break
  }
  return total
}

function newestAt(db: Sqlite, found: ManyItems, offset: number, limit: number): number[] {
  const rids: number[] = []
  let skip = offset
  for (const range of found.ranges) {
    if (rids.length >= limit) break
    const { first, last } = range
    const rows = indexes[found.table].newest(db).all(found.expression, first, last, limit - rids.length, skip)
    rids.push(...rows)
    // Only where the window begins beyond this range is there any need to know how many it has.
    skip = rows.length > 0 ? 0 : skip - countUpTo(db, found, [range], skip)
  }
  return rids
}
