import type { FormField } from '../../shared/model/contact.ts'
import type { ImportReason } from '../../shared/model/import.ts'

/** A cell as the provider is to have it, or why it cannot. */
export type ReadValue = { readonly value: string } | { readonly reason: ImportReason }

/** HubSpot holds no more in a text. */
const longest = 65_536
const email = /^[^\s@]+@[^\s@]+\.[^\s@.]+$/u
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const epochMs = /^-?\d{1,16}$/
const day = /^\d{4}-\d\d-\d\d$/
const moment = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?$/
const flags: Readonly<Record<string, string>> = {
  ...{ true: 'true', yes: 'true', ja: 'true', wahr: 'true', '1': 'true' },
  ...{ false: 'false', no: 'false', nein: 'false', falsch: 'false', '0': 'false' },
}

/** Reads cells of a column by what its field is. An empty cell says nothing, whatever the field. */
export function readingOf(field: FormField): (cell: string) => ReadValue {
  const byText = optionsByText(field)
  return (cell) => {
    if (cell.length > longest) return { reason: 'too-long' }
    const text = cell.trim()
    if (text === '') return { value: field.kind === 'text' || field.kind === 'long-text' ? cell : '' }
    switch (field.kind) {
      case 'email':
        return email.test(text) ? { value: text } : { reason: 'invalid-email' }
      case 'number':
        return number.test(text) ? { value: text } : { reason: 'invalid-number' }
      case 'date':
      case 'time':
        return isDate(text, field.kind) ? { value: text } : { reason: 'invalid-date' }
      case 'flag': {
        const flag = Object.hasOwn(flags, text.toLowerCase()) ? flags[text.toLowerCase()] : undefined
        return flag === undefined ? { reason: 'invalid-flag' } : { value: flag }
      }
      case 'choice':
        return chosen([text], byText)
      case 'choices':
        return chosen(
          text
            .split(';')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
          byText,
        )
      default:
        return { value: cell }
    }
  }
}

function isDate(text: string, kind: 'date' | 'time'): boolean {
  if (epochMs.test(text)) return Math.abs(Number(text)) <= 8.64e15
  return (
    (kind === 'date' ? day.test(text) || moment.test(text) : moment.test(text)) &&
    !Number.isNaN(Date.parse(text))
  )
}

/** Options by their values, and by their labels where those are no values. */
function optionsByText({ options }: FormField): ReadonlyMap<string, string> {
  const byText = new Map<string, string>()
  for (const { value, label } of options.toReversed()) byText.set(label.trim().toLowerCase(), value)
  for (const { value } of options) byText.set(value.trim().toLowerCase(), value)
  for (const { value } of options) byText.set(value, value)
  return byText
}

function chosen(texts: readonly string[], byText: ReadonlyMap<string, string>): ReadValue {
  const values: string[] = []
  for (const text of texts) {
    const value = byText.get(text) ?? byText.get(text.toLowerCase())
    if (value === undefined) return { reason: 'unknown-option' }
    values.push(value)
  }
  return { value: values.join(';') }
}
