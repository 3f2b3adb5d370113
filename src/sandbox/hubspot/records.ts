import { createChangeLog } from './change-log.ts'
import { createEmailIndex } from './email-index.ts'
import type { Maker } from './maker.ts'
import { createMergedRecords } from './merged-records.ts'
import { idOf, indexFrom, indexOf } from './record-ids.ts'
import { createRecycleBin } from './recycle-bin.ts'
import { IMPORTED_AT_MS, type RecordsOptions, type RecordsState } from './records-state.ts'
import { changeRecord, type StoredRecord } from './stored-record.ts'

export type Records = {
  maker: Maker
  /** A record by its id, or by that of a record that was merged into it: the id of the answer may differ. */
  get: (id: string) => StoredRecord | undefined
  /** By index, without following merges; archived ones too. */
  at: (index: number) => StoredRecord | undefined
  /** Whether there is such a record, neither archived nor merged into another nor gone. */
  isLive: (index: number) => boolean
  /** A record that is not archived (or is, when asked) and has this e-mail address, as its first or not. */
  findByEmail: (email: string, archived?: boolean) => StoredRecord | undefined
  create: (properties: Record<string, string>) => StoredRecord
  /** Sets each property to its text, or unsets it where the text is empty. The id must exist. */
  update: (id: string, changes: Record<string, string>) => StoredRecord
  /** Puts a record into the recycle bin; no matter whether it exists or is there already. */
  archive: (id: string) => void
  restore: (id: string) => void
  /** HubSpot itself changed something of a live record: its time of change moves on. */
  touch: (index: number) => void
  /** From now on the first id leads to the second record. Both must exist. */
  merge: (loserId: string, winnerId: string) => void
  /** Removes a record for good; no matter whether it exists. */
  purge: (id: string) => void
  /** Records in order of their ids, from a cursor on. */
  list: (query: { from: number; limit: number; archived: boolean }) => {
    records: StoredRecord[]
    next?: number
  }
  count: () => number
  /** How many indexes were ever given out. */
  size: () => number
  /** Indexes that were created, changed, archived, merged or purged since the records were made up. */
  touched: () => ReadonlySet<number>
  /** What the lists showed at an index at an earlier time, of the last ten minutes; undefined for nothing. */
  seenAt: (index: number, ms: number) => StoredRecord | undefined
  changedSince: (ms: number) => ReadonlySet<number>
  /** Grows with every change. */
  revision: () => number
  /** The index of the record that another was merged into; undefined for one that stands for itself. */
  mergedInto: (index: number) => number | undefined
  readState: () => RecordsState
}

/**
 * The records of one kind. Made-up ones are made anew whenever they are looked at; only what was created,
 * changed or archived since is kept.
 */
export function createRecords(options: RecordsOptions): Records {
  const { maker, now, state, onChange, onPresence, behaviour } = options
  const kept = new Map<number, StoredRecord>()
  const purged = new Set(state.purged)
  const merged = createMergedRecords(maker, state.merged)
  const gone = maker.gone ?? []
  const bin = createRecycleBin(
    gone,
    gone.filter((index) => maker.archived?.(index) !== undefined),
  )
  const log = createChangeLog(now)
  const touched = new Set<number>()
  let size = Math.max(maker.count, state.size)
  let revision = 0

  const makeUp = (index: number): StoredRecord => {
    const { properties, createdAtMs, updatedAtMs } = maker.make(index)
    const archivedAtMs = maker.archived?.(index)
    const record = {
      id: idOf(index),
      properties,
      createdAtMs,
      updatedAtMs: behaviour().oneMillisecond ? IMPORTED_AT_MS : updatedAtMs,
    }
    return archivedAtMs === undefined ? record : { ...record, archivedAtMs }
  }
  const at = (index: number | undefined): StoredRecord | undefined => {
    if (index === undefined || index >= size || purged.has(index)) return undefined
    const record = kept.get(index)
    if (record !== undefined) return record
    return index >= maker.count || merged.into(index) !== undefined ? undefined : makeUp(index)
  }
  const isLive = (index: number): boolean => index < size && !bin.isAbsent(index)
  const live = (index: number): StoredRecord | undefined => (isLive(index) ? at(index) : undefined)
  const follow = (id: string): number | undefined => {
    const index = indexOf(id)
    return index === undefined ? undefined : merged.resolve(index)
  }
  const existing = (id: string): { index: number; record: StoredRecord } => {
    const index = follow(id)
    const record = at(index)
    if (index === undefined || record === undefined) throw new Error(`There is no record ${id}`)
    return { index, record }
  }

  const emails = createEmailIndex(maker.indexOfEmail, (index) => at(merged.resolve(index)))
  const keep = (index: number, record: StoredRecord): void => {
    kept.set(index, record)
    touched.add(index)
    bin.setState(index, record.archivedAtMs === undefined ? 'live' : 'archived')
    emails.note(index, record)
  }
  const drop = (index: number): void => {
    kept.delete(index)
    touched.add(index)
    bin.setState(index, 'gone')
  }
  const change = (index: number, apply: () => void): void => {
    log.note(index, live(index))
    apply()
    revision++
    onChange()
  }
  const replace = (index: number, record: StoredRecord): StoredRecord => {
    change(index, () => keep(index, record))
    return record
  }

  for (const record of state.kept) {
    const index = indexOf(record.id)
    if (index !== undefined) keep(index, record)
  }
  for (const index of [...purged, ...state.merged.map(([loser]) => loser)]) drop(index)

  return {
    maker,
    get: (id) => at(follow(id)),
    at,
    isLive,
    findByEmail: (email, isArchived = false) =>
      emails.find(email, ({ archivedAtMs }) => (archivedAtMs !== undefined) === isArchived),
    create: (properties) => {
      const index = size++
      const nowMs = now()
      return replace(index, {
        id: idOf(index),
        properties: { ...properties },
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      })
    },
    update: (id, changes) => {
      const { index, record } = existing(id)
      return replace(index, changeRecord(record, changes, now()))
    },
    archive: (id) => {
      const index = follow(id)
      const record = at(index)
      if (index === undefined || record === undefined || record.archivedAtMs !== undefined) return
      replace(index, { ...record, archivedAtMs: now() })
      onPresence(index)
    },
    restore: (id) => {
      const { index, record } = existing(id)
      const { archivedAtMs: _, ...restored } = record
      replace(index, behaviour().restoreIsEdit ? changeRecord(restored, {}, now()) : restored)
      onPresence(index)
    },
    touch: (index) => {
      const record = live(index)
      if (record !== undefined) replace(index, changeRecord(record, {}, now()))
    },
    merge: (loserId, winnerId) => {
      const loser = existing(loserId).index
      const winner = existing(winnerId).index
      change(loser, () => {
        merged.add(loser, winner)
        drop(loser)
      })
    },
    purge: (id) => {
      const index = follow(id)
      if (index === undefined || at(index) === undefined) return
      change(index, () => {
        purged.add(index)
        drop(index)
      })
      onPresence(index)
    },
    list: ({ from, limit, archived }) => {
      const records: StoredRecord[] = []
      const first = indexFrom(from)
      const candidates = archived ? bin.archivedFrom(first, limit + 1) : range(first, size)
      for (const index of candidates) {
        if (!archived && bin.isAbsent(index)) continue
        // One more than asked for shows that there is a next page, and where it starts.
        if (records.length === limit) return { records, next: Number(idOf(index)) }
        const record = at(index)
        if (record !== undefined) records.push(record)
      }
      return { records }
    },
    count: () => size - bin.absentCount(),
    size: () => size,
    touched: () => touched,
    seenAt: (index, ms) => {
      const earlier = log.at(index, ms)
      return earlier === undefined ? live(index) : earlier.record
    },
    changedSince: log.since,
    revision: () => revision,
    mergedInto: merged.into,
    readState: () => ({ size, kept: [...kept.values()], merged: merged.readState(), purged: [...purged] }),
  }
}

function* range(first: number, end: number): Iterable<number> {
  for (let index = first; index < end; index++) yield index
}
