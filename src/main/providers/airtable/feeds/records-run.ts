import { z } from 'zod'
import type { AppError } from '../../../../shared/errors.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { LinkSet } from '../../../../shared/store-protocol.ts'
import { stepOf, type FeedContext, type FeedStep, type StepRequest } from '../../feeds.ts'
import { recordsSchema, type AirtableRecord } from '../schema.ts'
import { readLayout, type TableLayout } from '../table-layout.ts'
import { recordItem, recordKey, tableKey, type Owner, type TablePlace } from '../to-item.ts'
import { changedSince } from './changed-since.ts'
import { lostPlace, readCursor } from './read-cursor.ts'

const recordsPerPage = 100
/** Of two clocks, and between an edit and its time. */
const overlapMs = 2 * 60_000

/** `isWhole`: without a filter, though a run for changes was asked for. */
const placeSchema = z.strictObject({ offset: z.string(), isWhole: z.boolean() })
type Place = z.infer<typeof placeSchema>

/** What a run for changes left behind; anything else cannot go into a formula. */
const watermarkSchema = z.iso.datetime()

/**
 * A step of a run over the records of one table: a page. There is one chain of pages a table, because an offset
 * leads to the next page alone. An offset lives for minutes and is gone with 422, which makes the engine begin the
 * lane anew; one that still works goes on in the listing that it came from.
 */
export async function stepRecords(
  providerId: ProviderId,
  table: TablePlace,
  context: FeedContext,
  { mode, watermark }: StepRequest,
  cursor: string | null,
): Promise<Result<FeedStep, AppError>> {
  const { session, local } = context
  const owner: Owner = { providerId, accountId: session.accountId }
  const place: Place | undefined =
    cursor === null ? { offset: '', isWhole: mode !== 'changes' } : readCursor(placeSchema, cursor)
  if (place === undefined) return lostPlace

  const filter = place.isWhole ? null : filterOf(watermark)
  const beforeMs = session.serverNowMs()
  let isWhole = filter === null
  let page = await listPage(context, table, place.offset, filter)
  if (!page.ok && page.error.kind === 'rejected' && cursor === null && !isWhole) {
    // A formula that is refused one day must not end all updates: everything is read instead.
    isWhole = true
    page = await listPage(context, table, '', null)
  }
  if (!page.ok) return page
  // Before the first reply the provider's clock is not known, and this computer's may be ahead of it.
  const startedAtMs = Math.min(beforeMs, session.serverNowMs())

  const record = await local.record(tableKey(owner, table))
  if (!record.ok) return record
  const layout = readLayout(record.value)
  const { records, offset } = page.value
  return ok(
    stepOf({
      items: records.map((one) => recordItem(owner, table, layout, one)),
      links: linksOf(owner, table, layout, records),
      next: offset == null || offset === '' ? null : JSON.stringify({ offset, isWhole } satisfies Place),
      watermark: cursor === null ? new Date(startedAtMs - overlapMs).toISOString() : null,
    }),
  )
}

function filterOf(watermark: string | null): string | null {
  const parsed = watermarkSchema.safeParse(watermark)
  return parsed.success ? changedSince(parsed.data) : null
}

/** With all cells, so that the record is whole offline; by the ids of fields, because names change. */
function listPage(
  { session, signal }: FeedContext,
  { baseId, tableId }: TablePlace,
  offset: string,
  filter: string | null,
): Promise<Result<z.output<typeof recordsSchema>, AppError>> {
  return session.request(
    {
      method: 'POST',
      // The same as a GET of the table, whose address a formula could make too long (list records reference).
      path: ['v0', baseId, tableId, 'listRecords'],
      json: {
        pageSize: recordsPerPage,
        returnFieldsByFieldId: true,
        ...(filter === null ? {} : { filterByFormula: filter }),
        ...(offset === '' ? {} : { offset }),
      },
      isRead: true,
      signal,
    },
    recordsSchema,
  )
}

/**
 * What records are linked with, in tables of the same base. A link is a cell at both of its ends, under two names:
 * without a label it is one link. Nothing is said where the table has no field for links.
 */
function linksOf(
  owner: Owner,
  { baseId, tableId }: TablePlace,
  { fields }: TableLayout,
  records: readonly AirtableRecord[],
): LinkSet[] {
  const linking = fields.flatMap(({ id, type, options }) => {
    const linked = options?.['linkedTableId']
    return type === 'multipleRecordLinks' && typeof linked === 'string' ? [{ id, linked }] : []
  })
  if (linking.length === 0) return []
  return records.map((record) => ({
    from: recordKey(owner, { baseId, tableId }, record.id),
    toType: 'record',
    to: linking.flatMap(({ id, linked }) =>
      idsIn(record.fields?.[id]).map((to) => ({
        key: recordKey(owner, { baseId, tableId: linked }, to),
        label: null,
      })),
    ),
  }))
}

function idsIn(cell: unknown): string[] {
  return Array.isArray(cell) ? cell.filter((id) => typeof id === 'string') : []
}
