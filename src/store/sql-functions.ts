import type { FieldKind } from '../shared/model/list-field.ts'
import type { Sqlite } from './driver.ts'
import { comparedText, comparedValue, type Reading } from './field-values.ts'
import { fold } from './fold.ts'
import { isOddEmail, isOddPhone } from './odd-values.ts'

/**
 * Functions that the schema's triggers and views call, which every connection that writes or builds an index needs, and
 * those that filters call, which every connection that reads needs.
 */
export function defineFunctions(db: Sqlite): void {
  // Views and triggers may call functions of the application only where the file's schema is trusted. Ours is: the
  // cipher lets nobody write it who has not got the key.
  db.pragma('trusted_schema = ON')
  db.function('fold_text', { deterministic: true }, (value) =>
    typeof value === 'string' ? fold(value) : null,
  )
  db.function('compared_text', { deterministic: true }, (value) =>
    typeof value === 'string' ? comparedText(value) : null,
  )
  db.function('is_odd_email', { deterministic: true }, (value) =>
    typeof value === 'string' ? Number(isOddEmail(value)) : null,
  )
  db.function('is_odd_phone', { deterministic: true }, (value) =>
    typeof value === 'string' ? Number(isOddPhone(value)) : null,
  )
  // The last of these ascending numbers, a JSON array, that is not above the value; null where all are. A statement asks
  // about the same ones row by row.
  let steps: { readonly text: string; readonly all: readonly number[] } = { text: '[]', all: [] }
  db.function('step_of', { deterministic: true }, (text, value) => {
    if (typeof text !== 'string' || typeof value !== 'number') return null
    if (steps.text !== text) steps = { text, all: JSON.parse(text) as number[] }
    return steps.all.findLast((step) => step <= value) ?? null
  })
  const readings = new Map<string, Reading>()
  // The second one is JSON text: of a record only the value in question comes here.
  db.function('compared_value', { deterministic: true }, (reading, json) => {
    if (typeof reading !== 'string' || typeof json !== 'string') return null
    return comparedValue(readingOf(readings, reading), JSON.parse(json))
  })
}

/** How values are read, as {@link defineFunctions} takes it. */
export const readingText = ({ kind, each, separator }: Reading, as: FieldKind = kind): string =>
  JSON.stringify({ kind: as, each, separator } satisfies Reading)

const MAX_READINGS = 500

function readingOf(known: Map<string, Reading>, text: string): Reading {
  const found = known.get(text)
  if (found) return found
  if (known.size >= MAX_READINGS) known.clear()
  // Written by the function above.
  const reading = JSON.parse(text) as Reading
  known.set(text, reading)
  return reading
}
