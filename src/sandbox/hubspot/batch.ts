import type { z } from 'zod'
import { emptyReply, type SandboxReply } from '../exchange.ts'
import {
  createInputSchema,
  readInputs,
  readInputSchema,
  readReadInputs,
  refuseDuplicates,
  updateInputSchema,
} from './batch-inputs.ts'
import { batchReply, rowError, rowErrorOf, type RowError } from './batch-reply.ts'
import type { Crm } from './crm.ts'
import { lookUp, refuseIdProperty, type Refused } from './find-record.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import type { ObjectCall } from './objects.ts'
import { indexOf } from './record-ids.ts'
import { chooseProperties, propertiesAfterWrite, showRecord } from './show-record.ts'
import { prepareCreate, prepareUpdate, type Ready } from './write-record.ts'

/** Reads up to 100 records; those that are not there are an error of their own, and the others come by id. */
export const readBatch: ObjectCall = (crm, type, { body, query }, { version = '' }) => {
  const read = readReadInputs(body)
  if ('refused' in read) return read.refused
  const { inputs, idProperty, properties, propertiesWithHistory } = read.value
  const refused = refuseIdProperty(type, idProperty)
  if (refused !== undefined) return refused
  const archived = query.get('archived') === 'true'
  const ids = [...new Set(inputs.map(({ id }) => id))]
  const found = ids.map((id) => lookUp(crm.records[type], { id, idProperty, archived }))
  const unknown = ids.filter((_, at) => found[at] === undefined)
  const records = [...new Map(found.flatMap((one) => (one === undefined ? [] : [[one.id, one]]))).values()]
  records.sort((a, b) => (indexOf(a.id) ?? 0) - (indexOf(b.id) ?? 0))
  const wanted = {
    properties: chooseProperties(type, properties ?? []),
    history: propertiesWithHistory ?? [],
  }
  return batchReply(crm, version, {
    status: 200,
    results: records.map((record) => showRecord(crm, type, record, wanted)),
    errors: unknown.length === 0 ? [] : [notFoundRows(type, unknown)],
  })
}

type Row = {
  traceId: string | null | undefined
  prepare: () => Ready | Refused
  /** The id that was asked for; a row whose record is not there is reported together with others of its kind. */
  id?: string
  /** What else the row's answer says. */
  extra?: Record<string, unknown>
}

export const createBatch: ObjectCall = (crm, type, { body }, { version = '' }) => {
  const read = readInputs(createInputSchema, body)
  if ('refused' in read) return read.refused
  const emails = read.inputs.flatMap(({ properties: { email } }) =>
    typeof email === 'string' && email !== '' ? [email.trim().toLowerCase()] : [],
  )
  const rows = read.inputs.map((input) => ({
    traceId: input.objectWriteTraceId,
    prepare: () => prepareCreate(crm, type, version, input),
  }))
  const isTraced = areTraced(rows)
  const duplicates = type === 'contacts' && !isTraced ? refuseDuplicates(emails) : undefined
  return duplicates?.refused ?? writeRows(crm, type, version, rows, 201)
}

export const updateBatch: ObjectCall = (crm, type, { body }, { version = '' }) => {
  const read = readInputs(updateInputSchema, body)
  if ('refused' in read) return read.refused
  const refused = refuseDuplicates(read.inputs.map(({ id }) => id))
  return refused?.refused ?? writeRows(crm, type, version, updateRows(crm, type, version, read.inputs), 200)
}

/** Changes the records that are there and creates the others, which needs another property than the id. */
export const upsertBatch: ObjectCall = (crm, type, { body }, { version = '' }) => {
  const read = readInputs(updateInputSchema, body)
  if ('refused' in read) return read.refused
  const refused = refuseDuplicates(read.inputs.map(({ id }) => id))?.refused
  if (refused !== undefined) return refused
  const rows = read.inputs.map((input): Row => {
    const { id, idProperty, properties, objectWriteTraceId: traceId } = input
    const isNew =
      (idProperty ?? 'hs_object_id') !== 'hs_object_id' &&
      refuseIdProperty(type, idProperty) === undefined &&
      lookUp(crm.records[type], input) === undefined
    if (!isNew) return { ...updateRow(crm, type, version, input), extra: { new: false } }
    return {
      traceId,
      prepare: () =>
        prepareCreate(crm, type, version, { properties: { ...properties, [idProperty ?? '']: id } }),
      extra: { new: true },
    }
  })
  return writeRows(crm, type, version, rows, 200)
}

/** 204 whatever the ids (documentation of batch archive). */
export const archiveBatch: ObjectCall = (crm, type, { body }) => {
  const read = readInputs(readInputSchema, body)
  if ('refused' in read) return read.refused
  for (const { id } of read.inputs) crm.records[type].archive(id)
  return emptyReply(204)
}

type UpdateInput = z.output<typeof updateInputSchema>

const updateRows = (crm: Crm, type: ObjectType, version: string, inputs: readonly UpdateInput[]): Row[] =>
  inputs.map((input) => updateRow(crm, type, version, input))

function updateRow(crm: Crm, type: ObjectType, version: string, input: UpdateInput): Row {
  const { id, idProperty, properties, objectWriteTraceId: traceId } = input
  return {
    traceId,
    id,
    prepare: () => prepareUpdate(crm, type, version, { name: { id, idProperty }, properties }),
  }
}

/**
 * Writes the rows. Where each row has a trace id of its own, a bad row is an error of its own (HubSpot's
 * guide "Error handling", multi-status errors); without them, one bad row refuses the whole batch. A row
 * whose record is not there never does: it is named in one error for all of them.
 */
function writeRows(
  crm: Crm,
  type: ObjectType,
  version: string,
  rows: readonly Row[],
  status: 200 | 201,
): SandboxReply {
  const isTraced = areTraced(rows)
  if (!isTraced) {
    for (const { prepare, id } of rows) {
      const ready = prepare()
      if ('refused' in ready && !(id !== undefined && ready.refused.status === 404)) return ready.refused
    }
  }
  const results: unknown[] = []
  const errors: RowError[] = []
  const unknown: Row[] = []
  for (const row of rows) {
    const ready = row.prepare()
    const traced = typeof row.traceId === 'string' ? { objectWriteTraceId: row.traceId } : {}
    if ('refused' in ready) {
      if (row.id !== undefined && ready.refused.status === 404) unknown.push(row)
      else {
        const { existingId } = ready
        const existing = existingId === undefined ? {} : { existingId: [existingId] }
        errors.push(rowErrorOf(ready.refused, { ...tracesOf([row]), ...existing }))
      }
      continue
    }
    const properties = propertiesAfterWrite(type, ready.written)
    const shown = showRecord(crm, type, ready.write(), { properties })
    results.push({ ...(row.extra === undefined ? shown : withoutNulls(shown)), ...row.extra, ...traced })
  }
  if (unknown.length > 0) {
    const ids = unknown.map(({ id = '' }) => id)
    errors.push(notFoundRows(type, ids, tracesOf(unknown)))
  }
  return batchReply(crm, version, { status, results, errors })
}

/** The published documents allow null for unset properties everywhere but in the answer to an upsert. */
function withoutNulls(shown: Record<string, unknown>): Record<string, unknown> {
  const properties = Object.entries(shown.properties ?? {}).filter(([, value]) => value !== null)
  return { ...shown, properties: Object.fromEntries(properties) }
}

function areTraced(rows: readonly Pick<Row, 'traceId'>[]): boolean {
  const traceIds = rows.map(({ traceId }) => traceId ?? '')
  return !traceIds.includes('') && new Set(traceIds).size === rows.length
}

function tracesOf(rows: readonly Row[]): Record<string, string[]> {
  const ids = rows.flatMap(({ traceId }) => (typeof traceId === 'string' ? [traceId] : []))
  return ids.length === 0 ? {} : { objectWriteTraceId: ids }
}

/** The one error for all rows whose records are not there, in the words of live answers. */
function notFoundRows(type: ObjectType, ids: string[], context: Record<string, string[]> = {}): RowError {
  const kind = OBJECT_FACTS[type].singular.toUpperCase()
  return rowError({
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${kind} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids, ...context },
  })
}
