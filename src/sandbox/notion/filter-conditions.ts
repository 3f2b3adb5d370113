import type { Json } from './rich-text.ts'

/** Whether a value, as property-value.ts gives it, fulfils a condition. */
type Test = (value: unknown) => boolean

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * A condition such as `{ contains: 'kale' }` for a property of a type; undefined when it names none that is
 * known. Relative days are counted from `nowMs`.
 */
export function makeTest(type: string, given: Json | undefined, nowMs: number): Test | undefined {
  const [entry] = Object.entries(given ?? {})
  if (entry === undefined) return undefined
  const [operator, operand] = entry
  if (
    ['string', 'number', 'checkbox', 'date', 'any', 'every', 'none'].includes(operator) &&
    isObject(operand)
  ) {
    // Formulas and rollups name the kind of their result first.
    const inner = makeTest(operator === 'date' ? 'date' : 'any', operand, nowMs)
    if (inner === undefined) return undefined
    if (operator === 'every') return (value) => listOf(value).every(inner)
    if (operator === 'none') return (value) => !listOf(value).some(inner)
    return operator === 'any' ? (value) => listOf(value).some(inner) : inner
  }
  switch (operator) {
    case 'is_empty':
      return isEmpty
    case 'is_not_empty':
      return (value) => !isEmpty(value)
    case 'contains':
      return (value) => contains(value, operand)
    case 'does_not_contain':
      return (value) => !contains(value, operand)
    case 'starts_with':
      return (value) => fold(value).startsWith(fold(operand))
    case 'ends_with':
      return (value) => fold(value).endsWith(fold(operand))
    case 'greater_than':
      return (value) => Number(value ?? NaN) > Number(operand)
    case 'less_than':
      return (value) => Number(value ?? NaN) < Number(operand)
    case 'greater_than_or_equal_to':
      return (value) => Number(value ?? NaN) >= Number(operand)
    case 'less_than_or_equal_to':
      return (value) => Number(value ?? NaN) <= Number(operand)
  }
  const isTime = type === 'date' || type === 'created_time' || type === 'last_edited_time'
  if (isTime) return makeDateTest(operator, operand, nowMs)
  if (operator === 'equals' || operator === 'status')
    return (value) => listOf(operand).some((one) => isEqual(value, one))
  if (operator === 'does_not_equal') return (value) => !listOf(operand).some((one) => isEqual(value, one))
  return undefined
}

function makeDateTest(operator: string, operand: unknown, nowMs: number): Test | undefined {
  const range = RANGES[operator]
  if (range !== undefined) {
    return (value) =>
      typeof value === 'string' &&
      Date.parse(value) >= nowMs + range[0] * DAY_MS &&
      Date.parse(value) <= nowMs + range[1] * DAY_MS
  }
  if (typeof operand !== 'string') return undefined
  const relative = RELATIVE_DAYS[operand]
  const given =
    relative === undefined ? operand : new Date(nowMs + relative * DAY_MS).toISOString().slice(0, 10)
  // A day without a time is that whole day, on both sides.
  const from = Date.parse(given)
  const until = given.length === 10 ? from + DAY_MS : from + MINUTE_MS
  if (Number.isNaN(from)) return undefined
  const compare =
    (fits: (ms: number) => boolean): Test =>
    (value) =>
      typeof value === 'string' && fits(Date.parse(value))
  switch (operator) {
    case 'equals':
      return compare((ms) => ms >= from && ms < until)
    case 'before':
      return compare((ms) => ms < from)
    case 'after':
      return compare((ms) => ms >= until)
    case 'on_or_before':
      return compare((ms) => ms < until)
    case 'on_or_after':
      return compare((ms) => ms >= from)
    default:
      return undefined
  }
}

const RELATIVE_DAYS: Readonly<Record<string, number>> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  one_week_ago: -7,
  one_week_from_now: 7,
  one_month_ago: -30,
  one_month_from_now: 30,
}
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  this_week: [-7, 7],
  past_week: [-7, 0],
  past_month: [-30, 0],
  past_year: [-365, 0],
  next_week: [0, 7],
  next_month: [0, 30],
  next_year: [0, 365],
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value]
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function contains(value: unknown, operand: unknown): boolean {
  if (Array.isArray(value)) return listOf(operand).some((one) => value.some((item) => isEqual(item, one)))
  return fold(value).includes(fold(operand))
}

function isEqual(value: unknown, operand: unknown): boolean {
  return typeof value === 'string' ? fold(value) === fold(operand) : value === operand
}

function fold(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : ''
}
