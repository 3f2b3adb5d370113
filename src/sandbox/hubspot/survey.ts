import { lazily } from '../lazily.ts'
import type { Maker } from './maker.ts'
import { forEachType } from './for-each-type.ts'
import type { ObjectType } from './object-types.ts'
import { IMPORTED_AT_MS } from './records-state.ts'
import { sortByTime } from './sort-by-time.ts'

/** When the made-up records of a kind were created and changed, and in which order. */
export type MadeTimes = {
  createdAtMs: Float64Array
  updatedAtMs: Float64Array
  /** 1 for a record that was archived or merged away from the start, by index. */
  gone: Uint8Array
  /** Indexes by time of change, without those that are gone; equal times by index. */
  byUpdate: Uint32Array
  /** The same by time of creation, sorted when it is first asked for. */
  byCreation: () => Uint32Array
}

/** What is known of all made-up records, found out by one look at each when it is first asked for. */
export type Surveys = {
  times: (type: ObjectType) => MadeTimes
  /** The index of the company that a made-up contact belongs to first of all. */
  companyOf: (contact: number) => number | undefined
  /** How many contacts a made-up deal says it has. */
  contactCountOf: (deal: number) => number
  /** Finds those two out for every contact and deal at once, for somebody who asks about most of them. */
  prepareContacts: () => void
  prepareDeals: () => void
}

/** Stands for "no company" in a table of indexes. */
const NONE = -1

export function createSurveys(
  makers: Readonly<Record<ObjectType, Maker>>,
  isOneMillisecond: () => boolean,
): Surveys {
  const { contacts, deals } = makers
  const times = forEachType((type) => {
    const usual = lazily(() => survey(makers[type]))
    return { usual, flat: lazily(() => flatten(usual())) }
  })
  const companyOf = (contact: number): number => contacts.companyOf?.(contact) ?? NONE
  const contactCountOf = (deal: number): number => deals.contactCountOf?.(deal) ?? 0
  let companies: Int32Array | undefined
  let counts: Uint8Array | undefined

  return {
    times: (type) => (isOneMillisecond() ? times[type].flat() : times[type].usual()),
    companyOf: (contact) => {
      const company = companies === undefined ? companyOf(contact) : (companies[contact] ?? NONE)
      return company === NONE ? undefined : company
    },
    contactCountOf: (deal) => (counts === undefined ? contactCountOf(deal) : (counts[deal] ?? 0)),
    prepareContacts: () => {
      companies ??= Int32Array.from({ length: contacts.count }, (_, contact) => companyOf(contact))
    },
    prepareDeals: () => {
      counts ??= Uint8Array.from({ length: deals.count }, (_, deal) => contactCountOf(deal))
    },
  }
}

function survey({ count, times, gone: absent = [] }: Maker): MadeTimes {
  const createdAtMs = new Float64Array(count)
  const updatedAtMs = new Float64Array(count)
  for (let index = 0; index < count; index++) {
    const { createdAtMs: created, updatedAtMs: updated } = times(index)
    createdAtMs[index] = created
    updatedAtMs[index] = updated
  }
  const gone = new Uint8Array(count)
  for (const index of absent) gone[index] = 1
  return {
    ...{ createdAtMs, updatedAtMs, gone },
    byUpdate: sortByTime(updatedAtMs, gone),
    byCreation: lazily(() => sortByTime(createdAtMs, gone)),
  }
}

/** The same records, all imported at a stroke: then their order is that of the indexes. */
function flatten(usual: MadeTimes): MadeTimes {
  return {
    ...usual,
    updatedAtMs: new Float64Array(usual.updatedAtMs.length).fill(IMPORTED_AT_MS),
    byUpdate: usual.byUpdate.toSorted(),
  }
}
