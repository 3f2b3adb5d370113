import type { StoredRecord } from './stored-record.ts'

/** One change: what the lists showed of a record before it. */
type Change = { index: number; atMs: number; before: StoredRecord | undefined }

/** Remembers for a while what records were like, so that an index can lag behind them. */
export type ChangeLog = {
  note: (index: number, before: StoredRecord | undefined) => void
  /** What the record was at that time; undefined when it has not changed since. */
  at: (index: number, ms: number) => { record: StoredRecord | undefined } | undefined
  /** The records that have changed since that time. */
  since: (ms: number) => ReadonlySet<number>
}

/** The longest lag that an index may have. */
export const LONGEST_LAG_MS = 600_000

export function createChangeLog(now: () => number): ChangeLog {
  let changes: Change[] = []
  return {
    note: (index, before) => {
      const atMs = now()
      const isOld = (change: Change): boolean => change.atMs <= atMs - LONGEST_LAG_MS
      if (changes[0] !== undefined && isOld(changes[0])) changes = changes.filter((one) => !isOld(one))
      changes.push({ index, atMs, before })
    },
    at: (index, ms) => {
      const first = changes.find((change) => change.index === index && change.atMs > ms)
      return first === undefined ? undefined : { record: first.before }
    },
    since: (ms) => new Set(changes.filter(({ atMs }) => atMs > ms).map(({ index }) => index)),
  }
}
