import type { RouteParams } from '../routes.ts'
import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { archiveBatch, createBatch, readBatch, updateBatch, upsertBatch } from './batch.ts'
import type { Crm } from './crm.ts'
import { notFound } from './errors.ts'
import { gdprDelete } from './gdpr-delete.ts'
import { mergeRecord } from './merge.ts'
import { readObjectType, type ObjectType } from './object-types.ts'
import {
  archiveRecord,
  createRecord,
  getRecord,
  listRecords,
  updateRecord,
  type ObjectCall,
} from './objects.ts'
import { EVERY_VERSION, type HubSpotRoute } from './route.ts'
import { scopesToRead, scopesToWrite } from './scopes.ts'
import { createSearchCall } from './search.ts'

type OfType<Value> = (type: ObjectType) => Value

/** Which scopes a call on `{type}` needs; for a type that does not exist, one that nobody is asked for. */
export const scopesFor =
  (scopes: OfType<readonly string[]>) =>
  ({ type = '' }: RouteParams): readonly string[] => {
    const known = readObjectType(type)
    return known === undefined ? ['oauth'] : scopes(known)
  }

const ALL = '/crm/objects/{version}/{type}'
const ONE = `${ALL}/{id}`

/** The calls on records, in every version: their shapes are the same but for a batch that went wrong in part. */
export function createObjectRoutes(crm: Crm): readonly HubSpotRoute[] {
  const read = scopesFor(scopesToRead)
  const write = scopesFor(scopesToWrite)
  const on =
    (call: ObjectCall) =>
    (request: SandboxRequest, params: RouteParams): SandboxReply => {
      const type = readObjectType(params.type)
      return type === undefined ? notFound() : call(crm, type, request, params)
    }
  const routes: readonly HubSpotRoute[] = [
    { method: 'GET', path: ALL, scopes: read, handle: on(listRecords) },
    { method: 'POST', path: ALL, scopes: write, handle: on(createRecord) },
    { method: 'GET', path: ONE, scopes: read, handle: on(getRecord) },
    { method: 'PATCH', path: ONE, scopes: write, handle: on(updateRecord) },
    { method: 'DELETE', path: ONE, scopes: write, handle: on(archiveRecord) },
    {
      method: 'POST',
      path: `${ALL}/search`,
      scopes: read,
      limit: 'search',
      handle: on(createSearchCall(crm)),
    },
    { method: 'POST', path: `${ALL}/merge`, scopes: write, handle: on(mergeRecord) },
    { method: 'POST', path: `${ALL}/gdpr-delete`, scopes: write, handle: on(gdprDelete) },
    { method: 'POST', path: `${ALL}/batch/read`, scopes: read, handle: on(readBatch) },
    { method: 'POST', path: `${ALL}/batch/create`, scopes: write, handle: on(createBatch) },
    { method: 'POST', path: `${ALL}/batch/update`, scopes: write, handle: on(updateBatch) },
    { method: 'POST', path: `${ALL}/batch/upsert`, scopes: write, handle: on(upsertBatch) },
    { method: 'POST', path: `${ALL}/batch/archive`, scopes: write, handle: on(archiveBatch) },
  ]
  return routes.map((route) => ({ ...route, versions: EVERY_VERSION }))
}
