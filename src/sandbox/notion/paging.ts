import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { validationError } from './errors.ts'
import type { Json } from './rich-text.ts'

/** A list gives at most so many things at once (Notion's reference, "Pagination"). */
export const MAX_PAGE_SIZE = 100

/** The fields of a POST body that ask for a part of a list. */
export const PAGING_FIELDS = {
  page_size: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
  start_cursor: z.string().optional(),
}

export type Paging = { size: number; cursor: string | undefined }

/** Reads `page_size` and `start_cursor` of a GET, whose size must be a number in digits. */
export function readPaging(request: SandboxRequest): Paging | { refused: SandboxReply } {
  const { query } = request
  const given = query.get('page_size')
  const cursor = query.get('start_cursor') ?? undefined
  if (given === null) return { size: MAX_PAGE_SIZE, cursor }
  const refuse = (wanted: string): { refused: SandboxReply } => ({
    refused: validationError(
      `query failed validation: query.page_size should be ${wanted}, instead was \`${JSON.stringify(given)}\`.`,
    ),
  })
  const size = Number(given)
  if (!/^-?\d+$/.test(given)) return refuse('a number')
  if (size > MAX_PAGE_SIZE) return refuse(`≤ \`${MAX_PAGE_SIZE}\``)
  return size < 1 ? refuse('≥ `1`') : { size, cursor }
}

/** What Notion says to a cursor that it never gave, or that has gone stale (seen by airbytehq/airbyte's source-notion). */
export function invalidCursor(cursor: string): SandboxReply {
  return validationError(`The start_cursor provided is invalid: ${cursor}`)
}

/**
 * Cursors look like the UUIDs that Notion gives, and hold two numbers under a seal that binds them to one list:
 * `list` names it, with all that it was asked for.
 */
export function writeCursor(list: string, place: number, count: number): string {
  const hex = place.toString(16).padStart(14, '0') + count.toString(16).padStart(8, '0')
  const all = hex + sealOf(list, hex)
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-')
}

export function readCursor(list: string, cursor: string): { place: number; count: number } | undefined {
  const all = cursor.replaceAll('-', '')
  const hex = all.slice(0, 22)
  if (all.length !== 32 || all.slice(22) !== sealOf(list, hex)) return undefined
  return { place: Number.parseInt(hex.slice(0, 14), 16), count: Number.parseInt(hex.slice(14), 16) }
}

function sealOf(list: string, hex: string): string {
  return createHash('sha256').update(`${list}\n${hex}`).digest('hex').slice(0, 10)
}

/** An answer that is a list. `type` also names the empty object that every list carries. */
export function listOf(type: string, results: readonly Json[], next: string | null, extra: Json = {}): Json {
  return {
    object: 'list',
    results,
    next_cursor: next,
    has_more: next !== null,
    type,
    [type]: {},
    ...extra,
  }
}

/** A part of a list that is there as a whole; `show` is only called for what is in the part. */
export function sliceOf<Thing>(
  things: readonly Thing[],
  { size, cursor }: Paging,
  list: string,
): { part: readonly Thing[]; next: string | null } | { refused: SandboxReply } {
  const read = cursor === undefined ? { place: 0 } : readCursor(list, cursor)
  if (cursor !== undefined && (read === undefined || read.place > things.length))
    return { refused: invalidCursor(cursor) }
  const from = read?.place ?? 0
  const end = from + size
  return { part: things.slice(from, end), next: end < things.length ? writeCursor(list, end, end) : null }
}
