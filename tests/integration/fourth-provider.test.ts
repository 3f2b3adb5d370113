import { describe, expect, it, onTestFinished } from 'vitest'
import { providers } from '../../src/main/providers/registry.ts'
import { describeProvider } from '../../src/main/providers/test-support/describe-provider.ts'
import type { ItemRow } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { harbourFixture } from '../fourth-provider/harbour-fixture.ts'
import { startHarbourService, type HarbourService } from '../fourth-provider/harbour-service.ts'
import { harbour } from '../fourth-provider/harbour/index.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { settled, signInAt } from '../support/connected-core.ts'
import { createProfile, startCoreInNode, valueOf, type CoreInNode } from '../support/core-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'

const { id } = harbour.descriptor

// The whole contract of a provider, held against a server that is not of this house.
describeProvider(harbour, harbourFixture)

async function startWithHarbour(): Promise<{ service: HarbourService; core: CoreInNode; folder: string }> {
  const service = await startHarbourService()
  onTestFinished(service.close)
  const profile = await createProfile()
  onTestFinished(profile.remove)
  const core = await startCoreInNode(profile, {
    // The one line that the recipe asks for, injected.
    providers: [...providers, harbour],
    endpoints: service.endpoints,
    transport: createScriptedBrowser({ consent: 'approve' }),
  })
  onTestFinished(() => core.close())
  valueOf(await core.handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
  return { service, core, folder: profile.folder }
}

async function rowsOf({ handlers }: CoreInNode): Promise<{ rows: readonly ItemRow[]; total: number }> {
  return valueOf(await handlers.items.list({ query: plainQuery(), columns: [], offset: 0, limit: 500 }))
}

describe('a fourth provider, which nothing but the injected list of providers knows', () => {
  it('is offered, signs in, loads, shows, reconnects in place and is disconnected and revoked', async () => {
    const { service, core } = await startWithHarbour()
    const { handlers } = core
    expect(valueOf(await handlers.providers.list({}))).toContainEqual(harbour.descriptor)

    const account = valueOf(await handlers.signIn.start(signInAt(id)))
    expect(account).toMatchObject({ providerId: id, label: 'Port of Call', status: 'connected' })
    await settled(core)
    const { rows, total } = await rowsOf(core)
    expect(total).toBe(120)
    expect(rows[0]).toMatchObject({ providerId: id, type: 'company', name: 'Harbour Company 1' })

    const replaced = await service.oidc.liveTokens()
    const again = valueOf(await handlers.signIn.start(signInAt(id, account.id)))
    expect(again.id).toBe(account.id)
    await settled(core)
    expect((await rowsOf(core)).total).toBe(120)

    const wiped = await handlers.accounts.disconnect({ accountId: account.id, data: 'wipe', revokes: true })
    expect(valueOf(wiped)).toEqual({ revocation: 'done' })
    expect((await rowsOf(core)).total).toBe(0)
    // What the first sign-in gave is the provider's to end: it was replaced, not given back.
    const live = await service.oidc.liveTokens()
    expect(live.filter((token) => !replaced.includes(token))).toEqual([])
  })

  it('R64: goes on with a rotated grant when its access tokens have ended, without asking anybody', async () => {
    const { service, core } = await startWithHarbour()
    const account = valueOf(await core.handlers.signIn.start(signInAt(id)))
    await settled(core)
    await service.oidc.expireAccessTokens()
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    const grantTypes = service.oidc.tokenRequests.map((parameters) => parameters['grant_type'])
    expect(grantTypes).toEqual(['authorization_code', 'refresh_token'])
    const [stored] = valueOf(await core.handlers.accounts.list({}))
    expect(stored).toMatchObject({ id: account.id, status: 'connected' })
  })

  it('R24: leaves none of its codes, tokens, verifiers and secrets in a file or in the log', async () => {
    const { service, core, folder } = await startWithHarbour()
    valueOf(await core.handlers.signIn.start(signInAt(id)))
    await settled(core)
    const secrets = service.oidc.secrets()
    // Client secret, code, verifier, access and refresh token.
    expect(secrets.length).toBeGreaterThanOrEqual(5)
    expect(await filesContaining(folder, secrets)).toEqual([])
    const log = core.lines.join('\n')
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([])
  })
})
