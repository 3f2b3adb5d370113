import type { HubSpotBehaviour } from './behaviour.ts'
import type { Maker } from './maker.ts'
import type { StoredRecord } from './stored-record.ts'
import { MADE_UP_UNTIL_MS } from './times.ts'

/** What differs from the made-up records: how many there are by now, and those that were touched. */
export type RecordsState = {
  size: number
  kept: StoredRecord[]
  /** Pairs of indexes: who was merged, and into whom. */
  merged: [number, number][]
  purged: number[]
}

/** Stands for "nothing was touched", whatever the number of made-up records. */
export const NO_CHANGES: RecordsState = { size: 0, kept: [], merged: [], purged: [] }

/** When all made-up records were changed last, in an account into which they were imported at a stroke. */
export const IMPORTED_AT_MS = MADE_UP_UNTIL_MS - 43_199_583

/** What the records of one kind are made of. */
export type RecordsOptions = {
  maker: Maker
  now: () => number
  state: RecordsState
  onChange: () => void
  /** A record went from the lists or came back: archived, restored or gone for good. */
  onPresence: (index: number) => void
  behaviour: () => Pick<HubSpotBehaviour, 'oneMillisecond' | 'restoreIsEdit'>
}
