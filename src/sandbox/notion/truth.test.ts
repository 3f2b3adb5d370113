import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAtNotion, type AtNotion } from './test-support/at-notion.ts'
import type { TrueNotionItem } from './truth.ts'

type Json = Record<string, unknown>

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion()
})
afterEach(() => at.close())

const items = (): TrueNotionItem[] => at.notion.truth.items()
const find = (id: string): TrueNotionItem | undefined => items().find((one) => one.id === id)
const byId = (a: { id?: unknown }, b: { id?: unknown }): number => String(a.id).localeCompare(String(b.id))
/** Addresses of uploaded files are other ones in every answer. */
const withoutSignatures = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'expiry_time' ? null : key === 'url' ? String(inner).replace(/\?X-Amz.*/, '') : inner,
    ),
  )
const live = (): Promise<Json[]> => at.all('/v1/search', {})
const trashed = (): Promise<Json[]> => at.all('/v1/search', { filter: { in_trash: true } })

/** Everything that people do in a workspace. */
function work(): { moved: string; created: string; source: string } {
  const { pages, sources } = at.notion
  const [first = '', second = '', third = ''] = pages.top()
  const created = pages.create('Made', { page: first })
  const source = sources.create('Stock', created)
  const row = pages.create('Rope', { source })
  pages.edit(row, { Count: { number: 12 }, Done: { checkbox: true } })
  sources.renameProperty(source, 'Count', 'Amount')
  pages.rename(pages.special('locked'), 'Renamed')
  const moved = pages.special('level2')
  pages.move(moved, { page: second })
  pages.move(pages.special('contentRow'), { page: first })
  pages.move(pages.special('inBlock'), { source })
  pages.trash(pages.special('everyBlock'))
  pages.restore(pages.special('trashed'))
  pages.archive(pages.special('formulaRow'))
  sources.trash(pages.sources()[3] ?? '')
  pages.unshare(third)
  return { moved, created, source }
}

describe('what the grant may really see', () => {
  it('is what search finds, live and in the trash, when nothing lags', async () => {
    work()
    for (const [isInTrash, found] of [
      [false, await live()],
      [true, await trashed()],
    ] as const) {
      const told = items().filter((item) => item.isInTrash === isInTrash)
      expect(told.length).toBeGreaterThan(isInTrash ? 10 : 150)
      expect(withoutSignatures([...found].sort(byId))).toEqual(
        withoutSignatures(told.map(({ record }) => record).sort(byId)),
      )
    }
    for (const { id, kind, record, isInTrash } of items().slice(0, 60)) {
      const { status, json } = await at.get(`/v1/${kind === 'page' ? 'pages' : 'data_sources'}/${id}`)
      expect({ status, isInTrash: json.in_trash }).toEqual({ status: 200, isInTrash })
      expect(withoutSignatures(json)).toEqual(withoutSignatures(record))
    }
  })

  it('has titles, parents and times', () => {
    const { moved, created, source } = work()
    const [first = '', second = ''] = at.notion.pages.top()
    expect(find(moved)).toMatchObject({
      kind: 'page',
      title: 'Level 2',
      parent: { kind: 'page', id: second },
    })
    expect(find(created)).toMatchObject({ createdTime: '2026-11-20T12:00:00.000Z', isInTrash: false })
    expect(find(source)).toMatchObject({ kind: 'data_source', parent: { kind: 'page', id: created } })
    expect(find(at.notion.pages.special('contentRow'))?.parent).toEqual({ kind: 'page', id: first })
    expect(find(at.notion.pages.special('inBlock'))?.parent).toEqual({ kind: 'data_source', id: source })
    const rope = items().find(({ title }) => title === 'Rope')
    expect(rope?.record.properties).toMatchObject({ Amount: { number: 12 }, Done: { checkbox: true } })
    expect(find(at.notion.pages.special('ofAgent'))?.parent).toBeNull()
    expect(find(at.notion.pages.special('formulaRow'))).toMatchObject({ isArchived: true, isInTrash: false })
  })

  it('marks what search leaves out, and knows no delay, no partial objects and no capabilities', async () => {
    const before = items()
    at.notion.behaviour.set({ searchGaps: true, indexDelay: 5, partialObjects: true, capabilities: [] })
    const after = items()
    expect(after.map(({ isLeftOut: _, ...item }) => withoutSignatures(item))).toEqual(
      before.map(({ isLeftOut: _, ...item }) => withoutSignatures(item)),
    )
    at.notion.behaviour.set({ indexDelay: 0, partialObjects: false, capabilities: ['read_content'] })
    const found = new Set((await live()).map(({ id }) => id))
    const hidden = after.filter((item) => item.isLeftOut && !item.isInTrash)
    expect(hidden.length).toBeGreaterThan(5)
    expect(hidden.filter(({ id }) => found.has(id))).toEqual([])
    expect(found.size + hidden.length).toBe(after.filter(({ isInTrash }) => !isInTrash).length)
  })
})

describe('changes that no time of edit shows', () => {
  const editedTime = (id: string): string | undefined => find(id)?.editedTime

  it('are a move, a page that is shared later, and another name for a column', () => {
    const { pages, sources } = at.notion
    const [first = '', second = ''] = pages.top()
    const id = pages.special('markup')
    const before = editedTime(id)
    at.clock.advance(3_600_000)
    pages.move(id, { page: second })
    pages.unshare(second)
    expect(find(id)).toBeUndefined()
    pages.share(second)
    expect(editedTime(id)).toBe(before)
    const row = pages.special('everyType')
    const edited = editedTime(row)
    sources.renameProperty(pages.sources()[0] ?? '', 'Paid', 'Settled')
    expect(find(row)?.record.properties).toHaveProperty('Settled')
    expect(editedTime(row)).toBe(edited)
    at.notion.behaviour.set({ moveIsEdit: true })
    pages.move(id, { page: first })
    expect(editedTime(id)).toBe('2026-11-20T13:00:00.000Z')
  })

  it('leave no old answer of a query behind', async () => {
    const { pages } = at.notion
    const [id = ''] = pages.sources()
    const rows = async (): Promise<number> => (await at.all(`/v1/data_sources/${id}/query`, {})).length
    const before = await rows()
    expect(before).toBeGreaterThan(10)
    pages.unshare(pages.special('everyType'))
    expect(await rows()).toBe(before - 1)
    pages.share(pages.special('everyType'))
    expect(await rows()).toBe(before)
  })

  it('take a database to the trash with the page that it stands on', async () => {
    const { pages, sources } = at.notion
    const page = pages.create('Shelf', { page: pages.top()[0] ?? '' })
    const source = sources.create('Books', page)
    const row = pages.create('Atlas', { source })
    pages.trash(page)
    const ids = (await trashed()).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([page, source, row]))
    expect((await live()).map(({ id }) => id)).not.toContain(source)
    expect((await at.get(`/v1/data_sources/${source}`)).json).toMatchObject({ in_trash: true })
    pages.restore(page)
    expect(find(source)?.isInTrash).toBe(false)
  })
})

describe('somebody who works in the workspace', () => {
  it('sees every page and data source by its number', () => {
    const { pages, sources } = at.notion
    const { source } = work()
    const seen = Array.from({ length: pages.count() }, (_, number) => pages.at(number))
    const shared = new Set(seen.flatMap((page) => (page?.isShared === true ? [page.id] : [])))
    expect(shared).toEqual(new Set(items().flatMap(({ kind, id }) => (kind === 'page' ? [id] : []))))
    expect(pages.at(pages.count())).toBeUndefined()
    expect(sources.at(sources.count() - 1)).toEqual({ id: source, isShared: true, isTrashed: false })
    expect(sources.properties(source)).toEqual([
      { name: 'Name', type: 'title' },
      { name: 'Notes', type: 'rich_text' },
      { name: 'Amount', type: 'number' },
      { name: 'Done', type: 'checkbox' },
    ])
    sources.rename(source, 'Inventory')
    expect(find(source)?.title).toBe('Inventory')
    expect(sources.at(3)?.isTrashed).toBe(true)
    sources.restore(pages.sources()[3] ?? '')
    expect(sources.at(3)?.isTrashed).toBe(false)
  })

  it('is told of what does not exist or does not fit', () => {
    const { pages, sources } = at.notion
    const [first = '', second = ''] = pages.top()
    expect(() => pages.move('nowhere')).toThrow('There is no page')
    expect(() => pages.move(first, { page: pages.special('level2') })).toThrow('into itself')
    expect(() => pages.move(first, { source: second })).toThrow('There is no data source')
    expect(() => pages.edit(first, { Dragon: { number: 1 } })).toThrow('Dragon')
    expect(() => sources.create('x', 'nowhere')).toThrow('There is no page')
    expect(() => sources.rename('nowhere', 'x')).toThrow('There is no data source')
    expect(() => sources.renameProperty(pages.sources()[0] ?? '', 'Dragon', 'x')).toThrow('no property')
  })

  it('can do all that through the admin port, too', () => {
    const admin = (method: string, path: string, body?: unknown): Json => {
      const reply = at.notion.admin({ method, segments: path.split('/'), body })
      return {
        status: reply?.status,
        ...(JSON.parse(reply?.body === '' ? '{}' : (reply?.body ?? '{}')) as Json),
      }
    }
    const [first = '', second = ''] = at.notion.pages.top()
    const source = String(admin('POST', 'sources', { title: 'Stock', page: first }).id)
    const id = String(admin('POST', 'pages', { title: 'Rope', source }).id)
    expect(admin('POST', `sources/${source}`, { title: 'Store', rename: { Count: 'Amount' } }).status).toBe(
      204,
    )
    expect(admin('POST', `pages/${id}`, { properties: { Amount: { number: 3 } } }).status).toBe(204)
    const told = (wanted: string): Json | undefined =>
      (admin('GET', 'truth').results as Json[]).find((one) => one.id === wanted)
    expect(told(id)).toMatchObject({ record: { properties: { Amount: { number: 3 } } } })
    expect(admin('POST', `pages/${id}`, { place: { page: second } }).status).toBe(204)
    expect(told(id)).toMatchObject({ parent: { kind: 'page', id: second } })
    expect(admin('POST', `sources/${source}`, { trashed: true }).status).toBe(204)
    expect(told(source)).toMatchObject({ title: 'Store', isInTrash: true })
    expect(admin('POST', 'sources', { title: 'x', page: 'nowhere' }).status).toBe(400)
    expect(admin('POST', `sources/${source}`, { rename: { Dragon: 'x' } }).status).toBe(400)
    expect(admin('POST', `pages/${id}`, { place: { page: 'nowhere' } }).status).toBe(400)
    expect(admin('POST', `pages/${id}`, { place: { nowhere: 1 } }).status).toBe(400)
  })
})
