import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

type Owner = {
  id: string
  type: string
  archived: boolean
  userId?: number
  userIdIncludingInactive?: number
}
type Page = { results: Owner[]; paging?: { next: { after: string; link: string } } }

let sandbox: Sandbox
let token: string
let client: ReturnType<typeof createSandboxClient>
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 60, companies: 0, deals: 0 })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn(['crm.objects.owners.read'])).accessToken
})
afterAll(() => sandbox.close())

const get = (path: string): Promise<Answer> => client.call('GET', path, { token })
const list = async (query = ''): Promise<Page> => (await get(`/crm/owners/2026-09?${query}`)).json as Page

describe('owners', () => {
  it('are people and queues; a user id is another number than the id', async () => {
    const { results, paging } = await list()
    expect(results).toHaveLength(6)
    expect(paging).toBeUndefined()
    expect(results.filter(({ type }) => type === 'QUEUE')).toHaveLength(1)
    for (const { id, type, userId } of results) {
      expect(userId === undefined).toBe(type === 'QUEUE')
      expect(String(userId)).not.toBe(id)
    }
  })

  it('come in pages, with a way to the next one', async () => {
    const first = await list('limit=4')
    expect(first.results).toHaveLength(4)
    expect(first.paging?.next.link).toMatch(/^http:.*\/crm\/owners\/2026-09\?limit=4&after=\d+$/)
    const rest = await list(`limit=4&after=${first.paging?.next.after ?? ''}`)
    expect(rest.results).toHaveLength(2)
    expect(rest.paging).toBeUndefined()
  })

  it('who left are listed apart, and are users no more', async () => {
    const { results } = await list('archived=true')
    expect(results).toMatchObject([{ id: '47120336', archived: true, userIdIncludingInactive: 63_118_902 }])
    expect(results[0]).not.toHaveProperty('userId')
    expect((await get('/crm/owners/2026-09/47120336')).status).toBe(404)
    expect((await get('/crm/owners/2026-09/47120336?archived=true')).status).toBe(200)
  })

  it('are found by e-mail, by id and by user id', async () => {
    expect((await list('email=Takumi.Mori@example.com')).results.map(({ id }) => id)).toEqual(['52810344'])
    expect((await list('email=nobody@example.com')).results).toEqual([])
    const byId = await get('/crm/owners/2026-09/52810344')
    expect((await get('/crm/owners/2026-09/64870251?idProperty=userId')).json).toEqual(byId.json)
    expect((await get('/crm/owners/2026-09/64870251')).status).toBe(404)
  })

  it.each(['limit=0', 'limit=501', 'limit=x', 'after=x'])('refuse the list with %s', async (query) => {
    expect((await get(`/crm/owners/2026-09?${query}`)).status).toBe(400)
  })

  it.each(['abc', '..%2Fobjects', '1?idProperty=email'])('refuse %s', async (id) => {
    expect((await get(`/crm/owners/2026-09/${id}`)).status).toBe(400)
  })

  it.each(['/crm/owners/2026-03', '/crm/v3/owners', '/crm/v3/owners/', '/crm/v3/owners/52810344'])(
    'are served at %s as well',
    async (path) => {
      expect((await get(path)).status).toBe(200)
    },
  )

  it('need a scope of their own', async () => {
    const narrow = (await client.signIn()).accessToken
    expect(await client.call('GET', '/crm/owners/2026-09', { token: narrow })).toMatchObject({
      status: 403,
      json: { errors: [{ context: { requiredGranularScopes: ['crm.objects.owners.read'] } }] },
    })
  })

  it('are what the records name, those who left included', async () => {
    const known = [...(await list()).results, ...(await list('archived=true')).results].map(({ id }) => id)
    const { results } = (await get('/crm/objects/2026-09/contacts?limit=60&properties=hubspot_owner_id'))
      .json as {
      results: { properties: Record<string, string | null> }[]
    }
    const named = new Set(results.flatMap(({ properties }) => properties['hubspot_owner_id'] ?? []))
    expect([...named].filter((id) => !known.includes(id))).toEqual([])
    expect(named.has('47120336')).toBe(true)
  })
})
