import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAtNotion, type Answer, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeEach(async () => {
  at = await startAtNotion()
})
afterEach(() => at.close())

type Json = Record<string, unknown>
const special = (...[name]: Parameters<AtNotion['notion']['pages']['special']>): string =>
  `/v1/pages/${at.notion.pages.special(name)}`
const patch = (path: string, body: unknown): Promise<Answer> => at.call('PATCH', path, { body })
const runs = (content: string): Json[] => [{ text: { content } }]

describe('a page of Notion', () => {
  it('has properties of every type', async () => {
    const { json } = await at.get(special('everyType'))
    const types = Object.values(json.properties as Record<string, Json>).map(({ type }) => type)
    expect(new Set(types)).toEqual(
      new Set([
        ...['title', 'rich_text', 'number', 'select', 'multi_select', 'status', 'date', 'people', 'files'],
        ...['checkbox', 'url', 'email', 'phone_number', 'formula', 'relation', 'rollup', 'created_time'],
        ...[
          'created_by',
          'last_edited_time',
          'last_edited_by',
          'unique_id',
          'verification',
          'button',
          'place',
        ],
        'last_visited_time',
      ]),
    )
    const formulas = Object.values(json.properties as Record<string, Json>).flatMap(
      ({ formula }) => (formula as Json | undefined)?.type ?? [],
    )
    expect(new Set(formulas)).toEqual(new Set(['number', 'string', 'boolean', 'date', 'unsupported']))
  })

  it('stands up to eight deep, and its parents lead up to the top', async () => {
    let path = special('level8')
    const kinds: unknown[] = []
    for (let depth = 0; depth < 9; depth++) {
      const { parent } = (await at.get(path)).json as { parent: Json }
      kinds.push(parent.type)
      if (parent.type !== 'page_id') break
      path = `/v1/pages/${String(parent.page_id)}`
    }
    expect(kinds).toEqual([...Array.from({ length: 7 }, () => 'page_id'), 'workspace'])
  })

  it('can stand in a block, or belong to an agent', async () => {
    const { parent } = (await at.get(special('inBlock'))).json as { parent: Json }
    expect(parent.type).toBe('block_id')
    const block = await at.get(`/v1/blocks/${String(parent.block_id)}`)
    expect(block.json).toMatchObject({ type: 'toggle', has_children: true })
    const inside = await at.all(`/v1/blocks/${String(parent.block_id)}/children`)
    expect(inside.map(({ id }) => id)).toContain(at.notion.pages.special('inBlock'))
    expect((await at.get(special('ofAgent'))).json.parent).toEqual({
      type: 'agent_id',
      agent_id: expect.any(String),
    })
  })

  it('shows 25 of sixty relations, and the rest by the call for the property', async () => {
    const path = special('manyRelations')
    const { properties } = (await at.get(path)).json as { properties: Record<string, Json> }
    const { 'Depends on': relation = {} } = properties
    expect(relation.has_more).toBe(true)
    expect(relation.relation).toHaveLength(25)
    const items = await at.all(`${path}/properties/${encodeURIComponent(String(relation.id))}?page_size=20`)
    expect(items.length).toBeGreaterThan(25)
    expect(items.slice(0, 25).map((item) => item.relation)).toEqual(relation.relation)
    expect((await at.get(`${path}/properties/xYz1`)).json).toMatchObject({
      object: 'property_item',
      type: 'checkbox',
    })
    expect((await at.get(`${path}/properties/nonsense`)).status).toBe(400)
  })

  it('is cut as Markdown when it is very long, and names what is missing', async () => {
    expect((await at.get(`${special('longPage')}/markdown`)).json).toMatchObject({
      ...{ object: 'page_markdown', truncated: true },
      unknown_block_ids: [expect.any(String)],
    })
    const whole = await at.get(`${special('everyBlock')}/markdown`)
    expect(whole.json.truncated).toBe(false)
    expect(whole.json.markdown).toContain('- [x] Done')
    const { unknown_block_ids: unknown } = whole.json as { unknown_block_ids: string[] }
    expect((await at.get(`/v1/blocks/${unknown[0] ?? ''}`)).status).toBe(200)
  })

  it('is made, changed, moved, trashed and restored by the connection', async () => {
    const [top = '', other = ''] = at.notion.pages.top()
    const made = await at.post('/v1/pages', {
      parent: { page_id: top },
      properties: { title: { title: runs('Packing list') } },
      children: [
        { toggle: { rich_text: runs('Clothes'), children: [{ to_do: { rich_text: runs('Hat') } }] } },
      ],
    })
    expect(made).toMatchObject({
      status: 200,
      json: { created_time: '2026-11-20T12:00:00.000Z', parent: { page_id: top } },
    })
    const path = `/v1/pages/${String(made.json.id)}`
    expect((await at.get(`${path}/markdown`)).json.markdown).toContain('- [ ] Hat')
    at.clock.advance(3_600_000)
    const changed = await patch(path, { properties: { title: runs('List') }, icon: { emoji: '🧳' } })
    expect(changed.json).toMatchObject({
      last_edited_time: '2026-11-20T13:00:00.000Z',
      icon: { type: 'emoji', emoji: '🧳' },
    })
    expect(
      (await at.post(`${path}/move`, { parent: { type: 'page_id', page_id: other } })).json.parent,
    ).toMatchObject({ page_id: other })
    expect((await at.post(`${path}/move`, { parent: { page_id: made.json.id } })).status).toBe(400)
    expect((await patch(path, { in_trash: true })).json.in_trash).toBe(true)
    expect(await patch(path, { icon: null })).toMatchObject({ status: 400 })
    expect((await patch(path, { in_trash: false })).json.in_trash).toBe(false)
  })

  it('as a row takes values of the right types only, and makes options that are new', async () => {
    const [source = ''] = at.notion.pages.sources()
    const create = (properties: Json): Promise<Answer> =>
      at.post('/v1/pages', { parent: { data_source_id: source }, properties })
    const { json } = await create({
      title: runs('Row'),
      Tags: { multi_select: [{ name: 'brand new' }] },
      Estimate: { number: 3 },
    })
    expect(json.properties).toMatchObject({
      Tags: { multi_select: [{ name: 'brand new' }] },
      Estimate: { number: 3 },
      Paid: { checkbox: false },
    })
    const schema = (await at.get(`/v1/data_sources/${source}`)).json.properties
    expect(JSON.stringify(schema)).toContain('brand new')
    for (const [wrong, message] of [
      [{ Dragons: { number: 1 } }, 'Dragons is not a property that exists.'],
      [{ Estimate: { checkbox: true } }, 'Estimate is expected to be number.'],
      [{ Estimate: { number: 'x' } }, 'body failed validation'],
      [{ ID: { unique_id: {} } }, 'ID is expected to be unique_id.'],
    ] as const) {
      const answer = await create(wrong)
      expect(answer.status).toBe(400)
      expect(answer.json.message).toContain(message)
    }
  })

  it('and everything about it outlives the process', async () => {
    const id = at.notion.pages.create('Kept', { page: at.notion.pages.top()[0] ?? '' })
    await patch(`/v1/blocks/${id}/children`, { children: [{ paragraph: { rich_text: runs('Kept, too') } }] })
    await at.post('/v1/comments', { parent: { page_id: id }, rich_text: runs('And this') })
    at.notion.pages.trash(at.notion.pages.special('level8'))
    expect(at.changes()).toBeGreaterThan(0)
    const state: unknown = JSON.parse(JSON.stringify(at.notion.readState()))
    const before = await at.all('/v1/search', {})
    await at.close()
    at = await startAtNotion({ state })
    expect(await at.all('/v1/search', {})).toEqual(before)
    expect((await at.get(`/v1/pages/${id}/markdown`)).json.markdown).toBe('Kept, too')
    expect(await at.all(`/v1/comments?block_id=${id}`)).toMatchObject([
      { rich_text: [{ plain_text: 'And this' }] },
    ])
    expect((await at.get(special('level8'))).json.in_trash).toBe(true)
  })

  it('of a workspace whose memory does not fit is as it was made up', async () => {
    const fresh = await startAtNotion({ state: { pages: 'nonsense' } })
    expect(await fresh.all('/v1/search', {})).toEqual(await at.all('/v1/search', {}))
    await fresh.close()
  })
})
