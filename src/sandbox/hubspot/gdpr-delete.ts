import { z } from 'zod'
import { emptyReply } from '../exchange.ts'
import { malformedId, notFound } from './errors.ts'
import { lookUp, refuseIdProperty } from './find-record.ts'
import type { ObjectCall } from './objects.ts'
import { readBodyAs } from './request-body.ts'

const gdprSchema = z.object({
  objectId: z.union([z.string(), z.number()]).transform(String),
  idProperty: z.string().nullish(),
})

/**
 * Deletes a contact for good: it is in no list any more, not even in that of archived ones. An e-mail
 * address that nobody has is put on the blocklist instead, and answered with 204 like any other (HubSpot's
 * published document of gdpr-delete). Only contacts can be deleted so.
 */
export const gdprDelete: ObjectCall = (crm, type, { body }) => {
  if (type !== 'contacts') return notFound()
  const read = readBodyAs(gdprSchema, body)
  if ('refused' in read) return read.refused
  const { objectId: id, idProperty } = read.value
  const refused = refuseIdProperty(type, idProperty)
  if (refused !== undefined) return refused
  const records = crm.records.contacts
  const isById = (idProperty ?? 'hs_object_id') === 'hs_object_id'
  if (isById && !/^\d+$/.test(id)) return malformedId(id)
  const contact = lookUp(records, { id, idProperty }) ?? lookUp(records, { id, idProperty, archived: true })
  if (contact === undefined) {
    if (idProperty !== 'email') return notFound()
    crm.blockedEmails.add(id)
    return emptyReply(204)
  }
  records.purge(contact.id)
  return emptyReply(204)
}
