import type { SandboxReply } from '../exchange.ts'
import { malformedId, notFound, validationError } from './errors.ts'
import type { ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import type { Records } from './records.ts'
import type { StoredRecord } from './stored-record.ts'

/** Why a call is refused, and by which record where that stands in its way. */
export type Refused = { refused: SandboxReply; existingId?: string }

/** How a request names a record: by its id, or by the value of a property that is unique. */
export type RecordName = { id: string; idProperty?: string | null | undefined; archived?: boolean }

/** Why a property cannot name records; undefined when it can. */
export function refuseIdProperty(
  type: ObjectType,
  idProperty: string | null | undefined,
): SandboxReply | undefined {
  if (DEFINITIONS[type].get(idProperty ?? 'hs_object_id')?.hasUniqueValue === true) return undefined
  return validationError(`Property ${idProperty ?? ''} is not a unique identifier of ${type}`)
}

/** Finds a record that is archived, or one that is not. The id of a merged record leads to the other one. */
export function findRecord(
  type: ObjectType,
  records: Records,
  { id, idProperty, archived = false }: RecordName,
): StoredRecord | Refused {
  const refused = refuseIdProperty(type, idProperty)
  if (refused !== undefined) return { refused }
  if ((idProperty ?? 'hs_object_id') === 'hs_object_id' && !/^\d+$/.test(id))
    return { refused: malformedId(id) }
  return lookUp(records, { id, idProperty, archived }) ?? { refused: notFound() }
}

/** The same without words: undefined for whatever cannot be found. */
export function lookUp(
  records: Records,
  { id, idProperty, archived = false }: RecordName,
): StoredRecord | undefined {
  const name = idProperty ?? 'hs_object_id'
  const record =
    name === 'hs_object_id'
      ? records.get(id)
      : name === 'email'
        ? records.findByEmail(id, archived)
        : findByValue(records, name, id, archived)
  return record !== undefined && (record.archivedAtMs !== undefined) === archived ? record : undefined
}

/** Looks at all of them: only an address is looked up often. */
function findByValue(
  records: Records,
  name: string,
  value: string,
  archived: boolean,
): StoredRecord | undefined {
  for (let index = 0; index < records.size(); index++) {
    const record = records.at(index)
    if (record?.properties[name] === value && (record.archivedAtMs !== undefined) === archived) return record
  }
  return undefined
}
