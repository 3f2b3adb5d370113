import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

type Shown = {
  id: string
  properties: Record<string, string | null>
  createdAt: string
  updatedAt: string
  archived: boolean
  archivedAt?: string
}
type Page = { results: Shown[]; paging?: { next: { after: string; link: string } } }

const contacts = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 30, deals: 20 })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn(['crm.objects.deals.write'])).accessToken
})
afterEach(() => sandbox.close())

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  client.call(method, path, { token, ...(body === undefined ? {} : { body }) })
const page = async (query: string, path = contacts): Promise<Page> =>
  (await call('GET', `${path}?${query}`)).json as Page
const create = (properties: Record<string, unknown>, path = contacts): Promise<Answer> =>
  call('POST', path, { properties })
const createId = async (properties: Record<string, string>): Promise<string> =>
  ((await create(properties)).json as Shown).id

describe('listing', () => {
  it('gives ten records and a way to the next ones unless more are asked for', async () => {
    const first = await page('')
    expect(first.results).toHaveLength(10)
    expect(first.paging?.next.link).toBe(
      `${sandbox.endpoints.hubspot.api}${contacts}?after=${first.paging?.next.after ?? ''}`,
    )
  })

  it('leads through every record once, and ends without a next page', async () => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const { results, paging } = await page(`limit=50${after === undefined ? '' : `&after=${after}`}`)
      ids.push(...results.map(({ id }) => id))
      after = paging?.next.after
    } while (after !== undefined)
    expect(ids).toHaveLength(120)
    expect(new Set(ids).size).toBe(120)
  })

  it('leads through the recycle bin in the same way', async () => {
    const ids = Array.from({ length: 90 }, (_, at) => String(51 + at))
    for (const id of ids) sandbox.hubspot.records.contacts.archive(id)
    sandbox.hubspot.records.contacts.restore('60')
    sandbox.hubspot.records.contacts.purge('61')
    const binned: string[] = []
    for (let after = '0'; after !== '';) {
      const { results, paging } = await page(`limit=20&archived=true&after=${after}`)
      binned.push(...results.map(({ id }) => id))
      after = paging?.next.after ?? ''
    }
    expect(binned).toEqual(ids.filter((id) => id !== '60' && id !== '61'))
  })

  it('has ids that sort otherwise as text than as numbers', async () => {
    const ids = (await page('limit=100')).results.map(({ id }) => id)
    expect(ids.slice(0, 3)).toEqual(['9', '51', '52'])
    expect([...ids].sort()).not.toEqual(ids)
    expect([...ids].sort((a, b) => Number(a) - Number(b))).toEqual(ids)
  })

  it('shows the usual properties, null where they are unset', async () => {
    const id = await createId({ firstname: 'Nobody' })
    const record = (await call('GET', `${contacts}/${id}`)).json as Shown
    expect(record.properties).toEqual({
      createdate: record.createdAt,
      email: null,
      firstname: 'Nobody',
      hs_object_id: id,
      lastmodifieddate: record.updatedAt,
      lastname: null,
    })
  })

  it('shows the properties that are named, repeated or with commas, and ignores unknown names', async () => {
    const { results } = await page('limit=1&properties=email,date_of_birth&properties=dragon')
    expect(results[0]?.properties).toEqual({
      email: 'ada.lovelace@analytical.example',
      date_of_birth: null,
      createdate: results[0]?.createdAt,
      lastmodifieddate: results[0]?.updatedAt,
      hs_object_id: '9',
    })
  })

  it('writes times with three fraction digits, or with none', async () => {
    const times = (await page('limit=100')).results.flatMap(({ createdAt, updatedAt }) => [
      createdAt,
      updatedAt,
    ])
    expect(times.some((time) => /:\d\dZ$/.test(time))).toBe(true)
    expect(times.some((time) => /\.\d{3}Z$/.test(time))).toBe(true)
  })

  it.each(['limit=0', 'limit=101', 'limit=ten', 'after=next', 'after=-1'])('refuses %s', async (query) => {
    expect(await call('GET', `${contacts}?${query}`)).toMatchObject({
      status: 400,
      json: { category: 'VALIDATION_ERROR' },
    })
  })

  it('goes on correctly when records vanish between two pages', async () => {
    const first = await page('limit=10')
    await call('DELETE', `${contacts}/${first.paging?.next.after ?? ''}`)
    const second = await page(`limit=10&after=${first.paging?.next.after ?? ''}`)
    expect(second.results.map(({ id }) => id)).toEqual([
      '61',
      '62',
      '63',
      '64',
      '65',
      '66',
      '67',
      '68',
      '69',
      '70',
    ])
  })

  it.each([
    ['companies', '0-2', 'hs_lastmodifieddate', 'name'],
    ['deals', '0-3', 'hs_lastmodifieddate', 'dealname'],
  ])('serves %s, by name and as %s', async (name, typeId, changedAt, title) => {
    const byName = await page('limit=3', `/crm/objects/2026-09/${name}`)
    expect((await page('limit=3', `/crm/objects/2026-09/${typeId}`)).results).toEqual(byName.results)
    expect(byName.results[0]?.properties[changedAt]).toBe(byName.results[0]?.updatedAt)
    expect(byName.results[0]?.properties[title]).not.toBeNull()
  })
})

describe('the versions of the API', () => {
  it.each(['/crm/v3/objects/contacts', '/crm/objects/2026-03/contacts'])(
    'shows the same records at %s',
    async (path) => {
      expect((await page('limit=20', path)).results).toEqual((await page('limit=20')).results)
      expect((await call('GET', `${path}/9`)).json).toEqual((await call('GET', `${contacts}/9`)).json)
    },
  )

  it.each(['/crm/v9/objects/contacts', '/crm/objects/2025-09/contacts', '/crm/objects/v3/contacts'])(
    'does not know %s',
    async (path) => {
      expect((await call('GET', path)).status).toBe(404)
    },
  )
})

describe('getting one record', () => {
  it('finds it by id and by e-mail, whatever the case', async () => {
    const byId = (await call('GET', `${contacts}/9`)).json
    expect(
      (await call('GET', `${contacts}/Ada.Lovelace%40Analytical.Example?idProperty=email`)).json,
    ).toEqual(byId)
  })

  it('answers an unknown id with a 404 that has no category', async () => {
    const answer = await call('GET', `${contacts}/999999`)
    expect(answer).toMatchObject({ status: 404, json: { message: 'resource not found' } })
    expect(answer.json).not.toHaveProperty('category')
  })

  it.each(['abc', '9%2F..%2Faccount', '1e1', '9.0'])('answers the id %s with the other 404', async (id) => {
    expect(await call('GET', `${contacts}/${id}`)).toMatchObject({
      status: 404,
      json: { category: 'OBJECT_NOT_FOUND', context: { id: [decodeURIComponent(id)] } },
    })
  })

  it('refuses an idProperty that is not unique', async () => {
    expect((await call('GET', `${contacts}/Ada?idProperty=firstname`)).status).toBe(400)
  })
})

describe('deleting', () => {
  it.each(['9', '999999', 'abc'])('answers 204 for the id %s, known or not, and again', async (id) => {
    expect(await call('DELETE', `${contacts}/${id}`)).toMatchObject({ status: 204, text: '' })
    expect((await call('DELETE', `${contacts}/${id}`)).status).toBe(204)
  })

  it('moves the record from the list to the archived ones', async () => {
    await call('DELETE', `${contacts}/52`)
    await call('DELETE', `${contacts}/9`)
    expect((await page('limit=2')).results.map(({ id }) => id)).toEqual(['51', '53'])
    expect((await call('GET', `${contacts}/9`)).status).toBe(404)
    const bin = await page('archived=true&limit=1')
    expect(bin.results[0]).toMatchObject({ id: '9', archived: true, archivedAt: expect.any(String) })
    const rest = await page(`archived=true&limit=1&after=${bin.paging?.next.after ?? ''}`)
    expect(rest.results.map(({ id }) => id)).toEqual(['52'])
    expect(rest.paging).toBeUndefined()
    expect((await call('GET', `${contacts}/9?archived=true`)).json).toMatchObject({ id: '9', archived: true })
    expect((await call('GET', `${contacts}/51?archived=true`)).status).toBe(404)
  })
})
