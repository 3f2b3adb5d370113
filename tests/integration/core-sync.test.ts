import { plainQuery } from '../../src/shared/plain-query.ts'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { harbour } from '../fourth-provider/harbour/index.ts'
import { companyCount, startHarbourService } from '../fourth-provider/harbour-service.ts'
import { connect, countsOf, settled, signInAt, startConnected, streamsOf } from '../support/connected-core.ts'
import { createProfile, eventually, startCoreInNode, valueOf } from '../support/core-in-node.ts'
import { askingOver } from '../support/store-in-node.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'
import { loadChoiceSchema } from '../../src/shared/model/load-choice.ts'

const sizes = { contacts: 12, companies: 4, deals: 3 }
const minuteMs = 60_000

describe('an account that the user pauses', () => {
  it('stops loading, loads nothing until it is resumed, and stays so over a restart', async () => {
    const { core, sandbox, restart } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    sandbox.requests.clear()
    sandbox.faults.add({ service: 'hubspot', path: '/crm/', stallMs: 60_000 })
    valueOf(await core.handlers.sync.start({ accountId, feed: null, how: 'again' }))
    await eventually(async () => (await streamsOf(core)).some(({ state }) => state !== 'done'))
    valueOf(await core.handlers.sync.pause({ accountId }))
    const [paused] = valueOf(await core.handlers.sync.getStatus({}))
    expect(paused).toMatchObject({ isRunning: false, isPaused: true })
    expect(paused?.streams.every(({ nextAtMs }) => nextAtMs === null)).toBe(true)
    expect(valueOf(await core.handlers.accounts.list({}))[0]?.status).toBe('paused')
    sandbox.faults.clear()
    sandbox.requests.clear()

    const again = await restart()
    again.focused()
    again.resumed()
    const started = await again.handlers.sync.start({ accountId, feed: null, how: 'now' })
    expect(started).toEqual({ ok: false, error: { kind: 'paused' } })
    expect(sandbox.requests.entries()).toEqual([])
    // What is looked up or changed by hand is no load.
    expect((await again.handlers.contacts.read({ accountId, externalId: '9' })).ok).toBe(true)

    valueOf(await again.handlers.sync.resume({ accountId }))
    await eventually(async () => (await streamsOf(again)).every(({ state }) => state === 'done'))
    expect(valueOf(await again.handlers.sync.getStatus({}))[0]?.isPaused).toBe(false)
  })
})

describe('a load that may not read everything', () => {
  it('is complete, names what it may not read, and no longer does so once it may', async () => {
    const { core, sandbox } = await startConnected({ sizes })
    const scope = 'crm.objects.owners.read'
    sandbox.faults.add({
      path: '/crm/owners',
      status: 403,
      body: { category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: [scope] } }] },
    })
    const { id: accountId } = await connect(core)
    await settled(core)
    const lack = { kind: 'permission', part: 'owners', scopes: [scope] }
    for (const { state, lacks } of await streamsOf(core)) {
      expect({ state, lacks }).toEqual({ state: 'done', lacks: [lack] })
    }
    sandbox.faults.clear()
    valueOf(await core.handlers.sync.start({ accountId, feed: null, how: 'again' }))
    await settled(core)
    for (const { lacks } of await streamsOf(core)) expect(lacks).toEqual([])
  })
})

describe('the end of a pause', () => {
  it('goes on at once with the load that the pause stopped', async () => {
    const { core, sandbox } = await startConnected({ sizes })
    const stalled = { service: 'hubspot', path: '/crm/objects/2026-09/deals', stallMs: 60_000 } as const
    sandbox.faults.add(stalled)
    const { id: accountId } = await connect(core)
    await eventually(async () => (await countsOf(core))['company'] === sizes.companies)
    valueOf(await core.handlers.sync.pause({ accountId }))
    sandbox.faults.clear()
    valueOf(await core.handlers.sync.resume({ accountId }))
    await eventually(async () => (await streamsOf(core)).every(({ state }) => state === 'done'))
  })
})

describe('loads that nobody asked for', () => {
  it('bring after a start what the last one did not', async () => {
    const { core, sandbox, restart } = await startConnected({ sizes })
    sandbox.faults.add({ path: '/crm/objects/2026-09/deals', drop: true })
    await connect(core)
    await settled(core)
    sandbox.faults.clear()
    const again = await restart()
    await eventually(async () => (await countsOf(again))['deal'] === 3)
  })

  it('begin when the network is back, and when the user works online again', async () => {
    const { core, sandbox } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    const areDone = async () => (await streamsOf(core)).every(({ state }) => state === 'done')
    sandbox.faults.add({ service: 'hubspot', path: '/', drop: true })
    valueOf(await core.handlers.sync.start({ accountId, feed: null, how: 'again' }))
    await settled(core)
    expect(valueOf(await core.handlers.sync.getStatus({}))[0]?.reachability).toBe('offline')
    expect(await areDone()).toBe(false)
    sandbox.faults.clear()
    // Anything that is answered shows that the provider is there again.
    await core.handlers.contacts.read({ accountId, externalId: '9' })
    await eventually(areDone)
    await settled(core)

    valueOf(await core.handlers.app.setPreferences({ workOffline: true }))
    valueOf(await core.handlers.sync.start({ accountId, feed: null, how: 'now' }))
    await settled(core)
    expect((await streamsOf(core)).map(({ error }) => error?.kind)).toContain('working-offline')
    expect((await streamsOf(core)).every(({ nextAtMs }) => nextAtMs === null)).toBe(true)
    sandbox.requests.clear()
    valueOf(await core.handlers.app.setPreferences({ workOffline: false }))
    await eventually(areDone)
    expect(sandbox.requests.entries().length).toBeGreaterThan(0)
  })

  it('begin when the window gets the focus or the computer wakes up, and something is due', async () => {
    let skippedMs = 0
    const { core, sandbox } = await startConnected({ sizes, now: () => Date.now() + skippedMs })
    await connect(core)
    await settled(core)
    for (const tell of [core.focused, core.resumed]) {
      sandbox.requests.clear()
      tell()
      await settled(core)
      expect(sandbox.requests.entries()).toEqual([])
      skippedMs += 20 * minuteMs
      tell()
      await eventually(async () => sandbox.requests.entries().length > 0)
      await settled(core)
    }
  })
})

describe('the choice of an account', () => {
  it('is kept in the vault: it outlives a restart, and the rows that are loaded anew', async () => {
    const { core, profile, sandbox, restart } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    const before = valueOf(await core.handlers.sync.getChoice({ accountId }))
    expect(before.choice).toEqual(loadChoiceSchema.parse({}))
    const deals = before.options.feeds.find(({ types }) => types.includes('deal'))!
    valueOf(
      await core.handlers.sync.setChoice({
        accountId,
        choice: { ...before.choice, excluded: [deals.name], everyMinutes: 45 },
      }),
    )
    expect(await countsOf(core)).toEqual({ contact: 12, company: 4 })
    await settled(core)
    expect((await streamsOf(core)).find(({ type }) => type === 'deal')?.state).toBe('left-out')
    const { workspace } = valueOf(await core.handlers.app.getState({}))
    await core.close()
    const folder = path.join(profile.folder, 'workspaces', workspace!.id)
    for (const name of await readdir(folder)) await rm(path.join(folder, name))
    sandbox.requests.clear()

    const again = await restart()
    expect(valueOf(await again.handlers.sync.getChoice({ accountId })).choice).toMatchObject({
      excluded: [deals.name],
      everyMinutes: 45,
    })
    await eventually(async () => (await countsOf(again))['contact'] === 12)
    await settled(again)
    expect(await countsOf(again)).toEqual({ contact: 12, company: 4 })
    const askedForDeals = sandbox.requests
      .entries()
      .filter(({ path: asked }) => asked.startsWith('/crm/objects/2026-09/deals'))
    expect(askedForDeals).toEqual([])
  })

  it('goes with the account when it is wiped', async () => {
    const { core } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    const { choice } = valueOf(await core.handlers.sync.getChoice({ accountId }))
    valueOf(await core.handlers.sync.setChoice({ accountId, choice: { ...choice, everyMinutes: 45 } }))
    await settled(core)
    const ask = askingOver(core.store().wire)
    const kept = () => ask('listVaultRecords', { kind: 'load-choice', workspaceId: null })
    expect(await kept()).toHaveLength(1)
    valueOf(await core.handlers.accounts.disconnect({ accountId, data: 'wipe', revokes: false }))
    expect(await kept()).toEqual([])
  })
})

describe('a store process that is killed', () => {
  it('at any page of a load costs no row, and no page is asked for twice but those under way', async () => {
    const service = await startHarbourService()
    onTestFinished(service.close)
    const profile = await createProfile()
    onTestFinished(profile.remove)
    let answered = 0
    let killAt = 0
    let kill = async (): Promise<void> => undefined
    const core = await startCoreInNode(profile, {
      providers: [harbour],
      endpoints: service.endpoints,
      transport: createScriptedBrowser({ consent: 'approve' }),
      fetch: async (address, init) => {
        const answer = await fetch(address, init)
        if (new URL(address).pathname !== '/v1/companies') return answer
        if (++answered === killAt) await kill()
        return answer
      },
    })
    onTestFinished(() => core.close())
    kill = () => core.store().close()
    const { handlers } = core
    valueOf(await handlers.workspaces.create({ user: 'Ana', organisation: 'Acme' }))
    const { id: accountId } = valueOf(await handlers.signIn.start(signInAt(harbour.descriptor.id)))
    await settled(core)
    const pages = answered
    expect(pages).toBe(3)
    for (killAt = 1; killAt <= pages; killAt++) {
      answered = 0
      valueOf(await handlers.sync.start({ accountId, feed: null, how: 'again' }))
      // While its process is started again, the store may not answer.
      await eventually(async () => {
        const status = await handlers.sync.getStatus({})
        return status.ok && status.value.every(({ isRunning }) => !isRunning)
      })
      if ((await streamsOf(core))[0]?.state !== 'done') {
        valueOf(await handlers.sync.start({ accountId, feed: null, how: 'now' }))
        await settled(core)
      }
      expect(await countsOf(core)).toEqual({ company: companyCount })
      expect((await streamsOf(core))[0]?.state).toBe('done')
      // The page that arrived, and the one before, which was on its way to the store.
      expect(answered).toBeLessThanOrEqual(pages + 2)
    }
  })
})

describe('what lies on this computer', () => {
  it('is told, checked and indexed anew', async () => {
    const { core } = await startConnected({ sizes })
    await connect(core)
    await settled(core)
    const size = valueOf(await core.handlers.storage.get({}))
    expect(size).toMatchObject({ items: 19, setAside: [] })
    expect(size.bytes).toBeGreaterThan(10_000)
    expect(valueOf(await core.handlers.storage.check({}))).toEqual({ problems: [] })
    valueOf(await core.handlers.storage.rebuildSearch({}))
    const query = plainQuery({ search: 'lovelace' })
    expect(valueOf(await core.handlers.items.list({ query, columns: [], offset: 0, limit: 5 })).total).toBe(1)
  })
})
