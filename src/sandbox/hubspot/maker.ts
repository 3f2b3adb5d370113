import { planGone } from './gone.ts'
import { idOf } from './record-ids.ts'
import type { Times } from './times.ts'

/** A record as it is made up: what is set, and when it came to be and changed. */
export type MadeUp = Times & { properties: Record<string, string> }

export type Maker = {
  /** How many records there are, those that are gone included: indexes run from 0 to one less. */
  count: number
  make: (index: number) => MadeUp
  /** The times of a record without the rest of it: a million of them are looked at before a search. */
  times: (index: number) => Times
  /** The index of the company that a contact belongs to; undefined for none, and for all that is no contact. */
  companyOf?: (index: number) => number | undefined
  /** How many contacts a deal says it has. */
  contactCountOf?: (index: number) => number
  /** Which made-up record has this e-mail address; only where addresses are unique. */
  indexOfEmail?: (email: string) => number | undefined
  /** When a made-up record was put into the recycle bin, in ms since 1970; undefined for all the others. */
  archived?: (index: number) => number | undefined
  /** The index of the record that this one was merged into, long ago; undefined for all the others. */
  mergedInto?: (index: number) => number | undefined
  /** The indexes of records that are archived or were merged away, in order: about 1 in 200. */
  gone?: readonly number[]
}

/**
 * Completes a maker of so many live records by those that are gone, and tells survivors of a merge what they
 * took in.
 */
export function createMaker(
  live: number,
  makeOne: (index: number) => MadeUp,
  times: (index: number) => Times,
): Maker {
  const { total, indexes, mergedInto, mergedFrom, archivedAfterMs } = planGone(live)
  return {
    count: total,
    make: (index) => {
      const record = makeOne(index)
      const loser = mergedFrom(index)
      if (loser !== undefined) takeIn(record, idOf(loser), makeOne(loser))
      return record
    },
    times,
    archived: (index) => {
      const afterMs = archivedAfterMs(index)
      return afterMs === undefined ? undefined : times(index).updatedAtMs + afterMs
    },
    mergedInto,
    gone: indexes,
  }
}

/** Writes some properties over others; an empty text unsets. */
export function overlay(
  properties: Record<string, string>,
  changes: Readonly<Record<string, string>> | undefined,
): void {
  for (const name in changes) {
    const value = changes[name]
    if (value === undefined || value === '') Reflect.deleteProperty(properties, name)
    else properties[name] = value
  }
}

/** A record that took in another one keeps its id, and its address beside the own. */
function takeIn(winner: MadeUp, loserId: string, loser: MadeUp): void {
  const { properties } = winner
  properties.hs_merged_object_ids = loserId
  const { email } = loser.properties
  if (email === undefined) return
  const others = properties.hs_additional_emails
  properties.hs_additional_emails = others === undefined ? email : `${others};${email}`
}
