import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtNotion, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
let path: string
beforeAll(async () => {
  at = await startAtNotion({ pages: 1_200 })
  path = `/v1/data_sources/${at.notion.pages.sources()[0] ?? ''}/query`
})
afterAll(() => at.close())

type Json = Record<string, unknown>
type Values = Record<string, Json>
const all = (body: Json = {}): Promise<Json[]> => at.all(path, body)
const values = (rows: readonly Json[], name: string): Json[] =>
  rows.map((row) => (row.properties as Values)[name] ?? {})

describe('a query of Notion', () => {
  it('gives the live rows of its data source in parts', async () => {
    const rows = await all()
    expect(rows.length).toBeGreaterThan(100)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    for (const row of rows) {
      expect(row).toMatchObject({ in_trash: false, is_archived: false, parent: { type: 'data_source_id' } })
    }
    expect((await all({ page_size: 13 })).map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  })

  it('gives only the wanted properties, by id or name', async () => {
    const { json } = await at.post(`${path}?filter_properties=title&filter_properties=Due`, { page_size: 3 })
    for (const row of json.results as Json[])
      expect(Object.keys(row.properties as Values)).toEqual(['Task name', 'Due'])
  })

  it('sorts and filters by the times of rows', async () => {
    const sorts = [{ timestamp: 'created_time', direction: 'ascending' }]
    const rows = await all({ sorts })
    const times = rows.map((row) => String(row.created_time))
    expect(times).toEqual(times.toSorted())
    const [bound = ''] = times.slice(60)
    const filter = { timestamp: 'created_time', created_time: { on_or_after: bound } }
    const window = await all({ sorts, filter })
    expect(window.map(({ id }) => id)).toEqual(
      rows.filter((row) => String(row.created_time) >= bound).map(({ id }) => id),
    )
    const edited = { timestamp: 'last_edited_time', last_edited_time: { before: '2026-06-01' } }
    expect((await all({ filter: edited })).every((row) => String(row.last_edited_time) < '2026-06-01')).toBe(
      true,
    )
  })

  it.each<[string, Json, (value: Json) => boolean]>([
    ['Status', { status: { equals: 'Done' } }, ({ status }) => (status as Json | null)?.name === 'Done'],
    ['Priority', { select: { is_empty: true } }, ({ select }) => select === null],
    [
      'Tags',
      { multi_select: { contains: 'büro' } },
      ({ multi_select }) => (multi_select as Json[]).some(({ name }) => name === 'büro'),
    ],
    ['Paid', { checkbox: { equals: true } }, ({ checkbox }) => checkbox === true],
    ['Estimate', { number: { greater_than: 4_000 } }, ({ number }) => Number(number) > 4_000],
    [
      'Due',
      { date: { on_or_after: '2026-12-01' } },
      ({ date }) => ((date as { start: string } | null)?.start ?? '') >= '2026-12-01',
    ],
    ['E-mail', { email: { ends_with: '@example.com' } }, ({ email }) => email !== null],
    ['Depends on', { relation: { is_not_empty: true } }, ({ relation }) => (relation as Json[]).length > 0],
    [
      'Score',
      { formula: { number: { less_than: 500 } } },
      ({ formula }) => Number((formula as Json).number) < 500,
    ],
  ])('filters by %s %o', async (property, condition, fits) => {
    const filtered = await all({ filter: { property, ...condition } })
    const expected = (await all()).filter((row) => fits((row.properties as Values)[property] ?? {}))
    expect(filtered.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    expect(filtered.length).toBeGreaterThan(0)
    expect(filtered.length).toBeLessThan((await all()).length)
  })

  it('joins conditions two levels deep, and no deeper', async () => {
    const done = { property: 'Status', status: { equals: 'Done' } }
    const paid = { property: 'Paid', checkbox: { equals: true } }
    const either = await all({ filter: { or: [done, paid] } })
    const both = await all({ filter: { and: [{ or: [done] }, paid] } })
    expect(either.length).toBeGreaterThan(both.length)
    expect(values(both, 'Paid').every(({ checkbox }) => checkbox === true)).toBe(true)
    const deep = { and: [{ or: [{ and: [done] }] }] }
    expect((await at.post(path, { filter: deep })).status).toBe(400)
  })

  it('sorts by properties, rows without a value last', async () => {
    const numbers = values(
      await all({ sorts: [{ property: 'Estimate', direction: 'descending' }] }),
      'Estimate',
    ).map(({ number }) => number)
    const set = numbers.filter((number) => number !== null).map(Number)
    expect(set).toEqual(set.toSorted((a, b) => b - a))
    expect(numbers.slice(set.length).every((number) => number === null)).toBe(true)
  })

  it.each<[Json, string]>([
    [
      { filter: { property: 'Dragons', checkbox: { equals: true } } },
      'Could not find property with name or id: Dragons',
    ],
    [{ filter: { property: 'Paid', number: { equals: 1 } } }, 'does not match filter number'],
    [{ sorts: [{ property: 'Dragons', direction: 'ascending' }] }, 'Could not find sort property'],
    [{ start_cursor: 'x' }, 'The start_cursor provided is invalid: x'],
    [{ archived: true }, 'body.archived should be not present'],
  ])('refuses %o', async (body, message) => {
    const answer = await at.post(path, body)
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_error' } })
    expect(answer.json.message).toContain(message)
  })
})
