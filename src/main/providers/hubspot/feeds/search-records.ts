import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { objectPath, objectTypes } from '../object-types.ts'
import { readInstant } from '../property-text.ts'
import { pageSchema } from '../schema.ts'
import { readRecords } from './read-records.ts'
import { toReadRecords, type ReadRecords, type Reading } from './reading.ts'

/** The most that a search gives at once, and that can be paged through (HubSpot's guide "Search the CRM"). */
export const mostInSearch = 200
export const deepestInSearch = 10_000
/** A longer body is refused at 3,000 characters (the same guide). */
const longestBody = 2_900

export interface SearchQuery {
  readonly filters: readonly {
    readonly propertyName: string
    readonly operator: 'LT' | 'LTE' | 'GT' | 'GTE' | 'BETWEEN'
    readonly value: string
    readonly highValue?: string
  }[]
  readonly sort: { readonly propertyName: string; readonly direction: 'ASCENDING' | 'DESCENDING' }
  /** How many results to pass over, as the page before said; null for none. */
  readonly after: string | null
}

export interface SearchRow {
  readonly id: string
  /** When it was changed last, as search sorts by it; null where the answer does not say. */
  readonly atMs: number | null
}

export interface SearchPage extends ReadRecords {
  /** What was found, in the order asked for. The records of it may be newer, or not there any more. */
  readonly rows: readonly SearchRow[]
  /** How many there are to this query in all. */
  readonly total: number
  /** Null after the last page. Nothing else says so: pages may be short or empty. */
  readonly next: string | null
}

const searchSchema = pageSchema.extend({ total: z.int().nonnegative() })

/**
 * A page of whole records by search. Where the names of the properties are too long for a search's body, it gives
 * the ids, and the records are read by them.
 */
export async function searchRecords(
  reading: Reading,
  query: SearchQuery,
): Promise<Result<SearchPage, AppError>> {
  const body = bodyOf(query, mostInSearch, reading.names)
  const isDirect = JSON.stringify(body).length <= longestBody
  const { changedAt } = objectTypes[reading.type]
  const page = await send(reading, isDirect ? body : { ...body, properties: [changedAt] })
  if (!page.ok) return page
  const { results, total, paging } = page.value
  const rows = results.map(({ id, properties }) => ({ id, atMs: readInstant(properties?.[changedAt]) }))
  const read = isDirect
    ? ok(await toReadRecords(reading, results))
    : await readRecords(
        reading,
        rows.map(({ id }) => id),
      )
  const next = String(paging?.next?.after ?? '')
  return read.ok ? ok({ ...read.value, rows, total, next: next === '' ? null : next }) : read
}

/** How many records fit the filters, as the index has it. */
export async function countRecords(
  reading: Reading,
  query: Pick<SearchQuery, 'filters' | 'sort'>,
): Promise<Result<number, AppError>> {
  const page = await send(reading, bodyOf({ ...query, after: null }, 1, ['hs_object_id']))
  return page.ok ? ok(page.value.total) : page
}

const bodyOf = ({ filters, sort, after }: SearchQuery, limit: number, properties: readonly string[]) => ({
  filterGroups: filters.length === 0 ? [] : [{ filters }],
  sorts: [sort],
  properties,
  limit,
  after: after ?? '0',
})

const send = (
  { session, signal, type }: Reading,
  json: ReturnType<typeof bodyOf>,
): Promise<Result<z.infer<typeof searchSchema>, AppError>> =>
  session.request(
    { method: 'POST', path: objectPath(type, 'search'), json, isRead: true, signal },
    searchSchema,
  )
