import type { AppError } from '../../../shared/errors.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { ProviderSession } from '../provider.ts'
import { fitsAddress } from './asked-properties.ts'
import { objectPath, type CrmType } from './object-types.ts'
import { readBatch } from './read-batch.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'

/** Ids of records are digits. Nothing else is sent: `../deals/9` or an empty id would be another address. */
export const idPattern = /^\d{1,20}$/

/**
 * The record with this id and these properties: `not-found`, or `merged-into` when HubSpot answers with another
 * one. Names that are too long for an address travel in a batch of one.
 */
export async function findRecord(
  session: ProviderSession,
  type: CrmType,
  id: string,
  names: readonly string[],
): Promise<Result<HubSpotRecord, AppError>> {
  if (!idPattern.test(id)) return err({ kind: 'not-found' })
  const found = fitsAddress(names)
    ? await session.request(
        { method: 'GET', path: objectPath(type, id), query: { properties: names.join(',') } },
        recordSchema,
      )
    : await readByBatch(session, type, id, names)
  if (!found.ok || found.value.id === id) return found
  return err({ kind: 'merged-into', currentId: found.value.id })
}

async function readByBatch(
  session: ProviderSession,
  type: CrmType,
  id: string,
  names: readonly string[],
): Promise<Result<HubSpotRecord, AppError>> {
  const read = await readBatch(session, type, { ids: [id], names })
  if (!read.ok) return read
  const [record] = read.value.records
  if (record !== undefined) return ok(record)
  return err(
    read.value.missing.includes(id)
      ? { kind: 'not-found' }
      : { kind: 'unexpected-response', detail: 'neither a record nor why there is none' },
  )
}

/** The id of the contact that has an e-mail address. */
export async function byAddress(
  session: ProviderSession,
  address: string,
): Promise<Result<string, AppError>> {
  // Something without an @ is no address that anybody could have, and a path must not be made of it.
  if (!address.includes('@')) return err({ kind: 'not-found' })
  const holder = await session.request(
    {
      method: 'GET',
      path: objectPath('contact', address.trim()),
      query: { idProperty: 'email', properties: 'email' },
    },
    recordSchema,
  )
  return holder.ok ? ok(holder.value.id) : holder
}
