import type { FilterCondition, FilterTest } from '../../../../shared/model/filter.ts'
import type { FieldKind } from '../../../../shared/model/list-field.ts'

/** What is entered for a test: nothing, one or two values of a kind, options, a span of time or a period. */
export type ValueShape =
  'none' | 'text' | 'number' | 'numbers' | 'day' | 'days' | 'options' | 'span' | 'period'

export const spanUnits = ['day', 'week', 'month'] as const
export type SpanUnit = (typeof spanUnits)[number]
export const periods = ['day', 'week', 'month', 'year'] as const
export type Period = (typeof periods)[number]

export const isSpanUnit = (value: string | undefined): value is SpanUnit =>
  spanUnits.some((unit) => unit === value)
export const isPeriod = (value: string | undefined): value is Period =>
  periods.some((period) => period === value)

export const isOfTime = (kind: FieldKind): boolean => kind === 'date' || kind === 'time'

export function shapeOf(test: FilterTest, kind: FieldKind): ValueShape {
  switch (test) {
    case 'empty':
    case 'filled':
    case 'yes':
    case 'no':
    case 'invalid':
      return 'none'
    case 'contains':
    case 'lacks':
    case 'is':
    case 'is-not':
    case 'starts':
    case 'ends':
      return 'text'
    case 'equals':
    case 'less':
    case 'at-most':
    case 'more':
    case 'at-least':
      return isOfTime(kind) ? 'day' : 'number'
    case 'between':
      return isOfTime(kind) ? 'days' : 'numbers'
    case 'any-of':
    case 'none-of':
      return 'options'
    case 'in-last':
    case 'not-in-last':
    case 'in-next':
      return 'span'
    case 'this':
      return 'period'
  }
}

/** What stands in the editor before anything is entered. */
const firstValues: Readonly<Record<ValueShape, readonly string[]>> = {
  none: [],
  text: [''],
  number: [''],
  numbers: ['', ''],
  day: [''],
  days: ['', ''],
  options: [],
  span: ['7', 'day'],
  period: ['month'],
}

/** What was entered goes on to another test of the same shape; else that begins anew. */
export const valuesForShape = (
  values: readonly string[],
  before: ValueShape,
  after: ValueShape,
): readonly string[] => (before === after ? values : firstValues[after])

export const valuesToStart = (test: FilterTest, kind: FieldKind): readonly string[] =>
  firstValues[shapeOf(test, kind)]

const isNumber = (value: string): boolean => value.trim() !== '' && Number.isFinite(Number(value))
const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

/** The longest span that is asked for, in any unit. */
const longestSpan = 10_000

/** Whether that can be tested for. */
export function isComplete(shape: ValueShape, values: readonly string[]): boolean {
  const [first = '', second = ''] = values
  switch (shape) {
    case 'none':
      return true
    case 'text':
      return first.trim() !== ''
    case 'number':
      return isNumber(first)
    case 'numbers':
      return isNumber(first) && isNumber(second)
    case 'day':
      return isDay(first)
    case 'days':
      return isDay(first) && isDay(second)
    case 'options':
      return values.length > 0
    case 'span':
      return /^\d+$/.test(first) && Number(first) >= 1 && Number(first) <= longestSpan && isSpanUnit(second)
    case 'period':
      return isPeriod(first)
  }
}

/** The condition that was entered. Two ends stand in their order, whichever was entered first. */
export function conditionOf(
  field: FilterCondition['field'],
  test: FilterTest,
  shape: ValueShape,
  values: readonly string[],
): FilterCondition {
  const trimmed = values.map((value) => (shape === 'options' ? value : value.trim().toWellFormed()))
  if (shape === 'numbers') return { field, test, values: trimmed.toSorted((a, b) => Number(a) - Number(b)) }
  return { field, test, values: shape === 'days' ? trimmed.toSorted() : trimmed }
}
