import { createCall } from '../../../src/sandbox/sandbox-client.ts'
import { OBJECT_TYPES, type ObjectType } from '../../../src/sandbox/hubspot/object-types.ts'
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import type { StoredRow } from './differences.ts'

type Json = Record<string, unknown>
type Page = { results: Json[]; paging?: { next: { after: string } } }

const CRM_TYPES = { contacts: 'contact', companies: 'company', deals: 'deal' } as const
const HUBSPOT_SCOPES = OBJECT_TYPES.map((type) => `crm.objects.${type}.read`)

/**
 * The simplest copy there can be: everything, through the API alone, from the first page to the last. It shows what
 * a copy can know at best, and takes no account of faults.
 */
export async function readHubSpot({ endpoints, hubspot }: Sandbox): Promise<StoredRow[]> {
  const { token } = hubspot.grants.issueAccessToken(HUBSPOT_SCOPES)
  const call = createCall(endpoints.hubspot.api)
  const ask = async (method: string, path: string, body?: unknown): Promise<Page> =>
    read(await call(method, path, { token, ...(body === undefined ? {} : { body }) })) as Page
  const rows: StoredRow[] = []
  for (const type of OBJECT_TYPES) {
    const { results: properties } = await ask('GET', `/crm/properties/2026-09/${type}`)
    const names = properties.map(({ name }) => String(name)).join(',')
    for (let after: string | undefined = '0'; after !== undefined;) {
      const page: Page = await ask(
        'GET',
        `/crm/objects/2026-09/${type}?limit=100&after=${after}&properties=${names}`,
      )
      for (const record of page.results) {
        const modifiedAtMs = Date.parse(String(record['updatedAt']))
        rows.push({ type: CRM_TYPES[type], id: String(record['id']), record, modifiedAtMs, parent: null })
      }
      after = page.paging?.next.after
    }
  }
  for (const from of OBJECT_TYPES) {
    const ids = rows.filter(({ type }) => type === CRM_TYPES[from]).map(({ id }) => id)
    for (const to of OBJECT_TYPES.filter((one) => one !== from)) {
      rows.push(...(await readTies(ask, from, to, ids)))
    }
  }
  return rows
}

async function readTies(
  ask: (method: string, path: string, body: unknown) => Promise<Page>,
  from: ObjectType,
  to: ObjectType,
  ids: readonly string[],
): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }))
  while (inputs.length > 0) {
    const { results } = await ask('POST', `/crm/associations/2026-09/${from}/${to}/batch/read`, {
      inputs: inputs.slice(0, 1_000),
    })
    inputs = inputs.slice(1_000)
    for (const row of results as { from: { id: string }; to: Json[]; paging?: Page['paging'] }[]) {
      for (const { toObjectId, associationTypes } of row.to) {
        const typeIds = (associationTypes as { typeId: number }[]).map(({ typeId }) => typeId)
        rows.push({
          type: `${CRM_TYPES[from]}→${CRM_TYPES[to]}`,
          id: `${row.from.id}→${String(toObjectId)}`,
          record: { typeIds: typeIds.sort((a, b) => a - b) },
          modifiedAtMs: null,
          parent: null,
        })
      }
      if (row.paging !== undefined) inputs.push({ id: row.from.id, after: row.paging.next.after })
    }
  }
  return rows
}

/** The same for Notion: what search finds that is not in the trash. */
export async function readNotion({ endpoints }: Sandbox, token: string): Promise<StoredRow[]> {
  const call = createCall(endpoints.notion.api)
  const headers = { 'notion-version': '2026-03-11' }
  const rows: StoredRow[] = []
  for (let cursor: unknown = undefined; cursor !== null;) {
    const body = { page_size: 100, ...(cursor === undefined ? {} : { start_cursor: cursor }) }
    const page = read(await call('POST', '/v1/search', { token, headers, body }))
    for (const record of page['results'] as Json[]) rows.push(notionRow(record))
    cursor = page['next_cursor']
  }
  return rows
}

function notionRow(record: Json): StoredRow {
  const parent = record['parent'] as Json
  const database = record['database_parent'] as Json | undefined
  const pageId = database?.['page_id'] ?? parent['page_id']
  return {
    type: record['object'] === 'page' ? 'page' : 'database',
    id: String(record['id']),
    record,
    modifiedAtMs: Date.parse(String(record['last_edited_time'])),
    parent:
      typeof pageId === 'string'
        ? `page:${pageId}`
        : record['object'] === 'page' && typeof parent['data_source_id'] === 'string'
          ? `database:${parent['data_source_id']}`
          : null,
  }
}

/** The same for Airtable: every base, table and record, by field ids. */
export async function readAirtable({ endpoints, airtable }: Sandbox): Promise<StoredRow[]> {
  const { accessToken: token } = airtable.grants.issue({
    ...{ client: 'public', scopes: ['schema.bases:read', 'data.records:read'], bases: 'all' },
  })
  const call = createCall(endpoints.airtable.api)
  const ask = async (path: string): Promise<Json> => read(await call('GET', path, { token }))
  const rows: StoredRow[] = []
  const add = (type: string, id: string, record: Json, parent: string | null): void => {
    rows.push({ type, id, record, parent, modifiedAtMs: null })
  }
  for (const base of (await ask('/v0/meta/bases'))['bases'] as Json[]) {
    const baseId = String(base['id'])
    add('base', baseId, base, null)
    for (const table of (await ask(`/v0/meta/bases/${baseId}/tables`))['tables'] as Json[]) {
      const place = `${baseId}/${String(table['id'])}`
      add('table', place, table, `base:${baseId}`)
      for (let offset: string | undefined = ''; offset !== undefined;) {
        const from: string = offset === '' ? '' : `&offset=${offset}`
        const page = await ask(`/v0/${place}?returnFieldsByFieldId=true${from}`)
        for (const record of page['records'] as Json[]) {
          add('record', `${place}/${String(record['id'])}`, record, `table:${place}`)
        }
        offset = typeof page['offset'] === 'string' ? page['offset'] : undefined
      }
    }
  }
  return rows
}

function read({ status, json, text }: { status: number; json: unknown; text: string }): Json {
  if (status !== 200) throw new Error(`The sandbox answered ${status}: ${text}`)
  return json as Json
}
