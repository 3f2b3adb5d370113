import { emptyReply, jsonReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import type { RouteParams } from '../routes.ts'
import type { Crm } from './crm.ts'
import { validationError } from './errors.ts'
import { findRecord } from './find-record.ts'
import type { ObjectType } from './object-types.ts'
import { readBodyAs } from './request-body.ts'
import { propertiesAfterWrite, readWanted, showRecord } from './show-record.ts'
import { createSchema, prepareCreate, prepareUpdate, updateSchema } from './write-record.ts'

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100
/** Pages with past values are shorter (HubSpot's published documents, parameter `propertiesWithHistory`). */
const MAX_LIMIT_WITH_HISTORY = 50

/** A call on the records of one kind. */
export type ObjectCall = (
  crm: Crm,
  type: ObjectType,
  request: SandboxRequest,
  params: RouteParams,
) => SandboxReply

export const listRecords: ObjectCall = (crm, type, request) => {
  const { query, path } = request
  const wanted = readWanted(type, query)
  const most = wanted.history.length > 0 ? MAX_LIMIT_WITH_HISTORY : MAX_LIMIT
  const limit = readLimit(query.get('limit'), most)
  const from = readCursor(query.get('after'))
  if (limit === undefined) return validationError(`limit must be a number from 1 to ${most}`)
  if (from === undefined) return validationError('The paging cursor "after" is not valid')
  const archived = query.get('archived') === 'true'
  const { records, next } = crm.records[type].list({ from, limit, archived })
  const results = records.map((record) => showRecord(crm, type, record, wanted))
  if (next === undefined) return jsonReply(200, { results })
  const link = new URLSearchParams(query)
  link.set('after', String(next))
  const address = `${crm.origin()}${path}?${link.toString()}`
  return jsonReply(200, { results, paging: { next: { after: String(next), link: address } } })
}

export const getRecord: ObjectCall = (crm, type, { query }, { id = '' }) => {
  const archived = query.get('archived') === 'true'
  const record = findRecord(type, crm.records[type], { id, idProperty: query.get('idProperty'), archived })
  return 'refused' in record
    ? record.refused
    : jsonReply(200, showRecord(crm, type, record, readWanted(type, query)))
}

export const createRecord: ObjectCall = (crm, type, { body }, { version = '' }) => {
  const read = readBodyAs(createSchema, body)
  if ('refused' in read) return read.refused
  const ready = prepareCreate(crm, type, version, read.value)
  if ('refused' in ready) return ready.refused
  const properties = propertiesAfterWrite(type, ready.written)
  return jsonReply(201, showRecord(crm, type, ready.write(), { properties }))
}

export const updateRecord: ObjectCall = (crm, type, { body, query }, { version = '', id = '' }) => {
  const name = { id, idProperty: query.get('idProperty') }
  const found = findRecord(type, crm.records[type], name)
  if ('refused' in found) return found.refused
  const read = readBodyAs(updateSchema, body)
  if ('refused' in read) return read.refused
  const ready = prepareUpdate(crm, type, version, { name, properties: read.value.properties })
  if ('refused' in ready) return ready.refused
  const properties = propertiesAfterWrite(type, ready.written)
  return jsonReply(200, showRecord(crm, type, ready.write(), { properties }))
}

/** 204 whatever the id, as the documentation of batch archive promises: active, archived or unknown. */
export const archiveRecord: ObjectCall = (crm, type, _request, { id = '' }) => {
  crm.records[type].archive(id)
  return emptyReply(204)
}

function readLimit(text: string | null, most: number): number | undefined {
  if (text === null) return Math.min(DEFAULT_LIMIT, most)
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return limit >= 1 && limit <= most ? limit : undefined
}

function readCursor(text: string | null): number | undefined {
  if (text === null || text === '') return 0
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
