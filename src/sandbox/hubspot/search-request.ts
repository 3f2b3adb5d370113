import { z } from 'zod'
import { errorReply } from './errors.ts'
import type { Refused } from './find-record.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import { readBodyAs } from './request-body.ts'
import { readOperand } from './search-operands.ts'

/** Limits of search (HubSpot's guide "Search the CRM"). */
const MAX_BODY = 3_000
const DEFAULT_LIMIT = 10
const MAX_LIMIT = 200
const WINDOW = 10_000
const MAX_GROUPS = 5
const MAX_FILTERS_PER_GROUP = 6
const MAX_FILTERS = 18

const OPERATORS = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const

const operandSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String)
const filterSchema = z.object({
  propertyName: z.string(),
  operator: z.enum(OPERATORS),
  value: operandSchema.nullish(),
  highValue: operandSchema.nullish(),
  values: z.array(operandSchema).nullish(),
})
const sortSchema = z.union([
  z.string().transform((text) => ({
    propertyName: text.replace(/^-/, ''),
    direction: text.startsWith('-') ? ('DESCENDING' as const) : ('ASCENDING' as const),
  })),
  z.object({
    propertyName: z.string(),
    direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING'),
  }),
])
const requestSchema = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filterSchema) })).nullish(),
  query: z.string().nullish(),
  sorts: z.array(sortSchema).nullish(),
  properties: z.array(z.string()).nullish(),
  limit: z.int().nullish(),
  after: z.union([z.string(), z.number()]).transform(String).nullish(),
})

export type Filter = z.output<typeof filterSchema>
export type Sort = { propertyName: string; isDescending: boolean }

export type SearchRequest = {
  groups: readonly (readonly Filter[])[]
  /** In lower case; empty for none. */
  query: string
  sort: Sort | undefined
  properties: readonly string[]
  limit: number
  after: number
}

/** Reads a search, or refuses it as HubSpot would: 400 for whatever is too long, too many or too far. */
export function readSearch(type: ObjectType, body: string): SearchRequest | Refused {
  if (body.length > MAX_BODY) return refuse(`The request body may have at most ${MAX_BODY} characters`)
  const read = readBodyAs(requestSchema, body)
  if ('refused' in read) return read
  const { filterGroups, query, sorts, properties, limit, after } = read.value
  const groups = (filterGroups ?? []).map(({ filters }) => filters)
  const reason =
    refuseCounts(groups, sorts?.length ?? 0) ??
    refusePage(limit ?? DEFAULT_LIMIT, after ?? '0') ??
    groups
      .flat()
      .map((filter) => refuseFilter(type, filter))
      .find((one) => one !== undefined) ??
    sorts?.map(({ propertyName }) => refuseName(type, propertyName)).find((one) => one !== undefined)
  if (reason !== undefined) return refuse(reason)
  const [sort] = sorts ?? []
  return {
    groups: groups.filter((filters) => filters.length > 0),
    query: (query ?? '').trim().toLowerCase(),
    sort: sort && { propertyName: sort.propertyName, isDescending: sort.direction === 'DESCENDING' },
    properties: properties ?? [],
    limit: limit ?? DEFAULT_LIMIT,
    after: Number(after === '' ? 0 : (after ?? 0)),
  }
}

/** The kind of record whose ties a name like `associations.contact` means. */
export function readAssociationName(type: ObjectType, name: string): ObjectType | undefined {
  const [, singular] = /^associations\.(contact|company|deal)$/.exec(name) ?? []
  const types = { contact: 'contacts', company: 'companies', deal: 'deals' } as const
  const other = singular === undefined ? undefined : types[singular as keyof typeof types]
  return other === type ? undefined : other
}

function refuseCounts(groups: readonly (readonly Filter[])[], sorts: number): string | undefined {
  if (groups.length > MAX_GROUPS) return `There may be at most ${MAX_GROUPS} filter groups`
  if (groups.some((filters) => filters.length > MAX_FILTERS_PER_GROUP)) {
    return `A filter group may have at most ${MAX_FILTERS_PER_GROUP} filters`
  }
  if (groups.flat().length > MAX_FILTERS) return `There may be at most ${MAX_FILTERS} filters`
  return sorts > 1 ? 'There may be at most one sort' : undefined
}

function refusePage(limit: number, after: string): string | undefined {
  if (limit < 1 || limit > MAX_LIMIT) return `limit must be a number from 1 to ${MAX_LIMIT}`
  if (!/^\d{0,9}$/.test(after)) return 'after must be an integer'
  return Number(after) + limit > WINDOW
    ? `Only the first ${WINDOW} results of a search can be paged through`
    : undefined
}

function refuseFilter(type: ObjectType, filter: Filter): string | undefined {
  const { propertyName, operator, value, highValue, values } = filter
  const problem = refuseName(type, propertyName)
  if (problem !== undefined) return problem
  const operands =
    operator === 'IN' || operator === 'NOT_IN'
      ? (values ?? [])
      : [value, ...(operator === 'BETWEEN' ? [highValue] : [])]
  if (operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY') return undefined
  if (operands.length === 0 || operands.some((one) => one === undefined || one === null || one === '')) {
    return `Operator ${operator} on ${propertyName} lacks a value`
  }
  const definition = DEFINITIONS[type].get(propertyName)
  const wrong = operands.find((one) => definition && readOperand(definition, one ?? '') === undefined)
  return wrong === undefined ? undefined : `${String(wrong)} is not a valid value of ${propertyName}`
}

function refuseName(type: ObjectType, name: string): string | undefined {
  const isKnown = DEFINITIONS[type].has(name) || readAssociationName(type, name) !== undefined
  return isKnown ? undefined : `Property ${name} does not exist on ${OBJECT_FACTS[type].singular}`
}

/**
 * The body of this 400 is published nowhere; the sentence and what follows it in `errors` are our own.
 */
function refuse(reason: string): Refused {
  return {
    refused: errorReply(400, {
      message: 'There was a problem with the request.',
      category: 'VALIDATION_ERROR',
      errors: [{ message: reason }],
    }),
  }
}
