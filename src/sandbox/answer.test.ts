import { afterEach, describe, expect, it } from 'vitest'
import type { Fault } from './faults.ts'
import { createSandboxClient, type Answer } from './sandbox-client.ts'
import { startSandbox, type Sandbox, type StartOptions } from './start-sandbox.ts'

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

describe('a fault', () => {
  const spoil = async (...faults: Fault[]): Promise<void> => {
    await start()
    for (const fault of faults) sandbox.faults.add(fault)
  }

  it('answers a status, headers and a JSON body instead of the true reply', async () => {
    await spoil({
      path: contacts,
      status: 429,
      headers: { 'Retry-After': '1' },
      body: { policyName: 'SECONDLY' },
      times: 1,
    })
    const answer = await call('GET', contacts)
    expect(answer).toMatchObject({ status: 429, json: { policyName: 'SECONDLY' } })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('sends HTML with status 200', async () => {
    await spoil({ path: contacts, body: '<!doctype html><title>Maintenance</title>' })
    const answer = await call('GET', contacts)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
  })

  it('sends null, and JSON that is cut in half', async () => {
    await spoil({ path: `${contacts}?a`, body: null }, { path: `${contacts}?b`, body: '{"results":[{"id":' })
    expect((await call('GET', `${contacts}?a`)).text).toBe('null')
    await expect(call('GET', `${contacts}?b`)).rejects.toThrow(SyntaxError)
  })

  it('redirects', async () => {
    await spoil({ path: contacts, redirect: 'https://elsewhere.example/' })
    const answer = await call('GET', contacts)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('https://elsewhere.example/')
  })

  it('adds headers to the true reply when it names nothing else', async () => {
    await spoil({ path: contacts, headers: { 'x-extra': 'yes' } })
    const answer = await call('GET', `${contacts}/9`)
    expect(answer.headers.get('x-extra')).toBe('yes')
    expect(answer.json).toMatchObject({ id: '9' })
  })

  it('cuts the connection before the request takes effect', async () => {
    await spoil({ method: 'POST', path: contacts, drop: true })
    await expect(call('POST', contacts, { properties: { email: 'lost@example.com' } })).rejects.toThrow(
      'fetch failed',
    )
    expect(sandbox.hubspot.records.contacts.findByEmail('lost@example.com')).toBeUndefined()
  })

  it('cuts the connection after the request took effect', async () => {
    await spoil({ method: 'POST', path: contacts, drop: true, after: true })
    await expect(call('POST', contacts, { properties: { email: 'made@example.com' } })).rejects.toThrow(
      'fetch failed',
    )
    expect(sandbox.hubspot.records.contacts.findByEmail('made@example.com')).toBeDefined()
  })

  it('answers wrongly after the request took effect', async () => {
    await spoil({ method: 'DELETE', path: contacts, status: 502, after: true })
    expect((await call('DELETE', `${contacts}/9`)).status).toBe(502)
    expect((await call('GET', `${contacts}/9`)).status).toBe(404)
  })

  it('stalls the answer', async () => {
    await spoil({ path: contacts, stallMs: 150 })
    const startedAtMs = performance.now()
    await call('GET', contacts)
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(149)
  })

  it('lets the head and the first byte through and stalls the rest of the body', async () => {
    await spoil({ path: contacts, stallBodyMs: 400 })
    const startedAtMs = performance.now()
    const response = await fetch(`${sandbox.endpoints.hubspot.api}${contacts}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const reader = response.body?.getReader()
    const first = await reader?.read()
    expect(new TextDecoder().decode(first?.value as Uint8Array)).toBe('{')
    expect((await reader?.read())?.done).toBe(false)
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(399)
  })

  it('cuts the connection within the body', async () => {
    await spoil({ path: contacts, cutAfterBytes: 100 })
    const response = await fetch(`${sandbox.endpoints.hubspot.api}${contacts}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100)
    let received = 0
    const read = async (): Promise<void> => {
      for await (const chunk of response.body ?? []) received += (chunk as Uint8Array).length
    }
    await expect(read()).rejects.toThrow('terminated')
    expect(received).toBe(100)
  })

  it('blows a body up without saying its size', async () => {
    await spoil({ path: contacts, padToBytes: 3_000_000 })
    const answer = await call('GET', `${contacts}/9`)
    expect(answer.headers.get('content-length')).toBeNull()
    expect(Buffer.byteLength(answer.text)).toBe(3_000_000)
    expect(answer.json).toMatchObject({ id: '9' })
  })

  it('gives one and the same page for ever', async () => {
    await spoil({ path: `${contacts}?`, repeatReply: true })
    const first = await call('GET', `${contacts}?limit=5`)
    const second = await call('GET', `${contacts}?limit=5&after=54`)
    expect(second.text).toBe(first.text)
    expect((await call('GET', `${contacts}/54`)).json).toMatchObject({ id: '54' })
  })

  it('sets the clock of its answers wrong', async () => {
    await spoil({ path: contacts, dateOffsetMs: -3_600_000 })
    const behindMs = Date.now() - Date.parse((await call('GET', contacts)).headers.get('date') ?? '')
    expect(Math.round(behindMs / 60_000)).toBe(60)
  })

  it('strikes a share of the calls, the same ones for the same seed', async () => {
    const strike = async (seed: number): Promise<number[]> => {
      sandbox = await startSandbox({
        ...{ contacts: 3, companies: 0, deals: 0, seed },
        faults: [{ path: contacts, probability: 0.3, status: 503 }],
      })
      client = createSandboxClient(sandbox.endpoints)
      token = (await client.signIn()).accessToken
      const statuses = []
      for (let at = 0; at < 60; at++) statuses.push((await call('GET', contacts)).status)
      await sandbox.close()
      return statuses
    }
    const first = await strike(4)
    const struck = first.filter((status) => status === 503).length
    expect(struck).toBeGreaterThan(8)
    expect(struck).toBeLessThan(30)
    expect(await strike(4)).toEqual(first)
    expect(await strike(5)).not.toEqual(first)
  })

  it('strikes one service and spares the others', async () => {
    await spoil({ service: 'notion', path: '/', status: 503 })
    expect((await call('GET', contacts)).status).toBe(200)
  })

  it('also strikes sign-in', async () => {
    await spoil({ path: '/oauth/2026-09/token', status: 502, body: '<h1>Bad gateway</h1>' })
    await expect(client.signIn()).rejects.toThrow('answered 502')
  })
})
