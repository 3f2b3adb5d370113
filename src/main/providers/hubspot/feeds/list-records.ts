import type { AppError } from '../../../../shared/errors.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import { fitsAddress } from '../asked-properties.ts'
import { objectPath, objectTypes } from '../object-types.ts'
import { pageSchema, type HubSpotRecord } from '../schema.ts'
import { modifiedAt } from '../to-item.ts'
import { readRecords } from './read-records.ts'
import { toReadRecords, type ReadRecords, type Reading } from './reading.ts'

/** The most that a list call gives (HubSpot's published document of the object endpoints). */
const pageSize = '100'

interface ListPage {
  readonly ids: readonly string[]
  /** Opaque; null after the last page. Nothing else says so: pages may be short or empty. */
  readonly next: string | null
}

/**
 * A page of whole records in the order of their ids. The list is exact and has no end at 10,000; how many records
 * there are it does not say. Where the names of the properties are too long for an address, the list gives the
 * ids, and the records are read by them.
 */
export async function listRecords(
  reading: Reading,
  after: string | null,
): Promise<Result<ListPage & ReadRecords, AppError>> {
  const isDirect = fitsAddress(reading.names)
  const page = await listPage(reading, { names: isDirect ? reading.names : ['hs_object_id'], after })
  if (!page.ok) return page
  const { records, next } = page.value
  const ids = records.map(({ id }) => id)
  const read = isDirect ? ok(await toReadRecords(reading, records)) : await readRecords(reading, ids)
  return read.ok ? ok({ ids, next, ...read.value }) : read
}

/** A page of what can be compared without reading the records: of those that are there, or of archived ones. */
export async function listTimes(
  reading: Reading,
  from: { readonly after: string | null; readonly isArchived: boolean },
): Promise<
  Result<
    { readonly rows: readonly { id: string; modifiedAtMs: number | null }[]; readonly next: string | null },
    AppError
  >
> {
  const names = ['hs_object_id', objectTypes[reading.type].changedAt]
  const page = await listPage(reading, { names, ...from })
  if (!page.ok) return page
  const { records, next } = page.value
  return ok({ rows: records.map((record) => ({ id: record.id, modifiedAtMs: modifiedAt(record) })), next })
}

async function listPage(
  { session, signal, type }: Reading,
  {
    names,
    after,
    isArchived = false,
  }: { readonly names: readonly string[]; readonly after: string | null; readonly isArchived?: boolean },
): Promise<Result<{ readonly records: readonly HubSpotRecord[]; readonly next: string | null }, AppError>> {
  const page = await session.request(
    {
      method: 'GET',
      path: objectPath(type),
      query: {
        limit: pageSize,
        properties: names.join(','),
        ...(isArchived ? { archived: 'true' } : {}),
        ...(after === null ? {} : { after }),
      },
      signal,
    },
    pageSchema,
  )
  if (!page.ok) return page
  const { results, paging } = page.value
  const next = paging?.next?.after ?? ''
  return ok({ records: results, next: next === '' ? null : String(next) })
}
