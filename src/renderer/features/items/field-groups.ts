import type { FieldView } from '../../../shared/model/field-view.ts'

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

/** The languages that Intl knows; a system may call its own something else (`C`), which Intl refuses. */
export function knownLocales(languages: readonly string[]): string[] {
  const isKnown = (language: string): boolean => {
    try {
      return Intl.DateTimeFormat.supportedLocalesOf(language).length > 0
    } catch {
      return false
    }
  }
  return [...languages.filter(isKnown), 'en']
}

// The languages of the user's system, not of the app: 3/11 is another day to somebody else.
const locales = knownLocales(navigator.languages)
const dateFormat = new Intl.DateTimeFormat(locales, { dateStyle: 'medium', timeZone: 'UTC' })
const timeFormat = new Intl.DateTimeFormat(locales, { dateStyle: 'medium', timeStyle: 'short' })
const numberFormat = new Intl.NumberFormat(locales, { maximumFractionDigits: 20 })

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
      return { kind: 'text', text: isNumber ? numberFormat.format(Number(value)) : value }
    }
    case 'date':
      // A date has no time zone: it is the same day everywhere.
      return momentOf(value, /^\d{4}-\d{2}-\d{2}$/, dateFormat)
    case 'time':
      return momentOf(
        value,
        /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/,
        timeFormat,
      )
    default:
      return { kind: 'text', text: value }
  }
}

function momentOf(value: string, form: RegExp, format: Intl.DateTimeFormat): ShownValue {
  const atMs = form.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(atMs)
    ? { kind: 'text', text: value }
    : { kind: 'moment', text: format.format(atMs), instant: value }
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
