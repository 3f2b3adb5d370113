import { afterEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/start-sandbox.ts'
import type { Fetch } from '../../http/guarded-fetch.ts'
import { refreshGrant } from '../../oauth/token-endpoint.ts'
import { endpointsFileSchema, withEndpoints } from '../endpoints.ts'
import { signInBy } from '../test-support/provider-in-sandbox.ts'
import { airtable } from './index.ts'

const send: Fetch = (address, init) => fetch(address, init)
let sandbox: Sandbox
afterEach(() => sandbox.close())

async function start() {
  sandbox = await startSandbox({ airtableRecords: 10 })
  const endpoints = endpointsFileSchema.parse(JSON.parse(JSON.stringify(sandbox.endpoints)))['airtable']
  if (endpoints === undefined) throw new Error('Airtable is served')
  return { provider: withEndpoints(airtable, endpoints), client: endpoints }
}

describe('a sign-in at Airtable', () => {
  it('needs no secret where the integration has none, neither then nor at a refresh', async () => {
    const { provider } = await start()
    const client = { clientId: sandbox.airtable.app.public.clientId, clientSecret: null }
    const { grant, session } = await signInBy(provider, client, send)
    expect((await provider.identify(session)).ok).toBe(true)
    expect((await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')).ok).toBe(true)
  })

  it('is refused where a secret is sent for an integration that has none', async () => {
    const { provider } = await start()
    const { clientId } = sandbox.airtable.app.public
    const { grant } = await signInBy(provider, { clientId, clientSecret: null }, send)
    const client = { clientId, clientSecret: 'made-up' }
    expect(await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')).toMatchObject({
      error: { kind: 'refused', failure: { class: 'client', code: 'invalid_client' } },
    })
  })

  it('R64: is not over when two refreshes come at once: the loser is told that it lost a race', async () => {
    const { provider, client } = await start()
    const { grant } = await signInBy(provider, client, send)
    const both = await Promise.all(
      [1, 2].map(() => refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const lost = both.find(({ ok }) => !ok)
    expect(lost).toMatchObject({ error: { kind: 'refused', failure: { class: 'raced' } } })
  })

  it('is over for good when the integration was removed', async () => {
    const { provider, client } = await start()
    const { grant } = await signInBy(provider, client, send)
    sandbox.airtable.grants.revokeEverything()
    expect(await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')).toMatchObject({
      error: { kind: 'refused', failure: { class: 'revoked' } },
    })
  })
})
