import type { Crm } from './crm.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { indexOf } from './record-ids.ts'
import { meet, spanOf, spanOver, type Span } from './search-boxes.ts'
import { readAssociationName, type Filter, type SearchRequest } from './search-request.ts'

/** What the filters say about which records are worth a look. */
export type Plan = {
  /** Only these, when the filters name them. */
  indexes?: ReadonlySet<number>
  /** Only those changed in between. */
  changed: Span
}

const ALWAYS: Span = { from: -Infinity, to: Infinity }

/** Finds out how few records have to be looked at. */
export function planSearch(crm: Crm, type: ObjectType, { groups }: SearchRequest): Plan {
  const { changedAt } = OBJECT_FACTS[type]
  const windows = groups.map((filters) =>
    filters
      .filter(({ propertyName }) => propertyName === changedAt)
      .map((filter) => spanOf(type, filter) ?? ALWAYS)
      .reduce(meet, ALWAYS),
  )
  const named = groups.map((filters) =>
    filters.map((filter) => nameRecords(crm, type, filter)).find((one) => one !== undefined),
  )
  const indexes = named.flatMap((one) => one ?? [])
  const isNamed = named.length > 0 && named.every((one) => one !== undefined)
  return {
    ...(isNamed ? { indexes: new Set(indexes) } : {}),
    changed: windows.length === 0 ? ALWAYS : spanOver(windows),
  }
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
