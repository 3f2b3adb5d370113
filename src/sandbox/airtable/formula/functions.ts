import { addTo, compareMoments, differenceIn, format, startOf } from './dates.ts'
import { FAILED, isFailed, isTruthy, joined, toMoment, toNumber, toText, type Value } from './values.ts'

/** What a formula may ask about the record that it is held against. */
export type FormulaContext = {
  recordId: string
  createdMs: number
  /** Undefined when nobody edited the record, or the fields that are named, since it was created. */
  modifiedMs: (watched: readonly string[]) => number | undefined
  nowMs: number
  /** Whether a comparison with a blank time fails instead of being false. */
  blankFails: boolean
}

type Call = { args: readonly Value[]; context: FormulaContext }
type Definition = { min: number; max: number; run: (call: Call) => Value }

const MANY = 1_000

/** Text functions fail with their arguments; so do sums. */
function strict(
  min: number,
  max: number,
  run: (args: readonly Value[], context: FormulaContext) => Value,
): Definition {
  return { min, max, run: ({ args, context }) => (args.some(isFailed) ? FAILED : run(args, context)) }
}

function text(min: number, max: number, run: (texts: readonly string[]) => Value): Definition {
  return strict(min, max, (args) => run(args.map(toText)))
}

function numbers(min: number, max: number, run: (values: readonly number[]) => number): Definition {
  return strict(min, max, (args) => run(args.map(toNumber)))
}

function dated(run: (left: number, right: number) => boolean): Definition {
  return {
    min: 2,
    max: 3,
    run: ({ args: [left = null, right = null, unit], context }) => {
      const blank = context.blankFails ? FAILED : false
      const round =
        unit === undefined ? (atMs: number) => atMs : (atMs: number) => startOf({ atMs }, toText(unit))
      return compareMoments(left, right, blank, (a, b) => run(round(a), round(b)))
    },
  }
}

function findFrom(needle: string, hay: string, start: string | undefined): number {
  return hay.indexOf(needle, Math.max(0, Number(start ?? 1) - 1)) + 1
}

function ofDate(run: (date: Date) => number): Definition {
  return strict(1, 1, ([value = null]) => {
    const moment = toMoment(value)
    return moment === undefined ? FAILED : run(new Date(moment.atMs))
  })
}

/** Functions of Airtable's formula field reference, as far as filters of an API client use them. */
export const FUNCTIONS: Readonly<Record<string, Definition>> = {
  AND: strict(1, MANY, (args) => args.every(isTruthy)),
  OR: strict(1, MANY, (args) => args.some(isTruthy)),
  XOR: strict(1, MANY, (args) => args.filter(isTruthy).length % 2 === 1),
  NOT: strict(1, 1, ([value = null]) => !isTruthy(value)),
  TRUE: { min: 0, max: 0, run: () => true },
  FALSE: { min: 0, max: 0, run: () => false },
  BLANK: { min: 0, max: 0, run: () => null },
  ERROR: { min: 0, max: 1, run: () => FAILED },
  ISERROR: { min: 1, max: 1, run: ({ args: [value = null] }) => isFailed(value) },
  IF: {
    min: 2,
    max: 3,
    run: ({ args: [test = null, then = null, otherwise = null] }) =>
      isFailed(test) ? FAILED : isTruthy(test) ? then : otherwise,
  },
  RECORD_ID: { min: 0, max: 0, run: ({ context }) => context.recordId },
  CREATED_TIME: { min: 0, max: 0, run: ({ context }) => ({ atMs: context.createdMs }) },
  NOW: { min: 0, max: 0, run: ({ context }) => ({ atMs: context.nowMs }) },
  TODAY: { min: 0, max: 0, run: ({ context }) => ({ atMs: startOf({ atMs: context.nowMs }, 'day') }) },
  IS_BEFORE: dated((left, right) => left < right),
  IS_AFTER: dated((left, right) => left > right),
  IS_SAME: dated((left, right) => left === right),
  DATETIME_PARSE: strict(1, 3, ([value = null]) => toMoment(value) ?? FAILED),
  DATETIME_FORMAT: strict(1, 2, ([value = null, pattern]) => {
    const moment = toMoment(value)
    if (moment === undefined) return FAILED
    return pattern === undefined ? toText(moment) : format(moment, toText(pattern))
  }),
  DATESTR: strict(1, 1, ([value = null]) =>
    toMoment(value)?.atMs === undefined ? FAILED : toText(toMoment(value) ?? null).slice(0, 10),
  ),
  DATEADD: strict(3, 3, ([value = null, count = null, unit = null]) => {
    const moment = toMoment(value)
    return moment === undefined ? FAILED : addTo(moment, toNumber(count), toText(unit))
  }),
  DATETIME_DIFF: strict(2, 3, ([left = null, right = null, unit]) => {
    const [from, to] = [toMoment(left), toMoment(right)]
    if (from === undefined || to === undefined) return FAILED
    return differenceIn(from, to, unit === undefined ? 'seconds' : toText(unit))
  }),
  YEAR: ofDate((date) => date.getUTCFullYear()),
  MONTH: ofDate((date) => date.getUTCMonth() + 1),
  DAY: ofDate((date) => date.getUTCDate()),
  // SEARCH gives blank where FIND gives 0 (formula field reference).
  FIND: text(2, 3, ([needle = '', hay = '', start]) => findFrom(needle, hay, start)),
  SEARCH: text(
    2,
    3,
    ([needle = '', hay = '', start]) => findFrom(needle.toLowerCase(), hay.toLowerCase(), start) || null,
  ),
  LOWER: text(1, 1, ([value = '']) => value.toLowerCase()),
  UPPER: text(1, 1, ([value = '']) => value.toUpperCase()),
  TRIM: text(1, 1, ([value = '']) => value.trim()),
  LEN: text(1, 1, ([value = '']) => value.length),
  LEFT: text(1, 2, ([value = '', count = '1']) => value.slice(0, Number(count))),
  RIGHT: text(1, 2, ([value = '', count = '1']) => (Number(count) > 0 ? value.slice(-Number(count)) : '')),
  MID: text(3, 3, ([value = '', from = '1', count = '0']) =>
    value.slice(Number(from) - 1).slice(0, Number(count)),
  ),
  SUBSTITUTE: text(3, 3, ([value = '', old = '', fresh = '']) => {
    const parts = old === '' ? [value] : value.split(old)
    return joined(parts.flatMap((part, at) => (at === 0 ? [part] : [fresh, part])))
  }),
  CONCATENATE: text(1, MANY, joined),
  ARRAYJOIN: text(1, 2, ([value = '']) => value),
  T: strict(1, 1, ([value = null]) => (typeof value === 'string' ? value : null)),
  VALUE: numbers(1, 1, ([value = 0]) => value),
  ABS: numbers(1, 1, ([value = 0]) => Math.abs(value)),
  INT: numbers(1, 1, ([value = 0]) => Math.floor(value)),
  ROUND: numbers(1, 2, ([value = 0, digits = 0]) => Math.round(value * 10 ** digits) / 10 ** digits),
  MOD: numbers(2, 2, ([value = 0, by = 1]) => value % by),
  SUM: numbers(1, MANY, (values) => values.reduce((sum, value) => sum + value, 0)),
  MAX: numbers(1, MANY, (values) => Math.max(...values)),
  MIN: numbers(1, MANY, (values) => Math.min(...values)),
}
