import { z } from 'zod'
import { directionOf, type Role } from './association-types.ts'
import type { Node } from './associations.ts'
import { checkProperties, valuesSchema, type Values } from './check-properties.ts'
import type { Crm } from './crm.ts'
import { completeWrite } from './derived-properties.ts'
import { errorReply, validationError } from './errors.ts'
import { findRecord, lookUp, type RecordName, type Refused } from './find-record.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { PORTAL } from './portal.ts'
import { DEFINITIONS } from './properties.ts'
import { indexOf } from './record-ids.ts'
import { refuseMissing } from './required-properties.ts'
import type { StoredRecord } from './stored-record.ts'

/** Ties that come with a new record (schema PublicAssociationsForObject). */
export const tiesSchema = z.array(
  z.object({
    to: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
    types: z.array(z.object({ associationCategory: z.string(), associationTypeId: z.int() })),
  }),
)

export const createSchema = z.object({ properties: valuesSchema, associations: tiesSchema.nullish() })
export const updateSchema = z.object({ properties: valuesSchema })

/** A write that may be done. It is done when it is called, and answers with the record as it is then. */
export type Ready = { write: () => StoredRecord; written: Record<string, string> }

/** Holds a new record against every rule, in the order in which HubSpot's answers show them. */
export function prepareCreate(
  crm: Crm,
  type: ObjectType,
  version: string,
  { properties: values, associations }: z.output<typeof createSchema>,
): Ready | Refused {
  const read = checkNotEmpty(values) ?? checkProperties(type, values)
  if ('refused' in read) return read
  const properties = Object.fromEntries(Object.entries(read.properties).filter(([, value]) => value !== ''))
  const missing = refuseMissing(crm.behaviour(), { type, version, written: properties, before: undefined })
  if (missing !== undefined) return { refused: missing }
  const records = crm.records[type]
  if (type === 'contacts' && properties.email !== undefined) {
    if (crm.blockedEmails.has(properties.email)) return { refused: refuseBlocked(properties.email) }
    const twin = records.findByEmail(properties.email)
    if (twin !== undefined) {
      return {
        refused: errorReply(409, {
          message: `Contact already exists. Existing ID: ${twin.id}`,
          category: 'CONFLICT',
        }),
        existingId: twin.id,
      }
    }
  }
  const taken = refuseTaken(crm, type, properties, undefined)
  if (taken !== undefined) return { refused: taken }
  const ties = readTies(crm, type, associations ?? [])
  if ('refused' in ties) return ties
  const stage = type === 'contacts' ? { lifecyclestage: 'lead' } : {}
  const complete = completeWrite(type, { ...stage, ...properties }, {})
  return {
    written: complete,
    write: () => {
      const record = records.create(complete)
      const index = indexOf(record.id)
      if (index !== undefined) {
        for (const { node, roles } of ties.ties) crm.associations.link({ type, index }, node, roles)
      }
      // Tying it to a company may have changed it.
      return records.get(record.id) ?? record
    },
  }
}

/** The same for a change; the record must be there and not archived. */
export function prepareUpdate(
  crm: Crm,
  type: ObjectType,
  version: string,
  { name, properties: values }: { name: RecordName; properties: Values },
): Ready | Refused {
  const records = crm.records[type]
  const record = findRecord(type, records, name)
  if ('refused' in record) return record
  const read = checkNotEmpty(values) ?? checkProperties(type, values)
  if ('refused' in read) return read
  const { properties } = read
  const missing = refuseMissing(crm.behaviour(), {
    type,
    version,
    written: properties,
    before: record.properties,
  })
  if (missing !== undefined) return { refused: missing }
  const taken = refuseTaken(crm, type, properties, record.id)
  if (taken !== undefined) return { refused: taken }
  return {
    written: properties,
    write: () => records.update(record.id, completeWrite(type, properties, record.properties)),
  }
}

function checkNotEmpty(values: Values): Refused | undefined {
  if (Object.keys(values).length > 0) return undefined
  return { refused: validationError('No properties found to update, please provide at least one.') }
}

/** Refuses a value that must be unique and belongs to another record; the id at the end is the existing one. */
function refuseTaken(
  crm: Crm,
  type: ObjectType,
  properties: Readonly<Record<string, string>>,
  id: string | undefined,
): Refused['refused'] | undefined {
  for (const [name, value] of Object.entries(properties)) {
    if (value === '' || DEFINITIONS[type].get(name)?.hasUniqueValue !== true) continue
    const twin = lookUp(crm.records[type], { id: value, idProperty: name })
    if (twin === undefined || twin.id === id) continue
    const kind = OBJECT_FACTS[type].singular.toUpperCase()
    const coordinates = `portalId=${PORTAL.hubId}, objectTypeId=ObjectTypeId{legacyObjectType=${kind}}, propertyName=${name}, value=${value}`
    const which = id === undefined ? '' : ` on ${id}`
    return validationError(
      `Cannot set PropertyValueCoordinates{${coordinates}}${which}. ${twin.id} already has that value.`,
    )
  }
  return undefined
}

/** No answer to a blocked address is published; this one says what the documentation of gdpr-delete does. */
function refuseBlocked(email: string): Refused['refused'] {
  return validationError(
    `Contact with email ${email} was deleted for privacy reasons and cannot be created.`,
    [
      {
        message: `${email} is on the blocklist of this account`,
        code: 'EMAIL_BLOCKLISTED',
        context: { propertyName: ['email'] },
      },
    ],
  )
}

function readTies(
  crm: Crm,
  from: ObjectType,
  wanted: z.output<typeof tiesSchema>,
): { ties: { node: Node; roles: Role[] }[] } | Refused {
  const ties: { node: Node; roles: Role[] }[] = []
  for (const { to, types } of wanted) {
    for (const { associationTypeId } of types) {
      const direction = directionOf(from, associationTypeId)
      if (direction === undefined) {
        return {
          refused: validationError(`No association type found with id ${associationTypeId} from ${from}`),
        }
      }
      const index = indexOf(to.id)
      if (index === undefined || !crm.records[direction.to].isLive(index)) {
        return {
          refused: validationError(
            `One or more associations are not valid: ${OBJECT_FACTS[direction.to].singular.toUpperCase()} ${to.id} does not exist`,
          ),
        }
      }
      ties.push({ node: { type: direction.to, index }, roles: [direction.role] })
    }
  }
  return { ties }
}
