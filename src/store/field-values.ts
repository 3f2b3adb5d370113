import type { Cell } from '../shared/model/list-field.ts'
import type { StoredField } from '../shared/list-protocol.ts'
import { fold } from './fold.ts'
import { shownText } from './item-columns.ts'

/** How a value is read; see {@link StoredField}. */
export type Reading = Pick<StoredField, 'kind' | 'each' | 'separator'>

const JOINED_BY = ', '
/** ECMAScript's last moment, and its first one with a minus. */
export const LAST_MOMENT = 8.64e15
const MAX_CHOICES = 100
/** Characters of all choices of one cell: sixty such cells still leave room for other rows in a message. */
const MAX_CELL_LENGTH = 2_000

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const WHOLE_NUMBER = /^-?\d+$/
const DAY = /^(\d{4})-(\d\d)-(\d\d)(?!\d)/

/**
 * A value in the form in which it is compared: folded text, a number, a day (`2026-11-28`), epoch ms, 0 or 1 for a
 * flag; several choices are a JSON array of texts. Null where there is none.
 */
export function comparedValue(reading: Reading, value: unknown): string | number | null {
  switch (reading.kind) {
    case 'number':
      return firstOf(reading, value, readNumber)
    case 'date':
      return firstOf(reading, value, readDay)
    case 'time':
      return firstOf(reading, value, readMoment)
    case 'flag':
      return firstOf(reading, value, readFlag)
    case 'choice':
      return choicesOf(reading, value)[0] ?? null
    case 'choices': {
      const choices = choicesOf(reading, value)
      return choices.length === 0 ? null : JSON.stringify(choices)
    }
    default:
      return comparedText(textOf(reading, value))
  }
}

/** A value as a line of the list carries it; long texts are cut. */
export function cellOf(reading: Reading, value: unknown): Cell {
  switch (reading.kind) {
    case 'number':
    case 'date':
    case 'time':
      return comparedValue(reading, value)
    case 'flag': {
      const flag = comparedValue(reading, value)
      return flag === null ? null : flag === 1
    }
    case 'choice': {
      const choice = choicesOf(reading, value)[0]
      return choice === undefined ? null : shownText(choice)
    }
    case 'choices': {
      const choices = cutChoices(choicesOf(reading, value))
      return choices.length === 0 ? null : choices
    }
    default: {
      const text = textOf(reading, value)
      return text === null || comparedText(text) === null ? null : shownText(text.toWellFormed())
    }
  }
}

/** Text as it is compared: folded, control characters as spaces, without spaces around it; null where none is left. */
export function comparedText(text: string | null): string | null {
  if (text === null) return null
  return fold(text.toWellFormed().replaceAll(/\p{Cc}/gu, ' ')).trim() || null
}

/** A number in a provider's writing; null for anything else. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  const text = value.trim()
  return NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : null
}

/** A day; a moment written out is taken by the day that it names. */
export function readDay(value: unknown): string | null {
  if (typeof value === 'string') {
    const text = value.trim()
    const [day = '', , month, date] = DAY.exec(text) ?? []
    if (day !== '') {
      const isReal = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(date) && Number(month) > 0
      return isReal ? day : null
    }
    if (!WHOLE_NUMBER.test(text)) return null
  }
  const moment = readMoment(value)
  const written = moment === null ? '' : new Date(moment).toISOString().slice(0, 10)
  return DAY.test(written) ? written : null
}

/** Epoch ms. */
function readMoment(value: unknown): number | null {
  const moment =
    typeof value === 'number'
      ? value
      : typeof value !== 'string'
        ? Number.NaN
        : WHOLE_NUMBER.test(value.trim())
          ? Number(value)
          : DAY.test(value.trim())
            ? Date.parse(value.trim())
            : Number.NaN
  return Math.abs(moment) <= LAST_MOMENT ? Math.floor(moment) : null
}

function readFlag(value: unknown): number | null {
  if (value === true || value === 1) return 1
  if (value === false || value === 0) return 0
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return text === 'true' ? 1 : text === 'false' ? 0 : null
}

function firstOf<Value>(
  reading: Reading,
  value: unknown,
  read: (one: unknown) => Value | null,
): Value | null {
  for (const one of elements(reading, value)) {
    const found = read(one)
    if (found !== null) return found
  }
  return null
}

export function textOf(reading: Reading, value: unknown): string | null {
  if (reading.each === null && !Array.isArray(value)) return scalarText(value)
  const texts = elements(reading, value).flatMap((one) => scalarText(one) ?? [])
  return texts.length === 0 ? null : texts.join(reading.separator ?? JOINED_BY)
}

export function choicesOf(reading: Reading, value: unknown): string[] {
  const { separator } = reading
  return elements(reading, value)
    .flatMap((one) => scalarText(one) ?? [])
    .flatMap((text) =>
      reading.kind === 'choices' && reading.each === null && separator ? text.split(separator) : [text],
    )
    .map((text) => text.toWellFormed().trim())
    .filter((text) => text !== '')
}

function cutChoices(choices: readonly string[]): string[] {
  let length = 0
  return choices
    .slice(0, MAX_CHOICES)
    .map(shownText)
    .filter((choice) => (length += choice.length) <= MAX_CELL_LENGTH)
}

/** The values that a value consists of: what lies at the given names in each of them, where names are given. */
function elements({ each }: Reading, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return each === null ? [value] : []
  return each === null ? value : value.map((element) => memberAt(element, each))
}

/** What lies at these names, one within the other; undefined where nothing does. */
export function memberAt(value: unknown, path: readonly string[]): unknown {
  let at = value
  for (const name of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) {
      return undefined
    }
    at = (at as Readonly<Record<string, unknown>>)[name]
  }
  return at
}

function scalarText(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}
