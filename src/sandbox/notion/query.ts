import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { okReply, validationError } from './errors.ts'
import { invalidCursor, listOf, MAX_PAGE_SIZE, PAGING_FIELDS, readCursor, writeCursor } from './paging.ts'
import { valueOf } from './property-value.ts'
import { makeFilter, type Row } from './query-filter.ts'
import { readBodyAs } from './request-body.ts'
import type { Json } from './rich-text.ts'
import { isSameId, propertiesOf, showPage } from './show-page.ts'
import type { Source } from './sources.ts'
import { DATA_SOURCES, IN_TRASH, versionOf } from './versions.ts'
import type { World } from './world.ts'

const direction = z.enum(['ascending', 'descending'])
const fields = {
  filter: z.record(z.string(), z.unknown()).optional(),
  sorts: z
    .array(
      z.union([
        z.object({ property: z.string(), direction }),
        z.object({ timestamp: z.enum(['created_time', 'last_edited_time']), direction }),
      ]),
    )
    .max(100)
    .optional(),
  result_type: z.enum(['page', 'data_source']).optional(),
  is_archived: z.boolean().optional(),
  ...PAGING_FIELDS,
}
/** `in_trash` is no parameter here, whatever types say (Notion's reference, "Query a data source"). */
const querySchema = z.strictObject(fields)
const oldQuerySchema = z.strictObject({ ...fields, archived: z.boolean().optional() })

type Query = z.output<typeof oldQuerySchema>
type Sort = NonNullable<Query['sorts']>[number]

/** How many lists are remembered, so that a long one is not filtered and sorted anew for each part. */
const REMEMBERED = 6

/** `POST /v1/data_sources/{id}/query`, and its forerunner below `/v1/databases`. */
export function createQuery(world: World): (request: SandboxRequest, source: Source) => SandboxReply {
  const { pages, sharing, behaviour } = world
  const remembered = new Map<string, readonly number[]>()

  const rowOf = (index: number): Row => {
    let properties: ReturnType<Row['properties']> | undefined
    return {
      created: pages.createdMinuteOf(index),
      edited: pages.editedMinuteOf(index),
      properties: () => {
        const page = pages.get(index)
        properties ??= page === undefined ? {} : propertiesOf(world, page)
        return properties
      },
    }
  }

  const list = (source: Source, query: Query): readonly number[] | { problem: string } => {
    const { filter, sorts = [], is_archived, archived, result_type } = query
    const typeOf = (name: string): { name: string; type: string } | undefined =>
      source.properties[name] ?? Object.values(source.properties).find(({ id }) => isSameId(name, id))
    const made = filter === undefined ? undefined : makeFilter(filter, typeOf, world.now())
    if (made !== undefined && 'problem' in made) return made
    const unknown = sorts.flatMap((sort) =>
      'property' in sort && typeOf(sort.property) === undefined ? sort.property : [],
    )
    if (unknown[0] !== undefined)
      return { problem: `Could not find sort property with name or id: ${unknown[0]}` }

    const key = JSON.stringify([
      source.index,
      [pages.revision(), world.sources.revision(), sharing.revision()],
      filter,
      sorts,
      is_archived ?? archived,
      result_type,
    ])
    const known = remembered.get(key)
    if (known !== undefined) return known
    const wantsArchived = is_archived ?? archived ?? false
    const rows = pages
      .rowsOf(source.index)
      .filter(
        (row) => !pages.isTrashed(row) && sharing.isShared(row) && pages.isArchived(row) === wantsArchived,
      )
      .filter((row) => made === undefined || made.condition(rowOf(row)))
    const sorted = result_type === 'data_source' ? [] : sortRows(rows, sorts)
    remembered.set(key, sorted)
    for (const oldest of remembered.keys()) {
      if (remembered.size <= REMEMBERED) break
      remembered.delete(oldest)
    }
    return sorted
  }

  /** Keys are made once a row; rows without a value come last, whatever the direction. */
  const sortRows = (rows: readonly number[], sorts: readonly Sort[]): readonly number[] => {
    if (sorts.length === 0) return rows
    const keyed = rows.map((index) => {
      const row = rowOf(index)
      const keys = sorts.map((sort) => {
        if ('timestamp' in sort) return sort.timestamp === 'created_time' ? row.created : row.edited
        const value = valueOf(
          Object.entries(row.properties()).find(
            ([name, { id }]) => name === sort.property || isSameId(sort.property, id),
          )?.[1],
        )
        return Array.isArray(value) ? value.join('\n') : value
      })
      return { index, keys }
    })
    keyed.sort((a, b) => {
      for (const [at, sort] of sorts.entries()) {
        const order = compare(a.keys[at], b.keys[at], sort.direction === 'ascending' ? 1 : -1)
        if (order !== 0) return order
      }
      return a.index - b.index
    })
    return keyed.map(({ index }) => index)
  }

  return (request, source) => {
    const version = versionOf(request)
    const read = version < IN_TRASH ? readBodyAs(oldQuerySchema, request) : readBodyAs(querySchema, request)
    if ('refused' in read) return read.refused
    const { page_size: size = MAX_PAGE_SIZE, start_cursor: cursor, ...query } = read.value
    const all = list(source, query)
    if ('problem' in all) return validationError(all.problem)
    const name = `query ${source.index} ${JSON.stringify(query)}`
    const from = cursor === undefined ? { place: 0, count: 0 } : readCursor(name, cursor)
    if (cursor !== undefined && from === undefined) return invalidCursor(cursor)
    const only = request.query.getAll('filter_properties')
    const limit = behaviour().queryLimit
    const start = from?.place ?? 0
    const end = Math.min(start + size, limit)
    const results: Json[] = all.slice(start, end).flatMap((row): Json[] => {
      const page = pages.get(row)
      const wanted = only.length === 0 ? undefined : only
      return page === undefined ? [] : [showPage(world, page, version, wanted)]
    })
    // The end of the budget looks like the end of the list, but for the status.
    const isCut = end === limit && all.length > limit
    const next = !isCut && end < all.length ? writeCursor(name, end, end) : null
    if (version < DATA_SOURCES) return okReply(listOf('page_or_database', results, next))
    const status = isCut
      ? { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
      : { type: 'complete' }
    return okReply(listOf('page_or_data_source', results, next, { request_status: status }))
  }
}

function compare(a: unknown, b: unknown, sign: 1 | -1): number {
  const isEmptyA = a === null || a === undefined || a === ''
  const isEmptyB = b === null || b === undefined || b === ''
  if (isEmptyA || isEmptyB) return Number(isEmptyA) - Number(isEmptyB)
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left === right ? 0 : left < right ? -sign : sign
}
