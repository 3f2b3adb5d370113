import { z } from 'zod'
import { jsonReply } from '../exchange.ts'
import type { Crm } from './crm.ts'
import { notFound, validationError } from './errors.ts'
import { findRecord } from './find-record.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import type { ObjectCall } from './objects.ts'
import { indexOf } from './record-ids.ts'
import { readBodyAs } from './request-body.ts'
import { propertiesAfterWrite, showRecord } from './show-record.ts'
import type { StoredRecord } from './stored-record.ts'

const idSchema = z.union([z.string(), z.number()]).transform(String)
const mergeSchema = z.object({ primaryObjectId: idSchema, objectIdToMerge: idSchema })

/** Merges one record into another. The other one's id is good for both from then on, or a new one is. */
export const mergeRecord: ObjectCall = (crm, type, { body }) => {
  const read = readBodyAs(mergeSchema, body)
  if ('refused' in read) return read.refused
  const primary = findRecord(type, crm.records[type], { id: read.value.primaryObjectId })
  if ('refused' in primary) return primary.refused
  const other = findRecord(type, crm.records[type], { id: read.value.objectIdToMerge })
  if ('refused' in other) return other.refused
  if (primary.id === other.id) {
    return validationError(
      `Cannot merge ${OBJECT_FACTS[type].singular.toUpperCase()} ${primary.id} into itself`,
    )
  }
  const merged = mergeInto(crm, type, primary.id, other.id)
  if (merged === undefined) return notFound()
  const { defaultProperties } = OBJECT_FACTS[type]
  const properties = propertiesAfterWrite(
    type,
    Object.fromEntries(defaultProperties.map((name) => [name, ''])),
  )
  return jsonReply(200, showRecord(crm, type, merged, { properties }))
}

/**
 * Merges two records: the primary one's values win, the other one's fill its gaps and its addresses stay
 * with it. Both lead to one record afterwards: the primary one, or a new one where the account's behaviour
 * `mergedId` says so (both are known of HubSpot). Undefined when they are not two records.
 */
export function mergeInto(
  crm: Crm,
  type: ObjectType,
  primaryId: string,
  otherId: string,
  mergedId = crm.behaviour().mergedId,
): StoredRecord | undefined {
  const records = crm.records[type]
  const primary = records.get(primaryId)
  const other = records.get(otherId)
  if (primary === undefined || other === undefined || primary.id === other.id) return undefined
  const isNew = mergedId === 'new'
  const losers = isNew ? [primary, other] : [other]
  const properties = {
    ...other.properties,
    ...primary.properties,
    hs_merged_object_ids: joinUnique([
      primary.properties.hs_merged_object_ids,
      other.properties.hs_merged_object_ids,
      ...losers.map(({ id }) => id),
    ]),
    ...(type === 'contacts'
      ? { ...joinEmails(primary, other), ...joinMerges(crm, [primary, other], losers) }
      : {}),
  }
  const winner = isNew ? records.create(properties) : primary
  for (const loser of losers) {
    const from = indexOf(loser.id)
    const to = indexOf(winner.id)
    if (from === undefined || to === undefined) return undefined
    crm.associations.move({ type, index: from }, { type, index: to })
    records.merge(loser.id, winner.id)
  }
  // Moving the ties may have set the company; the rest is written last.
  return isNew ? records.get(winner.id) : records.update(winner.id, properties)
}

/**
 * Contacts also say when each of them was merged, in ms: `51:1762000000000;52:…` (a column of Fivetran's HubSpot
 * package explains the form).
 */
function joinMerges(
  crm: Crm,
  merged: readonly StoredRecord[],
  losers: readonly StoredRecord[],
): Record<string, string> {
  return {
    hs_calculated_merged_vids: joinUnique([
      ...merged.map(({ properties }) => properties.hs_calculated_merged_vids),
      ...losers.map(({ id }) => `${id}:${crm.now()}`),
    ]),
  }
}

function joinEmails(primary: StoredRecord, other: StoredRecord): Record<string, string> {
  const email = primary.properties.email ?? other.properties.email
  const others = joinUnique([
    primary.properties.hs_additional_emails,
    other.properties.email === email ? undefined : other.properties.email,
    other.properties.hs_additional_emails,
  ])
  return others === '' ? {} : { hs_additional_emails: others }
}

function joinUnique(texts: readonly (string | undefined)[]): string {
  const all = texts.flatMap((text) => text?.split(';') ?? [])
  return [...new Set(all)].filter((one) => one !== '').join(';')
}
