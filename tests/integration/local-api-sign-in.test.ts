import { describe, expect, it } from 'vitest'
import { createLoopbackTransport } from '../../src/main/oauth/loopback-transport.ts'
import { passedSecrets } from '../../src/sandbox/secrets.ts'
import { connect, hubspotId, settled, signInAt } from '../support/connected-core.ts'
import { startCoreWithApi, testWorkspace, type CoreWithApi } from '../support/core-with-api.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'
import { ask, bearer } from '../support/local-api.ts'
import { consentAt } from '../support/scripted-browser.ts'

/** Begins a sign-in and answers where the browser would be sent to. */
async function callbackOf({ post }: CoreWithApi): Promise<URL> {
  const authorized = await post('/integrations/hubspot/authorize')
  expect(authorized.status).toBe(200)
  return consentAt(new URL((await authorized.json()) as string))
}

const isConnected = async ({ post }: CoreWithApi): Promise<boolean> =>
  (await post('/integrations/hubspot/credentials')).status === 200

const exchangesAt = ({ sandbox }: CoreWithApi): number =>
  sandbox.requests.entries().filter(({ path }) => path.endsWith('/token')).length

describe('a sign-in through the local API', () => {
  it('signs in at its own callback: authorize, the page of the provider, oauth2callback, credentials, load', async () => {
    const { core, post } = await startCoreWithApi()
    const authorized = await post('/integrations/hubspot/authorize')
    expect(authorized.status).toBe(200)
    const address = (await authorized.json()) as string
    const callback = await consentAt(new URL(address))
    const done = await fetch(callback)
    expect([done.status, done.url, done.headers.get('referrer-policy')]).toEqual([
      200,
      new URL('/portolan/answered', callback).href,
      'no-referrer',
    ])
    await eventually(async () => (await post('/integrations/hubspot/credentials')).status === 200)
    await settled(core)
    const credentials = await (await post('/integrations/hubspot/credentials')).text()
    expect(JSON.parse(credentials)).toMatchObject({
      provider: 'hubspot',
      ...testWorkspace,
      status: 'connected',
      load: 'complete',
      accounts: [{ status: 'connected', access: 'write' }],
    })
    const loaded = await post('/integrations/hubspot/load', { credentials })
    expect([loaded.status, loaded.headers.get('portolan-load')]).toEqual([200, 'complete'])
    const items = (await loaded.json()) as Record<string, unknown>[]
    expect(items).toHaveLength(36)
    expect(items.find(({ name }) => name === 'Ada Lovelace')).toEqual({
      id: expect.stringMatching(/^\d+$/),
      type: 'contact',
      directory: false,
      parent_path_or_name: 'Analytical Engines Ltd',
      parent_id: '9',
      name: 'Ada Lovelace',
      creation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      last_modified_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      url: expect.stringContaining('http'),
      children: null,
      mime_type: null,
      delta: null,
      drive_id: null,
      visibility: true,
    })
    const byNames = await post('/integrations/hubspot/load')
    expect(await byNames.json()).toEqual(items)
  })

  it('signs in at the usual addresses too, where the OAuth app has those', async () => {
    const { post } = await startCoreWithApi({ callback: false })
    const address = (await (await post('/integrations/notion/authorize')).json()) as string
    await fetch(await consentAt(new URL(address)))
    await eventually(async () => (await post('/integrations/notion/credentials')).status === 200)
  })

  it('lets the app itself sign in in the browser, where its only address is the one of this API', async () => {
    const world: CoreWithApi = await startCoreWithApi({
      transport: {
        open: (page) =>
          createLoopbackTransport(
            async (link) => {
              void consentAt(link).then((callback) => fetch(callback))
              return true
            },
            () => 'en',
            world.core.localApi.listenForAnswer,
          ).open(page),
      },
    })
    expect((await connect(world.core)).status).toBe('connected')
  })

  it.each([
    ['a wrong state', (url: URL) => url.searchParams.set('state', 'a'.repeat(43))],
    ['no state', (url: URL) => url.searchParams.delete('state')],
    ['the state twice', (url: URL) => url.searchParams.append('state', url.searchParams.get('state') ?? '')],
    ['the code twice', (url: URL) => url.searchParams.append('code', 'another')],
    ['another provider', (url: URL) => (url.pathname = url.pathname.replace('hubspot', 'notion'))],
    ['another path', (url: URL) => (url.pathname += '/')],
  ])('R01: an answer with %s ends nothing, and the right one counts after it', async (_what, spoil) => {
    const world = await startCoreWithApi()
    const callback = await callbackOf(world)
    const spoiled = new URL(callback)
    spoil(spoiled)
    const refused = await fetch(spoiled)
    expect([400, 401]).toContain(refused.status)
    expect(exchangesAt(world)).toBe(0)
    expect(await isConnected(world)).toBe(false)
    expect((await fetch(callback)).status).toBe(200)
    await eventually(() => isConnected(world))
    expect(exchangesAt(world)).toBe(1)
  })

  it('R02: an answer that comes again, at once or later, is exchanged once', async () => {
    const world = await startCoreWithApi()
    const callback = await callbackOf(world)
    const pages = await Promise.all([fetch(callback), fetch(callback), fetch(callback)])
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
    await eventually(() => isConnected(world))
    expect((await fetch(callback)).status).toBe(200)
    expect(exchangesAt(world)).toBe(1)
  })

  it('R07: the callback takes no POST, no other Host and no page that fetches it', async () => {
    const world = await startCoreWithApi()
    const { host, pathname, search } = await callbackOf(world)
    const path = `${pathname}${search}`
    const to = (headers: Record<string, string>, method = 'GET') =>
      ask(world.port, { path, method, headers: { host, ...headers } })
    expect((await to({}, 'POST')).status).toBe(401)
    expect((await to({ host: `127.0.0.1:${world.port}` })).status).toBe(400)
    expect((await to({ host: `evil.example:${world.port}` })).status).toBe(421)
    expect((await to({ origin: 'https://evil.example' })).status).toBe(403)
    expect(await isConnected(world)).toBe(false)
    expect((await to({ 'sec-fetch-site': 'cross-site' })).status).toBe(303)
    await eventually(() => isConnected(world))
  })

  it('the callback takes the right answer in the midst of a flood of others', async () => {
    const world = await startCoreWithApi()
    const { host, pathname, search } = await callbackOf(world)
    // As pictures of a page of somebody else: browsers send them without an origin.
    const headers = { host, 'sec-fetch-site': 'cross-site' }
    const flood = Array.from({ length: 120 }, () => ask(world.port, { path: pathname, headers }))
    await Promise.all(flood)
    const right = await ask(world.port, { path: `${pathname}${search}`, headers })
    expect(right.status).toBe(303)
    await eventually(() => isConnected(world))
  })

  it('the callback completes nothing where nothing waits, and gives nothing away', async () => {
    const world = await startCoreWithApi()
    const answer = await ask(world.port, {
      path: '/integrations/hubspot/oauth2callback?code=secret-code&state=%3Cscript%3E',
    })
    expect(answer.status).toBe(400)
    expect(answer.text).not.toMatch(/secret-code|script>/)
    expect((await ask(world.port, { path: '/portolan/answered' })).status).toBe(400)
    expect(exchangesAt(world)).toBe(0)
  })

  it('a new attempt has another state, and ends the one before', async () => {
    const world = await startCoreWithApi()
    const first = await callbackOf(world)
    const second = await callbackOf(world)
    expect(second.searchParams.get('state')).not.toBe(first.searchParams.get('state'))
    expect((await fetch(first)).status).toBe(400)
    expect((await fetch(second)).status).toBe(200)
    await eventually(() => isConnected(world))
  })

  it('does not end what somebody does in the window', async () => {
    const { core, post } = await startCoreWithApi({ consent: 'wait' })
    const signingIn = core.handlers.signIn.start(signInAt(hubspotId))
    await eventually(async () => valueOf(await core.handlers.signIn.get({}))?.step === 'waiting')
    const refused = await post('/integrations/hubspot/authorize')
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ error: 'sign-in-under-way' }),
    ])
    expect(valueOf(await core.handlers.signIn.get({}))).toMatchObject({ step: 'waiting' })
    await core.handlers.signIn.cancel({})
    await signingIn
  })

  it('does not end what somebody does in the window before there is an address, nor while the grant is kept', async () => {
    const world = await startCoreWithApi()
    const { core, post } = world
    const over = new AbortController()
    const signingIn = core.handlers.signIn.start(signInAt(hubspotId)).finally(() => over.abort())
    const statuses: number[] = []
    while (!over.signal.aborted) statuses.push((await post('/integrations/hubspot/authorize')).status)
    expect(valueOf(await signingIn).status).toBe('connected')
    // The last one may have come when all was over.
    expect(statuses.slice(0, -1).filter((status) => status !== 409)).toEqual([])
    expect(statuses.length).toBeGreaterThan(1)
    expect(exchangesAt(world)).toBe(1)
  })

  it('shows its page in the browser to whoever asks in the window', async () => {
    const { core, post } = await startCoreWithApi()
    const address = (await (await post('/integrations/hubspot/authorize')).json()) as string
    expect(core.opened).toEqual([])
    valueOf(await core.handlers.signIn.openAgain({}))
    expect(core.opened).toEqual([address])
    await core.handlers.signIn.cancel({})
  })

  it('is refused with the reason where it cannot begin', async () => {
    const { core, post } = await startCoreWithApi()
    valueOf(await core.handlers.app.setPreferences({ workOffline: true }))
    const refused = await post('/integrations/hubspot/authorize')
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ error: 'working-offline' }),
    ])
    expect((await post('/integrations/nobody/authorize')).status).toBe(404)
  })

  it('R24, R26: never answers a token, a code or a client secret', async () => {
    const { core, post, port, token } = await startCoreWithApi()
    const address = (await (await post('/integrations/hubspot/authorize')).json()) as string
    const callback = await consentAt(new URL(address))
    const texts = [await (await fetch(callback)).text()]
    await eventually(async () => (await post('/integrations/hubspot/credentials')).status === 200)
    await settled(core)
    for (const route of ['credentials', 'load']) {
      const answer = await post(`/integrations/hubspot/${route}`)
      texts.push(JSON.stringify([...answer.headers]), await answer.text())
    }
    const got = await post('/integrations/hubspot/contact/get', { ...testWorkspace, contact_id: '1' })
    texts.push(await got.text())
    texts.push((await ask(port, { path: '/openapi.json', headers: bearer(token) })).text)
    const secrets = [...passedSecrets(), token]
    expect(secrets.length).toBeGreaterThan(4)
    expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([])
  })
})
