/** What a formula works with. Lists of cells become text; a failed part is #ERROR! and spoils what uses it. */
export type Value = number | string | boolean | null | Moment | Failed

export type Moment = { readonly atMs: number }
export type Failed = { readonly failed: true }

export const FAILED: Failed = { failed: true }

export function isMoment(value: Value): value is Moment {
  return typeof value === 'object' && value !== null && 'atMs' in value
}

export function isFailed(value: Value): value is Failed {
  return typeof value === 'object' && value !== null && 'failed' in value
}

/** A record passes a filter unless the formula gives 0, false, "", NaN, [] or #ERROR! (list records reference). */
export function isTruthy(value: Value): boolean {
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value)
  return value !== '' && value !== false && value !== null && !isFailed(value)
}

export function toText(value: Value): string {
  if (value === null || isFailed(value)) return ''
  if (isMoment(value)) return new Date(value.atMs).toISOString()
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value)
}

/** NaN for a text that is no number; blank counts as 0. */
export function toNumber(value: Value): number {
  if (value === null) return 0
  if (isMoment(value)) return value.atMs
  if (isFailed(value)) return Number.NaN
  return typeof value === 'string' ? (value.trim() === '' ? Number.NaN : Number(value)) : Number(value)
}

/** A moment from a moment or a text in ISO form; undefined for anything else, blank included. */
export function toMoment(value: Value): Moment | undefined {
  if (isMoment(value)) return value
  if (typeof value !== 'string' || !/^\d{4}-\d{2}(-\d{2})?/.test(value)) return undefined
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(value)
  // A time without a zone is UTC here, as DATETIME_PARSE has it.
  const atMs = Date.parse(
    value.includes('T') || value.includes(':') ? value.replace(' ', 'T') + (hasZone ? '' : 'Z') : value,
  )
  return Number.isNaN(atMs) ? undefined : { atMs }
}

/** A text cell holds 100,000 characters; a formula that builds far more fails. */
const MAX_TEXT = 1_000_000

export function joined(texts: readonly string[]): Value {
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  return length > MAX_TEXT ? FAILED : texts.join('')
}
