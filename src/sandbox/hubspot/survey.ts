import type { Maker } from './maker.ts'
import { forEachType } from './for-each-type.ts'
import type { ObjectType } from './object-types.ts'
import { indexOf } from './record-ids.ts'
import { IMPORTED_AT_MS } from './records-state.ts'

/** When the made-up records of a kind were created and changed, and in which order they were changed. */
export type Times = {
  createdAtMs: Float64Array
  updatedAtMs: Float64Array
  /** Indexes by time of change, those that are archived or merged away left out; equal times by index. */
  byUpdate: Uint32Array
}

/** What is known of all made-up records, found out by one look at each when it is first asked for. */
export type Surveys = {
  /** Looks at all records of a kind now, for somebody who is about to ask about most of them. */
  prepare: (type: ObjectType) => void
  times: (type: ObjectType) => Times
  /** Those that were archived or merged away from the start. */
  gone: (type: ObjectType) => ReadonlySet<number>
  /** The index of the company that a made-up contact or deal belongs to first of all. */
  companyOf: (type: 'contacts' | 'deals', index: number) => number | undefined
  /** How many contacts a made-up deal says it has. */
  contactCountOf: (deal: number) => number
}

type Survey = {
  createdAtMs: Float64Array
  updatedAtMs: Float64Array
  company: Int32Array
  contacts: Uint8Array
}

const COMPANY_PROPERTY = { contacts: 'associatedcompanyid', deals: 'hs_primary_associated_company' }

export function createSurveys(
  makers: Readonly<Record<ObjectType, Maker>>,
  isOneMillisecond: () => boolean,
): Surveys {
  const surveys = new Map<ObjectType, Survey>()
  const orders = new Map<string, Times>()
  const gone = forEachType((type) => new Set(makers[type].gone ?? []))

  const survey = (type: ObjectType): Survey => {
    const known = surveys.get(type)
    if (known !== undefined) return known
    const { count, make } = makers[type]
    const found: Survey = {
      createdAtMs: new Float64Array(count),
      updatedAtMs: new Float64Array(count),
      company: new Int32Array(count).fill(-1),
      contacts: new Uint8Array(count),
    }
    for (let index = 0; index < count; index++) {
      const { properties, createdAtMs, updatedAtMs } = make(index)
      found.createdAtMs[index] = createdAtMs
      found.updatedAtMs[index] = updatedAtMs
      if (type === 'companies') continue
      found.company[index] = companyIn(properties, type, makers.companies.count) ?? -1
      found.contacts[index] = Number(properties.num_associated_contacts ?? 0)
    }
    surveys.set(type, found)
    return found
  }

  return {
    prepare: survey,
    gone: (type) => gone[type],
    times: (type) => {
      const isFlat = isOneMillisecond()
      const key = `${type} ${isFlat}`
      const known = orders.get(key)
      if (known !== undefined) return known
      const { createdAtMs, updatedAtMs } = survey(type)
      const times = isFlat ? new Float64Array(updatedAtMs.length).fill(IMPORTED_AT_MS) : updatedAtMs
      const found = { createdAtMs, updatedAtMs: times, byUpdate: sortByTime(times, makers[type].gone ?? []) }
      orders.set(key, found)
      return found
    },
    companyOf: (type, index) => {
      const known = surveys.get(type)
      if (known === undefined)
        return companyIn(makers[type].make(index).properties, type, makers.companies.count)
      const company = known.company[index] ?? -1
      return company < 0 ? undefined : company
    },
    contactCountOf: (deal) =>
      surveys.get('deals')?.contacts[deal] ??
      Number(makers.deals.make(deal).properties.num_associated_contacts ?? 0),
  }
}

function companyIn(
  properties: Readonly<Record<string, string>>,
  type: 'contacts' | 'deals',
  count: number,
): number | undefined {
  const index = indexOf(properties[COMPANY_PROPERTY[type]] ?? '')
  return index === undefined || index >= count ? undefined : index
}

function sortByTime(times: Float64Array, gone: readonly number[]): Uint32Array {
  const order = new Uint32Array(times.length - gone.length)
  let next = 0
  let place = 0
  for (let index = 0; index < times.length; index++) {
    if (gone[next] === index) next++
    else order[place++] = index
  }
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
}
