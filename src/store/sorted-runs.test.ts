import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../tests/support/made-up-items.ts'
import { column } from './field-sql.ts'
import { comparingRows, toKeys, type KeyedRow, type SortColumn } from './sort-keys.ts'
import { sortedRuns } from './sorted-runs.ts'

const orderOf = (...directions: (1 | -1)[]): SortColumn[] =>
  directions.map((direction) => ({ sql: column('x'), isFolded: false, direction }))

function taken(rows: readonly KeyedRow[], columns: readonly SortColumn[], step: number): number[] {
  const runs = sortedRuns(comparingRows(columns))
  for (const row of rows) runs.add([...row])
  const rids: number[] = []
  for (let some = runs.take(step); some.length > 0; some = runs.take(step)) rids.push(...some)
  return rids
}

describe('rows that are sorted bit by bit', () => {
  it('come in the order of one sort of all of them, however many runs they make', () => {
    const random = seededRandom(7)
    for (const count of [0, 1, 4_095, 4_096, 4_097, 30_000]) {
      const columns = orderOf(-1, 1)
      const rows = Array.from({ length: count }, (_, rid): KeyedRow => {
        const number = random() < 0.1 ? null : Math.floor(random() * 50)
        return [rid, number, random() < 0.1 ? null : random().toString(36).slice(2, 4)]
      })
      const expected = rows.toSorted(comparingRows(columns)).map(([rid]) => rid)
      expect(taken(rows, columns, 777)).toEqual(expected)
    }
  })
})

describe('the order of rows', () => {
  it('is by value, without a value last in both directions, by code points, ties in the direction of the last', () => {
    const texts = ['\u{10ffff}', '\ufffd', '\ud7ff', 'Zoë', 'zoe', 'a', '😀', '\ue000', null, 'é', '9', '10']
    for (const direction of [1, -1] as const) {
      const columns = orderOf(direction)
      const rows = texts.map((text, rid) => toKeys([rid, text], columns))
      const order = rows.toSorted(comparingRows(columns)).map(([rid]) => texts[rid])
      const bySql = ['10', '9', 'a', 'é', 'Zoë', 'zoe', '\ud7ff', '\ue000', '\ufffd', '😀', '\u{10ffff}']
      expect(order).toEqual([...(direction === 1 ? bySql : bySql.toReversed()), null])
    }
    const numbers = [10, 9, null, -1, 0.5]
    const rows = numbers.map((number, rid): KeyedRow => [rid, number])
    expect(rows.toSorted(comparingRows(orderOf(1))).map(([rid]) => numbers[rid])).toEqual([
      -1,
      0.5,
      9,
      10,
      null,
    ])
  })
})
