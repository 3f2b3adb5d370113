import type { Crm } from './crm.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import type { PropertyDefinition } from './property-definition.ts'
import { idOf, indexOf } from './record-ids.ts'
import { containsTokens, readOperand, tokensOf, type Operand } from './search-operands.ts'
import { readAssociationName, type Filter, type SearchRequest } from './search-request.ts'
import { readValue } from './show-record.ts'
import type { StoredRecord } from './stored-record.ts'

/** A record under test. What it takes to make the record is only spent when a filter looks at it. */
export type Candidate = {
  index: number
  createdAtMs: number
  updatedAtMs: number
  record: () => StoredRecord
}

export type Test = (candidate: Candidate) => boolean

/** Where `query` looks (HubSpot's guide "Search the CRM", default searchable properties). */
const QUERIED: Record<ObjectType, readonly string[]> = {
  contacts: [
    'firstname',
    'lastname',
    'email',
    'phone',
    'hs_additional_emails',
    'fax',
    'mobilephone',
    'company',
  ],
  companies: ['website', 'phone', 'name', 'domain'],
  deals: ['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
}

/** One test out of all filters: all of a group, any of the groups, and the query besides. */
export function createTest(crm: Crm, type: ObjectType, { groups, query }: SearchRequest): Test {
  const tests = groups.map((filters) => filters.map((filter) => createFilterTest(crm, type, filter)))
  const words = query.split(/\s+/).filter((word) => word !== '')
  return (candidate) =>
    (tests.length === 0 || tests.some((group) => group.every((test) => test(candidate)))) &&
    words.every((word) => mentions(candidate.record(), QUERIED[type], word))
}

/** Gives what a property of a candidate is compared by; undefined where it is unset. */
export function createReader(
  crm: Crm,
  type: ObjectType,
  definition: PropertyDefinition,
): (candidate: Candidate) => Operand | undefined {
  const { name } = definition
  if (name === 'hs_object_id') return ({ index }) => Number(idOf(index))
  if (name === 'createdate') return ({ createdAtMs }) => createdAtMs
  if (name === OBJECT_FACTS[type].changedAt) return ({ updatedAtMs }) => updatedAtMs
  return ({ record }) => {
    const value = readValue(crm, type, record(), name)
    return value === undefined ? undefined : readOperand(definition, value)
  }
}

function createFilterTest(crm: Crm, type: ObjectType, filter: Filter): Test {
  const { propertyName, operator } = filter
  const other = readAssociationName(type, propertyName)
  if (other !== undefined) return createAssociationTest(crm, type, other, filter)
  const definition = DEFINITIONS[type].get(propertyName)
  if (definition === undefined) throw new Error(`Property ${propertyName} was let through`)
  const read = createReader(crm, type, definition)
  const operand = (text: string | null | undefined): Operand => readOperand(definition, text ?? '') ?? ''
  const value = operand(filter.value)
  /** What a search for one of several choices looks at; a property that holds one value has just that. */
  const choices = (found: Operand): readonly Operand[] =>
    definition.fieldType === 'checkbox' && typeof found === 'string' ? [found, ...found.split(';')] : [found]
  /** Unset properties match nothing that compares, NEQ and NOT_IN included (as integrators found out). */
  const when =
    (test: (found: Operand) => boolean): Test =>
    (candidate) => {
      const found = read(candidate)
      return found !== undefined && test(found)
    }
  // Text in the index is in lower case, but the values of IN are not brought into it: write them so.
  const listed = new Set(
    (filter.values ?? []).map((text) => (definition.type === 'string' ? text : operand(text))),
  )
  const contains = (candidate: Candidate): boolean =>
    containsTokens(readValue(crm, type, candidate.record(), propertyName) ?? '', filter.value ?? '')
  switch (operator) {
    case 'EQ':
      return when((found) => choices(found).includes(value))
    case 'NEQ':
      return when((found) => !choices(found).includes(value))
    case 'LT':
      return when((found) => found < value)
    case 'LTE':
      return when((found) => found <= value)
    case 'GT':
      return when((found) => found > value)
    case 'GTE':
      return when((found) => found >= value)
    case 'BETWEEN': {
      const high = operand(filter.highValue)
      return when((found) => found >= value && found <= high)
    }
    case 'IN':
      return when((found) => choices(found).some((one) => listed.has(one)))
    case 'NOT_IN':
      return when((found) => !choices(found).some((one) => listed.has(one)))
    case 'HAS_PROPERTY':
      return when(() => true)
    case 'NOT_HAS_PROPERTY':
      return (candidate) => read(candidate) === undefined
    case 'CONTAINS_TOKEN':
      return contains
    case 'NOT_CONTAINS_TOKEN':
      return (candidate) => read(candidate) !== undefined && !contains(candidate)
  }
}

function createAssociationTest(crm: Crm, type: ObjectType, other: ObjectType, filter: Filter): Test {
  const { operator } = filter
  const wanted = new Set(operator === 'IN' || operator === 'NOT_IN' ? filter.values : [filter.value])
  if (operator === 'EQ' || operator === 'IN') {
    // Asked from the other side, where it is one look instead of one for each record.
    const tied = new Set(
      [...wanted].flatMap((id) => {
        const index = indexOf(id ?? '')
        return index === undefined
          ? []
          : crm.associations.of({ type: other, index }, type).map((tie) => tie.index)
      }),
    )
    return ({ index }) => tied.has(index)
  }
  return ({ index }) => {
    const ties = crm.associations.of({ type, index }, other)
    if (operator === 'HAS_PROPERTY') return ties.length > 0
    if (operator === 'NOT_HAS_PROPERTY') return ties.length === 0
    return !ties.some(({ id }) => wanted.has(id))
  }
}

/** Whether one of the properties has a word that begins so, or a number with these digits. */
function mentions({ properties }: StoredRecord, names: readonly string[], word: string): boolean {
  const digits = /^[\d+()./-]{3,}$/.test(word) ? word.replace(/\D/g, '') : ''
  const parts = tokensOf(word)
  return names.some((name) => {
    const text = properties[name]
    if (text === undefined) return false
    if (digits.length > 2 && /phone|fax/.test(name)) return text.replace(/\D/g, '').includes(digits)
    const tokens = tokensOf(text)
    return parts.length > 0 && parts.every((part) => tokens.some((token) => token.startsWith(part)))
  })
}
