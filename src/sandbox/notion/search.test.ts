import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAtNotion, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion()
})
afterEach(() => at.close())

type Json = Record<string, unknown>
const all = (body: Json = {}): Promise<Json[]> => at.all('/v1/search', body)
const ids = (found: readonly Json[]): string[] => found.map(({ id }) => String(id))

describe('search of Notion', () => {
  it('gives pages and data sources, never databases, the last edited first', async () => {
    const found = await all()
    expect(new Set(found.map(({ object }) => object))).toEqual(new Set(['page', 'data_source']))
    const times = found.map((one) => String(one.last_edited_time))
    expect(times).toEqual(times.toSorted().toReversed())
    for (const time of times) expect(time).toMatch(/:00\.000Z$/)
    expect(await all({ sort: { timestamp: 'last_edited_time', direction: 'ascending' } })).toEqual(
      found.toReversed(),
    )
    expect(ids(await all({ sort: { property: 'relevance' } }))).toEqual(ids(found))
  })

  it('filters by kind and compares titles, whatever their case', async () => {
    const sources = await all({ filter: { property: 'object', value: 'data_source' } })
    expect(ids(sources).toSorted()).toEqual(at.notion.pages.sources().toSorted())
    expect(
      (await all({ filter: { property: 'object', value: 'page' } })).some(({ object }) => object !== 'page'),
    ).toBe(false)
    expect(ids(await all({ query: 'SHIP’S log' }))).toEqual([at.notion.pages.special('longPage')])
    expect(await all({ query: 'no such title' })).toEqual([])
    at.notion.pages.rename(at.notion.pages.special('longPage'), 'Another name')
    expect(await all({ query: 'ship’s log' })).toEqual([])
    expect(ids(await all({ query: 'another name' }))).toEqual([at.notion.pages.special('longPage')])
  })

  it('finds the same in parts of any size', async () => {
    const found = ids(await all())
    expect(ids(await all({ page_size: 7 }))).toEqual(found)
  })

  it('goes on where it was, although pages are edited and made in between', async () => {
    const before = ids(await all())
    const first = await at.post('/v1/search', { page_size: 50 })
    at.notion.pages.rename(before[120] ?? '', 'Edited meanwhile')
    const made = at.notion.pages.create('Made meanwhile', { page: at.notion.pages.top()[0] ?? '' })
    const rest = await all({ page_size: 50, start_cursor: first.json.next_cursor })
    const seen = [...ids(first.json.results as Json[]), ...ids(rest)]
    expect(seen).not.toContain(made)
    expect(seen).toEqual(before.filter((_, number) => number !== 120))
    expect(ids(await all()).slice(0, 2)).toEqual([made, before[120]])
  })

  it('refuses a cursor of another list, and one that nobody gave', async () => {
    const { json } = await at.post('/v1/search', {})
    for (const start_cursor of [json.next_cursor, '00000000-0000-4000-8000-000000000000', 'x']) {
      const body = { start_cursor, query: 'something else' }
      expect(await at.post('/v1/search', body)).toMatchObject({
        status: 400,
        json: {
          code: 'validation_error',
          message: `The start_cursor provided is invalid: ${String(start_cursor)}`,
        },
      })
    }
  })

  it('follows what is trashed, restored, shared and taken away', async () => {
    const id = at.notion.pages.special('level2')
    const inside = at.notion.pages.special('level8')
    const isFound = async (page: string, filter?: Json): Promise<boolean> =>
      ids(await all(filter === undefined ? {} : { filter })).includes(page)
    at.notion.pages.trash(id)
    expect([await isFound(id), await isFound(inside)]).toEqual([false, false])
    expect([await isFound(id, { in_trash: true }), await isFound(inside, { in_trash: true })]).toEqual([
      true,
      true,
    ])
    at.notion.pages.restore(id)
    expect(await isFound(inside)).toBe(true)
    at.notion.pages.unshare(id)
    expect(await isFound(inside)).toBe(false)
    at.notion.pages.share(inside)
    expect([await isFound(id), await isFound(inside)]).toEqual([false, true])
  })

  it('counts trashing as an edit, or does not', async () => {
    const [first = '', second = ''] = ['level7', 'level8'].map((name) =>
      at.notion.pages.special(name as 'level7'),
    )
    const editedAt = async (id: string): Promise<unknown> =>
      (await at.get(`/v1/pages/${id}`)).json.last_edited_time
    const before = await editedAt(second)
    at.notion.pages.trash(first)
    expect(await editedAt(first)).toBe('2026-11-20T12:00:00.000Z')
    expect(at.notion.behaviour.set({ trashIsEdit: false })).toBeUndefined()
    at.notion.pages.trash(second)
    expect(await editedAt(second)).toBe(before)
  })

  it('works in a workspace without a page', async () => {
    const empty = await startAtNotion({ pages: 0 })
    expect((await empty.post('/v1/search', {})).json).toMatchObject({
      results: [],
      has_more: false,
      next_cursor: null,
    })
    expect((await empty.get('/v1/users/me')).status).toBe(200)
    await empty.close()
  })

  it('finds every page of a large workspace once', async () => {
    const large = await startAtNotion({ pages: 20_000 })
    const found = ids(await large.all('/v1/search', { filter: { property: 'object', value: 'page' } }))
    const trashed = ids(
      await large.all('/v1/search', { filter: { property: 'object', value: 'page', in_trash: true } }),
    )
    expect(new Set([...found, ...trashed]).size).toBe(20_000)
    expect(found.length + trashed.length).toBe(20_000)
    await large.close()
  }, 60_000)
})
