import type { StoredField } from '../shared/list-protocol.ts'
import { choicesOf, comparedValue, LAST_MOMENT, readDay, textOf } from './field-values.ts'

/** A value as a file has it: whole, days and moments by ISO 8601, several choices as a list. */
export type FileValue = string | number | boolean | readonly string[] | null

/** A value that does not read as its kind says stays as it is: a file leaves nothing out. */
export function fileValue(field: StoredField, value: unknown): FileValue {
  const text = textOf(field, value)
  switch (field.kind) {
    case 'number': {
      const number = comparedValue(field, value)
      // Digits that a number cannot hold would be lost.
      return typeof number === 'number' && String(number) === text ? number : text
    }
    case 'date':
      return field.each === null && text !== null ? (readDay(text) ?? text) : text
    case 'time': {
      const moment = comparedValue(field, value)
      return typeof moment === 'number' ? isoMoment(moment) : text
    }
    case 'flag': {
      const flag = comparedValue(field, value)
      return flag === null ? text : flag === 1
    }
    case 'choices': {
      const choices = choicesOf(field, value)
      return choices.length === 0 ? null : choices
    }
    default:
      return text
  }
}

/** A moment in epoch ms; as it is where no calendar has it. */
export const isoMoment = (epochMs: number): string =>
  Math.abs(epochMs) <= LAST_MOMENT ? new Date(epochMs).toISOString() : String(epochMs)

/** What HubSpot separates choices by; a comma stands in too many of them. */
const CHOICE_SEPARATOR = ';'

/** The text of a cell in a CSV. */
export function cellText(value: FileValue): string {
  if (value === null) return ''
  return typeof value === 'object' ? value.join(CHOICE_SEPARATOR) : String(value)
}
