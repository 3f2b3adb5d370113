import type { HubSpotRecord } from './schema.ts'

/**
 * A property as a person reads it: trimmed, null when there is nothing. A property that was asked for and is
 * not set comes as null, and HubSpot stores what was typed, spaces included.
 */
export function readableText(record: HubSpotRecord, name: string): string | null {
  const value = exactText(record, name).trim()
  return value === '' ? null : value
}

/** A property as it is stored; an empty text when it is not set. */
export function exactText(record: HubSpotRecord, name: string): string {
  const value = record.properties?.[name]
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  // A lone surrogate would come back changed from the store.
  return typeof value === 'string' ? value.toWellFormed() : ''
}

/** A time as epoch ms. HubSpot writes ISO 8601 with no or three fraction digits, or ms since 1970. */
export function readInstant(value: unknown): number | null {
  if (typeof value !== 'string') return null
  const ms = /^\d{11,15}$/.test(value)
    ? Number(value)
    : /^\d{4}-\d{2}-\d{2}/.test(value)
      ? Date.parse(value)
      : NaN
  return Number.isSafeInteger(ms) ? ms : null
}
