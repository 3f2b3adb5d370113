import { z } from 'zod'
import { refuseAdmin, type AdminCall } from '../admin-call.ts'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import type { BasesControl } from './bases.ts'
import type { Grants } from './grants.ts'
import { REGISTERED_SCOPES } from './scopes.ts'

const grantSchema = z.strictObject({
  client: z.enum(['confidential', 'public']).default('confidential'),
  scopes: z
    .array(z.string())
    .min(1)
    .default([...REGISTERED_SCOPES]),
  bases: z.union([z.literal('all'), z.array(z.string())]).default('all'),
})
const place = { base: z.string(), table: z.string() }
const cells = z.record(z.string(), z.unknown())
const actSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('create'), ...place, cells }),
  z.strictObject({ act: z.literal('change'), ...place, id: z.string(), cells }),
  z.strictObject({ act: z.literal('delete'), ...place, id: z.string() }),
  z.strictObject({ act: z.literal('restore'), ...place, id: z.string() }),
  z.strictObject({ act: z.literal('rename-table'), ...place, name: z.string() }),
  z.strictObject({ act: z.literal('rename-field'), ...place, field: z.string(), name: z.string() }),
  z.strictObject({ act: z.literal('remove-access'), base: z.string() }),
  z.strictObject({ act: z.literal('restore-access'), base: z.string() }),
])
type Act = z.output<typeof actSchema>

/**
 * - `GET bases` → names, ids and sizes of everything.
 * - `POST bases` with `{ act, base, table, … }` does what somebody in Airtable might do meanwhile:
 *   `create`, `change`, `delete`, `restore` a record, `rename-table`, `rename-field`, `remove-access`,
 *   `restore-access`. Cells go by field name.
 * - `POST grants` with `{ client?, scopes?, bases? }` → a token reply: a sign-in without the page.
 * - `POST expire-tokens`: every access token is expired from now on.
 * - `POST revoke-grants`: the integration was removed; all tokens are dead.
 */
export function createAirtableAdmin({
  grants,
  bases,
}: {
  grants: Grants
  bases: BasesControl
}): (call: AdminCall) => SandboxReply | undefined {
  return ({ method, segments, body }) => {
    switch (`${method} ${segments.join('/')}`) {
      case 'GET bases':
        return jsonReply(200, { bases: bases.list() })
      case 'POST bases':
        return changeBases(bases, body)
      case 'POST grants': {
        const wanted = grantSchema.safeParse(body ?? {})
        if (!wanted.success) return refuseAdmin(400, z.prettifyError(wanted.error))
        const pair = grants.issue(wanted.data)
        return jsonReply(200, {
          access_token: pair.accessToken,
          refresh_token: pair.refreshToken,
          expires_in: pair.expiresInSeconds,
          refresh_expires_in: pair.refreshExpiresInSeconds,
        })
      }
      case 'POST expire-tokens':
        grants.expireAccessTokens()
        return emptyReply(204)
      case 'POST revoke-grants':
        grants.revokeEverything()
        return emptyReply(204)
      default:
        return undefined
    }
  }
}

function changeBases(bases: BasesControl, body: unknown): SandboxReply {
  const parsed = actSchema.safeParse(body)
  if (!parsed.success) return refuseAdmin(400, z.prettifyError(parsed.error))
  try {
    const id = perform(bases, parsed.data)
    return id === undefined ? emptyReply(204) : jsonReply(200, { id })
  } catch (error) {
    // The control throws sentences for people: a name that does not exist, a value that does not fit.
    return refuseAdmin(400, error instanceof Error ? error.message : String(error))
  }
}

function perform(bases: BasesControl, act: Act): string | undefined {
  switch (act.act) {
    case 'create':
      return bases.createRecord(act.base, act.table, act.cells)
    case 'change':
      bases.changeRecord(act.base, act.table, act.id, act.cells)
      return undefined
    case 'delete':
      bases.deleteRecord(act.base, act.table, act.id)
      return undefined
    case 'restore':
      bases.restoreRecord(act.base, act.table, act.id)
      return undefined
    case 'rename-table':
      bases.renameTable(act.base, act.table, act.name)
      return undefined
    case 'rename-field':
      bases.renameField(act.base, act.table, act.field, act.name)
      return undefined
    case 'remove-access':
      bases.removeAccess(act.base)
      return undefined
    case 'restore-access':
      bases.restoreAccess(act.base)
      return undefined
  }
}
