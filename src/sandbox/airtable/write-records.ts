import { z } from 'zod'
import { jsonReply, type SandboxReply } from '../exchange.ts'
import { cellReaderOf, type CellOptions } from './cells.ts'
import { readCells } from './check-cells.ts'
import { errorReply, invalidRequest, notFound } from './errors.ts'
import { formRecord, type RecordJson } from './record-form.ts'
import type { KeptRecord } from './record-store.ts'
import type { Cells } from './table-spec.ts'
import type { Base, Table } from './workspace.ts'

const fieldsSchema = z.record(z.string(), z.unknown())
const optionsShape = {
  typecast: z.boolean().default(false),
  returnFieldsByFieldId: z.boolean().default(false),
}
const oneSchema = z.object({ fields: fieldsSchema.default({}), ...optionsShape })
const batchSchema = z.object({
  records: z
    .array(z.object({ id: z.string().optional(), fields: fieldsSchema.default({}) }))
    .min(1)
    .max(10),
  ...optionsShape,
})

type Place = { base: Base; table: Table }

/** Creates one record, or up to ten. All are checked before any is written. */
export function createRecords(place: Place, body: unknown, options: CellOptions): SandboxReply {
  const isBatch = typeof body === 'object' && body !== null && 'records' in body
  const batch = batchSchema.safeParse(isBatch ? body : { ...(body as object), records: [body] })
  if (!batch.success)
    return isBatch ? badRecords('each with a "fields" object for cell values') : invalidRequest()
  const drafts: Cells[] = []
  for (const { fields } of batch.data.records) {
    const read = readCells(place.base, place.table, fields, batch.data.typecast)
    if ('status' in read) return read
    drafts.push(read.cells)
  }
  const records = drafts
    .map((cells) => place.table.records.create(cells))
    .map((record) => toJson(place, record, batch.data, options))
  return jsonReply(200, isBatch ? { records } : records[0])
}

/** Changes up to ten records: PATCH leaves other cells alone, PUT empties them. */
export function updateRecords(
  place: Place,
  body: unknown,
  replace: boolean,
  options: CellOptions,
): SandboxReply {
  const batch = batchSchema.safeParse(body)
  if (!batch.success || batch.data.records.some(({ id }) => id === undefined)) {
    return badRecords('each with an "id" ID field and a "fields" object for cell values')
  }
  const changes: { id: string; cells: Cells }[] = []
  for (const { id = '', fields } of batch.data.records) {
    const read = readCells(place.base, place.table, fields, batch.data.typecast)
    if ('status' in read) return read
    if (place.table.records.get(id) === undefined) return missingRow(id)
    changes.push({ id, cells: read.cells })
  }
  const records = changes.flatMap(({ id, cells }) => {
    const record = place.table.records.update(id, cells, replace)
    return record === undefined ? [] : [toJson(place, record, batch.data, options)]
  })
  return jsonReply(200, { records })
}

export function updateRecord(
  place: Place,
  id: string,
  body: unknown,
  replace: boolean,
  options: CellOptions,
): SandboxReply {
  const parsed = oneSchema.safeParse(body)
  if (!parsed.success) return invalidRequest()
  if (place.table.records.get(id) === undefined) return notFound()
  const read = readCells(place.base, place.table, parsed.data.fields, parsed.data.typecast)
  if ('status' in read) return read
  const record = place.table.records.update(id, read.cells, replace)
  return record === undefined ? notFound() : jsonReply(200, toJson(place, record, parsed.data, options))
}

export function deleteRecord({ table }: Place, id: string): SandboxReply {
  return table.records.destroy(id) ? jsonReply(200, { id, deleted: true }) : notFound()
}

/** Deletes up to ten records, named as `records[]` in the address; none when one of them does not exist. */
export function deleteRecords({ table }: Place, query: URLSearchParams): SandboxReply {
  const ids = [...query].filter(([name]) => /^records(\[\d*\])?$/.test(name)).map(([, id]) => id)
  if (ids.length === 0 || ids.length > 10) {
    return errorReply(422, 'INVALID_RECORDS', 'You must provide an array of up to 10 record IDs.')
  }
  const missing = ids.find((id) => table.records.get(id) === undefined)
  if (missing !== undefined) return missingRow(missing)
  return jsonReply(200, { records: ids.map((id) => ({ id, deleted: table.records.destroy(id) })) })
}

function toJson(
  { base, table }: Place,
  record: KeptRecord,
  { returnFieldsByFieldId }: { returnFieldsByFieldId: boolean },
  options: CellOptions,
): RecordJson {
  const form = {
    cellFormat: 'json' as const,
    timeZone: undefined,
    userLocale: undefined,
    returnFieldsByFieldId,
  }
  return formRecord(cellReaderOf(base, table, options), record, table.fields(), form)
}

function missingRow(id: string): SandboxReply {
  return errorReply(422, 'ROW_DOES_NOT_EXIST', `Record ID ${id} does not exist in this table`)
}

function badRecords(rest: string): SandboxReply {
  const message = `You must provide an array of up to 10 record objects, ${rest}.`
  return errorReply(422, 'INVALID_RECORDS', message)
}
