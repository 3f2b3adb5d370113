import { z } from 'zod'
import { refuseAdmin, type AdminCall } from '../admin-call.ts'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import { answerTruth } from './admin-truth.ts'
import { ROLES } from './association-types.ts'
import type { Crm } from './crm.ts'
import type { Grants } from './grants.ts'
import { mergeInto } from './merge.ts'
import { readObjectType } from './object-types.ts'
import type { TieControl } from './tie-control.ts'
import type { HubSpotTruth } from './truth.ts'

const changeSchema = z.strictObject({
  properties: z.record(z.string(), z.string()).optional(),
  archived: z.boolean().optional(),
})
const grantSchema = z.strictObject({ scopes: z.array(z.string()).min(1) })

const mergeSchema = z.strictObject({ primary: z.string(), other: z.string() })

const endSchema = z
  .string()
  .regex(/^[^/]+\/\d+$/)
  .transform((text) => ({ type: readObjectType(text.split('/')[0]), id: text.split('/')[1] ?? '' }))
const tieSchema = z.strictObject({
  from: endSchema,
  to: endSchema,
  roles: z.array(z.enum(ROLES)).default([]),
  tied: z.boolean().default(true),
})

type Inside = { grants: Grants; crm: Crm; truth: HubSpotTruth; ties: TieControl }

/**
 * - `POST records/{type}/{id}` with `{ properties?, archived? }` changes a record as if somebody else had; an
 *   empty text unsets a property. Without an id, it creates one. Values are not checked.
 * - `POST merge/{type}` with `{ primary, other }`, two ids, merges two records as if somebody else had.
 * - `POST purge/{type}/{id}` removes a record for good, from the recycle bin too.
 * - `POST ties` with `{ from, to, roles?, tied? }`, where the ends are like `contacts/51`, ties two records or, with
 *   `tied: false`, unties them.
 * - `GET truth/…` tells what the account holds, see admin-truth.ts.
 * - `POST grants` with `{ scopes }` → `{ access_token, refresh_token, expires_in }`: a sign-in without the page.
 * - `POST expire-tokens`: every access token is expired from now on.
 * - `POST revoke-grants`: the app was uninstalled; refresh tokens are dead, access tokens expired.
 */
export function createHubSpotAdmin(inside: Inside): (call: AdminCall) => SandboxReply | undefined {
  const { grants, crm, truth, ties } = inside
  return ({ method, segments: [verb = '', ...rest], body }) => {
    if (method === 'GET') return verb === 'truth' ? answerTruth(truth, rest) : undefined
    if (method !== 'POST') return undefined
    switch (verb) {
      case 'records':
        return changeRecord(crm.records, rest, body)
      case 'merge':
        return mergeRecords(crm, rest, body)
      case 'ties':
        return changeTie(ties, body)
      case 'purge':
        return purgeRecord(crm, rest)
      case 'grants':
        return issueGrant(grants, body)
      case 'expire-tokens':
        grants.expireAccessTokens()
        return emptyReply(204)
      case 'revoke-grants':
        grants.revokeEverything()
        grants.expireAccessTokens()
        return emptyReply(204)
      default:
        return undefined
    }
  }
}

function changeRecord(
  allRecords: Crm['records'],
  [typeName, id]: readonly string[],
  body: unknown,
): SandboxReply {
  const type = readObjectType(typeName)
  const change = changeSchema.safeParse(body)
  if (type === undefined) return refuseAdmin(400, 'There is no such kind of record')
  if (!change.success) return refuseAdmin(400, z.prettifyError(change.error))
  const records = allRecords[type]
  const { properties = {}, archived } = change.data
  const record = id === undefined ? records.create(properties) : records.get(id)
  if (record === undefined) return refuseAdmin(400, `There is no record ${id ?? ''}`)
  const isArchived = record.archivedAtMs !== undefined
  if (id !== undefined && Object.keys(properties).length > 0) records.update(record.id, properties)
  if (archived === true) records.archive(record.id)
  if (archived === false && isArchived) records.restore(record.id)
  return jsonReply(200, records.get(record.id))
}

function mergeRecords(crm: Crm, [typeName]: readonly string[], body: unknown): SandboxReply {
  const type = readObjectType(typeName)
  const ids = mergeSchema.safeParse(body)
  if (type === undefined) return refuseAdmin(400, 'There is no such kind of record')
  if (!ids.success) return refuseAdmin(400, z.prettifyError(ids.error))
  const { primary, other } = ids.data
  const merged = mergeInto(crm, type, primary, other)
  return merged === undefined ? refuseAdmin(400, 'There are no two such records') : jsonReply(200, merged)
}

function changeTie(ties: TieControl, body: unknown): SandboxReply {
  const wanted = tieSchema.safeParse(body)
  if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
  const { from, to, roles, tied } = wanted.data
  if (from.type === undefined || to.type === undefined)
    return refuseAdmin(400, 'There is no such kind of record')
  const [one, other] = [
    { type: from.type, id: from.id },
    { type: to.type, id: to.id },
  ]
  const isDone = tied ? ties.tie(one, other, roles) : ties.untie(one, other)
  return isDone ? emptyReply(204) : refuseAdmin(400, 'There are no two such records that could be tied')
}

function purgeRecord(crm: Crm, [typeName, id = '']: readonly string[]): SandboxReply {
  const type = readObjectType(typeName)
  if (type === undefined) return refuseAdmin(400, 'There is no such kind of record')
  crm.records[type].purge(id)
  return emptyReply(204)
}

function issueGrant(grants: Grants, body: unknown): SandboxReply {
  const wanted = grantSchema.safeParse(body)
  if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
  const { token, expiresInSeconds } = grants.issueAccessToken(wanted.data.scopes)
  return jsonReply(200, {
    access_token: token,
    refresh_token: grants.issueRefreshToken(wanted.data.scopes),
    expires_in: expiresInSeconds,
  })
}
