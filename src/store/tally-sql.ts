import { testsOfKind } from '../shared/model/filter-tests.ts'
import type { ListView } from '../shared/list-protocol.ts'
import type { Tally, TallyBy } from '../shared/tally-protocol.ts'
import { StoreFailure } from './failure.ts'
import { fieldInSql, type SqlPiece } from './field-sql.ts'
import { filterSql } from './filter-sql.ts'
import type { TallyCounts } from './tally-counts.ts'

type Param = string | number
export type CountedRow = readonly (string | number | null)[]

/** One statement that counts rows of a source, for one tally or several. */
export interface Counting {
  readonly needsRecord: boolean
  text(source: string): string
  /** `rows` is what the source binds. */
  params(rows: string): Param[]
  /** Adds what the statement answered to the counts, which are in the order of the plan's tallies. */
  take(rows: readonly CountedRow[], counts: readonly TallyCounts[], sign: 1 | -1): void
}

/** A tally in SQL. Throws `unknown-field` where a field is not described, or has no one value. */
export interface TallyInSql {
  /** Its place among the tallies of the plan. */
  readonly at: number
  readonly by: readonly SqlPiece[]
  readonly sums: readonly SqlPiece[]
  readonly where: SqlPiece
  readonly needsRecord: boolean
}

export function tallyInSql(tally: Tally, at: number, nowMs: number): TallyInSql {
  const view: ListView = { fields: tally.fields, columns: [], nowMs }
  const by = tally.by.map((one) => groupSql(one, view))
  const sums = tally.sums.map((field) => {
    const { kind, value } = fieldInSql(field, view)
    if (kind !== 'number') throw new StoreFailure('unknown-field', 'only numbers are added up')
    return value
  })
  const filter = filterSql(tally.filter, view)
  const { type, accountId } = tally
  const of = [
    ...(type === null ? [] : [{ text: 'source.type = ?', param: type }]),
    ...(accountId === null ? [] : [{ text: 'source.account_id = ?', param: accountId }]),
  ]
  const where: SqlPiece = {
    text: [...of.map(({ text }) => text), filter.text].join(' AND '),
    params: [...of.map(({ param }) => param), ...filter.params],
    needsRecord: filter.needsRecord,
  }
  return { at, by, sums, where, needsRecord: [...by, ...sums, where].some((piece) => piece.needsRecord) }
}

function groupSql({ field, from }: TallyBy, view: ListView): SqlPiece {
  const { kind, value } = fieldInSql(field, view)
  if (from !== null && kind === 'time') {
    return { ...value, text: `step_of(?, ${value.text})`, params: [JSON.stringify(from), ...value.params] }
  }
  // Other values are folded, or several: nothing that a filter would find again.
  const isGrouped = kind === 'choice' || kind === 'flag' || kind === 'date' || kind === 'number'
  if (from !== null || !isGrouped || !testsOfKind[kind].includes('empty')) {
    throw new StoreFailure('unknown-field', 'rows are not counted by values of this kind')
  }
  return value
}

/** The statements that count rows for these tallies: those that only count go together, over one reading of a row. */
export function countingsOf(tallies: readonly TallyInSql[]): readonly Counting[] {
  const plain = tallies.filter(({ by, sums }) => by.length === 0 && sums.length === 0)
  const others = tallies.filter((tally) => !plain.includes(tally))
  return [...(plain.length === 0 ? [] : [countingTogether(plain)]), ...others.map(countingByGroups)]
}

const LIVE = 'source.account_id IS NOT NULL'

const countingTogether = (tallies: readonly TallyInSql[]): Counting => ({
  needsRecord: tallies.some(({ needsRecord }) => needsRecord),
  text: (source) =>
    `SELECT ${tallies.map(({ where }) => `count(*) FILTER (WHERE ${where.text})`).join(', ')}
     FROM ${source} WHERE ${LIVE}`,
  params: (rows) => [...tallies.flatMap(({ where }) => where.params), rows],
  take([row = []], counts, sign) {
    tallies.forEach(({ at }, n) => {
      const count = Number(row[n] ?? 0)
      if (count > 0) counts[at]?.add({ values: [], count, valued: [], sums: [] }, sign)
    })
  },
})

function countingByGroups({ at, by, sums, where, needsRecord }: TallyInSql): Counting {
  const columns = [
    ...by.map(({ text }) => text),
    'count(*)',
    ...sums.flatMap(({ text }) => [`count(${text})`, `total(${text})`]),
  ]
  const before = [
    ...by.flatMap(({ params }) => params),
    ...sums.flatMap(({ params }) => [...params, ...params]),
  ]
  const groups = by.length === 0 ? '' : `GROUP BY ${by.map((_, n) => n + 1).join(', ')}`
  return {
    needsRecord,
    text: (source) => `SELECT ${columns.join(', ')} FROM ${source} WHERE ${LIVE} AND ${where.text} ${groups}`,
    params: (rows) => [...before, rows, ...where.params],
    take(rows, counts, sign) {
      for (const row of rows) {
        const numbers = row.slice(by.length).map(Number)
        const [count = 0, ...pairs] = numbers
        if (count === 0) continue
        const of = (place: 0 | 1): number[] => sums.map((_, n) => pairs[2 * n + place] ?? 0)
        counts[at]?.add({ values: row.slice(0, by.length), count, valued: of(0), sums: of(1) }, sign)
      }
    },
  }
}
