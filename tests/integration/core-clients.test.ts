import { Buffer } from 'node:buffer'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import type { ClientChange } from '../../src/shared/model/client-settings.ts'
import { ok } from '../../src/shared/result.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { hubspotId as providerId } from '../support/connected-core.ts'
import { startWithoutClient as start } from '../support/core-without-client.ts'
import { type CoreInNode, createProfile, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'

const prefix = providerId.toUpperCase()
/** Needs no port, so that no test looks for ports that others use at the same time. */
const portless = ['org.portolan.desktop:/oauth/callback']
const secret = 'a-secret-that-must-not-be-seen-1f2e3d'

const clientsOf = ({ handlers }: CoreInNode) => handlers.clients

describe('the user’s own OAuth app', () => {
  it('is kept, and answers everything but its secret (R26)', async () => {
    const { core, change, folder, restart } = await start()
    expect(valueOf(await clientsOf(core).get({ providerId }))).toMatchObject({ state: 'missing' })
    valueOf(await clientsOf(core).set({ ...change, secret: { kind: 'new', value: secret } }))
    const after = valueOf(await clientsOf(await restart()).get({ providerId }))
    expect(after).toEqual({
      state: 'set',
      clientId: change.clientId,
      hasSecret: true,
      redirectUris: change.redirectUris,
      authorizationUrl: null,
      isAuthorizationUrlUsed: false,
      choice: null,
    })
    expect(await filesContaining(folder, [secret])).toEqual([])
  })

  it('keeps its secret when only the rest is changed', async () => {
    const { core, change } = await start()
    const { clients } = core.handlers
    valueOf(await clients.set(change))
    const redirectUris = ['http://localhost:8000/integrations/hubspot/oauth2callback']
    valueOf(await clients.set({ ...change, secret: { kind: 'keep' }, redirectUris }))
    expect(valueOf(await clients.get({ providerId }))).toMatchObject({ hasSecret: true, redirectUris })
  })

  it.each([
    ['without a secret where the provider wants one', { secret: { kind: 'none' } }],
    ['with the secret of nobody', { secret: { kind: 'keep' } }],
    ['with an address elsewhere', { redirectUris: ['https://example.com/callback'] }],
    ['with an address that has a query', { redirectUris: ['http://localhost:8000/callback?a=b'] }],
    ['with an address that is none', { redirectUris: ['localhost:8000'] }],
    ['with the same address twice', { redirectUris: ['http://localhost/a', 'http://localhost/a'] }],
  ] satisfies [string, Partial<ClientChange>][])('is refused %s', async (_why, wrong) => {
    const { core, change } = await start()
    const refused = await clientsOf(core).set({ ...change, ...wrong })
    expect(refused).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    expect(valueOf(await clientsOf(core).get({ providerId })).state).toBe('missing')
  })

  it('is forgotten when it is removed', async () => {
    const { core, change, restart } = await start()
    valueOf(await clientsOf(core).set(change))
    valueOf(await clientsOf(core).remove({ providerId }))
    expect(valueOf(await clientsOf(await restart()).get({ providerId })).state).toBe('missing')
    expect(core.events).toContain('accountsChanged')
  })

  it('cannot be changed where the workspace brings its own', async () => {
    const sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
    onTestFinished(() => sandbox.close())
    const profile = await createProfile()
    onTestFinished(profile.remove)
    const core = await startCoreInNode(profile, {
      endpoints: { ...sandbox.endpoints, hubspot: { ...sandbox.endpoints.hubspot, redirectUris: portless } },
      transport: createScriptedBrowser({ consent: 'approve' }),
      chooseEnvFile: async () => ok({ name: '.env', bytes: Buffer.from(`${prefix}_CLIENT_ID=a`) }),
    })
    onTestFinished(() => core.close())
    valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
    const { clients } = core.handlers
    const { redirectUris } = valueOf(await clients.get({ providerId }))
    const change = { providerId, clientId: 'a', secret: { kind: 'new', value: 'b' }, redirectUris } as const
    for (const answer of [
      await clients.set({ ...change, redirectUris: [...redirectUris] }),
      await clients.remove({ providerId }),
      await clients.chooseEnvFile({}),
      await clients.importEnv({ bareFor: null }),
    ]) {
      expect(answer).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    }
    expect(valueOf(await clients.test({ providerId })).outcome).toBe('accepted')
  })
})

/** Held for the time of the test, so that the answer about it is known. */
async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('the test of an app', () => {
  it('is passed by the client that the provider knows, and no grant comes of it', async () => {
    const { core, change, sandbox } = await start()
    const port = await takenPort()
    valueOf(await clientsOf(core).set({ ...change, redirectUris: [`http://localhost:${port}/back`] }))
    expect(valueOf(await clientsOf(core).test({ providerId }))).toEqual({
      outcome: 'accepted',
      code: 'BAD_AUTH_CODE',
      ports: [{ port, isFree: false }],
    })
    expect(valueOf(await core.handlers.accounts.list({}))).toEqual([])
    expect(sandbox.requests.entries().map(({ method }) => method)).toEqual(['POST'])
  })

  it.each([
    ['another id', { clientId: 'nobody' }, 'BAD_CLIENT_ID'],
    ['another secret', { secret: { kind: 'new', value: secret } }, 'BAD_CLIENT_SECRET'],
  ] satisfies [string, Partial<ClientChange>, string][])(
    'is failed by one with %s, and the log has no secret (R24)',
    async (_what, wrong, code) => {
      const { core, change } = await start()
      const tried = { ...change, redirectUris: portless, ...wrong }
      const clientSecret = tried.secret.kind === 'new' ? tried.secret.value : ''
      valueOf(await clientsOf(core).set(tried))
      // Whoever puts it into a message by mistake does not get it logged either.
      await core.handlers.app.reportProblem({ message: `it was ${clientSecret}`, stack: null })
      expect(valueOf(await clientsOf(core).test({ providerId }))).toMatchObject({ outcome: 'rejected', code })
      expect(core.lines.join('\n')).toContain('it was')
      expect(core.lines.join('\n')).not.toContain(clientSecret)
    },
  )

  it('is not repeated at once, however often it is asked for', async () => {
    const { core, change, sandbox, skip } = await start()
    const { clients } = core.handlers
    valueOf(await clients.set({ ...change, redirectUris: portless }))
    const answers = await Promise.all([1, 2, 3].map(() => clients.test({ providerId })))
    expect(answers.map((one) => one.ok)).toEqual([true, false, false])
    expect(answers[1]).toMatchObject({ error: { kind: 'rate-limited' } })
    expect(sandbox.requests.entries()).toHaveLength(1)
    skip(3_000)
    expect((await clients.test({ providerId })).ok).toBe(true)
  })

  it('tells what kept it from an answer', async () => {
    const { core, change, sandbox, skip } = await start()
    const { clients } = core.handlers
    expect(await clients.test({ providerId })).toMatchObject({ error: { kind: 'client-not-configured' } })
    valueOf(await clients.set({ ...change, redirectUris: portless }))
    sandbox.faults.add({ path: '/oauth/', status: 503, body: {}, times: 1 })
    expect(await clients.test({ providerId })).toMatchObject({ error: { kind: 'provider-down' } })
    sandbox.faults.add({ path: '/oauth/', status: 418, body: { error: 'teapot' }, times: 1 })
    skip(3_000)
    expect(valueOf(await clients.test({ providerId })).outcome).toBe('unclear')
    skip(3_000)
    valueOf(await core.handlers.app.setPreferences({ workOffline: true }))
    expect(await clients.test({ providerId })).toMatchObject({ error: { kind: 'working-offline' } })
  })
})
