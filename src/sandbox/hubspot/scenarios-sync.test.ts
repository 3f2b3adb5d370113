import { afterEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox, type StartOptions } from '../start-sandbox.ts'

type Shown = { id: string; properties: Record<string, string | null>; updatedAt: string; archived: boolean }
type Page = { total?: number; results: Shown[]; paging?: { next: { after: string } } }

const contacts = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
async function start(options: StartOptions = {}): Promise<void> {
  sandbox = await startSandbox({ contacts: 120, companies: 12, deals: 20, ...options })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn(['crm.schemas.deals.read'])).accessToken
}
afterEach(() => sandbox.close())

const get = (path: string): Promise<Answer> => client.call('GET', path, { token })
const list = async (query: string): Promise<Page> => (await get(`${contacts}?${query}`)).json as Page
const search = async (body: Record<string, unknown>): Promise<Page> =>
  (await client.call('POST', `${contacts}/search`, { token, body })).json as Page
async function walk(query: string): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | undefined = '0'; after !== undefined;) {
    const page: Page = await list(`limit=100&after=${after}&${query}`)
    ids.push(...page.results.map(({ id }) => id))
    after = page.paging?.next.after
  }
  return ids
}

describe('B7.3, loading', () => {
  it('all-in-one-millisecond: 25,000 records of one time, of which a search reaches 10,000', async () => {
    await start({ contacts: 25_000 })
    sandbox.play('all-in-one-millisecond')
    const { results } = await list('limit=100')
    const [time] = results.map(({ updatedAt }) => updatedAt)
    expect(new Set(results.map(({ updatedAt }) => updatedAt)).size).toBe(1)
    const filters = [
      { propertyName: 'lastmodifieddate', operator: 'EQ', value: String(Date.parse(time ?? '')) },
    ]
    expect((await search({ filterGroups: [{ filters }], limit: 1 })).total).toBe(25_000)
    const past = await client.call('POST', `${contacts}/search`, {
      token,
      body: { filterGroups: [{ filters }], limit: 100, after: '10000' },
    })
    expect(past.status).toBe(400)
  })

  it('ids-out-of-text-order: sorted as text, they would be out of order', async () => {
    await start()
    sandbox.play('ids-out-of-text-order')
    const ids = await walk('')
    expect(ids).toEqual(expect.arrayContaining(['9', '51', '100']))
    expect([...ids].sort((a, b) => Number(a) - Number(b))).toEqual(ids)
    expect([...ids].sort()).not.toEqual(ids)
  })

  it('search-short-pages: pages that are short or empty, and all records in the end', async () => {
    await start()
    sandbox.play('search-short-pages')
    const sizes: number[] = []
    const ids = new Set<string>()
    for (let after: string | undefined = '0'; after !== undefined;) {
      const page: Page = await search({ limit: 20, after })
      sizes.push(page.results.length)
      for (const { id } of page.results) ids.add(id)
      after = page.paging?.next.after
    }
    expect(ids.size).toBe(120)
    expect(sizes.slice(0, -1).some((size) => size > 0 && size < 20)).toBe(true)
    expect(sizes.slice(0, -1)).toContain(0)
  })

  it('total-changes-mid-window: another total on every page, and a record less and one more', async () => {
    await start()
    const before = new Set(await walk(''))
    sandbox.play('total-changes-mid-window')
    await search({ limit: 1 })
    await search({ limit: 1 })
    sandbox.hubspot.behaviour.reset()
    const after = new Set(await walk(''))
    expect([...after].filter((id) => !before.has(id))).toHaveLength(2)
    expect([...before].filter((id) => !after.has(id))).toHaveLength(2)
    expect(after.has('9')).toBe(true)
  })

  it('search-lags-30s: a change is found half a minute later', async () => {
    await start()
    sandbox.play('search-lags-30s')
    await client.call('PATCH', `${contacts}/9`, { token, body: { properties: { jobtitle: 'Countess' } } })
    const filters = [{ propertyName: 'jobtitle', operator: 'EQ', value: 'Countess' }]
    const total = async () => (await search({ filterGroups: [{ filters }] })).total
    expect(await total()).toBe(0)
    sandbox.clock.advance(31_000)
    expect(await total()).toBe(1)
  })

  it('connection-cut-while-paging: some pages break off, and come when asked for again', async () => {
    await start()
    sandbox.play('connection-cut-while-paging')
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => list('limit=100')))
    const good = outcomes.filter(({ status }) => status === 'fulfilled').length
    expect(good).toBeGreaterThan(10)
    expect(good).toBeLessThan(30)
  })

  it('archived-records: in the bin alone', async () => {
    await start({ contacts: 600 })
    sandbox.play('archived-records')
    const bin = await walk('archived=true')
    const live = await walk('')
    expect(live).toHaveLength(600)
    expect(bin.length).toBeGreaterThan(0)
    expect(bin.filter((id) => live.includes(id))).toEqual([])
    expect((await get(`${contacts}/${bin[0] ?? ''}`)).status).toBe(404)
    expect((await get(`${contacts}/${bin[0] ?? ''}?archived=true`)).json).toMatchObject({ archived: true })
  })

  it('merged-records: the id of one leads to another', async () => {
    await start({ contacts: 600 })
    sandbox.play('merged-records')
    const winner = (await list('limit=100&after=380&properties=hs_merged_object_ids')).results.find(
      ({ properties }) => (properties['hs_merged_object_ids'] ?? null) !== null,
    )
    const loserId = winner?.properties['hs_merged_object_ids'] ?? ''
    expect(loserId).toMatch(/^\d+$/)
    expect((await get(`${contacts}/${loserId}`)).json).toMatchObject({ id: winner?.id })
    expect(await walk('')).not.toContain(loserId)
    expect(await walk('archived=true')).not.toContain(loserId)
  })

  it('restored-record: back under its id, with a later time', async () => {
    await start({ contacts: 600 })
    sandbox.play('restored-record')
    const [archived] = (await list('archived=true&limit=1')).results
    await client.control('POST', `hubspot/records/contacts/${archived?.id ?? ''}`, { archived: false })
    const restored = (await get(`${contacts}/${archived?.id ?? ''}`)).json as Shown
    expect(restored).toMatchObject({ id: archived?.id, archived: false })
    expect(Date.parse(restored.updatedAt)).toBeGreaterThan(Date.parse(archived?.updatedAt ?? ''))
  })

  it('merged-into-a-new-record: both ids lead to a third one', async () => {
    await start()
    sandbox.play('merged-into-a-new-record')
    const id = sandbox.hubspot.merge('contacts', '52', '53')
    expect(['52', '53', undefined]).not.toContain(id)
    for (const old of ['52', '53']) expect((await get(`${contacts}/${old}`)).json).toMatchObject({ id })
    const ids = await walk('')
    expect(ids.filter((one) => ['52', '53', id].includes(one))).toEqual([id])
  })

  it('restored-with-its-old-time: no search by time finds it', async () => {
    await start({ contacts: 600 })
    sandbox.play('restored-with-its-old-time')
    const [archived] = (await list('archived=true&limit=1')).results
    await client.control('POST', `hubspot/records/contacts/${archived?.id ?? ''}`, { archived: false })
    expect((await get(`${contacts}/${archived?.id ?? ''}`)).json).toMatchObject({
      archived: false,
      updatedAt: archived?.updatedAt,
    })
  })

  it('ties-change-silently: the count is another one, and the time the same', async () => {
    await start()
    sandbox.play('ties-change-silently')
    const path = `${contacts}/9?properties=num_associated_deals`
    const before = (await get(path)).json as Shown
    expect(sandbox.hubspot.ties.tie({ type: 'contacts', id: '9' }, { type: 'deals', id: '60' })).toBe(true)
    const after = (await get(path)).json as Shown
    expect(after.updatedAt).toBe(before.updatedAt)
    expect(after.properties['num_associated_deals']).not.toBe(before.properties['num_associated_deals'])
  })

  it('429-on-page-7: once, then it goes on', async () => {
    await start()
    sandbox.play('429-on-page-7')
    const statuses: number[] = []
    for (let page = 1; page <= 9; page++) statuses.push((await get(`${contacts}?limit=10`)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 200, 200])
  })

  it('403-on-deals-only: contacts and companies go on', async () => {
    await start()
    sandbox.play('403-on-deals-only')
    expect(await get('/crm/objects/2026-09/deals')).toMatchObject({
      status: 403,
      json: { category: 'MISSING_SCOPES' },
    })
    expect((await get(contacts)).status).toBe(200)
    expect((await get('/crm/objects/2026-09/companies')).status).toBe(200)
    expect((await get('/crm/properties/2026-09/deals')).status).toBe(200)
  })

  it('null-properties: what is unset is null', async () => {
    await start()
    sandbox.play('null-properties')
    expect((await get(`${contacts}/9?properties=telex,fax`)).json).toMatchObject({
      properties: { fax: null },
    })
  })

  it('600-properties: too many for an address, and a few of them have values', async () => {
    await start()
    sandbox.play('600-properties')
    const { results } = (await get('/crm/properties/2026-09/contacts')).json as {
      results: { name: string }[]
    }
    const names = results.map(({ name }) => name)
    expect(new Set(names).size).toBe(600)
    expect((await get(`${contacts}?properties=${names.join(',')}`)).status).toBe(414)
    const part = names.filter((name) => name.includes('survey')).slice(0, 120)
    const page = await list(`limit=100&properties=${part.join(',')}`)
    expect(
      page.results.some(({ properties }) => part.some((name) => (properties[name] ?? null) !== null)),
    ).toBe(true)
  })
})
