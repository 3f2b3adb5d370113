import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { okReply } from './errors.ts'
import type { NotionBehaviour } from './behaviour.ts'
import { FIRST_SOURCE, ordinalAt } from './edit-order.ts'
import { isSourceShared, isSourceTrashed } from './lookup.ts'
import { invalidCursor, listOf, MAX_PAGE_SIZE, PAGING_FIELDS, readCursor, writeCursor } from './paging.ts'
import { readBodyAs } from './request-body.ts'
import type { Json } from './rich-text.ts'
import { showPage, titleOf } from './show-page.ts'
import { showDatabase, showSource } from './show-source.ts'
import { FIXED_PAGES } from './special-pages.ts'
import { searchText } from './titles.ts'
import { DATA_SOURCES, versionOf, type Version } from './versions.ts'
import type { World } from './world.ts'

const direction = z.enum(['ascending', 'descending'])
const schemaFor = (table: 'database' | 'data_source') =>
  z.strictObject({
    query: z.string().optional(),
    sort: z
      .union([
        z.strictObject({ timestamp: z.literal('last_edited_time'), direction }),
        z.strictObject({ property: z.literal('relevance') }),
      ])
      .optional(),
    filter: z
      .union([
        z.strictObject({
          property: z.literal('object'),
          value: z.enum(['page', table]),
          in_trash: z.boolean().optional(),
        }),
        z.strictObject({ in_trash: z.boolean() }),
      ])
      .optional(),
    ...PAGING_FIELDS,
  })
const NEW_SCHEMA = schemaFor('data_source')
/** Before data sources, a search found databases, and said so. */
const OLD_SCHEMA = schemaFor('database')

export type Search = {
  handle: (request: SandboxRequest) => SandboxReply
  /** The title of a page may have changed. */
  forgetTitle: (page: number) => void
}

/** Whether search never finds a page. Those that were shared themselves are found for certain (its limitations). */
export function isLeftOut({ searchGaps }: Pick<NotionBehaviour, 'searchGaps'>, page: number): boolean {
  return searchGaps && page >= FIXED_PAGES && page % 17 === 5
}

type Wanted = { words: string; kind: 'page' | 'table' | undefined; inTrash: boolean; isNewestFirst: boolean }

/**
 * `POST /v1/search`: pages and data sources by the time of their last edit, the newest first unless asked
 * otherwise. It goes on where a cursor stands, never from the start.
 */
export function createSearch(world: World): Search {
  const { behaviour, order, sharing } = world
  const titles = new Map<number, string>()
  let refusedCursors = 0

  const titleText = (page: number): string => {
    const known = titles.get(page)
    if (known !== undefined) return known
    const touched = world.pages.touched(page)
    const made = searchText(
      touched === undefined ? world.titles(page, world.pages.sourceOf(page)) : titleOf(touched),
    )
    titles.set(page, made)
    return made
  }

  const isFoundPage = (page: number, { words, kind, inTrash }: Wanted): boolean => {
    const { indexDelay } = behaviour()
    if (kind === 'table' || !sharing.isShared(page) || world.pages.isTrashed(page) !== inTrash) return false
    if (words !== '' && !titleText(page).includes(words)) return false
    if (isLeftOut(behaviour(), page)) return false
    return sharing.isIndexed(page, indexDelay)
  }

  const show = (ordinal: number, wanted: Wanted, version: Version): Json | undefined => {
    if (ordinal < FIRST_SOURCE) {
      const page = isFoundPage(ordinal, wanted) ? world.pages.get(ordinal) : undefined
      return page === undefined ? undefined : showPage(world, page, version)
    }
    const source = world.sources.source(ordinal - FIRST_SOURCE)
    const database = source === undefined ? undefined : world.sources.database(source.database)
    if (source === undefined || database === undefined || wanted.kind === 'page') return undefined
    if (isSourceTrashed(world, source) !== wanted.inTrash || !isSourceShared(world, source)) return undefined
    if (!searchText(source.title).includes(wanted.words)) return undefined
    if (!sharing.isIndexed(database.host, behaviour().indexDelay)) return undefined
    if (version >= DATA_SOURCES) return showSource(world, source, version)
    return database.sources[0] === source.index ? showDatabase(world, database, version) : undefined
  }

  const handle = (request: SandboxRequest): SandboxReply => {
    const version = versionOf(request)
    const read = readBodyAs(version < DATA_SOURCES ? OLD_SCHEMA : NEW_SCHEMA, request)
    if ('refused' in read) return read.refused
    const { query = '', sort, filter, page_size: size = MAX_PAGE_SIZE, start_cursor: cursor } = read.value
    const wanted: Wanted = {
      words: query.trim().toLowerCase(),
      kind:
        filter !== undefined && 'value' in filter ? (filter.value === 'page' ? 'page' : 'table') : undefined,
      inTrash: filter?.in_trash ?? false,
      isNewestFirst: sort === undefined || !('direction' in sort) || sort.direction === 'descending',
    }
    const list = `search ${JSON.stringify(wanted)}`
    const from = cursor === undefined ? undefined : readCursor(list, cursor)
    if (cursor !== undefined && (from === undefined || isStale())) return invalidCursor(cursor)
    if (cursor === undefined) sharing.countSearch()

    const limit = behaviour().searchLimit
    let count = from?.count ?? 0
    const results: Json[] = []
    let last = 0
    let next: string | null = null
    let isCut = false
    for (const place of order.walk(wanted.isNewestFirst, from?.place)) {
      const shown = show(ordinalAt(place), wanted, version)
      if (shown === undefined) continue
      isCut = limit > 0 && count >= limit
      if (isCut) break
      if (results.length === size) {
        next = writeCursor(list, last, count)
        break
      }
      results.push(shown)
      last = place
      count++
    }
    const status = isCut
      ? { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }
      : { type: 'complete' }
    return version < DATA_SOURCES
      ? okReply(listOf('page_or_database', results, next))
      : okReply(listOf('page_or_data_source', results, next, { request_status: status }))
  }

  /** Whether one more cursor is to be refused. */
  function isStale(): boolean {
    const { staleCursors } = behaviour()
    if (staleCursors === 0) refusedCursors = 0
    if (refusedCursors >= staleCursors) return false
    refusedCursors++
    return true
  }

  return { handle, forgetTitle: (page) => void titles.delete(page) }
}
