import { plainQuery } from '../../src/shared/plain-query.ts'
import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesContaining } from '../support/canary-scan.ts'
import {
  connect,
  countsOf,
  hubspotId,
  notionId,
  settled,
  signInAt,
  startConnected,
  streamsOf,
} from '../support/connected-core.ts'
import { eventually, valueOf } from '../support/core-in-node.ts'

const everything = { contact: 350, company: 40, deal: 60 }
/** Leaves contacts to the list, whose pages come one after the other. */
const listAlone = {
  path: '^/crm/objects/2026-09/contacts/search',
  status: 403,
  body: { category: 'MISSING_SCOPES' },
}
const contactLists = String.raw`^/crm/objects/2026-09/contacts\?`

/** Longer than main waits before it tells what changed. */
const toldAll = () => new Promise((resolve) => setTimeout(resolve, 1_500))

describe('a load', () => {
  it('brings every page of every type and says so', async () => {
    const { core } = await startConnected()
    await connect(core)
    await settled(core)
    expect(await countsOf(core)).toEqual(everything)
    expect((await streamsOf(core)).map(({ type, state, loaded }) => [type, state, loaded])).toEqual([
      ['contact', 'done', 350],
      ['company', 'done', 40],
      ['deal', 'done', 60],
    ])
  })

  it.for([hubspotId, notionId])(
    'of %s that finds nothing new asks no list to look again',
    async (providerId) => {
      const { core, sandbox } = await startConnected({ sizes: { contacts: 5, companies: 2, deals: 2 } })
      const { id: accountId } = await connect(core, providerId)
      await settled(core)
      const lookAgain = async (): Promise<void> => {
        valueOf(await core.handlers.sync.start({ accountId, feed: null, how: 'now' }))
        await settled(core)
        await toldAll()
      }
      // The first look notes for the first time what looks tell of the account.
      await lookAgain()
      core.events.length = 0
      sandbox.requests.clear()
      await lookAgain()
      expect(sandbox.requests.entries().length).toBeGreaterThan(0)
      expect(core.events).toContain('syncChanged')
      expect(core.events).not.toContain('itemsChanged')
    },
  )

  it('is all there after a restart, without asking anybody', async () => {
    const { restart, core, sandbox } = await startConnected()
    await connect(core)
    await settled(core)
    sandbox.requests.clear()
    const again = await restart()
    expect(await countsOf(again)).toEqual(everything)
    const found = valueOf(
      await again.handlers.items.list({
        query: plainQuery({ search: 'lovelace' }),
        columns: [],
        offset: 0,
        limit: 10,
      }),
    )
    expect(found.rows.map(({ name }) => name)).toContain('Ada Lovelace')
    expect(sandbox.requests.entries()).toEqual([])
  })

  it('is refused where a type lacks its scope, and the others are whole', async () => {
    const { core, sandbox } = await startConnected()
    sandbox.faults.add({
      path: '/crm/objects/2026-09/deals',
      status: 403,
      body: {
        status: 'error',
        category: 'MISSING_SCOPES',
        errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.read'] } }],
      },
    })
    await connect(core)
    await settled(core)
    expect(await countsOf(core)).toEqual({ contact: 350, company: 40 })
    const deals = (await streamsOf(core)).find(({ type }) => type === 'deal')
    expect(deals).toMatchObject({
      state: 'failed',
      error: { kind: 'missing-permission', scopes: ['crm.objects.deals.read'] },
      reference: expect.stringMatching(/^PT-/),
    })
    expect(core.lines.join('\n')).toContain(deals?.reference)
  })

  it.each([
    ['HTML', '<html>maintenance</html>'],
    ['half a document', '{"results":[{"id":"1"'],
    ['null', null],
    ['another shape', { results: 'none' }],
  ])('R61: a reply of %s fails that type alone and leaves what was loaded', async (_what, body) => {
    const { core, sandbox } = await startConnected()
    const account = await connect(core)
    await settled(core)
    sandbox.faults.add({ path: '/crm/objects/2026-09/companies', status: 200, body })
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect(await countsOf(core)).toEqual(everything)
    const states = (await streamsOf(core)).map(({ type, state, error }) => [type, state, error?.kind ?? null])
    expect(states).toEqual([
      ['contact', 'done', null],
      ['company', 'failed', 'unexpected-response'],
      ['deal', 'done', null],
    ])
  })

  it('goes on where it stood when the connection broke, and removes nothing meanwhile', async () => {
    const { core, sandbox } = await startConnected()
    const account = await connect(core)
    await settled(core)
    sandbox.faults.add(listAlone)
    sandbox.faults.add({ path: contactLists, nth: [2, 100], drop: true })
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'again' }))
    await settled(core)
    expect(await countsOf(core)).toEqual(everything)
    expect((await streamsOf(core))[0]).toMatchObject({ state: 'failed', error: { kind: 'offline' } })
    sandbox.faults.replace([listAlone])
    sandbox.requests.clear()
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect((await streamsOf(core))[0]).toMatchObject({ state: 'done', loaded: 350 })
    const contactPages = sandbox.requests
      .entries()
      .filter(({ target }) => target.startsWith('/crm/objects/2026-09/contacts?'))
    expect(contactPages).toHaveLength(3)
  })

  it('starts over when the provider no longer knows the place where it stood', async () => {
    const { core, sandbox } = await startConnected()
    sandbox.faults.add(listAlone)
    sandbox.faults.add({ path: contactLists, nth: [3, 100], drop: true })
    const account = await connect(core)
    await settled(core)
    expect(await countsOf(core)).toEqual({ ...everything, contact: 200 })
    sandbox.faults.replace([
      listAlone,
      {
        path: contactLists,
        nth: 1,
        status: 400,
        body: { status: 'error', category: 'VALIDATION_ERROR', message: 'bad after' },
      },
    ])
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect(await countsOf(core)).toEqual(everything)
    expect((await streamsOf(core))[0]).toMatchObject({ state: 'done', loaded: 350 })
  })

  it('marks the account when the provider refuses even a token that it has just issued', async () => {
    const { core, sandbox } = await startConnected()
    const account = await connect(core)
    await settled(core)
    sandbox.faults.add({
      path: '/crm/objects/',
      status: 401,
      body: { status: 'error', category: 'INVALID_AUTHENTICATION' },
    })
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect(valueOf(await core.handlers.accounts.list({}))[0]?.status).toBe('needs-reconnect')
    expect(await countsOf(core)).toEqual(everything)
  })

  it('notices what was deleted, by a run that reached the end', async () => {
    const { core, sandbox } = await startConnected()
    const account = await connect(core)
    await settled(core)
    sandbox.hubspot.records.contacts.archive('9')
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect(await countsOf(core)).toEqual({ ...everything, contact: 349 })
  })

  it('renews an access token that is refused in the middle, once, and completes', async () => {
    const { core, sandbox } = await startConnected()
    await connect(core)
    await settled(core)
    const [account] = valueOf(await core.handlers.accounts.list({}))
    sandbox.requests.clear()
    sandbox.hubspot.grants.expireAccessTokens()
    valueOf(await core.handlers.sync.start({ accountId: account!.id, feed: null, how: 'now' }))
    await settled(core)
    expect(await countsOf(core)).toEqual(everything)
    expect(sandbox.requests.entries().filter(({ path }) => path.startsWith('/oauth/'))).toHaveLength(1)
  })

  it('marks the account when the grant is dead, keeps the data, and works again after a new sign-in', async () => {
    const { core, sandbox } = await startConnected()
    const account = await connect(core)
    await settled(core)
    sandbox.hubspot.grants.revokeEverything()
    sandbox.hubspot.grants.expireAccessTokens()
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect(valueOf(await core.handlers.accounts.list({}))[0]?.status).toBe('needs-reconnect')
    expect(await countsOf(core)).toEqual(everything)
    for (const { state, error } of await streamsOf(core)) {
      expect([state, error?.kind]).toEqual(['failed', 'reconnect-required'])
    }
    const again = valueOf(await core.handlers.signIn.start(signInAt(account.providerId, account.id)))
    expect(again).toMatchObject({ id: account.id, status: 'connected' })
    await settled(core)
    expect((await streamsOf(core)).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(valueOf(await core.handlers.accounts.list({}))).toHaveLength(1)
  })

  it('stops on request and keeps whole pages', async () => {
    const { core, sandbox } = await startConnected()
    sandbox.faults.add(listAlone)
    sandbox.faults.add({ path: contactLists, nth: 3, stallMs: 60_000 })
    const account = await connect(core)
    await eventually(async () => (await countsOf(core))['contact'] === 200)
    valueOf(await core.handlers.sync.cancel({ accountId: account.id }))
    const contacts = (await streamsOf(core)).find(({ type }) => type === 'contact')
    expect(contacts?.state).toBe('cancelled')
    expect((await countsOf(core))['contact']).toBe(200)
  })

  it('survives the death of the store process: the app says so, and the next load completes', async () => {
    const { core } = await startConnected()
    const account = await connect(core)
    await settled(core)
    await core.store().close()
    await eventually(async () => core.notices.list().some(({ kind }) => kind === 'store-restarted'))
    expect(await countsOf(core)).toEqual(everything)
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    expect((await streamsOf(core)).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  })

  it('R37: sets a file aside that turns out to be damaged in use, and loads again', async () => {
    const { core, profile, restart } = await startConnected({
      sizes: { contacts: 2_000, companies: 0, deals: 0 },
    })
    const account = await connect(core)
    await settled(core)
    const { workspace } = valueOf(await core.handlers.app.getState({}))
    await core.close()
    // The first pages stay whole, so that opening notices nothing.
    const file = path.join(profile.folder, 'workspaces', workspace!.id, 'cache.db')
    const handle = await open(file, 'r+')
    const { size } = await handle.stat()
    await handle.write(Buffer.alloc(size - 200_000, 0x5a), 0, size - 200_000, 200_000)
    await handle.close()
    const again = await restart()
    valueOf(await again.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await eventually(async () => again.notices.list().some(({ kind }) => kind === 'store-set-aside'), 30_000)
    await settled(again)
    valueOf(await again.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(again)
    expect(await countsOf(again)).toEqual({ contact: 2_000 })
    const aside = (await readdir(path.dirname(file))).filter((name) => name.includes('.corrupt-'))
    expect(aside.length).toBeGreaterThan(0)
  })

  it('sends nothing while the user works offline, and says why', async () => {
    const { core, sandbox } = await startConnected()
    const account = await connect(core)
    await settled(core)
    sandbox.requests.clear()
    valueOf(await core.handlers.app.setPreferences({ workOffline: true }))
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    const read = await core.handlers.contacts.read({ accountId: account.id, externalId: '9' })
    expect(read).toEqual({ ok: false, error: { kind: 'working-offline' } })
    expect(sandbox.requests.entries()).toEqual([])
    expect(await countsOf(core)).toEqual(everything)
  })
})

describe('what lies on disk and in the log', () => {
  it('R24: shows no token, secret or record in clear', async () => {
    const { core, sandbox, profile } = await startConnected({ rotateRefresh: true })
    const account = await connect(core)
    await settled(core)
    sandbox.hubspot.grants.expireAccessTokens()
    valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
    await settled(core)
    const canaries = [
      sandbox.endpoints.hubspot.clientSecret,
      ...sandbox.hubspot.grants.issued(),
      'Ada Lovelace',
      'ada.lovelace@',
      'Acme',
    ]
    expect(canaries.length).toBeGreaterThan(8)
    expect(await filesContaining(profile.folder, canaries)).toEqual([])
    const log = core.lines.join('\n')
    for (const canary of canaries) expect(log.includes(canary), canary).toBe(false)
  })

  it('has the latest grant after a rotation, also after a restart', async () => {
    const { core, sandbox, restart } = await startConnected({ rotateRefresh: true })
    const account = await connect(core)
    await settled(core)
    for (const next of [async () => core, restart]) {
      const current = await next()
      sandbox.hubspot.grants.expireAccessTokens()
      valueOf(await current.handlers.sync.start({ accountId: account.id, feed: null, how: 'now' }))
      await settled(current)
      expect((await streamsOf(current)).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    }
  })

  it('is gone for an account that was disconnected', async () => {
    const { core, restart } = await startConnected()
    const account = await connect(core)
    await settled(core)
    valueOf(await core.handlers.accounts.disconnect({ accountId: account.id, data: 'wipe', revokes: false }))
    expect(await countsOf(core)).toEqual({})
    expect(valueOf(await core.handlers.accounts.list({}))).toEqual([])
    const again = await restart()
    expect(valueOf(await again.handlers.accounts.list({}))).toEqual([])
  })

  it('is apart for every workspace', async () => {
    const { core } = await startConnected()
    await connect(core)
    await settled(core)
    const first = valueOf(await core.handlers.app.getState({})).workspace
    valueOf(await core.handlers.workspaces.create({ user: 'Bo', organisation: 'Elsewhere' }))
    expect(await countsOf(core)).toEqual({})
    expect(valueOf(await core.handlers.accounts.list({}))).toEqual([])
    valueOf(await core.handlers.workspaces.open({ id: first!.id }))
    expect(await countsOf(core)).toEqual(everything)
    expect(valueOf(await core.handlers.accounts.list({}))).toHaveLength(1)
  })
})
