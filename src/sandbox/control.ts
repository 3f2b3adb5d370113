import { z } from 'zod'
import { jsonReply, emptyReply, type SandboxReply, type SandboxRequest } from './exchange.ts'
import { parseFaults, type Faults } from './faults.ts'
import { readObjectType } from './hubspot/object-types.ts'
import type { HubSpot } from './hubspot/server.ts'
import type { RequestLog } from './request-log.ts'

const changeSchema = z.strictObject({
  properties: z.record(z.string(), z.string()).optional(),
  archived: z.boolean().optional(),
})
const grantSchema = z.strictObject({ scopes: z.array(z.string()).min(1) })

/**
 * What tests in another process may ask of the sandbox. Every call carries `x-sandbox-control: 1`, which a
 * page in a browser cannot send here without a preflight that nobody answers.
 *
 * - `GET /__sandbox/requests` → `{ requests, counts }`; `DELETE` forgets them.
 * - `POST /__sandbox/faults` with a list puts it in place of the present one.
 * - `POST /__sandbox/records/{type}/{id}` with `{ properties?, archived? }` changes a record as if somebody
 *   else had; an empty text unsets a property. Without an id, it creates one. Values are not checked.
 * - `POST /__sandbox/grants` with `{ scopes }` → `{ access_token, refresh_token, expires_in }`: a sign-in
 *   without the page.
 * - `POST /__sandbox/expire-tokens`: every access token is expired from now on.
 * - `POST /__sandbox/revoke-grants`: the app was uninstalled; refresh tokens are dead, access tokens expired.
 */
export function createControl(hubspot: HubSpot, faults: Faults, log: RequestLog) {
  return (request: SandboxRequest): SandboxReply | undefined => {
    if (request.headers['x-sandbox-control'] !== '1') return undefined
    const [, verb = '', ...rest] = request.segments
    if (request.method === 'GET' && verb === 'requests') {
      return jsonReply(200, { requests: log.entries(), counts: log.counts() })
    }
    if (request.method === 'DELETE' && verb === 'requests') {
      log.clear()
      return emptyReply(204)
    }
    if (request.method !== 'POST') return undefined
    switch (verb) {
      case 'faults':
        return replaceFaults(faults, request.body)
      case 'records':
        return changeRecord(hubspot, rest, request.body)
      case 'grants':
        return issueGrant(hubspot, request.body)
      case 'expire-tokens':
        hubspot.grants.expireAccessTokens()
        return emptyReply(204)
      case 'revoke-grants':
        hubspot.grants.revokeEverything()
        hubspot.grants.expireAccessTokens()
        return emptyReply(204)
      default:
        return undefined
    }
  }
}

function replaceFaults(faults: Faults, body: string): SandboxReply {
  const parsed = parseFaults(parseJson(body))
  if ('reason' in parsed) return refuse(parsed.reason)
  faults.replace(parsed.faults)
  return emptyReply(204)
}

function changeRecord(hubspot: HubSpot, [typeName, id]: readonly string[], body: string): SandboxReply {
  const type = readObjectType(typeName)
  const change = changeSchema.safeParse(parseJson(body))
  if (type === undefined) return refuse('There is no such kind of record')
  if (!change.success) return refuse(z.prettifyError(change.error))
  const records = hubspot.records[type]
  const { properties = {}, archived } = change.data
  const record = id === undefined ? records.create(properties) : records.get(id)
  if (record === undefined) return refuse(`There is no record ${id ?? ''}`)
  const isArchived = record.archivedAtMs !== undefined
  if (id !== undefined && Object.keys(properties).length > 0) records.update(record.id, properties)
  if (archived === true) records.archive(record.id)
  if (archived === false && isArchived) records.restore(record.id)
  return jsonReply(200, records.get(record.id))
}

function issueGrant({ grants }: HubSpot, body: string): SandboxReply {
  const wanted = grantSchema.safeParse(parseJson(body))
  if (!wanted.success) return refuse(z.prettifyError(wanted.error))
  const { token, expiresInSeconds } = grants.issueAccessToken(wanted.data.scopes)
  return jsonReply(200, {
    access_token: token,
    refresh_token: grants.issueRefreshToken(wanted.data.scopes),
    expires_in: expiresInSeconds,
  })
}

function refuse(message: string): SandboxReply {
  return jsonReply(400, { message })
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // Malformed text only; the schemas refuse undefined with a reason.
    return undefined
  }
}
