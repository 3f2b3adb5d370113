import { describe, expect, it } from 'vitest'
import { itemKey, type ItemKey } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import {
  airtableId,
  connect,
  hubspotId,
  notionId,
  settled,
  startConnected,
} from '../support/connected-core.ts'
import { eventually, valueOf, type CoreInNode } from '../support/core-in-node.ts'

const sizes = { contacts: 60, companies: 5, deals: 5 }
const nameOf = async (core: CoreInNode, key: ItemKey) => {
  const got = await core.handlers.items.get({ key })
  return got.ok ? got.value.item.name : null
}

describe('the provider’s own search', () => {
  it('brings what no load has brought yet, whole, and in the provider’s order', async () => {
    const { core, sandbox } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    const { records } = sandbox.hubspot
    const ids = ['Quillon', 'Quill'].map(
      (firstname) => records.contacts.create({ firstname, lastname: 'Zyx', city: 'Genoa' }).id,
    )
    records.companies.create({ name: 'Quillworks' })
    const search = async () =>
      valueOf(await core.handlers.items.searchAtProvider({ accountId, text: 'quill' }))
    // Its index lags behind.
    await eventually(async () => (await search()).keys.length === 3)
    const { keys, isMore } = await search()
    expect(isMore).toBe(false)
    const keysOf = ids.map((id) => itemKey(hubspotId, accountId, 'contact', id))
    expect(keys.slice(0, 2).toSorted()).toEqual(keysOf.toSorted())
    expect(keys[2]).toContain(':company:')

    const { item, fields, record } = valueOf(await core.handlers.items.get({ key: keysOf[0]! }))
    expect(item).toMatchObject({ name: 'Quillon Zyx', type: 'contact' })
    expect(fields.some(({ value }) => value === 'Genoa')).toBe(true)
    expect(record).toMatchObject({ properties: { city: 'Genoa' } })
    const query = plainQuery({ search: 'quillworks' })
    expect(valueOf(await core.handlers.items.list({ query, columns: [], offset: 0, limit: 5 })).total).toBe(1)

    // The row is the feed's own: its next run neither doubles nor removes it.
    valueOf(await core.handlers.sync.start({ accountId, how: 'again', feed: null }))
    await settled(core)
    expect(await nameOf(core, keysOf[1]!)).toBe('Quill Zyx')
  })

  it('never puts an older state in the place of a newer one', async () => {
    const { core } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    const key = itemKey(hubspotId, accountId, 'contact', '9')
    const { item, record } = valueOf(await core.askStore('getItem', { key }))!
    const newer = {
      ...item,
      parentPath: null,
      childCount: null,
      name: 'Newer',
      modifiedAtMs: Date.now() + 60_000,
    }
    const feed = 'contact' as never
    valueOf(await core.askStore('putItem', { feed, item: { item: newer, record }, nowMs: 1 }))
    const { keys } = valueOf(await core.handlers.items.searchAtProvider({ accountId, text: 'lovelace' }))
    expect(keys).toContain(key)
    expect(await nameOf(core, key)).toBe('Newer')
  })

  it('is refused while working offline, for an account without a grant, and where there is none', async () => {
    const { core, sandbox } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    const { id: withoutSearch } = await connect(core, airtableId)
    await settled(core)
    const search = (id = accountId) => core.handlers.items.searchAtProvider({ accountId: id, text: 'ada' })
    expect(await search(withoutSearch)).toMatchObject({ ok: false, error: { kind: 'invalid-request' } })
    valueOf(await core.handlers.app.setPreferences({ workOffline: true }))
    sandbox.requests.clear()
    expect(await search()).toEqual({ ok: false, error: { kind: 'working-offline' } })
    valueOf(await core.handlers.app.setPreferences({ workOffline: false }))
    sandbox.faults.add({
      method: 'POST',
      path: 'contacts/search',
      status: 403,
      body: { category: 'MISSING_SCOPES' },
    })
    // The others may still be looked through.
    expect(await search()).toMatchObject({ ok: true })
    valueOf(await core.handlers.accounts.disconnect({ accountId, data: 'keep', revokes: false }))
    sandbox.requests.clear()
    expect(await search()).toEqual({ ok: false, error: { kind: 'reconnect-required', accountId } })
    expect(sandbox.requests.entries().filter(({ path }) => path.includes('search'))).toEqual([])
  })

  it.each([
    ['ends the connection (401)', { status: 401, body: { category: 'INVALID_AUTHENTICATION' } }],
    ['is down (503)', { status: 503, body: 'no' }],
    ['answers with a page (HTML)', { status: 200, body: '<html>Sign in to the hotel</html>' }],
    ['cuts the connection', { drop: true }],
  ] as const)('says so where the service %s, and leaves what is here as it is', async (_what, fault) => {
    const { core, sandbox } = await startConnected({ sizes })
    const { id: accountId } = await connect(core)
    await settled(core)
    const before = valueOf(await core.handlers.items.counts({}))
    sandbox.faults.add({ service: 'hubspot', path: 'search$', ...fault })
    const answer = await core.handlers.items.searchAtProvider({ accountId, text: 'ada' })
    expect(answer.ok).toBe(false)
    expect(answer).not.toMatchObject({ error: { kind: 'bug' } })
    expect(valueOf(await core.handlers.items.counts({}))).toEqual(before)
  })

  it('of Notion finds pages by their title', async () => {
    const { core } = await startConnected({ sizes })
    const { id: accountId } = await connect(core, notionId)
    await settled(core)
    const query = plainQuery({ type: 'page' })
    const { rows } = valueOf(await core.handlers.items.list({ query, columns: [], offset: 40, limit: 1 }))
    const { name, key } = rows[0]!
    const found = valueOf(await core.handlers.items.searchAtProvider({ accountId, text: name.slice(0, 200) }))
    expect(found.isMore || found.keys.includes(key)).toBe(true)
    expect(found.keys.length).toBeGreaterThan(0)
    expect(await nameOf(core, found.keys[0]!)).not.toBeNull()
  })
})
