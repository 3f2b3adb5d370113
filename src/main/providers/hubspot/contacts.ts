import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { ContactFields } from '../../../shared/model/contact.ts'
import { feedNameSchema } from '../../../shared/model/feed.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { err, ok } from '../../../shared/result.ts'
import type { ContactEditing, ProviderSession, SavedContact } from '../provider.ts'
import { askedFact, propertiesAsked } from './asked-properties.ts'
import { toContactFields, toProperties } from './contact-fields.ts'
import { findRecord } from './find-record.ts'
import { objectPath } from './object-types.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'
import { modifiedAt, toLoadedItem } from './to-item.ts'

/**
 * Contacts of HubSpot, one call at a time; nothing here is ever sent twice. They are read with the properties that
 * the feed asked for last, so that a row does not lose any of them when its contact is opened.
 */
export function createContactEditing(providerId: ProviderId): ContactEditing {
  const saved = (session: ProviderSession, record: HubSpotRecord): SavedContact => {
    const loaded = toLoadedItem(providerId, session, 'contact', record)
    return {
      contact: {
        externalId: record.id,
        fields: toContactFields(record),
        modifiedAtMs: modifiedAt(record),
        record: z.json().parse(loaded.record),
      },
      loaded,
    }
  }

  const read: ContactEditing['read'] = async (session, id, facts) => {
    const found = await findRecord(session, 'contact', id, namesIn(facts))
    return found.ok ? ok(saved(session, found.value)) : found
  }

  return {
    feed: feedNameSchema.parse('contact'),
    facts: [askedFact('contact')],
    read,

    async create(session, fields, facts) {
      const given = Object.entries(toProperties(fields)).filter(([, value]) => value !== '')
      const created = await session.request(
        { method: 'POST', path: objectPath('contact'), json: { properties: Object.fromEntries(given) } },
        recordSchema,
      )
      if (!created.ok) return err(await explain(session, created.error, fields, null))
      return ok(saved(session, await completed(session, created.value, null, namesIn(facts))))
    },

    async update(session, id, changes, facts) {
      const properties = toProperties(changes)
      if (Object.keys(properties).length === 0) return read(session, id, facts)
      // First, because a PATCH to the id of a merged contact would change the contact it became.
      const names = namesIn(facts)
      const before = await findRecord(session, 'contact', id, names)
      if (!before.ok) return before
      const updated = await session.request(
        { method: 'PATCH', path: objectPath('contact', id), json: { properties } },
        recordSchema,
      )
      if (!updated.ok) return err(await explain(session, updated.error, changes, id))
      return ok(saved(session, await completed(session, updated.value, before.value, names)))
    },

    async remove(session, id) {
      // HubSpot answers 204 for unknown and deleted ids as well (batch archive documentation), so the
      // answer of DELETE says nothing about whether there was anything to delete.
      const before = await findRecord(session, 'contact', id, idAlone)
      if (!before.ok) return before
      const deleted = await session.request(
        { method: 'DELETE', path: objectPath('contact', id) },
        z.unknown(),
      )
      if (!deleted.ok) return deleted
      const after = await findRecord(session, 'contact', id, idAlone)
      if (!after.ok && after.error.kind === 'not-found') return ok(null)
      if (after.ok || after.error.kind === 'merged-into') {
        return err({ kind: 'unexpected-response', detail: 'the contact is still there after its deletion' })
      }
      // Only the second look failed. The contact was there, and HubSpot said that now it is not.
      return ok(null)
    },
  }
}

/** Enough to see whether a contact is there. */
const idAlone = ['hs_object_id']

const namesIn = (facts: Parameters<ContactEditing['read']>[2]): readonly string[] =>
  propertiesAsked('contact', facts?.[askedFact('contact')])

/**
 * The whole contact after a write, whose own answer has little more than what was written. When it cannot be
 * read, the write is still done and must not be called a failure: then the answer is laid over what was
 * known before.
 */
async function completed(
  session: ProviderSession,
  written: HubSpotRecord,
  before: HubSpotRecord | null,
  names: readonly string[],
): Promise<HubSpotRecord> {
  const now = await findRecord(session, 'contact', written.id, names)
  if (now.ok) return now.value
  return { ...before, ...written, properties: { ...before?.properties, ...written.properties } }
}

/**
 * Why a write was refused, held against the facts: whether another contact has the address is looked up,
 * because HubSpot tells it in words only. `ownId` is the contact that was to be changed.
 */
async function explain(
  session: ProviderSession,
  error: AppError,
  { email = '' }: Partial<ContactFields>,
  ownId: string | null,
): Promise<AppError> {
  const mayBeTaken =
    error.kind === 'already-exists' || (error.kind === 'rejected' && error.fields.length === 0)
  // Something without an @ is no address that anybody could have, and a path must not be made of it.
  if (!mayBeTaken || !email.includes('@')) return error
  const holder = await session.request(
    {
      method: 'GET',
      path: objectPath('contact', email.trim()),
      query: { idProperty: 'email', properties: 'email' },
    },
    recordSchema,
  )
  if (!holder.ok) {
    const isNobody = holder.error.kind === 'not-found' && error.kind === 'already-exists'
    return isNobody ? { kind: 'already-exists', existingId: null } : error
  }
  return holder.value.id === ownId ? error : { kind: 'already-exists', existingId: holder.value.id }
}
