import { afterEach, describe, expect, it } from 'vitest'
import type { Fetch } from '../../src/main/http/guarded-fetch.ts'
import { introspectToken } from '../../src/main/oauth/introspect-token.ts'
import { revokeToken } from '../../src/main/oauth/revoke-token.ts'
import { refreshGrant } from '../../src/main/oauth/token-endpoint.ts'
import { readTokenReply } from '../../src/main/oauth/token-set.ts'
import { endpointsFileSchema } from '../../src/main/providers/endpoints.ts'
import { providers } from '../../src/main/providers/registry.ts'
import { loadEverything } from '../../src/main/providers/test-support/everything-loaded.ts'
import { signInBy } from '../../src/main/providers/test-support/provider-in-sandbox.ts'
import { createProviderDirectory } from '../../src/main/workspaces/provider-directory.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { ok } from '../../src/shared/result.ts'
import { workspaceSchema } from '../../src/shared/model/workspace.ts'

const sample = workspaceSchema.parse({
  ...{ id: 'workspace-1', user: 'Ana', organisation: 'Acme', isSample: true, createdAtMs: 0 },
})
let sandbox: Sandbox
afterEach(() => sandbox.close())

/** Every provider as the sample workspace reaches it. */
async function inSample() {
  sandbox = await startSandbox({ contacts: 5, companies: 2, deals: 2, notionPages: 40, airtableRecords: 10 })
  const file = endpointsFileSchema.parse(JSON.parse(JSON.stringify(sandbox.endpoints)))
  const directory = createProviderDirectory(providers, {
    currentWorkspace: () => sample,
    override: null,
    sandbox: () => Promise.resolve(ok(file)),
  })
  return Promise.all(
    directory.descriptors().map(async ({ id }) => {
      const placed = await directory.find(id)
      if (!placed.ok || placed.value.givenClient === null) throw new Error(`No ${id} in the sample`)
      return { provider: placed.value.provider, client: placed.value.givenClient }
    }),
  )
}

describe('the sample workspace', () => {
  it('offers every provider, and what was granted there never gets to the provider itself', async () => {
    const places = await inSample()
    expect(places).toHaveLength(providers.length)
    for (const { provider, client } of places) {
      const reached = new Set<string>()
      const send: Fetch = (address, init) => {
        reached.add(new URL(address).origin)
        return fetch(address, init)
      }
      const { session, grant } = await signInBy(provider, client, send)
      expect((await provider.identify(session)).ok).toBe(true)
      const loaded = await loadEverything({ provider, session })
      loaded.remove()
      await introspectToken(provider.oauth, client, send, grant)
      await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')
      const told = await revokeToken(provider.oauth, client, send, grant)
      expect(told.ok).toBe(provider.descriptor.capabilities.revocation)
      expect([...reached]).toEqual([new URL(provider.oauth.tokenEndpoint).origin])
      expect(new URL(provider.oauth.tokenEndpoint).hostname).toBe('localhost')
    }
  })

  it('keeps the refresh token of Notion where a reply has none, and it stays good', async () => {
    const place = (await inSample()).find(({ provider }) => provider.descriptor.id === 'notion')
    if (place === undefined) throw new Error('Notion is there')
    const send: Fetch = (address, init) => fetch(address, init)
    const { provider, client } = place
    const { grant } = await signInBy(provider, client, send)
    sandbox.play('notion-no-refresh-token')
    for (let times = 0; times < 2; times += 1) {
      const reply = await refreshGrant(provider.oauth, client, send, grant.refreshToken ?? '')
      if (!reply.ok) throw new Error(JSON.stringify(reply.error))
      expect(readTokenReply(reply.value, grant, 0)).toMatchObject({
        value: { refreshToken: grant.refreshToken },
      })
    }
  })
})
