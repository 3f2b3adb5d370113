import type { FilterCondition, FilterTest, ItemFilter } from '../shared/model/filter.ts'
import { isGroup, testsOfKind } from '../shared/model/filter-tests.ts'
import type { FieldKind } from '../shared/model/list-field.ts'
import type { ListView } from '../shared/list-protocol.ts'
import { dayBounds, daySpan, momentBounds } from './day-spans.ts'
import { StoreFailure } from './failure.ts'
import { column, fieldInSql, type SqlPiece } from './field-sql.ts'
import { comparedText, readNumber } from './field-values.ts'

/**
 * A filter as SQL over `source`. Negative tests (`lacks`, `is-not`, `none-of`, `not-in-last`) hold for rows without a
 * value too; a condition that lacks what it is to compare with tests nothing and is passed over. Throws `unknown-field`
 * where the view does not describe a field, or its kind has no such test.
 */
export function filterSql(filter: ItemFilter | null, view: ListView | undefined): SqlPiece {
  if (filter === null) return everything
  return joined(
    filter.match,
    filter.parts.map((part) =>
      isGroup(part)
        ? joined(
            part.match,
            part.conditions.map((condition) => conditionSql(condition, view)),
          )
        : conditionSql(part, view),
    ),
  )
}

const everything = column('TRUE')

function joined(match: 'all' | 'any', pieces: readonly (SqlPiece | null)[]): SqlPiece {
  const given = pieces.filter((piece) => piece !== null).filter((piece) => piece !== everything)
  if (given.length === 0) return everything
  return {
    text: `(${given.map(({ text }) => text).join(match === 'all' ? ' AND ' : ' OR ')})`,
    params: given.flatMap(({ params }) => params),
    needsRecord: given.some(({ needsRecord }) => needsRecord),
  }
}

function conditionSql({ field, test, values }: FilterCondition, view: ListView | undefined): SqlPiece | null {
  const { kind, value } = fieldInSql(field, view)
  if (!testsOfKind[kind].includes(test)) {
    throw new StoreFailure('unknown-field', 'values of this kind are not put to this test')
  }
  const tested = testSql(kind, test, values, view?.nowMs ?? Date.now())
  if (tested === null) return null
  const [before, after, params] = tested
  return {
    text: `(${before}${value.text}${after})`,
    params: [...value.params, ...params],
    needsRecord: value.needsRecord,
  }
}

/** What stands before the value and after it, and what is bound there. */
type Test = readonly [before: string, after: string, params: readonly (string | number)[]]

function testSql(kind: FieldKind, test: FilterTest, values: readonly string[], nowMs: number): Test | null {
  if (test === 'empty') return ['', ' IS NULL', []]
  if (test === 'filled') return ['', ' IS NOT NULL', []]
  if (test === 'invalid') return [kind === 'phone' ? 'is_odd_phone(' : 'is_odd_email(', ') = 1', []]
  switch (kind) {
    case 'flag':
      return ['', ' = ?', [test === 'yes' ? 1 : 0]]
    case 'number':
      return numberTest(test, values)
    case 'date':
    case 'time': {
      const span = daySpan(test, values, nowMs)
      if (span === null) return null
      const bounds = kind === 'date' ? dayBounds(span) : momentBounds(span)
      return test === 'not-in-last' ? not(' BETWEEN ? AND ?', bounds) : ['', ' BETWEEN ? AND ?', bounds]
    }
    case 'choice':
    case 'choices':
      return choiceTest(kind, test, values)
    default:
      return textTest(test, values)
  }
}

function textTest(test: FilterTest, [given = '']: readonly string[]): Test | null {
  const text = comparedText(given)
  if (text === null) return null
  switch (test) {
    case 'contains':
      return ['instr(', ', ?) > 0', [text]]
    case 'lacks':
      return ['coalesce(instr(', ', ?), 0) = 0', [text]]
    case 'is':
      return ['', ' = ?', [text]]
    case 'is-not':
      return ['', ' IS NOT ?', [text]]
    case 'starts':
      return ['instr(', ', ?) = 1', [text]]
    case 'ends':
      return ['substr(', ', ?) = ?', [-Array.from(text).length, text]]
    default:
      return null
  }
}

const comparisons: Readonly<Partial<Record<FilterTest, string>>> = {
  equals: '=',
  less: '<',
  'at-most': '<=',
  more: '>',
  'at-least': '>=',
}

function numberTest(test: FilterTest, values: readonly string[]): Test | null {
  const [one, other] = values.map(readNumber)
  if (one === undefined || one === null) return null
  if (test === 'between') {
    if (other === undefined || other === null) return null
    return ['', ' BETWEEN ? AND ?', [Math.min(one, other), Math.max(one, other)]]
  }
  const comparison = comparisons[test]
  return comparison === undefined ? null : ['', ` ${comparison} ?`, [one]]
}

function choiceTest(kind: 'choice' | 'choices', test: FilterTest, values: readonly string[]): Test | null {
  if (values.length === 0) return null
  const wanted = 'IN (SELECT value FROM json_each(?))'
  const params = [JSON.stringify(values.map((value) => value.trim()))]
  if (kind === 'choice') return test === 'none-of' ? not(` ${wanted}`, params) : ['', ` ${wanted}`, params]
  const before = test === 'none-of' ? 'NOT EXISTS' : 'EXISTS'
  return [`${before} (SELECT 1 FROM json_each(`, `) WHERE value ${wanted})`, params]
}

/** True where the test does not hold, and where there is no value. */
const not = (test: string, params: readonly (string | number)[]): Test => [
  'coalesce(',
  `${test}, 0) = 0`,
  params,
]
