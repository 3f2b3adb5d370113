import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { loadAll } from '../test-support/load-all.ts'
import { startProviderInSandbox, type ProviderInSandbox } from '../test-support/provider-in-sandbox.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { notion } from './index.ts'
import { listPage } from './list.ts'

const id = providerIdSchema.parse('notion')
const { signal } = new AbortController()
const incomplete = { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' }

describe('a page of Notion’s search', () => {
  it('asks for one kind, the oldest edit first, and may be repeated', async () => {
    const { session, calls } = scriptedSession([
      { body: { results: [], next_cursor: 'c1' } },
      { body: { results: [], next_cursor: null } },
    ])
    const first = await listPage(id, session, 'database', null, signal)
    expect(first).toMatchObject({ value: { next: ':c1' } })
    const second = await listPage(id, session, 'database', ':c1', signal)
    expect(second).toMatchObject({ value: { next: null } })
    const body = {
      filter: { property: 'object', value: 'data_source' },
      sort: { timestamp: 'last_edited_time', direction: 'ascending' },
      page_size: 100,
    }
    expect(calls.map(({ json }) => json)).toEqual([body, { ...body, start_cursor: 'c1' }])
    for (const call of calls) {
      expect(call).toMatchObject({ method: 'POST', path: ['v1', 'search'], isRead: true, signal })
    }
  })

  const editedAt = (minute: number) => ({
    ...{ object: 'page', id: `p${String(minute)}`, url: 'https://app.notion.com/p/1' },
    last_edited_time: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
  })
  const metUntilMs = Date.UTC(2026, 0, 1, 0, 2)

  it('that was cut short is no end: the rest is fetched from the other side, until the two have met', async () => {
    const { session, calls } = scriptedSession([
      { body: { results: [editedAt(1), editedAt(2)], request_status: incomplete } },
      { body: { results: [editedAt(4), editedAt(3)], next_cursor: 'c1' } },
      { body: { results: [editedAt(2)], next_cursor: 'c2' } },
      { body: { results: [editedAt(2), editedAt(1)], next_cursor: 'c3' } },
    ])
    let cursor: string | null = null
    const cursors: (string | null)[] = []
    do {
      const page = await listPage(id, session, 'page', cursor, signal)
      if (!page.ok) throw new Error(page.error.kind)
      cursor = page.value.next
      cursors.push(cursor)
    } while (cursor !== null)
    const until = String(metUntilMs)
    expect(cursors).toEqual([`${until}:`, `${until}:c1`, `${until}:c2`, null])
    expect(calls[1]?.json).toMatchObject({ sort: { direction: 'descending' } })
    expect(calls[1]?.json).not.toHaveProperty('start_cursor')
    expect(calls[2]?.json).toMatchObject({ sort: { direction: 'descending' }, start_cursor: 'c1' })
  })

  it.each([
    ['from both sides', `${String(metUntilMs)}:c9`, [editedAt(3)]],
    ['before anything came that has a time', ':c9', []],
  ])(
    'that was cut short %s is an error, so that nothing counts as deleted',
    async (_name, cursor, results) => {
      const { session } = scriptedSession([
        { body: { results, next_cursor: null, request_status: incomplete } },
      ])
      expect(await listPage(id, session, 'page', cursor, signal)).toMatchObject({
        ok: false,
        error: { kind: 'unexpected-response' },
      })
    },
  )
})

describe('a load from Notion', () => {
  let place: ProviderInSandbox
  beforeAll(async () => {
    place = await startProviderInSandbox(notion, { notionPages: 400 }, (input, init) => fetch(input, init))
  })
  afterAll(() => place.sandbox.close())
  beforeEach(() => place.sandbox.notion.behaviour.reset())

  const load = async (type: 'page' | 'database') => {
    const { items } = await loadAll(place.provider, place.session, type)
    return new Map(items.map(({ item }) => [item.externalId, item]))
  }

  it('has pages and databases, with parents that are loaded as well', async () => {
    const pages = await load('page')
    const databases = await load('database')
    expect(pages.size).toBeGreaterThan(200)
    expect(databases.size).toBeGreaterThan(1)
    const keys = new Set([...pages.values(), ...databases.values()].map(({ key }) => key))
    const parents = [...pages.values()].flatMap(({ parentKey }) => parentKey ?? [])
    expect(parents.length).toBeGreaterThan(100)
    // A page may be shared without the one that it stands on.
    expect(new Set(parents.filter((key) => !keys.has(key))).size).toBeLessThan(3)
  })

  it('leaves out partial objects and nothing else', async () => {
    const whole = await load('page')
    place.sandbox.play('notion-partial-objects')
    const partial = await load('page')
    expect(partial.size).toBeLessThan(whole.size)
    expect(partial.size).toBeGreaterThan(whole.size / 2)
  })

  it('has all pages although the search ends early', async () => {
    const whole = await load('page')
    expect(place.sandbox.notion.behaviour.set({ searchLimit: Math.ceil(whole.size * 0.6) })).toBeUndefined()
    expect([...(await load('page')).keys()].sort()).toEqual([...whole.keys()].sort())
  })

  it('meets a page that is edited meanwhile', async () => {
    const first = await place.provider.listPage(place.session, 'page', null, signal)
    if (!first.ok || first.value.next === null) throw new Error('There must be a second page')
    const seen = new Set(first.value.items.map(({ item }) => item.externalId))
    const late = [...(await load('page')).keys()].find((one) => !seen.has(one)) ?? ''
    place.sandbox.notion.pages.rename(late, 'Edited meanwhile')
    let next: string | null = first.value.next
    while (next !== null) {
      const page = await place.provider.listPage(place.session, 'page', next, signal)
      if (!page.ok) throw new Error(page.error.kind)
      for (const { item } of page.value.items) seen.add(item.externalId)
      next = page.value.next
    }
    expect(seen.has(late)).toBe(true)
  })

  it('says that a cursor went stale in a way that lets the load start over', async () => {
    const first = await place.provider.listPage(place.session, 'page', null, signal)
    if (!first.ok || first.value.next === null) throw new Error('There must be a second page')
    place.sandbox.play('notion-stale-cursor')
    const second = await place.provider.listPage(place.session, 'page', first.value.next, signal)
    expect(second).toMatchObject({ ok: false, error: { kind: 'rejected' } })
  })
})
