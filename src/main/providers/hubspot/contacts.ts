import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { ContactFields } from '../../../shared/model/contact.ts'
import { feedNameSchema } from '../../../shared/model/feed.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ContactEditing, ProviderSession, SavedContact } from '../provider.ts'
import { toContactFields, toProperties } from './contact-fields.ts'
import { objectPath, propertyQuery } from './object-types.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'
import { modifiedAt, toLoadedItem } from './to-item.ts'

type Found = Result<HubSpotRecord, AppError>

/** Contacts of HubSpot, one call at a time; nothing here is ever sent twice. */
export function createContactEditing(providerId: ProviderId): ContactEditing {
  const saved = (session: ProviderSession, record: HubSpotRecord): SavedContact => ({
    contact: {
      externalId: record.id,
      fields: toContactFields(record),
      modifiedAtMs: modifiedAt(record),
      record: z.json().parse(record),
    },
    loaded: toLoadedItem(providerId, session, 'contact', record),
  })

  async function read(session: ProviderSession, id: string): Promise<Result<SavedContact, AppError>> {
    const found = await find(session, id)
    return found.ok ? ok(saved(session, found.value)) : found
  }

  return {
    feed: feedNameSchema.parse('contact'),
    read,

    async create(session, fields) {
      const given = Object.entries(toProperties(fields)).filter(([, value]) => value !== '')
      const created = await session.request(
        { method: 'POST', path: objectPath('contact'), json: { properties: Object.fromEntries(given) } },
        recordSchema,
      )
      if (!created.ok) return err(await explain(session, created.error, fields, null))
      return ok(saved(session, await completed(session, created.value, null)))
    },

    async update(session, id, changes) {
      const properties = toProperties(changes)
      if (Object.keys(properties).length === 0) return read(session, id)
      // First, because a PATCH to the id of a merged contact would change the contact it became.
      const before = await find(session, id)
      if (!before.ok) return before
      const updated = await session.request(
        { method: 'PATCH', path: objectPath('contact', id), json: { properties } },
        recordSchema,
      )
      if (!updated.ok) return err(await explain(session, updated.error, changes, id))
      return ok(saved(session, await completed(session, updated.value, before.value)))
    },

    async remove(session, id) {
      // HubSpot answers 204 for unknown and deleted ids as well (batch archive documentation), so the
      // answer of DELETE says nothing about whether there was anything to delete.
      const before = await find(session, id)
      if (!before.ok) return before
      const deleted = await session.request(
        { method: 'DELETE', path: objectPath('contact', id) },
        z.unknown(),
      )
      if (!deleted.ok) return deleted
      const after = await find(session, id)
      if (!after.ok && after.error.kind === 'not-found') return ok(null)
      if (after.ok || after.error.kind === 'merged-into') {
        return err({ kind: 'unexpected-response', detail: 'the contact is still there after its deletion' })
      }
      // Only the second look failed. The contact was there, and HubSpot said that now it is not.
      return ok(null)
    },
  }
}

/** Ids of records are digits. Nothing else is sent: `../deals/9` or an empty id would be another address. */
const idPattern = /^\d{1,20}$/

/** The contact with this id: `not-found`, or `merged-into` when HubSpot answers with another one. */
async function find(session: ProviderSession, id: string): Promise<Found> {
  if (!idPattern.test(id)) return err({ kind: 'not-found' })
  const found = await session.request(
    { method: 'GET', path: objectPath('contact', id), query: propertyQuery('contact') },
    recordSchema,
  )
  if (!found.ok || found.value.id === id) return found
  return err({ kind: 'merged-into', currentId: found.value.id })
}

/**
 * The whole contact after a write, whose own answer has little more than what was written. When it cannot be
 * read, the write is still done and must not be called a failure: then the answer is laid over what was
 * known before.
 */
async function completed(
  session: ProviderSession,
  written: HubSpotRecord,
  before: HubSpotRecord | null,
): Promise<HubSpotRecord> {
  const now = await find(session, written.id)
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
      query: { idProperty: 'email', ...propertyQuery('contact') },
    },
    recordSchema,
  )
  if (!holder.ok) {
    const isNobody = holder.error.kind === 'not-found' && error.kind === 'already-exists'
    return isNobody ? { kind: 'already-exists', existingId: null } : error
  }
  return holder.value.id === ownId ? error : { kind: 'already-exists', existingId: holder.value.id }
}
