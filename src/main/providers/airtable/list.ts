import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ItemPage, LoadedItem, ProviderSession } from '../provider.ts'
import { basesSchema, tablesSchema, type AirtableBase } from './schema.ts'
import { baseItem, tableItem } from './to-item.ts'

/** So many bases are asked for their tables at once; calls are counted per base (rate limits page). */
const basesAtOnce = 4

interface PageOfBases {
  readonly bases: readonly AirtableBase[]
  readonly next: string | null
}

/** One page of a type: bases as Airtable pages them, tables those of some bases at a time. */
export async function listPage(
  providerId: ProviderId,
  session: ProviderSession,
  type: ItemType,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<ItemPage, AppError>> {
  switch (type) {
    case 'base': {
      const page = await listBases(session, cursor ?? '', signal)
      if (!page.ok) return page
      const items = page.value.bases.map((base) => baseItem(providerId, session, base))
      return ok({ items, next: page.value.next, total: null })
    }
    case 'table':
      return listTables(providerId, session, cursor, signal)
    default:
      throw new Error(`Airtable has no ${type}`)
  }
}

async function listBases(
  session: ProviderSession,
  offset: string,
  signal: AbortSignal,
): Promise<Result<PageOfBases, AppError>> {
  const page = await session.request(
    { method: 'GET', path: ['v0', 'meta', 'bases'], query: offset === '' ? {} : { offset }, signal },
    basesSchema,
  )
  if (!page.ok) return page
  const next = page.value.offset ?? ''
  return ok({ bases: page.value.bases, next: next === '' ? null : next })
}

/** A page of bases and the last of them whose tables are loaded. */
const cursorSchema = z.strictObject({ offset: z.string(), after: z.string().nullable() })
type Place = z.infer<typeof cursorSchema>

/**
 * The tables of the next few bases. The list of bases is asked for again each time: a cursor that lay in the
 * store for days must not lead to bases that are gone. When the base that it names is not there any more,
 * the place is none any more, as an offset that has expired is none.
 */
async function listTables(
  providerId: ProviderId,
  session: ProviderSession,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<ItemPage, AppError>> {
  const place = readCursor(cursor)
  if (place === null) return lostPlace
  const page = await listBases(session, place.offset, signal)
  if (!page.ok) return page
  const { bases, next } = page.value
  const start = place.after === null ? 0 : bases.findIndex(({ id }) => id === place.after) + 1
  if (start === 0 && place.after !== null) return lostPlace

  const chosen = bases.slice(start, start + basesAtOnce)
  const loaded = await Promise.all(chosen.map(({ id }) => tablesOf(providerId, session, id, signal)))
  const items: LoadedItem[] = []
  for (const tables of loaded) {
    // Without the tables of one base nothing is known about them: the page is not there at all.
    if (!tables.ok) return tables
    items.push(...tables.value)
  }
  const isPageDone = start + basesAtOnce >= bases.length
  const following: Place | null = !isPageDone
    ? { offset: place.offset, after: chosen.at(-1)?.id ?? null }
    : next === null
      ? null
      : { offset: next, after: null }
  return ok({ items, next: following === null ? null : JSON.stringify(following), total: null })
}

async function tablesOf(
  providerId: ProviderId,
  session: ProviderSession,
  baseId: string,
  signal: AbortSignal,
): Promise<Result<LoadedItem[], AppError>> {
  const schema = await session.request(
    { method: 'GET', path: ['v0', 'meta', 'bases', baseId, 'tables'], signal },
    tablesSchema,
  )
  return schema.ok
    ? ok(schema.value.tables.map((table) => tableItem(providerId, session, baseId, table)))
    : schema
}

const lostPlace: Result<never, AppError> = err({ kind: 'rejected', message: '', fields: [] })

function readCursor(cursor: string | null): Place | null {
  if (cursor === null) return { offset: '', after: null }
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(cursor))
    return parsed.success ? parsed.data : null
  } catch {
    // Not JSON: then it is none of ours.
    return null
  }
}
