import type { Crm } from './crm.ts'
import type { ObjectType } from './object-types.ts'
import type { Candidate } from './search-filters.ts'
import type { StoredRecord } from './stored-record.ts'
import type { MadeTimes } from './survey.ts'

/** Indexes of the records that a search found, in its order. */
export type Matches = { total: number; slice: (from: number, count: number) => readonly number[] }

/** The records as search sees them at one moment: behind by the lag of its index. */
export type SearchView = {
  times: MadeTimes
  /** Records that are not as they were made up; the order of `times` may be wrong for them. */
  touched: () => ReadonlySet<number>
  /** Whether a record stands in the order of `times`. */
  isOrdered: (index: number) => boolean
  /** A record as the index has it; undefined for one that is not in it, or not any more. */
  visible: (index: number) => StoredRecord | undefined
  /** The same as something to test; undefined for a record that is not in the index. */
  candidate: (index: number) => Candidate | undefined
  /** The same text as long as nothing that search sees has changed. */
  stamp: string
  size: number
}

export function createSearchView(crm: Crm, type: ObjectType): SearchView {
  const records = crm.records[type]
  const { searchLagMs, oneMillisecond } = crm.behaviour()
  const seenUntilMs = crm.now() - searchLagMs
  const times = crm.surveys.times(type)

  const visible = (index: number): StoredRecord | undefined =>
    searchLagMs > 0 && records.touched().has(index)
      ? records.seenAt(index, seenUntilMs)
      : records.isLive(index)
        ? records.at(index)
        : undefined

  return {
    times,
    touched: records.touched,
    isOrdered: (index) => times.gone[index] === 0,
    visible,
    candidate: (index) => {
      if (records.touched().has(index)) {
        const record = visible(index)
        return record && { index, ...record, record: () => record }
      }
      if (!records.isLive(index)) return undefined
      let made: StoredRecord | undefined
      return {
        index,
        createdAtMs: times.createdAtMs[index] ?? 0,
        updatedAtMs: times.updatedAtMs[index] ?? 0,
        record: () => {
          made ??= records.at(index)
          if (made === undefined) throw new Error(`Record ${index} is live and cannot be made`)
          return made
        },
      }
    },
    stamp: [
      records.revision(),
      searchLagMs === 0 ? 0 : [...records.changedSince(seenUntilMs)].join(','),
      crm.associations.revision(),
      oneMillisecond,
    ].join(' '),
    size: records.size(),
  }
}
