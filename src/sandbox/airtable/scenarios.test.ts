import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAirtable, type AirtableAlone } from './test-support/airtable-alone.ts'
import { AIRTABLE_SCENARIOS } from './scenarios.ts'
import { createAirtableClient, type ListReply, type TokenReply } from './test-support/airtable-client.ts'

let sandbox: AirtableAlone
let client: ReturnType<typeof createAirtableClient>
/** A pair that was signed in before the scenario was turned on. */
let pair: TokenReply

beforeEach(async () => {
  sandbox = await startAirtable()
  client = createAirtableClient(sandbox)
  pair = await client.signIn()
})
afterEach(() => sandbox.close())

const get = (path: string, token = pair.access_token) => client.call('GET', path, { token })
const list = async (path: string): Promise<ListReply> => (await get(path)).json as ListReply
const people = (query = ''): string => client.place('Harbour CRM', 'People').path + query
const errorOf = (target: URL): string | null => target.searchParams.get('error')
const type = (answer: { json: unknown }): unknown => (answer.json as { error: { type?: string } }).error.type
const DAY_MS = 86_400_000
const unedited = 'LAST_MODIFIED_TIME()=CREATED_TIME()'
const recent = encodeURIComponent(
  'NOT(IS_BEFORE(LAST_MODIFIED_TIME(),DATETIME_PARSE("2027-01-01T00:00:00.000Z")))',
)

/** What shows that a scenario does as it says; it is on when this runs. */
const SHOWN: Record<string, () => Promise<void>> = {
  'airtable-many-bases': async () => {
    const sizes: number[] = []
    const ids = new Set<string>()
    for (let offset = ''; ;) {
      const page = (await get(`/v0/meta/bases?offset=${offset}`)).json as {
        bases: { id: string }[]
        offset?: string
      }
      sizes.push(page.bases.length)
      for (const { id } of page.bases) ids.add(id)
      if (page.offset === undefined) break
      offset = encodeURIComponent(page.offset)
    }
    expect([sizes, ids.size]).toEqual([[1_000, 1_000, 500], 2_500])
  },
  'airtable-computed-change': async () => {
    const { bases } = sandbox.airtable
    const [record] = (await list(people('?filterByFormula=NOT({Company}=BLANK())&maxRecords=1'))).records
    const [company = ''] = record?.fields['Company'] as string[]
    bases.changeRecord('Harbour CRM', 'Companies', company, { Industry: 'Piracy' })
    const after = (await get(people(`/${record?.id ?? ''}`))).json as typeof record
    expect(after?.fields['Industry (from Company)']).toEqual(['Piracy'])
    expect(after?.fields['Last modified']).toBe(record?.fields['Last modified'])
  },
  'airtable-restored-record': async () => {
    const { bases } = sandbox.airtable
    const id = bases.recordIdAt('Harbour CRM', 'People', 3)
    const before = (await get(people(`/${id}`))).json
    bases.deleteRecord('Harbour CRM', 'People', id)
    expect((await get(people(`/${id}`))).status).toBe(404)
    sandbox.clock.advance(DAY_MS)
    bases.restoreRecord('Harbour CRM', 'People', id)
    pair = (await client.refresh(pair.refresh_token)).json as TokenReply
    expect((await get(people(`/${id}`))).json).toEqual(before)
  },
  'airtable-offset-lost': async () => {
    const { offset = '' } = await list(people('?pageSize=2'))
    const lost = await get(people(`?pageSize=2&offset=${offset}`))
    expect(lost).toMatchObject({
      status: 422,
      json: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
    })
    expect((lost.json as { error: object }).error).not.toHaveProperty('message')
    const again = await list(people('?pageSize=2'))
    expect((await get(people(`?pageSize=2&offset=${again.offset ?? ''}`))).status).toBe(200)
  },
  'airtable-offset-expires': async () => {
    const { offset = '' } = await list(people('?pageSize=2'))
    sandbox.clock.advance(59_000)
    const next = await list(people(`?pageSize=2&offset=${offset}`))
    sandbox.clock.advance(61_000)
    expect((await get(people(`?pageSize=2&offset=${next.offset ?? ''}`))).status).toBe(422)
  },
  'airtable-empty-cells': async () => {
    const { path } = client.place('Playground <i>all types</i>', 'All field types')
    const [, empty] = (await list(path)).records
    for (const name of ['Single line', 'Checkbox', 'Selects', 'Links', 'Number'])
      expect(empty?.fields).not.toHaveProperty(name)
  },
  'airtable-unknown-field-types': async () => {
    const { base, path } = client.place('Playground <i>all types</i>', 'All field types')
    const schema = (await get(`/v0/meta/bases/${base}/tables`)).json as {
      tables: { fields: { type: string }[] }[]
    }
    const types = schema.tables[0]?.fields.map((field) => field.type)
    expect(types).toEqual(expect.arrayContaining(['vectorEmbedding', 'signature']))
    const [first] = (await list(path)).records
    expect(first?.fields).toMatchObject({
      Embedding: { dimensions: 3 },
      Ratio: { specialValue: '-Infinity' },
      'Broken formula': { error: '#ERROR!' },
    })
  },
  'airtable-no-modified-field': async () => {
    expect(await fieldsOf('Harbour CRM', 'Interactions')).not.toContainEqual(
      expect.objectContaining({ type: 'lastModifiedTime' }),
    )
  },
  'airtable-invalid-modified-field': async () => {
    const [field] = (await fieldsOf('Product inventory', 'Suppliers')).filter(
      (one) => one.type === 'lastModifiedTime',
    )
    expect(field?.options).toMatchObject({ isValid: false })
    const { records } = await list(client.place('Product inventory', 'Suppliers').path)
    expect(records.some(({ fields }) => 'Last modified' in fields)).toBe(false)
  },
  'airtable-renamed': async () => {
    const { base, table } = client.place('Harbour CRM', 'People')
    sandbox.airtable.bases.renameTable(base, table, 'Contacts')
    sandbox.airtable.bases.renameField(base, table, 'Email', 'E-mail')
    expect((await get(`/v0/${base}/People`)).status).toBe(403)
    expect(type(await get(`/v0/${base}/Contacts?fields[]=Email`))).toBe('UNKNOWN_FIELD_NAME')
    const { records } = await list(`/v0/${base}/${table}?fields[]=E-mail`)
    expect(records.some(({ fields }) => 'E-mail' in fields)).toBe(true)
  },
  'airtable-never-edited-blank': async () => {
    expect((await list(people(`?filterByFormula=${encodeURIComponent(unedited)}`))).records).toHaveLength(0)
    // NOT(false) is true: the records come, though nobody can say when they were edited.
    expect((await list(people(`?filterByFormula=${recent}`))).records.length).toBeGreaterThan(50)
  },
  'airtable-never-edited-error': async () => {
    expect((await list(people(`?filterByFormula=${encodeURIComponent(unedited)}`))).records).toHaveLength(0)
    expect((await list(people(`?filterByFormula=${recent}`))).records).toHaveLength(0)
  },
  'airtable-duplicated-base': async () => {
    const original = client.place('Product inventory', 'Products')
    const copy = client.place('Product inventory copy', 'Products')
    expect([copy.table, copy.base === original.base]).toEqual([original.table, false])
    const ids = await Promise.all(
      [original, copy].map(async ({ path }) => (await list(path)).records.map(({ id }) => id)),
    )
    expect(ids[0]).toEqual(ids[1])
  },
  'airtable-attachments-expire': async () => {
    const { path } = client.place('Playground <i>all types</i>', 'All field types')
    const [first] = (await list(path)).records
    const [file] = first?.fields['Attachments'] as { url: string }[]
    expect(await client.call('GET', file?.url ?? '')).toMatchObject({
      status: 200,
      text: expect.stringContaining('rope'),
    })
    sandbox.clock.advance(60_000)
    expect(await client.call('GET', file?.url ?? '')).toMatchObject({ status: 410 })
  },
  'airtable-rate-limit': async () => {
    const statuses: number[] = []
    for (let call = 0; call < 6; call++) statuses.push((await get(people())).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect(type(await get(people()))).toBe('RATE_LIMIT_REACHED')
    expect((await get(client.place('Product inventory', 'Products').path)).status).toBe(200)
    sandbox.clock.advance(29_000)
    expect((await get(people())).status).toBe(429)
    sandbox.clock.advance(1_000)
    expect((await get(people())).status).toBe(200)
  },
  'airtable-billing-spent': async () => {
    const refused = await get(people())
    expect([refused.status, type(refused)]).toEqual([429, 'PUBLIC_API_BILLING_LIMIT_EXCEEDED'])
    expect((await get('/v0/meta/bases')).status).toBe(200)
  },
  'airtable-monthly-cap': async () => {
    for (let call = 0; call < 3; call++) expect((await get(people('?pageSize=1'))).status).toBe(200)
    expect(type(await get(people('?pageSize=1')))).toBe('PUBLIC_API_BILLING_LIMIT_EXCEEDED')
    sandbox.clock.advance(31 * DAY_MS)
    const { accessToken } = sandbox.airtable.grants.issue({
      client: 'public',
      scopes: ['data.records:read'],
      bases: 'all',
    })
    expect((await get(people('?pageSize=1'), accessToken)).status).toBe(200)
  },
  'airtable-ambiguous-403': async () => {
    const { base, path } = client.place('Harbour CRM', 'People')
    const issue = (scopes: string[], bases: 'all' | string[]): string =>
      sandbox.airtable.grants.issue({ client: 'public', scopes, bases }).accessToken
    const answers = [
      await get(path, issue(['user.email:read'], 'all')),
      await get(path, issue(['data.records:read'], [])),
    ]
    sandbox.airtable.bases.removeAccess(base)
    answers.push(await get(path))
    for (const answer of answers) {
      expect([answer.status, answer.text]).toEqual([403, answers[0]?.text])
      expect(type(answer)).toBe('INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND')
    }
    sandbox.airtable.bases.restoreAccess(base)
    expect((await get(path)).status).toBe(200)
  },
  'airtable-three-error-shapes': async () => {
    expect((await get('/v0/nowhere')).json).toEqual({ error: 'NOT_FOUND' })
    expect((await get(people('?fields[]=Nope'))).json).toEqual({
      error: { type: 'UNKNOWN_FIELD_NAME', message: 'Unknown field name: "Nope"' },
    })
    const gone = `?offset=itr${'0'.repeat(14)}/rec${'0'.repeat(14)}`
    expect((await get(people(gone))).json).toEqual({ error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } })
  },
  'airtable-no-bases': async () => {
    expect(await get('/v0/meta/bases')).toMatchObject({ status: 200, json: { bases: [] } })
  },
  'airtable-unavailable': async () => {
    const first = await get('/v0/meta/whoami')
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '2'])
    const second = await get('/v0/meta/whoami')
    expect([second.status, second.headers.get('content-type')]).toEqual([502, 'text/html;charset=utf-8'])
    expect((await get('/v0/meta/whoami')).status).toBe(200)
  },
}

type FieldJson = { type: string; options?: Record<string, unknown> }

async function fieldsOf(baseName: string, tableName: string): Promise<FieldJson[]> {
  const { base, table } = client.place(baseName, tableName)
  const schema = (await get(`/v0/meta/bases/${base}/tables`)).json as {
    tables: { id: string; fields: FieldJson[] }[]
  }
  return schema.tables.find(({ id }) => id === table)?.fields ?? []
}

describe('the scenarios of Airtable’s data', () => {
  const scenarios = AIRTABLE_SCENARIOS.filter(({ line }) => ['F11', 'F12'].includes(line))
  it.each(scenarios.map(({ name, says }) => [name, says] as const))('%s: %s', async (name) => {
    sandbox.play(name)
    const show = SHOWN[name]
    if (show === undefined) throw new Error('A scenario without a test')
    await show()
  })

  it('have names of their own and come from the lines F9 to F14', () => {
    expect(new Set(AIRTABLE_SCENARIOS.map(({ name }) => name)).size).toBe(AIRTABLE_SCENARIOS.length)
    expect([...new Set(AIRTABLE_SCENARIOS.map(({ line }) => line))]).toEqual([
      'F9',
      'F10',
      'F11',
      'F12',
      'F13',
      'F14',
    ])
  })
})

describe('without a scenario', () => {
  it('the plain service does none of what has to be turned on', async () => {
    expect(pair.token_type).toBe('Bearer')
    expect(errorOf(client.targetOf(await client.answer(await client.authorize(), 'approve')))).toBeNull()
    const next = (await client.refresh(pair.refresh_token)).json as TokenReply
    const last = (await client.refresh(next.refresh_token)).json as TokenReply
    const read = (path: string) => get(path, last.access_token)
    for (let call = 0; call < 8; call++) expect((await read(people('?pageSize=1'))).status).toBe(200)
    expect(((await read('/v0/meta/bases')).json as { bases: unknown[] }).bases).toHaveLength(7)
    const filter = encodeURIComponent(unedited)
    expect(
      ((await read(people(`?filterByFormula=${filter}`))).json as ListReply).records.length,
    ).toBeGreaterThan(50)
    const { offset = '' } = (await read(people('?pageSize=2'))).json as ListReply
    sandbox.clock.advance(9 * 60_000)
    expect((await read(people(`?pageSize=2&offset=${offset}`))).status).toBe(200)
    const form = { client_id: sandbox.airtable.app.public.clientId, token: last.access_token }
    expect((await client.call('POST', '/oauth2/v1/revoke', { form })).status).toBe(200)
    expect((await read('/v0/meta/whoami')).status).toBe(401)
  })
})
