import type { Sqlite } from './driver.ts'
import { joinedRanges, type RidRange } from './rid-range.ts'
import { foldedWords, partExpression, wordExpression } from './search-expressions.ts'
import { sql } from './sql.ts'
import { remember, type FoundItems, type Workspace } from './workspace.ts'

/** Up to so many hits are ordered by relevance; of more, the newest come first. */
const MAX_RANKED = 1_000

type Scope = [expression: string, first: number, last: number]

// The driver binds a number beyond 32 bits as a float, and FTS5 ignores a bound that is no integer.
const within = 'rowid BETWEEN CAST(? AS INTEGER) AND CAST(? AS INTEGER)'

const index = (table: 'word' | 'part') => ({
  newest: sql<[...Scope, limit: number, offset: number], { rowid: number }>(
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND ${within}
     ORDER BY rowid DESC LIMIT ? OFFSET ?`,
  ),
  count: sql<Scope, { total: number }>(
    `SELECT count(*) AS total FROM ${table} WHERE ${table} MATCH ? AND ${within}`,
  ),
})
const readSortName = sql<[rid: number], { sort_name: string }>('SELECT sort_name FROM item WHERE rid = ?')
const indexes = { word: index('word'), part: index('part') }

/**
 * What a text finds in `streams`: rows in which every word of it begins a word; where there are none, rows
 * with the text anywhere in the e-mail address or the phone number.
 */
export function searchItems(workspace: Workspace, text: string, streams: readonly number[]): FoundItems {
  const key = JSON.stringify([text, streams])
  return remember(workspace.found, key, workspace.found.get(key) ?? find(workspace.db, text, streams))
}

/** The row ids of a window of what was found. */
export function foundRowIds(db: Sqlite, found: FoundItems, offset: number, limit: number): number[] {
  if (found.kind === 'ranked') return found.rids.slice(offset, offset + limit)
  const rids: number[] = []
  let skip = offset
  for (const { range, total } of found.parts) {
    if (skip < total) {
      rids.push(...newest(db, found.table, found.expression, range, limit - rids.length, skip))
    }
    skip = Math.max(0, skip - total)
    if (rids.length >= limit) break
  }
  return rids
}

function find(db: Sqlite, text: string, streams: readonly number[]): FoundItems {
  const ranges = joinedRanges(streams)
  const words = wordExpression(text)
  if (words !== null) {
    const hits = hitsOf(db, 'word', words, ranges)
    if (hits.kind === 'newest') return hits
    if (hits.rids.length > 0) return { kind: 'ranked', rids: bestFirst(db, hits.rids, foldedWords(text)) }
  }
  const part = partExpression(text)
  return part === null ? { kind: 'ranked', rids: [] } : hitsOf(db, 'part', part, ranges)
}

function hitsOf(
  db: Sqlite,
  table: 'word' | 'part',
  expression: string,
  ranges: readonly RidRange[],
): FoundItems {
  const rids: number[] = []
  for (const range of ranges) {
    rids.push(...newest(db, table, expression, range, MAX_RANKED + 1 - rids.length, 0))
    if (rids.length > MAX_RANKED) {
      return { kind: 'newest', table, expression, ...counted(db, table, expression, ranges) }
    }
  }
  return { kind: 'ranked', rids }
}

/**
 * Hits in the name before other hits, whole words before beginnings, else as they were. FTS5's own `rank`
 * counts for every word all rows that have it, which takes several times as long as the search.
 */
function bestFirst(db: Sqlite, rids: readonly number[], words: readonly string[]): number[] {
  const classes: [isName: number[], isInName: number[], isElsewhere: number[]] = [[], [], []]
  for (const rid of rids) {
    const names = foldedWords(readSortName(db).get(rid)?.sort_name ?? '')
    const isName = words.every((word) => names.includes(word))
    const isInName = isName || words.every((word) => names.some((name) => name.startsWith(word)))
    classes[isName ? 0 : isInName ? 1 : 2].push(rid)
  }
  return classes.flat()
}

function counted(
  db: Sqlite,
  table: 'word' | 'part',
  expression: string,
  ranges: readonly RidRange[],
): { parts: { range: RidRange; total: number }[]; total: number } {
  const parts = ranges.map((range) => ({
    range,
    total: indexes[table].count(db).get(expression, range.first, range.last)?.total ?? 0,
  }))
  return { parts, total: parts.reduce((sum, part) => sum + part.total, 0) }
}

function newest(
  db: Sqlite,
  table: 'word' | 'part',
  expression: string,
  range: RidRange,
  limit: number,
  offset: number,
): number[] {
  const rows = indexes[table].newest(db).all(expression, range.first, range.last, limit, offset)
  return rows.map((row) => row.rowid)
}
