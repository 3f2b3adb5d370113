import { expect } from 'vitest'
import type { Answer, AtNotion } from './at-notion.ts'
import type { Shows } from './shows.ts'

type Json = Record<string, unknown>

/** Scenarios of search, of queries and of what may be seen. */
export function showLists(at: AtNotion): Shows {
  const page = (id: string): Promise<Answer> => at.get(`/v1/pages/${id}`)
  const search = (body: Json = {}): Promise<Answer> => at.post('/v1/search', body)
  const titles = (found: readonly Json[]): string[] =>
    found.map(({ properties, title }) => {
      const property = Object.values((properties ?? {}) as Record<string, Json>).find(
        ({ type }) => type === 'title',
      )
      return ((title ?? property?.title ?? []) as { plain_text: string }[])
        .map((run) => run.plain_text)
        .join('')
    })
  const source = (number: number): string =>
    `/v1/data_sources/${at.notion.pages.sources()[number] ?? ''}/query`
  const find = async (id: string): Promise<Json | undefined> =>
    (await at.all('/v1/search', {})).find((one) => one.id === id)

  return {
    'notion-search-in-parts': async (play) => {
      play()
      const { json } = await search()
      expect(json).toMatchObject({
        object: 'list',
        has_more: true,
        next_cursor: expect.any(String) as unknown,
      })
      expect(json.results).toHaveLength(100)
      const all = await at.all('/v1/search', {})
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
      expect(all.length).toBeGreaterThan(200)
    },
    'notion-partial-objects': async (play) => {
      const isPartial = (one: Json): boolean => Object.keys(one).length === 2
      expect((await at.all('/v1/search', {})).filter(isPartial)).toEqual([])
      play()
      const partial = (await at.all('/v1/search', {})).filter(isPartial)
      expect(partial.length).toBeGreaterThan(0)
      expect(partial[0]).toEqual({ object: 'page', id: expect.any(String) as unknown })
    },
    'notion-unknown-parent': async (play) => {
      play()
      const found = await find(at.notion.pages.special('unknownParent'))
      expect(found?.parent).toEqual({ type: 'teamspace_id', teamspace_id: expect.any(String) as unknown })
    },
    'notion-property-named-content': async (play) => {
      play()
      const found = await find(at.notion.pages.special('contentRow'))
      expect(found?.properties).toMatchObject({ content: { id: 'title', type: 'title' } })
    },
    'notion-empty-title': async (play) => {
      play()
      const found = await find(at.notion.pages.special('emptyTitle'))
      expect(found?.properties).toEqual({ title: { id: 'title', type: 'title', title: [] } })
    },
    'notion-title-of-three-runs': async (play) => {
      play()
      const found = await find(at.notion.pages.special('threeRuns'))
      const { title } = (found?.properties as Record<string, Json>).title as { title: Json[] }
      expect(title.map(({ type }) => type)).toEqual(['text', 'mention', 'text'])
      expect(titles([found ?? {}])).toEqual(['Notes for @Ana Harbour on the harbour'])
    },
    'notion-search-gap': async (play) => {
      const before = (await at.all('/v1/search', {})).map(({ id }) => String(id))
      play()
      const after = new Set((await at.all('/v1/search', {})).map(({ id }) => String(id)))
      const missing = before.filter((id) => !after.has(id))
      expect(missing.length).toBeGreaterThan(0)
      expect(await page(missing[0] ?? '')).toMatchObject({ status: 200, json: { in_trash: false } })
    },
    'notion-index-delay': async (play) => {
      play()
      const id = at.notion.pages.create('Just made', { page: at.notion.pages.top()[0] ?? '' })
      expect((await search({ query: 'just made' })).json.results).toEqual([])
      expect((await page(id)).status).toBe(200)
      expect((await search({ query: 'just made' })).json.results).toMatchObject([{ id }])
      await at.decide(await at.openPage(), 'approve')
      expect((await search()).json.results).toEqual([])
      expect((await search()).json.results).toHaveLength(100)
    },
    'notion-moved-page': async (play) => {
      play()
      const { pages } = at.notion
      const [, target = ''] = pages.top()
      const id = pages.special('markup')
      const { json: before } = await page(id)
      at.clock.advance(3_600_000)
      pages.move(id, { page: target })
      const { json: after } = await page(id)
      expect(after.parent).toMatchObject({ page_id: target })
      expect(after.last_edited_time).toBe(before.last_edited_time)
    },
    'notion-shared-later': async (play) => {
      play()
      const { pages } = at.notion
      const [, id = ''] = pages.top()
      const before = (await find(id))?.last_edited_time
      pages.unshare(id)
      expect(await find(id)).toBeUndefined()
      at.clock.advance(3_600_000)
      pages.share(id)
      expect((await find(id))?.last_edited_time).toBe(before)
    },
    'notion-renamed-column': async (play) => {
      play()
      const { pages, sources } = at.notion
      const id = pages.special('everyType')
      const { json: before } = await page(id)
      at.clock.advance(3_600_000)
      sources.renameProperty(pages.sources()[0] ?? '', 'Paid', 'Settled')
      const { json: after } = await page(id)
      expect(before.properties).toHaveProperty('Paid')
      expect(after.properties).toHaveProperty('Settled')
      expect(after.last_edited_time).toBe(before.last_edited_time)
    },
    'notion-trashed-silently': async (play) => {
      play()
      const { pages } = at.notion
      const id = pages.special('markup')
      const { json: before } = await page(id)
      at.clock.advance(3_600_000)
      pages.trash(id)
      expect((await page(id)).json).toMatchObject({
        in_trash: true,
        last_edited_time: before.last_edited_time,
      })
    },
    'notion-stale-cursor': async (play) => {
      play()
      const { json } = await search()
      const start_cursor = json.next_cursor
      expect(await search({ start_cursor })).toMatchObject({
        status: 400,
        json: {
          code: 'validation_error',
          message: `The start_cursor provided is invalid: ${String(start_cursor)}`,
        },
      })
      expect((await at.all('/v1/search', {})).length).toBeGreaterThan(200)
    },
    'notion-search-cut': async (play) => {
      play()
      const first = await search()
      const second = await search({ start_cursor: first.json.next_cursor })
      expect(second.json.results).toHaveLength(50)
      expect(second.json).toMatchObject({
        has_more: false,
        next_cursor: null,
        request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
      })
    },
    'notion-query-cut': async (play) => {
      for (let row = 0; row < 120; row++) {
        at.notion.pages.create(`Row ${row}`, { source: at.notion.pages.sources()[0] ?? '' })
      }
      expect((await at.all(source(0), {})).length).toBeGreaterThan(120)
      play()
      const first = await at.post(source(0), {})
      const second = await at.post(source(0), { start_cursor: first.json.next_cursor })
      expect(second.json.results).toHaveLength(20)
      expect(second.json).toMatchObject({
        has_more: false,
        next_cursor: null,
        request_status: { type: 'incomplete', incomplete_reason: 'query_result_limit_reached' },
      })
    },
    'notion-archived-rows': async (play) => {
      play()
      const id = at.notion.pages.special('archivedRow')
      expect((await at.all(source(0), {})).some((row) => row.id === id || row.is_archived === true)).toBe(
        false,
      )
      const archived = await at.all(source(0), { is_archived: true })
      expect(archived.map((row) => row.id)).toContain(id)
      expect(archived.every((row) => row.is_archived === true)).toBe(true)
    },
    'notion-query-in-trash-refused': async (play) => {
      play()
      for (const in_trash of [true, false]) {
        expect(await at.post(source(0), { in_trash })).toMatchObject({
          status: 400,
          json: { code: 'validation_error', message: expect.stringContaining('body.in_trash') as unknown },
        })
      }
    },
    'notion-trash': async (play) => {
      play()
      const id = at.notion.pages.special('trashed')
      expect(await find(id)).toBeUndefined()
      const trashed = await at.all('/v1/search', { filter: { in_trash: true } })
      expect(trashed.map((one) => one.id)).toContain(id)
      expect(trashed.every((one) => one.in_trash === true)).toBe(true)
      expect(await page(id)).toMatchObject({ status: 200, json: { in_trash: true } })
    },
    'notion-not-shared': async (play) => {
      play()
      const [first = '', second = ''] = at.notion.pages.top()
      at.notion.pages.unshare(second)
      const nobody = '00000000-0000-4000-8000-000000000000'
      for (const id of [second, nobody]) {
        expect(await page(id)).toMatchObject({
          status: 404,
          json: {
            code: 'object_not_found',
            message: expect.stringContaining(`page with ID: ${id}.`) as unknown,
          },
        })
      }
      expect((await page(first)).status).toBe(200)
    },
    'notion-no-read-capability': async (play) => {
      const [id = ''] = at.notion.pages.top()
      play()
      expect(await page(id)).toMatchObject({ status: 200, json: { object: 'page', id } })
      expect(Object.keys((await page(id)).json)).toHaveLength(2)
      expect(await at.get(`/v1/blocks/${id}/children`)).toMatchObject({
        status: 403,
        json: { code: 'restricted_resource' },
      })
      const { json } = await at.get('/v1/users/me')
      expect(json).toMatchObject({ bot: { owner: { user: { person: {} } } } })
      expect(JSON.stringify(json)).not.toContain('ana@harbour.example')
    },
  }
}
