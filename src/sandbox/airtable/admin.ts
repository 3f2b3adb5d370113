import { z } from 'zod'
import { refuseAdmin, type AdminCall } from '../admin-call.ts'
import { emptyReply, jsonReply, type SandboxReply } from '../exchange.ts'
import type { BasesControl } from './bases.ts'
import type { Grants } from './grants.ts'
import { ADDABLE_TYPES } from './schema-edits.ts'
import { REGISTERED_SCOPES } from './scopes.ts'
import type { AirtableTruth } from './truth.ts'

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
  z.strictObject({ act: z.literal('add-table'), base: z.string(), name: z.string() }),
  z.strictObject({
    ...{ act: z.literal('add-field'), ...place, name: z.string() },
    type: z.enum(ADDABLE_TYPES).default('singleLineText'),
  }),
  z.strictObject({ act: z.literal('remove-table'), ...place }),
  z.strictObject({ act: z.literal('remove-field'), ...place, field: z.string() }),
  z.strictObject({ act: z.literal('remove-access'), base: z.string() }),
  z.strictObject({ act: z.literal('restore-access'), base: z.string() }),
])
type Act = z.output<typeof actSchema>

/**
 * - `GET bases` → names, ids and sizes of everything.
 * - `POST bases` with `{ act, base, table, … }` does what somebody in Airtable might do meanwhile:
 *   `create`, `change`, `delete`, `restore` a record, `rename-table`, `rename-field`, `add-table`, `add-field`,
 *   `remove-table`, `remove-field`, `remove-access`, `restore-access`. Cells go by field name. What is new is
 *   answered with its id.
 * - `GET truth/bases` and `GET truth/records`, of one table with `/{table}` behind it → `{ results }`: what there is
 *   at this moment (truth.ts).
 * - `POST grants` with `{ client?, scopes?, bases? }` → a token reply: a sign-in without the page.
 * - `POST expire-tokens`: every access token is expired from now on.
 * - `POST revoke-grants`: the integration was removed; all tokens are dead.
 */
export function createAirtableAdmin({
  grants,
  bases,
  truth,
}: {
  grants: Grants
  bases: BasesControl
  truth: AirtableTruth
}): (call: AdminCall) => SandboxReply | undefined {
  return ({ method, segments, body }) => {
    const [verb, what, table] = segments
    if (method === 'GET' && verb === 'truth') return answerTruth(truth, what, table)
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

function answerTruth(
  truth: AirtableTruth,
  what: string | undefined,
  table: string | undefined,
): SandboxReply {
  if (what === 'bases') return jsonReply(200, { results: truth.bases() })
  if (what === 'records')
    return jsonReply(200, { results: truth.records(table === undefined ? {} : { table }) })
  return refuseAdmin(400, 'There is nothing of that kind to tell')
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
    case 'add-table':
      return bases.addTable(act.base, act.name)
    case 'add-field':
      return bases.addField(act.base, act.table, act.name, act.type)
    case 'remove-table':
      bases.removeTable(act.base, act.table)
      return undefined
    case 'remove-field':
      bases.removeField(act.base, act.table, act.field)
      return undefined
    case 'remove-access':
      bases.removeAccess(act.base)
      return undefined
    case 'restore-access':
      bases.restoreAccess(act.base)
      return undefined
  }
}
