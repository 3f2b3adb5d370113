import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAirtable, type AirtableAlone } from './test-support/airtable-alone.ts'
import { createAirtableClient } from './test-support/airtable-client.ts'
import { REGISTERED_SCOPES } from './scopes.ts'
import type { TrueAirtableRecord } from './truth.ts'

type Json = Record<string, unknown>
type Listed = { records: { id: string; createdTime: string; fields: Json }[]; offset?: string }

const CRM = 'Harbour CRM'
const PEOPLE = 'People'

let sandbox: AirtableAlone
let client: ReturnType<typeof createAirtableClient>
let token: string
beforeEach(async () => {
  sandbox = await startAirtable({ records: 900 })
  client = createAirtableClient(sandbox)
  token = sandbox.airtable.grants.issue({
    ...{ client: 'public', scopes: REGISTERED_SCOPES, bases: 'all' },
  }).accessToken
})
afterEach(() => sandbox.close())

const bases = () => sandbox.airtable.bases
const get = async (path: string): Promise<Json> => (await client.call('GET', path, { token })).json as Json

/** The records of a table by field id, through POST or GET. */
async function list(
  base: string,
  table: string,
  isPost: boolean,
  formula?: string,
): Promise<Listed['records']> {
  const found: Listed['records'] = []
  for (let offset: string | undefined = ''; offset !== undefined;) {
    const given = {
      returnFieldsByFieldId: true,
      ...(offset === '' ? {} : { offset }),
      ...(formula === undefined ? {} : { filterByFormula: formula }),
    }
    const query = new URLSearchParams(Object.entries(given).map(([name, value]) => [name, String(value)]))
    const answer = isPost
      ? await client.call('POST', `/v0/${base}/${table}/listRecords`, { token, body: given })
      : await client.call('GET', `/v0/${base}/${table}?${query.toString()}`, { token })
    const page = answer.json as Listed
    found.push(...page.records)
    offset = page.offset
  }
  return found
}

const at = (base: string, table: string, position: number): string =>
  bases().recordIdAt(base, table, position)

/** Everything that people do in their bases. */
function work(): { table: string; field: string } {
  const control = bases()
  const made = control.createRecord(CRM, PEOPLE, { Name: 'Ana' })
  control.changeRecord(CRM, PEOPLE, at(CRM, PEOPLE, 3), { Name: 'Changed', Email: null })
  control.deleteRecord(CRM, PEOPLE, at(CRM, PEOPLE, 4))
  control.deleteRecord(CRM, PEOPLE, made)
  control.restoreRecord(CRM, PEOPLE, made)
  control.renameTable(CRM, 'Interactions', 'Log')
  control.renameField(CRM, PEOPLE, 'Name', 'Full name')
  const field = control.addField(CRM, PEOPLE, 'Shoe size', 'number')
  control.changeRecord(CRM, PEOPLE, made, { 'Shoe size': 41 })
  const table = control.addTable(CRM, 'Ideas')
  control.createRecord(CRM, 'Ideas', { Name: 'Sail away', Notes: 'soon' })
  control.removeField(CRM, PEOPLE, 'Notes')
  control.removeTable(CRM, 'Log')
  return { table, field }
}

describe('what there really is', () => {
  it('is what the schema and the lists of every table tell, through GET and POST', async () => {
    const { table: added, field } = work()
    const told = sandbox.airtable.truth.bases()
    const { bases: listed } = await get('/v0/meta/bases')
    expect(listed).toEqual(told.map(({ id, name, permissionLevel }) => ({ id, name, permissionLevel })))
    expect(told.length).toBeGreaterThan(5)
    let count = 0
    for (const [number, { id: base, tables }] of told.entries()) {
      expect(await get(`/v0/meta/bases/${base}/tables`)).toEqual({ tables })
      for (const { id: table } of tables) {
        const records = sandbox.airtable.truth.records({ bases: [base], table })
        expect(await list(base, table, number % 2 === 0)).toEqual(
          records.map(({ id, createdTime, fields }) => ({ id, createdTime, fields })),
        )
        count += records.length
      }
    }
    expect(sandbox.airtable.truth.records()).toHaveLength(count)
    expect(count).toBeGreaterThan(700)
    const crm = told.find(({ name }) => name === CRM)
    expect(crm?.tables.map(({ name }) => name)).toEqual([PEOPLE, 'Companies', 'Deals / pipeline', 'Ideas'])
    expect(sandbox.airtable.truth.records({ table: added })).toMatchObject([{ base: crm?.id, table: added }])
    expect(sandbox.airtable.truth.records().filter(({ fields }) => field in fields)).toHaveLength(1)
  })

  it('can be told of the bases of a grant alone, and not of those that were taken away', () => {
    const [first, second] = sandbox.airtable.truth.bases()
    const ids = (granted: readonly string[]): string[] =>
      sandbox.airtable.truth.bases(granted).map(({ id }) => id)
    expect(ids([second?.id ?? ''])).toEqual([second?.id])
    bases().removeAccess(first?.id ?? '')
    expect(ids([first?.id ?? '', second?.id ?? ''])).toEqual([second?.id])
    expect(sandbox.airtable.truth.records({ bases: [first?.id ?? ''] })).toEqual([])
    bases().restoreAccess(first?.id ?? '')
    expect(ids([first?.id ?? ''])).toEqual([first?.id])
  })

  it('is told by the admin port as well', () => {
    const told = (path: string): unknown => {
      const reply = sandbox.airtable.admin({ method: 'GET', segments: path.split('/'), body: undefined })
      return { status: reply?.status, ...(JSON.parse(reply?.body ?? '{}') as object) }
    }
    const { truth } = sandbox.airtable
    const [base] = truth.bases()
    const table = base?.tables[0]?.id ?? ''
    expect(told('truth/bases')).toEqual({ status: 200, results: truth.bases() })
    expect(told('truth/records')).toEqual({ status: 200, results: truth.records() })
    expect(told(`truth/records/${table}`)).toEqual({ status: 200, results: truth.records({ table }) })
    expect(told('truth/dragons')).toMatchObject({ status: 400 })
  })
})

describe('changes of the schema', () => {
  it('are refused where something else needs what is to go', () => {
    const control = bases()
    expect(() => control.removeTable(CRM, 'Companies')).toThrow('is linked to Companies')
    expect(() => control.removeField(CRM, PEOPLE, 'Name')).toThrow('Name is in use')
    expect(() => control.removeField(CRM, 'Deals / pipeline', 'Amount')).toThrow('in use')
    expect(() => control.removeField(CRM, 'Deals / pipeline', 'People')).toThrow('in use')
    expect(() => control.removeField(CRM, PEOPLE, 'Dragon')).toThrow('There is no field Dragon')
    expect(() => control.addTable('Dragons', 'x')).toThrow('There is no base Dragons')
  })

  it('outlive a restart, and can be made through the admin port', async () => {
    const admin = (body: Json): Json => {
      const reply = sandbox.airtable.admin({ method: 'POST', segments: ['bases'], body })
      return {
        status: reply?.status,
        ...(JSON.parse(reply?.body === '' ? '{}' : (reply?.body ?? '{}')) as Json),
      }
    }
    const table = String(admin({ act: 'add-table', base: CRM, name: 'Ideas' }).id)
    const field = String(admin({ act: 'add-field', base: CRM, table, name: 'Size', type: 'number' }).id)
    expect(admin({ act: 'create', base: CRM, table, cells: { Name: 'x', Size: 4 } }).status).toBe(200)
    expect(admin({ act: 'remove-field', base: CRM, table, field: 'Notes' }).status).toBe(204)
    expect(admin({ act: 'remove-table', base: CRM, table: 'Interactions' }).status).toBe(204)
    expect(admin({ act: 'remove-table', base: CRM, table: 'Companies' }).status).toBe(400)
    expect(bases().fields(CRM, table)).toMatchObject([
      { name: 'Name' },
      { id: field, name: 'Size', type: 'number' },
    ])
    const again = await startAirtable({ records: 900, state: sandbox.airtable.readState() })
    try {
      expect(again.airtable.truth.bases()).toEqual(sandbox.airtable.truth.bases())
      // Addresses of attachments name the port.
      const records = (of: AirtableAlone): unknown =>
        JSON.parse(JSON.stringify(of.airtable.truth.records()).replaceAll(of.api, ''))
      expect(records(again)).toEqual(records(sandbox))
    } finally {
      await again.close()
    }
  })
})

describe('an incremental listing', () => {
  const since = (iso: string): string => {
    const time = `DATETIME_PARSE("${iso}")`
    return `OR(NOT(IS_BEFORE(CREATED_TIME(),${time})),NOT(IS_BEFORE(LAST_MODIFIED_TIME(),${time})))`
  }
  const place = (table: string) => client.place(CRM, table)
  const read = (id: string): TrueAirtableRecord | undefined =>
    sandbox.airtable.truth.records().find((record) => record.id === id)

  it('finds what was created or edited, and neither what is computed nor what was restored', async () => {
    const now = new Date(sandbox.clock.now()).toISOString()
    const { base, table } = place(PEOPLE)
    const restored = at(CRM, PEOPLE, 7)
    bases().deleteRecord(CRM, PEOPLE, restored)
    expect(await list(base, table, true, since(now))).toEqual([])
    const linked = sandbox.airtable.truth
      .records({ bases: [base], table })
      .find(({ id }) => id !== restored && bases().readRecord(CRM, PEOPLE, id)?.['Company'] !== undefined)
    const named = bases().readRecord(CRM, PEOPLE, linked?.id ?? '') ?? {}
    const [company = ''] = named['Company'] as string[]
    const lookedUp = bases()
      .fields(CRM, PEOPLE)
      .find(({ type }) => type === 'multipleLookupValues')
    const industry = 'Computed elsewhere'
    bases().changeRecord(CRM, 'Companies', company, { Industry: industry })
    const created = bases().createRecord(CRM, PEOPLE, { Name: 'Ana' })
    const changed = at(CRM, PEOPLE, 9)
    bases().changeRecord(CRM, PEOPLE, changed, { Name: 'Changed' })
    bases().restoreRecord(CRM, PEOPLE, restored)
    const found = (await list(base, table, true, since(now))).map(({ id }) => id)
    expect(found.sort()).toEqual([created, changed].sort())
    expect(read(restored)).toBeDefined()
    expect(read(linked?.id ?? '')?.fields[lookedUp?.id ?? '']).toEqual([industry])
    expect(read(linked?.id ?? '')?.fields).not.toEqual(linked?.fields)
  })
})
