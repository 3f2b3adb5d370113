import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import type { ItemKey } from '../../../../shared/model/item.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { wellFormedStart } from '../../../../shared/text.ts'
import { stepOf, type FeedContext, type FeedStep } from '../../feeds.ts'
import type { AirtableTable } from '../schema.ts'
import { baseItem, nameOfBase, placeOfTable, tableItem, type Owner } from '../to-item.ts'
import { knownBasesFact, type KnownBases } from './known-bases.ts'
import { listBases, listTables } from './list-bases.ts'
import { lostPlace, readCursor } from './read-cursor.ts'

/** So many bases are asked for their tables at once; calls are counted per base (rate limits page). */
const basesAtOnce = 4
/** As much of a name as the choice of bases shows. */
const longestName = 300

/** Ids of the bases whose tables could not be read the last time, though they are in the list of bases. */
export const refusedBasesFact = 'refused-bases'

/** First the list of bases is read to its end, with what is known of it so far. */
const listingSchema = z.strictObject({
  offset: z.string(),
  bases: z.array(z.strictObject({ id: z.string(), name: z.string() })),
})
/** Then the tables of each, with what is left to do. */
const readingSchema = z.strictObject({ left: z.array(z.string()), refused: z.array(z.string()) })
const placeSchema = z.union([listingSchema, readingSchema])
type Listing = z.infer<typeof listingSchema>
type Reading = z.infer<typeof readingSchema>

/**
 * A step of the run over bases and tables. Both lists are complete, so what is in neither of them is gone, with
 * the bases that the user left out. The ids of the bases lie in the cursor: asking for the list again before every
 * few of them would double the calls.
 */
export async function stepSchema(
  providerId: ProviderId,
  context: FeedContext,
  cursor: string | null,
): Promise<Result<FeedStep, AppError>> {
  const owner: Owner = { providerId, accountId: context.session.accountId }
  const place = cursor === null ? { offset: '', bases: [] } : readCursor(placeSchema, cursor)
  if (place === undefined) return lostPlace
  return 'left' in place ? readTables(owner, context, place) : readBases(owner, context, place)
}

async function readBases(
  owner: Owner,
  { session, local, choice, signal }: FeedContext,
  place: Listing,
): Promise<Result<FeedStep, AppError>> {
  const page = await listBases(session, place.offset, signal)
  if (!page.ok) return page
  const excluded = new Set(choice.excluded)
  const wanted = page.value.bases.filter(({ id }) => !excluded.has(id))
  const items = wanted.map((base) => baseItem(owner, base))
  const listed = page.value.bases.map((base) => ({
    id: base.id,
    name: wellFormedStart(nameOfBase(base), longestName),
  }))
  const bases: KnownBases = [...place.bases, ...listed]
  const { next } = page.value
  if (next !== null) return ok(stepOf({ items, next: write({ offset: next, bases }) }))

  if (bases.length === 0) {
    // An enterprise that blocks the integration gets the same answer as somebody without bases (errors page).
    const stored = await local.count('base')
    if (!stored.ok) return stored
    if (stored.value > 0) return err({ kind: 'unexpected-response', detail: 'no bases' })
  }
  // A list that changes while it is read may name a base twice.
  const left = [...new Set(bases.map(({ id }) => id))].filter((id) => !excluded.has(id))
  return ok(
    stepOf({
      items,
      facts: [{ name: knownBasesFact, value: bases }, ...(left.length === 0 ? noneRefused : [])],
      next: left.length === 0 ? null : write({ left, refused: [] }),
    }),
  )
}

const noneRefused: FeedStep['facts'] = [{ name: refusedBasesFact, value: [] }]

async function readTables(
  owner: Owner,
  { session, local, choice, signal }: FeedContext,
  place: Reading,
): Promise<Result<FeedStep, AppError>> {
  // The user may have left out more since the run began.
  const excluded = new Set(choice.excluded)
  const wanted = place.left.filter((id) => !excluded.has(id))
  const chosen = wanted.slice(0, basesAtOnce)
  const answers = await Promise.all(
    chosen.map(async (id) => ({ id, tables: await listTables(session, id, signal) })),
  )
  const read: { readonly id: string; readonly tables: readonly AirtableTable[] }[] = []
  const refused: string[] = []
  const postponed: string[] = []
  let failure: AppError | null = null
  for (const { id, tables } of answers) {
    if (tables.ok) read.push({ id, tables: tables.value })
    else if (isRefusal(tables.error)) refused.push(id)
    else if (concernsOneBase(tables.error)) {
      postponed.push(id)
      failure ??= tables.error
    } else return tables
  }
  // The others come first; with none of them left it is the run that fails, and not only a base.
  if (failure !== null && postponed.length === chosen.length) return err(failure)
  const kept = await tablesOf(local, refused)
  if (!kept.ok) return kept
  const next = {
    left: [...wanted.slice(basesAtOnce), ...postponed],
    refused: [...place.refused, ...refused],
  }
  const isDone = next.left.length === 0
  return ok(
    stepOf({
      items: read.flatMap(({ id, tables }) => tables.map((table) => tableItem(owner, id, table))),
      kept: kept.value,
      facts: isDone ? [{ name: refusedBasesFact, value: next.refused }] : [],
      next: isDone ? null : write(next),
    }),
  )
}

/** No right, or deleted a moment ago: nobody says which (errors page), so it proves nothing of the tables. */
const isRefusal = ({ kind }: AppError): boolean => kind === 'missing-permission' || kind === 'not-found'

const concernsOneBase = ({ kind }: AppError): boolean =>
  kind === 'provider-down' || kind === 'timed-out' || kind === 'unexpected-response'

/** The stored tables of some bases. */
async function tablesOf(
  local: FeedContext['local'],
  baseIds: readonly string[],
): Promise<Result<readonly ItemKey[], AppError>> {
  if (baseIds.length === 0) return ok([])
  const rows = await local.rows('table')
  if (!rows.ok) return rows
  const isOfThem = (key: ItemKey): boolean => baseIds.includes(placeOfTable(key)?.baseId ?? '')
  return ok(rows.value.map(({ key }) => key).filter(isOfThem))
}

const write = (place: Listing | Reading): string => JSON.stringify(place)
