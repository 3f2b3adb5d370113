import type { FormField } from '../../shared/model/contact.ts'
import { formatDate, formatDateTime } from './format.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/
const day = /^\d{4}-\d{2}-\d{2}$/
/** Milliseconds since 1970, as some providers write times and dates. */
const epoch = /^-?\d{9,15}$/

/** The moment that a value names, in epoch ms; null where it names none. A day is its midnight in UTC. */
function momentOf(value: string): number | null {
  const atMs = epoch.test(value)
    ? Number(value)
    : instant.test(value) || day.test(value)
      ? Date.parse(value)
      : Number.NaN
  return Number.isNaN(atMs) || Math.abs(atMs) > 8.64e15 ? null : atMs
}

/** What `<input type="date">` shows of a value: `2026-11-02`; null where it could not show it. */
export function dayInput(value: string): string | null {
  if (value === '') return ''
  const atMs = momentOf(value)
  const text = atMs === null ? '' : new Date(atMs).toISOString().slice(0, 10)
  return day.test(text) ? text : null
}

/** What `<input type="datetime-local">` shows of a value, in this computer's time zone; null where it could not. */
export function timeInput(value: string): string | null {
  if (value === '') return ''
  const atMs = momentOf(value)
  if (atMs === null) return null
  const local = new Date(atMs)
  const part = (number: number, length = 2): string => String(number).padStart(length, '0')
  if (local.getFullYear() < 0 || local.getFullYear() > 9_999) return null
  const date = `${part(local.getFullYear(), 4)}-${part(local.getMonth() + 1)}-${part(local.getDate())}`
  const time = `${part(local.getHours())}:${part(local.getMinutes())}`
  const seconds = local.getSeconds() + local.getMilliseconds() / 1_000
  return seconds === 0 ? `${date}T${time}` : `${date}T${time}:${seconds.toFixed(3).padStart(6, '0')}`
}

/** A day as the provider writes it: as it wrote the one before, else `2026-11-02`. */
export const dayValue = (input: string, before: string): string =>
  input !== '' && epoch.test(before) ? String(Date.parse(input)) : input

/** A local time as the provider writes it: as it wrote the one before, else ISO 8601 in UTC. */
export function timeValue(input: string, before: string): string {
  const at = new Date(input)
  if (input === '' || Number.isNaN(at.getTime())) return ''
  return epoch.test(before) ? String(at.getTime()) : at.toISOString()
}

/** The single choices of a value that holds several. */
export const choicesIn = (value: string): string[] => value.split(';').filter((one) => one !== '')

/** What is offered, with what is set although it is no longer offered, or never was. */
export function offeredOptions(
  { options }: FormField,
  chosen: readonly string[],
): { readonly value: string; readonly label: string }[] {
  const known = new Set(options.map(({ value }) => value))
  const strange = chosen.filter((value) => value !== '' && !known.has(value))
  return [
    ...options.filter(({ value, isHidden }) => !isHidden || chosen.includes(value)),
    ...strange.map((value) => ({ value, label: value })),
  ]
}

/** Words for flags, which have labels in no provider. */
export interface FlagWords {
  readonly yes: string
  readonly no: string
}

/** A value as a person reads it; an empty text where nothing is set. What is not what its kind says stays as it is. */
export function shownText(field: FormField, value: string, words: FlagWords): string {
  if (value === '') return ''
  const labelOf = (one: string): string => field.options.find((option) => option.value === one)?.label ?? one
  switch (field.kind) {
    case 'flag':
      return value === 'true' ? words.yes : value === 'false' ? words.no : labelOf(value)
    case 'choice':
      return labelOf(value)
    case 'choices':
      return choicesIn(value).map(labelOf).join(', ')
    case 'date': {
      const text = dayInput(value)
      // A day has no time zone: it is the same everywhere.
      return text === null ? value : formatDate(Date.parse(`${text}T00:00`))
    }
    case 'time': {
      const atMs = momentOf(value)
      return atMs === null ? value : formatDateTime(atMs)
    }
    default:
      return value
  }
}

const asTyped: ReadonlySet<FormField['kind']> = new Set(['date', 'time', 'flag', 'choice', 'choices'])

/** What is sent of a typed value: without the spaces that a paste brought along at either end. */
export function sentValue({ kind }: FormField, typed: string): string {
  if (asTyped.has(kind)) return typed
  if (kind === 'long-text') return typed.trim() === '' ? '' : typed
  return typed.trim()
}
