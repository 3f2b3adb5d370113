import { jsonReply, type SandboxReply } from '../exchange.ts'
import type { Route } from '../routes.ts'
import { cellReaderOf, type CellOptions } from './cells.ts'
import { listComments } from './comments.ts'
import { basesFor, readJsonBody, type Door, type TableCall } from './door.ts'
import { invalidRequest, notFound } from './errors.ts'
import type { Iterators } from './iterators.ts'
import { readListParameters } from './list-parameters.ts'
import { listRecords } from './list-records.ts'
import { getSchema, listBases, whoAmI } from './meta.ts'
import { formRecord } from './record-form.ts'
import type { KeptRecord } from './record-store.ts'
import type { Webhooks } from './webhooks.ts'
import type { Workspace } from './workspace.ts'
import { createRecords, deleteRecord, deleteRecords, updateRecord, updateRecords } from './write-records.ts'

type Inside = {
  door: Door
  workspace: Workspace
  iterators: Iterators
  webhooks: Webhooks
  cells: CellOptions
}

const TABLE = '/v0/{base}/{table}'
const RECORD = `${TABLE}/{record}`
const WEBHOOKS = '/v0/bases/{base}/webhooks'
const WEBHOOK = `${WEBHOOKS}/{webhook}`

/** Every call of the API, with what it asks of a token (scopes page, and the page of each call). */
export function createApiRoutes(inside: Inside): Route[] {
  return [...metaRoutes(inside), ...readRoutes(inside), ...writeRoutes(inside), ...webhookRoutes(inside)]
}

function metaRoutes({ door, workspace }: Inside): Route[] {
  const rule = { scopes: ['schema.bases:read'], isMeta: true } as const
  return [
    {
      ...{ method: 'GET', path: '/v0/meta/whoami' },
      handle: door.forAnyone({ scopes: [], isMeta: true }, (_, access) => whoAmI(access)),
    },
    {
      ...{ method: 'GET', path: '/v0/meta/bases' },
      handle: door.forAnyone(rule, ({ query }, access) => listBases(basesFor(workspace, access), query)),
    },
    {
      ...{ method: 'GET', path: '/v0/meta/bases/{base}/tables' },
      handle: door.forBase(rule, ({ base, request }) => getSchema(base, request.query)),
    },
  ]
}

function readRoutes({ door, iterators, cells }: Inside): Route[] {
  const rule = { scopes: ['data.records:read'] } as const
  const list = (call: TableCall, body?: object): SandboxReply => {
    const parameters = readListParameters(call.request.query, body)
    return parameters === undefined ? invalidRequest() : listRecords(call, parameters, iterators, cells)
  }
  return [
    { method: 'GET', path: TABLE, handle: door.forTable(rule, (call) => list(call)) },
    {
      ...{ method: 'POST', path: `${TABLE}/listRecords` },
      handle: door.forTable(rule, (call) => withBody(call, (body) => list(call, body))),
    },
    {
      ...{ method: 'GET', path: RECORD },
      handle: door.forTable(rule, (call) => {
        const parameters = readListParameters(call.request.query)
        if (parameters === undefined) return invalidRequest()
        const record = findRecord(call)
        if (record === undefined) return notFound()
        return jsonReply(
          200,
          formRecord(cellReaderOf(call.base, call.table, cells), record, call.table.fields(), parameters),
        )
      }),
    },
    {
      ...{ method: 'GET', path: `${RECORD}/comments` },
      handle: door.forTable({ scopes: ['data.recordComments:read'] }, (call) => {
        const record = findRecord(call)
        return record === undefined ? notFound() : listComments(record, call.request.query)
      }),
    },
  ]
}

function writeRoutes({ door, cells }: Inside): Route[] {
  const write = (serve: (call: TableCall, id: string) => SandboxReply): Route['handle'] =>
    door.forTable({ scopes: ['data.records:write'], role: 'edit' }, (call) =>
      serve(call, call.params['record'] ?? ''),
    )
  const updates = [
    { method: 'PATCH', replace: false },
    { method: 'PUT', replace: true },
  ].flatMap(({ method, replace }): Route[] => [
    {
      ...{ method, path: TABLE },
      handle: write((call) => withBody(call, (body) => updateRecords(call, body, replace, cells))),
    },
    {
      ...{ method, path: RECORD },
      handle: write((call, id) => withBody(call, (body) => updateRecord(call, id, body, replace, cells))),
    },
  ])
  return [
    ...updates,
    {
      ...{ method: 'POST', path: TABLE },
      handle: write((call) => withBody(call, (body) => createRecords(call, body, cells))),
    },
    { method: 'DELETE', path: TABLE, handle: write((call) => deleteRecords(call, call.request.query)) },
    { method: 'DELETE', path: RECORD, handle: write((call, id) => deleteRecord(call, id)) },
  ]
}

function webhookRoutes({ door, webhooks }: Inside): Route[] {
  const rule = { scopes: ['webhook:manage'] } as const
  const withData = { scopes: ['webhook:manage', 'data.records:read'] } as const
  return [
    { method: 'GET', path: WEBHOOKS, handle: door.forBase(rule, ({ base }) => webhooks.list(base)) },
    {
      ...{ method: 'POST', path: WEBHOOKS },
      handle: door.forBase({ ...withData, role: 'create' }, (call) =>
        withBody(call, (body) => webhooks.create(call.base, body)),
      ),
    },
    {
      ...{ method: 'GET', path: `${WEBHOOK}/payloads` },
      handle: door.forBase(withData, ({ base, params, request }) =>
        webhooks.payloads(base, params['webhook'] ?? '', request.query),
      ),
    },
    {
      ...{ method: 'POST', path: `${WEBHOOK}/refresh` },
      handle: door.forBase(rule, ({ base, params }) => webhooks.refresh(base, params['webhook'] ?? '')),
    },
    {
      ...{ method: 'DELETE', path: WEBHOOK },
      handle: door.forBase({ ...rule, role: 'create' }, ({ base, params }) =>
        webhooks.remove(base, params['webhook'] ?? ''),
      ),
    },
  ]
}

function findRecord({ table, params }: TableCall): KeptRecord | undefined {
  return table.records.get(params['record'] ?? '')
}

function withBody(
  { request }: Pick<TableCall, 'request'>,
  serve: (body: object) => SandboxReply,
): SandboxReply {
  const body = readJsonBody(request)
  return 'status' in body ? body : serve(body.value)
}
