import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { itemTypeSchema } from '../../../shared/model/item-type.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { loadAll } from '../test-support/load-all.ts'
import { startProviderInSandbox, type ProviderInSandbox } from '../test-support/provider-in-sandbox.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { airtable } from './index.ts'
import { listPage } from './list.ts'

const id = providerIdSchema.parse('airtable')
const { signal } = new AbortController()
const bases = (...ids: string[]) => ({ bases: ids.map((base) => ({ id: base, name: base })) })
const tables = (...ids: string[]) => ({ tables: ids.map((table) => ({ id: table, name: table })) })
const tablesAt = (session: Parameters<typeof listPage>[1], cursor: string | null) =>
  listPage(id, session, 'table', cursor, signal)

describe('the tables of Airtable’s bases', () => {
  it('come some bases at a time, and the cursor says where it stands', async () => {
    const { session, calls } = scriptedSession([
      { body: { ...bases('app1', 'app2', 'app3', 'app4', 'app5'), offset: 'itr1/app6' } },
      ...['tbl1', 'tbl2', 'tbl3', 'tbl4'].map((table) => ({ body: tables(table) })),
      { body: { ...bases('app1', 'app2', 'app3', 'app4', 'app5'), offset: 'itr1/app6' } },
      { body: tables('tbl5') },
      { body: bases('app6') },
      { body: tables() },
    ])
    const first = await tablesAt(session, null)
    expect(first).toMatchObject({ value: { next: '{"offset":"","after":"app4"}' } })
    const second = await tablesAt(session, first.ok ? first.value.next : null)
    expect(second).toMatchObject({ value: { next: '{"offset":"itr1/app6","after":null}' } })
    const third = await tablesAt(session, second.ok ? second.value.next : null)
    expect(third).toMatchObject({ value: { items: [], next: null } })
    expect(calls.map(({ path, query }) => [path.slice(1).join('/'), query?.['offset']])).toEqual([
      ['meta/bases', undefined],
      ...['app1', 'app2', 'app3', 'app4'].map((base) => [`meta/bases/${base}/tables`, undefined]),
      ['meta/bases', undefined],
      ['meta/bases/app5/tables', undefined],
      ['meta/bases', 'itr1/app6'],
      ['meta/bases/app6/tables', undefined],
    ])
    expect(calls.every(({ path }) => path[0] === 'v0')).toBe(true)
  })

  it('stand in their base, and have its id in key and address', async () => {
    const { session } = scriptedSession([{ body: bases('app/1') }, { body: tables('tbl1') }])
    const page = await tablesAt(session, null)
    expect(page.ok && page.value.items[0]?.item).toMatchObject({
      key: 'airtable:account-1:table:app%2F1%2Ftbl1',
      externalId: 'tbl1',
      parentKey: 'airtable:account-1:base:app%2F1',
      url: 'https://airtable.com/app%2F1/tbl1',
      createdAtMs: null,
      modifiedAtMs: null,
      isDirectory: true,
    })
  })

  it('are not there at all when those of one base cannot be had', async () => {
    const { session } = scriptedSession([
      { body: bases('app1', 'app2') },
      { body: tables('tbl1') },
      { error: { kind: 'missing-permission', scopes: [] } },
    ])
    expect(await tablesAt(session, null)).toMatchObject({ ok: false, error: { kind: 'missing-permission' } })
  })

  it.each([
    ['a base that is gone', '{"offset":"","after":"app9"}', 1],
    ['no place of ours', '{"offset":7}', 0],
    ['no JSON', 'itr1/app6', 0],
  ])('start over where the cursor is at %s', async (_name, cursor, asked) => {
    const { session, calls } = scriptedSession([{ body: bases('app1') }])
    expect(await tablesAt(session, cursor)).toMatchObject({ ok: false, error: { kind: 'rejected' } })
    expect(calls).toHaveLength(asked)
  })

  it('are none in an account without a base', async () => {
    const { session } = scriptedSession([{ body: bases() }])
    expect(await tablesAt(session, null)).toEqual({ ok: true, value: { items: [], next: null, total: null } })
  })
})

describe('a base of Airtable', () => {
  it.each([undefined, null, '', '  ', 7])('has a name when its own is %j', async (name) => {
    const { session } = scriptedSession([{ body: { bases: [{ id: 'app1', name }] } }])
    const page = await listPage(id, session, 'base', null, signal)
    expect(page).toMatchObject({ value: { items: [{ item: { name: 'Unnamed base' } }] } })
  })

  it('is all that there is besides tables', async () => {
    const others = itemTypeSchema.options.filter((type) => type !== 'base' && type !== 'table')
    for (const type of others) {
      await expect(listPage(id, scriptedSession([]).session, type, null, signal)).rejects.toThrow(type)
    }
  })
})

describe('a load from Airtable', () => {
  let place: ProviderInSandbox
  beforeAll(async () => {
    place = await startProviderInSandbox(airtable, { airtableRecords: 20 }, (input, init) =>
      fetch(input, init),
    )
  })
  afterAll(() => place.sandbox.close())
  beforeEach(() => place.sandbox.airtable.behaviour.reset())

  const load = async (type: 'base' | 'table') =>
    (await loadAll(place.provider, place.session, type)).items.map(({ item }) => item)

  it('has all bases and tables, the copies of a base among them', async () => {
    const listed = place.sandbox.airtable.bases.list()
    expect((await load('base')).map(({ externalId }) => externalId)).toEqual(listed.map((base) => base.id))
    const loaded = await load('table')
    expect(loaded.map(({ name }) => name)).toEqual(
      listed.flatMap((base) => base.tables.map(({ name }) => name.trim())),
    )
    expect(new Set(loaded.map(({ key }) => key)).size).toBe(loaded.length)
  })

  it('goes through more than a thousand bases', async () => {
    expect(place.sandbox.airtable.behaviour.set({ bases: 'many' })).toBeUndefined()
    expect(await load('base')).toHaveLength(2_500)
  })

  it('is empty, and no failure, where no base is shared', async () => {
    expect(place.sandbox.airtable.behaviour.set({ bases: 'none' })).toBeUndefined()
    expect([...(await load('base')), ...(await load('table'))]).toEqual([])
  })
})
