import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from './sandbox-client.ts'
import { startSandbox, type Sandbox, type StartOptions } from './start-sandbox.ts'

type Page = { results: { id: string; properties: Record<string, string | null> }[]; paging?: unknown }

const contacts = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
afterEach(() => sandbox.close())

async function start(options: StartOptions = {}): Promise<void> {
  sandbox = await startSandbox({ contacts: 20, companies: 3, deals: 3, ...options })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn()).accessToken
}

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  client.call(method, path, { token, ...(body === undefined ? {} : { body }) })

describe('the sandbox', () => {
  it('answers on both loopback addresses at one port', async () => {
    await start()
    const port = Number(new URL(sandbox.endpoints.hubspot.api).port)
    for (const host of ['127.0.0.1', '::1']) {
      const socket = connect(port, host)
      await once(socket, 'connect')
      socket.destroy()
    }
  })

  it('tells its own time in every reply, also in those that refuse', async () => {
    const startedAtMs = Date.UTC(2027, 3, 5, 6, 7, 8)
    await start({ now: () => startedAtMs })
    const { hubspot, notion, airtable, admin } = sandbox.endpoints
    const told = async (): Promise<string[]> => {
      const calls = [
        [hubspot.api, contacts],
        [hubspot.api, '/nowhere'],
        [hubspot.api, '/%E0%A4%A'],
        [notion.api, '/v1/users/me'],
        [airtable.api, '/v0/meta/bases'],
        [admin?.url ?? '', '/requests'],
      ] as const
      const replies = await Promise.all(calls.map(([origin, path]) => fetch(`${origin}${path}`)))
      return [...new Set(replies.map((reply) => reply.headers.get('date') ?? 'nothing'))]
    }
    expect(await told()).toEqual([new Date(startedAtMs).toUTCString()])
    sandbox.clock.advance(86_400_000)
    expect(await told()).toEqual([new Date(startedAtMs + 86_400_000).toUTCString()])
  })

  it('makes the same records for the same seed, and others for another', async () => {
    const look = async (seed: number): Promise<string[]> => {
      await start({ seed, contacts: 40, companies: 40, deals: 40 })
      const pages = ['contacts', 'companies', 'deals'].map((type) =>
        call('GET', `/crm/objects/2026-09/${type}?limit=40`),
      )
      const texts = (await Promise.all(pages)).map(({ text }) => text.replace(/localhost:\d+/g, ''))
      await sandbox.close()
      return texts
    }
    const first = await look(5)
    expect(await look(5)).toEqual(first)
    expect(await look(6)).not.toEqual(first)
  })

  it('searches a million contacts by time and by id without making them', async () => {
    await start({ contacts: 1_000_000 })
    const search = async (body: Record<string, unknown>): Promise<Page & { total: number }> =>
      (await call('POST', `${contacts}/search`, body)).json as Page & { total: number }
    expect((await search({ limit: 1 })).total).toBe(1_000_000)
    const newest = await search({ sorts: ['-lastmodifieddate'], limit: 200 })
    const times = newest.results.map(({ properties }) => Date.parse(properties.lastmodifieddate ?? ''))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    const value = String(times.at(-1))
    const filters = [{ propertyName: 'lastmodifieddate', operator: 'GT', value }]
    const newer = await search({ filterGroups: [{ filters }], sorts: ['hs_object_id'], limit: 1 })
    expect(newer.total).toBe(times.filter((ms) => ms > Number(value)).length)
    const last = await search({ sorts: ['-hs_object_id'], limit: 2 })
    expect(last.results.map(({ id }) => id)).toEqual(['1000049', '1000048'])
  })

  it('serves a million contacts without making them beforehand', async () => {
    await start({ contacts: 1_000_000 })
    const last = (await call('GET', `${contacts}?after=1000048&limit=100`)).json as Page
    expect(last.results.map(({ id }) => id)).toEqual(['1000048', '1000049'])
    expect(last.paging).toBeUndefined()
    const email = last.results[1]?.properties.email ?? ''
    expect((await call('POST', contacts, { properties: { email } })).json).toMatchObject({
      message: 'Contact already exists. Existing ID: 1000049',
    })
  })

  it('can be empty', async () => {
    await start({ contacts: 0, companies: 0, deals: 0 })
    expect((await call('GET', contacts)).json).toEqual({ results: [] })
  })

  it('gives every contact an e-mail of its own, at a domain reserved for examples', async () => {
    await start({ contacts: 12_000, companies: 1_800 })
    const emails = Array.from({ length: 12_000 }, (_, at) =>
      sandbox.hubspot.records.contacts.get(String(at === 0 ? 9 : 50 + at)),
    )
      .map((record) => record?.properties.email)
      .filter((email) => email !== undefined)
    expect(new Set(emails).size).toBe(emails.length)
    expect(emails.length).toBeGreaterThan(11_000)
    expect(emails.length).toBeLessThan(12_000)
    expect(emails.filter((email) => !/@([a-z0-9.]+\.)?example(\.com|\.org|\.net)?$/.test(email))).toEqual([])
  })

  it('answers later when latency is asked for', async () => {
    await start({ latencyMs: 120 })
    const startedAtMs = performance.now()
    await call('GET', contacts)
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(119)
  })
})

describe('the memory of the sandbox', () => {
  it('is handed out after a change and carries it into the next run', async () => {
    const states: string[] = []
    await start({ onStateChange: (state) => states.push(state) })
    await call('PATCH', `${contacts}/9`, { properties: { city: 'Kept' } })
    await call('DELETE', `${contacts}/51`)
    await expect.poll(() => states.length, { timeout: 5_000 }).toBe(2)
    await sandbox.close()

    await start({ state: states.at(-1) ?? null })
    expect((await call('GET', `${contacts}/9?properties=city`)).json).toMatchObject({
      properties: { city: 'Kept' },
    })
    expect((await call('GET', `${contacts}/51`)).status).toBe(404)
    expect(
      (await call('POST', contacts, { properties: { email: 'grace.hopper@compiler.example' } })).status,
    ).toBe(201)
  })

  it('is not laid over records that were made from another seed', async () => {
    const states: string[] = []
    await start({ onStateChange: (state) => states.push(state) })
    await call('DELETE', `${contacts}/9`)
    await sandbox.close()
    await start({ state: states.at(-1) ?? null, seed: 2 })
    expect((await call('GET', `${contacts}/9`)).status).toBe(200)
  })

  it('is not handed out while nothing changes', async () => {
    const states: string[] = []
    await start({ onStateChange: (state) => states.push(state) })
    await call('GET', contacts)
    await delay(10)
    expect(states).toEqual([])
  })
})
