import type { FieldView } from '../../../shared/model/field-view.ts'
import { formatCalendarDate, formatDateTime, formatExactly } from '../../ui/format.ts'

export interface FieldGroup {
  /** Null for what stands under no heading. */
  readonly name: string | null
  readonly fields: readonly FieldView[]
}

/** The fields that are wanted, under their headings, both in the order in which the provider gives them. */
export function fieldGroups(
  fields: readonly FieldView[],
  wanted: { readonly text: string; readonly hideEmpty: boolean },
): readonly FieldGroup[] {
  const text = wanted.text.trim().toLowerCase()
  const matching = fields.filter(
    ({ name, label, value }) =>
      !(wanted.hideEmpty && value === '') &&
      [name, label, value].some((part) => part.toLowerCase().includes(text)),
  )
  const names = [...new Set(matching.map(({ group }) => group))]
  return names.map((name) => ({ name, fields: matching.filter(({ group }) => group === name) }))
}

/** A field's value as it is written here: in the user's own way where it is a number, a date or a time. */
export type ShownValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'flag'; readonly isSet: boolean }
  /** `instant`: ISO 8601, for the reader's machine. */
  | { readonly kind: 'moment'; readonly text: string; readonly instant: string }
  | { readonly kind: 'text'; readonly text: string }

/** What is not what its kind says (a date that is none) is shown as it came. */
export function shownValue({ kind, value }: Pick<FieldView, 'kind' | 'value'>): ShownValue {
  if (value === '') return { kind: 'empty' }
  switch (kind) {
    case 'flag':
      return value === 'true' || value === 'false'
        ? { kind: 'flag', isSet: value === 'true' }
        : { kind: 'text', text: value }
    case 'number': {
      const isNumber = /^-?\d{1,15}(\.\d{1,15})?$/.test(value)
      return { kind: 'text', text: isNumber ? formatExactly(Number(value)) : value }
    }
    case 'date':
      // A date has no time zone: it is the same day everywhere.
      return momentOf(value, /^\d{4}-\d{2}-\d{2}$/, formatCalendarDate)
    case 'time':
      return momentOf(
        value,
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/,
        formatDateTime,
      )
    default:
      return { kind: 'text', text: value }
  }
}

function momentOf(value: string, form: RegExp, format: (atMs: number) => string): ShownValue {
  const atMs = form.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(atMs)
    ? { kind: 'text', text: value }
    : { kind: 'moment', text: format(atMs), instant: value }
}

/** Longer texts are folded: they push everything below them off the screen. */
const mostCharacters = 280
const mostLines = 5

export const isLong = (text: string): boolean =>
  text.length > mostCharacters || text.split('\n', mostLines + 1).length > mostLines

/** What a folded text shows, up to the end of a word. */
export function beginningOf(text: string): string {
  const lines = text.split('\n', mostLines).join('\n')
  const cut = lines.slice(0, mostCharacters)
  const end = lines.length > mostCharacters ? cut.lastIndexOf(' ') : cut.length
  return `${cut.slice(0, end > mostCharacters / 2 ? end : cut.length).trimEnd()}…`
}
