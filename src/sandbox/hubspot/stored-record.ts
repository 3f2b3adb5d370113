import type { MadeUp } from './maker.ts'

/** A value that a property had, from a time on. An empty text means that it was unset. */
export type PastValue = { value: string; atMs: number }

/** A record as it stands. Properties that are unset are absent. Times in ms since 1970. */
export type StoredRecord = MadeUp & {
  id: string
  archivedAtMs?: number
  /** The values of every property that was ever changed, newest first; the first is today's. */
  history?: Readonly<Record<string, readonly PastValue[]>>
}

/** HubSpot remembers 45 values of a contact's property and 20 of others (properties guide); here it is 20. */
const MOST_PAST_VALUES = 20

/** A record after a change: an empty text unsets a property. */
export function changeRecord(
  record: StoredRecord,
  changes: Readonly<Record<string, string>>,
  nowMs: number,
): StoredRecord {
  // Always later than before, even when two changes fall into one millisecond.
  const updatedAtMs = Math.max(nowMs, record.updatedAtMs + 1)
  const properties = { ...record.properties }
  const history: Record<string, readonly PastValue[]> = { ...record.history }
  for (const [name, value] of Object.entries(changes)) {
    const before = properties[name] ?? ''
    if (value === before) continue
    history[name] = [{ value, atMs: updatedAtMs }, ...readHistory(record, name)].slice(0, MOST_PAST_VALUES)
    if (value === '') Reflect.deleteProperty(properties, name)
    else properties[name] = value
  }
  return { ...record, properties, history, updatedAtMs }
}

/** The values that a property had, newest first; nothing for one that was never set. */
export function readHistory(record: StoredRecord, name: string): readonly PastValue[] {
  const known = record.history?.[name]
  if (known !== undefined) return known
  const value = record.properties[name]
  return value === undefined ? [] : [{ value, atMs: record.createdAtMs }]
}
