import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAirtable, type AirtableAlone } from './test-support/airtable-alone.ts'
import { REGISTERED_SCOPES } from './scopes.ts'
import type { Answer } from '../sandbox-client.ts'
import { createAirtableClient, type ListReply } from './test-support/airtable-client.ts'

let sandbox: AirtableAlone
let client: ReturnType<typeof createAirtableClient>
let token: string
let people: string
let deals: string

beforeAll(async () => {
  sandbox = await startAirtable()
  client = createAirtableClient(sandbox)
  token = sandbox.airtable.grants.issue({
    client: 'public',
    scopes: REGISTERED_SCOPES,
    bases: 'all',
  }).accessToken
  people = client.place('Harbour CRM', 'People').path
  deals = client.place('Harbour CRM', 'Deals / pipeline').path
})
afterAll(() => sandbox.close())

const get = (path: string): Promise<Answer> => client.call('GET', path, { token })
const list = async (path: string): Promise<ListReply> => (await get(path)).json as ListReply
const post = (path: string, body: unknown): Promise<Answer> =>
  client.call('POST', `${path}/listRecords`, { token, body })

async function readAll(path: string): Promise<ListReply['records']> {
  const all: ListReply['records'] = []
  for (let offset = ''; ;) {
    const page = await list(`${path}${offset}`)
    all.push(...page.records)
    if (page.offset === undefined) return all
    offset = `&offset=${encodeURIComponent(page.offset)}`
  }
}

describe('listing records', () => {
  it('comes in pages to the end, every record once', async () => {
    const records = await readAll(`${people}?pageSize=100`)
    expect(records).toHaveLength(479)
    expect(new Set(records.map(({ id }) => id)).size).toBe(479)
    expect(records[0]?.id).toMatch(/^rec[\dA-Za-z]{14}$/)
    expect(records[0]?.createdTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/)
  })

  it('gives the same page for the same offset twice', async () => {
    const { offset = '' } = await list(`${people}?pageSize=5`)
    const path = `${people}?pageSize=5&offset=${encodeURIComponent(offset)}`
    expect((await list(path)).records).toEqual((await list(path)).records)
  })

  it('stops at maxRecords, and says so by leaving the offset out', async () => {
    const first = await list(`${people}?pageSize=100&maxRecords=130`)
    const rest = await list(
      `${people}?pageSize=100&maxRecords=130&offset=${encodeURIComponent(first.offset ?? '')}`,
    )
    expect([first.records.length, rest.records.length, rest.offset]).toEqual([100, 30, undefined])
  })

  it('takes the table by name, and fields by name or id', async () => {
    const { base } = client.place('Harbour CRM', 'People')
    const byName = await list(`/v0/${base}/Deals%20%2F%20pipeline?fields%5B%5D=Stage&pageSize=3`)
    expect(byName.records.map(({ fields }) => Object.keys(fields))).toEqual([['Stage'], ['Stage'], ['Stage']])
    const byId = await list(`${deals}?returnFieldsByFieldId=true&fields[]=Stage&pageSize=1`)
    expect(Object.keys(byId.records[0]?.fields ?? {})[0]).toMatch(/^fld/)
  })

  it('sorts by several fields, selects in the order of their choices', async () => {
    const records = await readAll(
      `${deals}?sort[0][field]=Stage&sort[1][field]=Amount&sort[1][direction]=desc`,
    )
    const stages = ['Lead', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost']
    const keys = records.map(({ fields }) => [
      stages.indexOf(fields['Stage'] as string),
      -Number(fields['Amount'] ?? 0),
    ])
    expect(keys).toEqual([...keys].sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
    expect(records).toHaveLength(236)
  })

  it('filters, and goes on filtering on the next page', async () => {
    const filter = encodeURIComponent('AND({Stage}="Won", {Amount}>1000)')
    const records = await readAll(`${deals}?pageSize=7&filterByFormula=${filter}`)
    expect(records.length).toBeGreaterThan(20)
    for (const { fields } of records) expect(fields).toMatchObject({ Stage: 'Won' })
  })

  it('shows what is in a view, in the order of the view', async () => {
    const vips = await readAll(`${people}?view=VIPs`)
    const names = vips.map(({ fields }) => (fields['Name'] as string).toLowerCase())
    expect(names).toEqual([...names].sort())
    for (const { fields } of vips) expect(fields['Tags']).toContain('VIP')
  })

  it('writes cells as text when asked, with a zone and a locale', async () => {
    const form = 'cellFormat=string&timeZone=Europe/Lisbon&userLocale=en-gb'
    const { records } = await list(`${deals}?${form}&pageSize=20`)
    const fields = records.find((record) => 'Company' in record.fields)?.fields ?? {}
    for (const value of Object.values(fields)) expect(typeof value).toBe('string')
    expect(fields['Company']).not.toMatch(/^rec/)
    expect((await get(`${deals}?cellFormat=string`)).status).toBe(422)
  })

  it('counts comments when asked, and lists them', async () => {
    const { records } = await list(`${people}?recordMetadata[]=commentCount`)
    const counts = new Map(
      records.map((record) => [record.id, (record as { commentCount?: number }).commentCount ?? -1]),
    )
    const [busy = ''] = [...counts].find(([, count]) => count === 130) ?? []
    type Page = { comments: { author: { email: string } }[]; offset: string | null }
    const first = (await get(`${people}/${busy}/comments`)).json as Page
    const rest = (await get(`${people}/${busy}/comments?offset=${first.offset ?? ''}`)).json as Page
    expect([first.comments.length, rest.comments.length, rest.offset]).toEqual([100, 30, null])
  })

  it('takes the same parameters in the body of a POST', async () => {
    const answer = await post(deals, {
      filterByFormula: '{Stage}="Lost"',
      sort: [{ field: 'Amount', direction: 'desc' }],
      fields: ['Amount', 'Stage'],
      pageSize: 4,
    })
    const { records, offset } = answer.json as ListReply
    expect(records).toHaveLength(4)
    const next = await post(deals, {
      filterByFormula: '{Stage}="Lost"',
      sort: [{ field: 'Amount', direction: 'desc' }],
      offset,
    })
    const amounts = [...records, ...(next.json as ListReply).records].map(({ fields }) =>
      Number(fields['Amount'] ?? 0),
    )
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a))
  })

  it.each([
    ['pageSize=101', 422, 'INVALID_REQUEST_UNKNOWN'],
    ['pageSize=0', 422, 'INVALID_REQUEST_UNKNOWN'],
    ['maxRecords=x', 422, 'INVALID_REQUEST_UNKNOWN'],
    ['returnFieldsByFieldId=perhaps', 422, 'INVALID_REQUEST_UNKNOWN'],
    ['sort[0][direction]=asc', 422, 'INVALID_REQUEST_UNKNOWN'],
    ['sort[0][field]=Nope', 422, 'UNKNOWN_FIELD_NAME'],
    ['view=Nope', 422, 'VIEW_NAME_NOT_FOUND'],
    ['view=viw00000000000000', 422, 'VIEW_ID_NOT_FOUND'],
    ['filterByFormula=NOPE(', 422, 'INVALID_FILTER_BY_FORMULA'],
    ['offset=nonsense', 422, 'INVALID_OFFSET_VALUE'],
    [`filterByFormula=${'x'.repeat(16_000)}`, 414, 'REQUEST_URI_TOO_LONG'],
  ])('refuses %.40s with %i %s', async (query, status, type) => {
    expect(await get(`${people}?${query}`)).toMatchObject({ status, json: { error: { type } } })
  })

  it('refuses an offset of another listing', async () => {
    const { offset = '' } = await list(`${people}?pageSize=5`)
    const answer = await get(`${deals}?pageSize=5&offset=${encodeURIComponent(offset)}`)
    expect(answer).toMatchObject({
      status: 422,
      json: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
    })
  })

  it('refuses a body that it cannot read, and one that is no object', async () => {
    expect(await post(people, '{"pageSize":')).toMatchObject({
      status: 422,
      json: { error: { type: 'INVALID_REQUEST_BODY' } },
    })
    expect(await post(people, '[1]')).toMatchObject({ status: 422 })
    expect(await post(people, { pad: 'x'.repeat(1_100_000) })).toMatchObject({
      status: 413,
      json: { error: { type: 'REQUEST_TOO_LARGE' } },
    })
  })
})

describe('the way there', () => {
  it.each([
    '/',
    '/v0',
    '/v0/',
    '/v0/appShort/People',
    '/v1/meta/bases',
    '/v0/meta/bases/nope/tables',
    '/constructor',
  ])('%s is no route', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, json: { error: 'NOT_FOUND' } })
  })

  it('says 404 for a record that does not exist, and 403 for a base or table', async () => {
    expect((await get(`${people}/rec00000000000000`)).json).toEqual({ error: 'NOT_FOUND' })
    expect((await get('/v0/app00000000000000/People')).status).toBe(403)
    expect((await get(`${people.slice(0, people.lastIndexOf('/'))}/Nope`)).status).toBe(403)
  })

  it('reads one record with the cells that the list has', async () => {
    const { records } = await list(`${people}?pageSize=3`)
    expect((await get(`${people}/${records[2]?.id ?? ''}`)).json).toEqual(records[2])
  })
})

describe('the schema', () => {
  it('describes every table with fields, primary field and views', async () => {
    for (const { id, name } of sandbox.airtable.bases.list()) {
      const { tables } = (await get(`/v0/meta/bases/${id}/tables?include=visibleFieldIds`)).json as {
        tables: {
          id: string
          primaryFieldId: string
          fields: { id: string }[]
          views: { id: string; visibleFieldIds?: string[] }[]
        }[]
      }
      expect(tables.length, name).toBeGreaterThan(0)
      for (const { fields, primaryFieldId, views } of tables) {
        expect(fields[0]?.id).toBe(primaryFieldId)
        expect(views[0]?.visibleFieldIds?.length).toBeGreaterThan(0)
        expect(new Set(fields.map((field) => field.id)).size).toBe(fields.length)
      }
    }
  })

  it('has odd names, long texts and other scripts in its cells', async () => {
    const texts = (await readAll(`${people}?pageSize=100`)).flatMap(({ fields }) => [
      fields['Name'],
      fields['Notes'],
    ])
    const all = texts.filter((text) => typeof text === 'string')
    expect(all.some((text) => text.startsWith('=HYPERLINK('))).toBe(true)
    expect(all.some((text) => text.includes('<img src=x onerror'))).toBe(true)
    expect(all.some((text) => /[\u0590-\u06ff]/.test(text))).toBe(true)
    expect(all.some((text) => text.length > 10_000)).toBe(true)
  })
})
