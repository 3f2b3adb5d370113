import Airtable from 'airtable'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAirtable, type AirtableAlone } from './test-support/airtable-alone.ts'
import { REGISTERED_SCOPES } from './scopes.ts'
import type { Answer } from '../sandbox-client.ts'
import { createAirtableClient, type ListReply } from './test-support/airtable-client.ts'

let sandbox: AirtableAlone
let client: ReturnType<typeof createAirtableClient>
let token: string

const issue = (scopes: readonly string[] = REGISTERED_SCOPES): string =>
  sandbox.airtable.grants.issue({ client: 'public', scopes, bases: 'all' }).accessToken

beforeEach(async () => {
  sandbox = await startAirtable()
  client = createAirtableClient(sandbox)
  token = issue()
})
afterEach(() => sandbox.close())

const official = (baseName: string, tableName: string) => {
  const { base } = client.place(baseName, tableName)
  return new Airtable({ apiKey: token, endpointUrl: sandbox.api, noRetryIfRateLimited: true }).base(base)(
    tableName,
  )
}
const get = (path: string): Promise<Answer> => client.call('GET', path, { token })

describe('the official client', () => {
  it('lists to the end, through GET and through POST', async () => {
    const table = official('Harbour CRM', 'People')
    expect(await table.select({ pageSize: 100 }).all()).toHaveLength(479)
    expect(
      await table.select({ method: 'post', pageSize: 60, sort: [{ field: 'Name' }] }).all(),
    ).toHaveLength(479)
    const texts = await table
      .select({
        method: 'post',
        maxRecords: 2,
        cellFormat: 'string',
        timeZone: 'Asia/Tokyo',
        userLocale: 'ja',
      })
      .all()
    expect(texts).toHaveLength(2)
    const long = `OR(${Array.from({ length: 900 }, (_, at) => `RECORD_ID()='rec${at}'`).join(',')})`
    expect(await table.select({ filterByFormula: long }).all()).toEqual([])
  })

  it('finds, creates, updates, replaces and destroys, one and many', async () => {
    const table = official('Harbour CRM', 'People')
    const one = await table.create({ Name: 'Ana', Tags: ['VIP'], Consent: true })
    expect((await table.find(one.id)).fields).toMatchObject({ Name: 'Ana', Label: 'Ana <>', Consent: true })
    const updated = await table.update(one.id, { Email: 'ana@example.com', Consent: false })
    expect(updated.fields).toMatchObject({ Name: 'Ana', Label: 'Ana <ana@example.com>' })
    expect(updated.fields).not.toHaveProperty('Consent')
    expect((await table.replace(one.id, { Name: 'Bo' })).fields).not.toHaveProperty('Email')
    const many = await table.create([{ fields: { Name: 'C' } }, { fields: { Name: 'D' } }])
    const changed = await table.update(many.map(({ id }) => ({ id, fields: { Notes: 'both' } })))
    expect(changed.map(({ fields }) => fields['Notes'])).toEqual(['both', 'both'])
    expect((await table.destroy(many.map(({ id }) => id))).map(({ id }) => id)).toEqual(
      many.map(({ id }) => id),
    )
    await table.destroy(one.id)
    await expect(table.find(one.id)).rejects.toMatchObject({ error: 'NOT_FOUND', statusCode: 404 })
  })

  it('turns text into what a field takes with typecast', async () => {
    const table = official('Harbour CRM', 'Deals / pipeline')
    const made = await table.create(
      { Deal: 'x', Amount: '12.5' as unknown as number, Stage: 'New stage' },
      { typecast: true },
    )
    expect(made.fields).toMatchObject({ Amount: 12.5, Stage: 'New stage' })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown field', { Nope: 1 }, 'UNKNOWN_FIELD_NAME'],
    ['a computed field', { Label: 'x' }, 'INVALID_VALUE_FOR_COLUMN'],
    ['the wrong type', { Name: 5 }, 'INVALID_VALUE_FOR_COLUMN'],
    ['a choice that does not exist', { Tags: ['Nope'] }, 'INVALID_MULTIPLE_CHOICE_OPTIONS'],
    ['a record that does not exist', { Company: ['rec00000000000000'] }, 'ROW_DOES_NOT_EXIST'],
  ])('is told of %s', async (_, fields, error) => {
    await expect(official('Harbour CRM', 'People').create(fields as never)).rejects.toMatchObject({
      error,
      statusCode: 422,
    })
  })

  it('is refused more than ten at once, writes to a base that it may only comment on, and writes without the scope', async () => {
    const eleven = Array.from({ length: 11 }, () => ({ fields: {} }))
    await expect(official('Harbour CRM', 'People').create(eleven)).rejects.toMatchObject({
      error: 'INVALID_RECORDS',
    })
    await expect(official('📰 Editorial calendar', 'Authors').create({})).rejects.toMatchObject({
      statusCode: 403,
    })
    token = issue(['data.records:read'])
    await expect(official('Harbour CRM', 'People').create({})).rejects.toMatchObject({
      error: 'NOT_AUTHORIZED',
    })
  })
})

describe('what somebody does in Airtable meanwhile', () => {
  const changedSince = async (from: string): Promise<string[]> => {
    const test = (time: string): string => `NOT(IS_BEFORE(${time}(),DATETIME_PARSE("${from}")))`
    const filter = `OR(${test('CREATED_TIME')},${test('LAST_MODIFIED_TIME')})`
    const { path } = client.place('Harbour CRM', 'People')
    return (
      (await get(`${path}?filterByFormula=${encodeURIComponent(filter)}`)).json as ListReply
    ).records.map(({ id }) => id)
  }

  it('is found by the filter for changes, deletions and computed changes excepted', async () => {
    const { bases } = sandbox.airtable
    const [first, second] = [0, 1].map((at) => bases.recordIdAt('Harbour CRM', 'People', at)) as [
      string,
      string,
    ]
    const from = new Date(sandbox.clock.now()).toISOString()
    expect(await changedSince(from)).toEqual([])
    bases.changeRecord('Harbour CRM', 'People', first, { Email: 'new@example.com' })
    const made = bases.createRecord('Harbour CRM', 'People', { Name: 'Neu' })
    bases.deleteRecord('Harbour CRM', 'People', second)
    expect(await changedSince(from)).toEqual([first, made])
    bases.restoreRecord('Harbour CRM', 'People', second)
    // Out of the trash with its old times: such a record is missed by the filter.
    expect(await changedSince(from)).toEqual([first, made])
    expect(bases.readRecord('Harbour CRM', 'People', second)).toBeDefined()
  })

  it('stays in the base that it was done in, even where a copy has the same ids', () => {
    const { bases } = sandbox.airtable
    const id = bases.recordIdAt('Product inventory', 'Products', 0)
    bases.changeRecord('Product inventory', 'Products', id, { Product: 'changed' })
    expect(bases.readRecord('Product inventory', 'Products', id)).toMatchObject({ Product: 'changed' })
    expect(bases.readRecord('Product inventory copy', 'Products', id)?.['Product']).not.toBe('changed')
  })

  it('moves a field that watches one other only when that one changes', () => {
    const { bases } = sandbox.airtable
    const id = bases.createRecord('Product inventory', 'Products', { Product: 'Bell', Price: 3 })
    sandbox.clock.advance(60_000)
    bases.changeRecord('Product inventory', 'Products', id, { 'In stock': 4 })
    const before = bases.readRecord('Product inventory', 'Products', id)?.['Price last changed']
    bases.changeRecord('Product inventory', 'Products', id, { Price: 4 })
    const after = bases.readRecord('Product inventory', 'Products', id)?.['Price last changed']
    expect([before, after]).toEqual(['2026-11-20T00:00:00.000Z', '2026-11-20T00:01:00.000Z'])
  })

  it('outlives a restart with the memory', async () => {
    const { bases } = sandbox.airtable
    const id = bases.recordIdAt('Harbour CRM', 'People', 5)
    bases.changeRecord('Harbour CRM', 'People', id, { Name: 'Kept' })
    bases.renameTable('Harbour CRM', 'People', 'Contacts')
    const made = bases.createRecord('Harbour CRM', 'Contacts', { Name: 'Made' })
    const state: unknown = JSON.parse(JSON.stringify(sandbox.airtable.readState()))
    await sandbox.close()
    sandbox = await startAirtable({ state })
    const read = (record: string) => sandbox.airtable.bases.readRecord('Harbour CRM', 'Contacts', record)
    expect([read(id)?.['Name'], read(made)?.['Name']]).toEqual(['Kept', 'Made'])
  })

  it('can be asked for through the admin calls', () => {
    const { admin, bases } = sandbox.airtable
    const act = (body: unknown) => admin({ method: 'POST', segments: ['bases'], body })
    const made = act({ act: 'create', base: 'Harbour CRM', table: 'People', cells: { Name: 'By admin' } })
    const { id } = JSON.parse(made?.body ?? '') as { id: string }
    expect(bases.readRecord('Harbour CRM', 'People', id)).toMatchObject({ Name: 'By admin' })
    expect(act({ act: 'delete', base: 'Harbour CRM', table: 'People', id })?.status).toBe(204)
    expect(act({ act: 'delete', base: 'Harbour CRM', table: 'People', id })).toMatchObject({ status: 400 })
    expect(act({ act: 'explode' })?.status).toBe(400)
    const pair = JSON.parse(admin({ method: 'POST', segments: ['grants'], body: undefined })?.body ?? '') as {
      access_token: string
    }
    expect(pair.access_token).toMatch(/^oaa/)
    expect(admin({ method: 'GET', segments: ['nothing'], body: undefined })).toBeUndefined()
  })
})

describe('a webhook without an address', () => {
  it('is polled for what changed, until nobody asks for a week', async () => {
    const { base, table } = client.place('Harbour CRM', 'People')
    const hooks = `/v0/bases/${base}/webhooks`
    const specification = { options: { filters: { dataTypes: ['tableData'], recordChangeScope: table } } }
    const create = (): Promise<Answer> => client.call('POST', hooks, { token, body: { specification } })
    const { id } = (await create()).json as { id: string }
    expect((await create()).status).toBe(200)
    expect((await create()).status).toBe(422)
    const { bases } = sandbox.airtable
    const made = bases.createRecord('Harbour CRM', 'People', { Name: 'New' })
    bases.changeRecord('Harbour CRM', 'People', made, { Name: 'Newer' })
    bases.deleteRecord('Harbour CRM', 'People', made)
    bases.createRecord('Harbour CRM', 'Companies', { Name: 'elsewhere' })
    type Page = {
      cursor: number
      mightHaveMore: boolean
      payloads: { changedTablesById: Record<string, Record<string, unknown>> }[]
    }
    const page = (await get(`${hooks}/${id}/payloads?cursor=1&limit=2`)).json as Page
    expect([page.cursor, page.mightHaveMore]).toEqual([3, true])
    const rest = (await get(`${hooks}/${id}/payloads?cursor=3`)).json as Page
    expect(rest.payloads.map(({ changedTablesById }) => changedTablesById[table])).toEqual([
      { destroyedRecordIds: [made] },
    ])
    expect(page.payloads.map(({ changedTablesById }) => Object.keys(changedTablesById[table] ?? {}))).toEqual(
      [['createdRecordsById'], ['changedRecordsById']],
    )
    expect((await get(hooks)).json).toMatchObject({
      webhooks: [{ id, cursorForNextPayload: 4, isHookEnabled: true }, {}],
    })
    sandbox.clock.advance(7 * 86_400_000)
    token = issue()
    expect((await get(hooks)).json).toMatchObject({ webhooks: [{ isHookEnabled: false }, {}] })
    expect((await client.call('POST', `${hooks}/${id}/refresh`, { token })).status).toBe(404)
    expect((await client.call('DELETE', `${hooks}/${id}`, { token })).status).toBe(200)
    expect((await get(`${hooks}/${id}/payloads`)).status).toBe(404)
  })
})

describe('the made-up data', () => {
  const recordsOf = (bases: ReturnType<AirtableAlone['airtable']['bases']['list']>): number =>
    bases.flatMap(({ tables }) => tables).reduce((sum, { records }) => sum + records, 0)

  it('is the same for the same seed and another for another', async () => {
    const { path } = client.place('Harbour CRM', 'People')
    const first = (await get(path)).text
    await sandbox.close()
    sandbox = await startAirtable({ now: () => Date.UTC(2027, 0, 1) })
    client = createAirtableClient(sandbox)
    token = issue()
    expect(((await get(path)).json as ListReply).records).toEqual((JSON.parse(first) as ListReply).records)
    expect(recordsOf(sandbox.airtable.bases.list())).toBe(2_000)
    await sandbox.close()
    sandbox = await startAirtable({ seed: 2 })
    expect(sandbox.airtable.bases.list().map(({ id }) => path.includes(id))).not.toContain(true)
  })

  it('grows to a million records without being held', async () => {
    await sandbox.close()
    sandbox = await startAirtable({ records: 1_000_000 })
    client = createAirtableClient(sandbox)
    token = issue()
    const { path } = client.place('Harbour CRM', 'People')
    expect(recordsOf(sandbox.airtable.bases.list())).toBe(1_000_000)
    const last = sandbox.airtable.bases.recordIdAt('Harbour CRM', 'People', 239_000)
    expect(await get(`${path}/${last}`)).toMatchObject({ status: 200, json: { id: last } })
  })
})
