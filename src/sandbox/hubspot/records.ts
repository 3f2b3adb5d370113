import { formatInstant } from './instants.ts'
import type { Maker, MadeUp } from './maker.ts'
import { idOf, indexFrom, indexOf } from './record-ids.ts'

/** A record as it stands. Properties that are unset are absent. Times in ms since 1970. */
export type StoredRecord = MadeUp & { id: string; archivedAtMs?: number }

export type Records = {
  get: (id: string) => StoredRecord | undefined
  /** A record that is not archived (or is, when asked) and has this e-mail address. */
  findByEmail: (email: string, archived?: boolean) => StoredRecord | undefined
  create: (properties: Record<string, string>) => StoredRecord
  /** Sets each property to its text, or unsets it where the text is empty. The id must exist. */
  update: (id: string, changes: Record<string, string>) => StoredRecord
  /** Puts a record into the recycle bin; no matter whether it exists or is there already. */
  archive: (id: string) => void
  restore: (id: string) => void
  /** Records in order of their ids, from a cursor on. */
  list: (query: { from: number; limit: number; archived: boolean }) => {
    records: StoredRecord[]
    next?: number
  }
  count: () => number
  readState: () => RecordsState
}

/** What differs from the made-up records: how many there are by now, and those that were touched. */
export type RecordsState = { size: number; kept: StoredRecord[] }

/** Stands for "nothing was touched", whatever the number of made-up records. */
export const NO_CHANGES: RecordsState = { size: 0, kept: [] }

/**
 * The records of one kind. Made-up ones are made anew whenever they are looked at; only what was created,
 * changed or archived since is kept.
 */
export function createRecords(
  maker: Maker,
  now: () => number,
  state: RecordsState,
  onChange: () => void,
): Records {
  const kept = new Map<number, StoredRecord>()
  const archived = new Set<number>()
  /** Addresses that were written since the start, and by which record last. */
  const indexByEmail = new Map<string, number>()
  let size = Math.max(maker.count, state.size)

  const at = (index: number | undefined): StoredRecord | undefined => {
    if (index === undefined || index >= size) return undefined
    return kept.get(index) ?? { id: idOf(index), ...maker.make(index) }
  }
  const keep = (index: number, record: StoredRecord): StoredRecord => {
    kept.set(index, record)
    if (record.archivedAtMs === undefined) archived.delete(index)
    else archived.add(index)
    const { email } = record.properties
    if (email !== undefined) indexByEmail.set(email.toLowerCase(), index)
    return record
  }
  for (const record of state.kept) {
    const index = indexOf(record.id)
    if (index !== undefined) keep(index, record)
  }
  const change = (index: number, record: StoredRecord): StoredRecord => {
    keep(index, record)
    onChange()
    return record
  }
  const existing = (id: string): { index: number; record: StoredRecord } => {
    const index = indexOf(id)
    const record = at(index)
    if (index === undefined || record === undefined) throw new Error(`There is no record ${id}`)
    return { index, record }
  }

  return {
    get: (id) => at(indexOf(id)),
    findByEmail: (email, isArchived = false) => {
      const wanted = email.toLowerCase()
      // Whoever was found may have been given another address since, or been archived.
      return [indexByEmail.get(wanted), maker.indexOfEmail?.(wanted)]
        .map(at)
        .find(
          (record) =>
            record !== undefined &&
            record.properties.email?.toLowerCase() === wanted &&
            (record.archivedAtMs !== undefined) === isArchived,
        )
    },
    create: (properties) => {
      const index = size++
      return change(index, {
        id: idOf(index),
        properties: { ...properties },
        createdAtMs: now(),
        updatedAtMs: now(),
      })
    },
    update: (id, changes) => {
      const { index, record } = existing(id)
      const all = Object.entries({ ...record.properties, ...changes })
      const properties = Object.fromEntries(all.filter(([, value]) => value !== ''))
      // Always later than before, even when two changes fall into one millisecond.
      return change(index, { ...record, properties, updatedAtMs: Math.max(now(), record.updatedAtMs + 1) })
    },
    archive: (id) => {
      const index = indexOf(id)
      const record = at(index)
      if (index === undefined || record === undefined || record.archivedAtMs !== undefined) return
      change(index, { ...record, archivedAtMs: now() })
    },
    restore: (id) => {
      const { index, record } = existing(id)
      const { archivedAtMs: _, ...live } = record
      change(index, { ...live, updatedAtMs: Math.max(now(), record.updatedAtMs + 1) })
    },
    list: (query) => {
      const records: StoredRecord[] = []
      const candidates = query.archived ? [...archived].sort((a, b) => a - b) : undefined
      const last = candidates?.length ?? size
      let position =
        candidates === undefined
          ? indexFrom(query.from)
          : candidates.findIndex((index) => Number(idOf(index)) >= query.from)
      if (position < 0) return { records }
      for (; position < last; position++) {
        const index = candidates === undefined ? position : candidates[position]
        if (index === undefined || archived.has(index) !== query.archived) continue
        // One more than asked for shows that there is a next page, and where it starts.
        if (records.length === query.limit) return { records, next: Number(idOf(index)) }
        const record = at(index)
        if (record !== undefined) records.push(record)
      }
      return { records }
    },
    count: () => size - archived.size,
    readState: () => ({ size, kept: [...kept.values()] }),
  }
}

/** What a client gets to see of a record's properties: the named ones, null where unset. */
export function showProperties(
  record: StoredRecord,
  names: readonly string[],
  changedAt: string,
): Record<string, string | null> {
  const system: Record<string, string> = {
    createdate: formatInstant(record.createdAtMs),
    [changedAt]: formatInstant(record.updatedAtMs),
    hs_object_id: record.id,
  }
  const shown: Record<string, string | null> = {}
  for (const name of names) shown[name] = system[name] ?? record.properties[name] ?? null
  return shown
}
