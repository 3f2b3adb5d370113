import type { Crm } from './crm.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { indexOf } from './record-ids.ts'
import { readAssociationName, type Filter, type SearchRequest } from './search-request.ts'

/** What the filters say about which records are worth a look. */
export type Plan = {
  /** Only these, when the filters name them. */
  indexes?: ReadonlySet<number>
  /** Only those changed in between, both ends included, in ms. */
  changed: { fromMs: number; toMs: number }
  /** Whether the time of change is all that is asked for, so that no record needs to be looked at. */
  isTimeAlone: boolean
}

const ALWAYS = { fromMs: -Infinity, toMs: Infinity }

/** Finds out how few records have to be looked at. */
export function planSearch(crm: Crm, type: ObjectType, { groups, query }: SearchRequest): Plan {
  const { changedAt } = OBJECT_FACTS[type]
  const windows = groups.map((filters) =>
    filters
      .filter(({ propertyName }) => propertyName === changedAt)
      .map(windowOf)
      .reduce((a, b) => ({ fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) }), ALWAYS),
  )
  const named = groups.map((filters) =>
    filters.map((filter) => nameRecords(crm, type, filter)).find((one) => one !== undefined),
  )
  const indexes = named.flatMap((one) => one ?? [])
  const isNamed = named.length > 0 && named.every((one) => one !== undefined)
  return {
    ...(isNamed ? { indexes: new Set(indexes) } : {}),
    changed:
      windows.length === 0
        ? ALWAYS
        : {
            fromMs: Math.min(...windows.map(({ fromMs }) => fromMs)),
            toMs: Math.max(...windows.map(({ toMs }) => toMs)),
          },
    isTimeAlone:
      query === '' &&
      groups.length <= 1 &&
      groups.flat().every((filter) => filter.propertyName === changedAt && windowOf(filter) !== ALWAYS),
  }
}

/** The times that a filter lets pass; always, for one that says nothing as simple as that. */
function windowOf({ operator, value, highValue }: Filter): { fromMs: number; toMs: number } {
  const ms = timeOf(value)
  switch (operator) {
    case 'EQ':
      return { fromMs: ms, toMs: ms }
    case 'BETWEEN':
      return { fromMs: ms, toMs: timeOf(highValue) }
    case 'GT':
      return { fromMs: ms + 1, toMs: Infinity }
    case 'GTE':
      return { fromMs: ms, toMs: Infinity }
    case 'LT':
      return { fromMs: -Infinity, toMs: ms - 1 }
    case 'LTE':
      return { fromMs: -Infinity, toMs: ms }
    default:
      return ALWAYS
  }
}

function timeOf(text: string | null | undefined): number {
  const value = text ?? ''
  return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value)
}

/** The records that a filter names one by one; undefined for a filter that does not. */
function nameRecords(crm: Crm, type: ObjectType, filter: Filter): readonly number[] | undefined {
  const { propertyName, operator, value, values } = filter
  if (operator !== 'EQ' && operator !== 'IN') return undefined
  const wanted = operator === 'IN' ? (values ?? []) : [value ?? '']
  const other = readAssociationName(type, propertyName)
  const records = crm.records[type]
  return propertyName === 'hs_object_id'
    ? wanted.flatMap((id) => indexOf(id) ?? [])
    : propertyName === 'email' && type === 'contacts'
      ? wanted.flatMap((email) => indexOf(records.findByEmail(email)?.id ?? '') ?? [])
      : other === undefined
        ? undefined
        : wanted.flatMap((id) => {
            const index = indexOf(id)
            return index === undefined
              ? []
              : crm.associations.of({ type: other, index }, type).map((tie) => tie.index)
          })
}
