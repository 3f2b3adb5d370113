import { emptyReply, jsonReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { readProperties } from './check-properties.ts'
import { completeWrite } from './derived-properties.ts'
import { errorReply, malformedId, notFound, validationError } from './errors.ts'
import { formatInstant } from './instants.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { PORTAL } from './portal.ts'
import { DEFINITIONS } from './properties.ts'
import { showProperties, type Records, type StoredRecord } from './records.ts'

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100

/** Calls on the records of one kind: list, get, create, update, archive. */
export type ObjectCalls = {
  list: (request: SandboxRequest) => SandboxReply
  create: (request: SandboxRequest) => SandboxReply
  get: (request: SandboxRequest, id: string) => SandboxReply
  update: (request: SandboxRequest, id: string) => SandboxReply
  archive: (id: string) => SandboxReply
}

export function createObjectCalls(type: ObjectType, records: Records, api: () => string): ObjectCalls {
  const facts = OBJECT_FACTS[type]

  const show = (record: StoredRecord, names: readonly string[]): Record<string, unknown> => ({
    id: record.id,
    properties: showProperties(record, names, facts.changedAt),
    createdAt: formatInstant(record.createdAtMs),
    updatedAt: formatInstant(record.updatedAtMs),
    archived: record.archivedAtMs !== undefined,
    ...(record.archivedAtMs === undefined ? {} : { archivedAt: formatInstant(record.archivedAtMs) }),
  })

  /** Finds what a path's id means, by `hs_object_id` or by the property that `idProperty` names. */
  const find = (request: SandboxRequest, id: string): StoredRecord | { refused: SandboxReply } => {
    const archived = isTrue(request.query.get('archived'))
    const idProperty = request.query.get('idProperty') ?? 'hs_object_id'
    if (DEFINITIONS[type].get(idProperty)?.hasUniqueValue !== true) {
      return { refused: validationError(`Property ${idProperty} is not a unique identifier of ${type}`) }
    }
    if (idProperty === 'hs_object_id' && !/^\d+$/.test(id)) return { refused: malformedId(id) }
    const record = idProperty === 'email' ? records.findByEmail(id, archived) : records.get(id)
    if (record === undefined || (record.archivedAtMs !== undefined) !== archived)
      return { refused: notFound() }
    return record
  }

  return {
    list: (request) => {
      const limit = readLimit(request.query.get('limit'))
      const from = readCursor(request.query.get('after'))
      if (limit === undefined) return validationError(`limit must be a number from 1 to ${MAX_LIMIT}`)
      if (from === undefined) return validationError('The paging cursor "after" is not valid')
      const archived = isTrue(request.query.get('archived'))
      const names = readNames(type, request.query)
      const { records: found, next } = records.list({ from, limit, archived })
      const results = found.map((record) => show(record, names))
      if (next === undefined) return jsonReply(200, { results })
      const link = new URLSearchParams(request.query)
      link.set('after', String(next))
      const address = `${api()}${request.path}?${link.toString()}`
      return jsonReply(200, { results, paging: { next: { after: String(next), link: address } } })
    },

    get: (request, id) => {
      const record = find(request, id)
      return 'refused' in record
        ? record.refused
        : jsonReply(200, show(record, readNames(type, request.query)))
    },

    create: (request) => {
      const read = readProperties(type, request.body)
      if ('refused' in read) return read.refused
      const properties = Object.fromEntries(
        Object.entries(read.properties).filter(([, value]) => value !== ''),
      )
      const missing = missingMinimum(type, properties)
      if (missing !== undefined) return missing
      const twin = properties.email === undefined ? undefined : records.findByEmail(properties.email)
      if (twin !== undefined) {
        return errorReply(409, {
          message: `Contact already exists. Existing ID: ${twin.id}`,
          category: 'CONFLICT',
        })
      }
      const stage = type === 'contacts' ? { lifecyclestage: 'lead' } : {}
      const record = records.create(completeWrite(type, { ...stage, ...properties }, {}))
      return jsonReply(201, show(record, namesShownAfterWrite(type, record.properties)))
    },

    update: (request, id) => {
      const record = find(request, id)
      if ('refused' in record) return record.refused
      const read = readProperties(type, request.body)
      if ('refused' in read) return read.refused
      const { email } = read.properties
      const twin = email === undefined || email === '' ? undefined : records.findByEmail(email)
      if (email !== undefined && twin !== undefined && twin.id !== record.id) {
        return alreadyTaken(record.id, email, twin.id)
      }
      const changed = records.update(record.id, completeWrite(type, read.properties, record.properties))
      return jsonReply(200, show(changed, namesShownAfterWrite(type, read.properties)))
    },

    // 204 whatever the id, as the documentation of batch archive promises: active, archived or unknown.
    archive: (id) => {
      records.archive(id)
      return emptyReply(204)
    },
  }
}

/** The properties that a request names, repeated or comma-separated; names that do not exist are ignored. */
function readNames(type: ObjectType, query: URLSearchParams): readonly string[] {
  const named = query.getAll('properties').flatMap((text) => text.split(','))
  const { defaultProperties, changedAt } = OBJECT_FACTS[type]
  if (named.every((name) => name === '')) return defaultProperties
  // These three come along with whatever is asked for.
  return [
    ...new Set([
      ...named.filter((name) => DEFINITIONS[type].has(name)),
      'createdate',
      changedAt,
      'hs_object_id',
    ]),
  ]
}

/** A write answers with what was written and the usual few, not with the whole record. */
function namesShownAfterWrite(type: ObjectType, written: Record<string, string>): readonly string[] {
  return [
    ...new Set([...Object.keys(written), 'createdate', OBJECT_FACTS[type].changedAt, 'hs_object_id']),
  ].sort()
}

function missingMinimum(type: ObjectType, properties: Record<string, string>): SandboxReply | undefined {
  const rules = {
    contacts: [['email', 'firstname', 'lastname']],
    companies: [['name', 'domain']],
    deals: [['dealname'], ['dealstage'], ['pipeline']],
  }
  const missing = rules[type].filter((oneOf) => oneOf.every((name) => properties[name] === undefined))
  if (missing.length === 0) return undefined
  const { singular } = OBJECT_FACTS[type]
  return validationError(
    `Error creating ${singular.toUpperCase()}. Some required properties were not set.`,
    missing.map((oneOf) => ({
      message: `Required: ${oneOf.join(' or ')}`,
      code: 'MISSING_REQUIRED_PROPERTY',
      context: { propertyName: oneOf },
    })),
  )
}

/** The second shape of a duplicate: on an update, the id in front of "already has" is the existing record. */
function alreadyTaken(id: string, email: string, existingId: string): SandboxReply {
  const coordinates = `portalId=${PORTAL.hubId}, objectTypeId=ObjectTypeId{legacyObjectType=CONTACT}, propertyName=email, value=${email}`
  return validationError(
    `Cannot set PropertyValueCoordinates{${coordinates}} on ${id}. ${existingId} already has that value.`,
  )
}

function readLimit(text: string | null): number | undefined {
  if (text === null) return DEFAULT_LIMIT
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0
  return limit >= 1 && limit <= MAX_LIMIT ? limit : undefined
}

function readCursor(text: string | null): number | undefined {
  if (text === null || text === '') return 0
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

function isTrue(text: string | null): boolean {
  return text === 'true'
}
