import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtNotion, type Answer, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeAll(async () => {
  at = await startAtNotion()
})
afterAll(() => at.close())

type Json = Record<string, unknown>
const runs = (content: string): Json[] => [{ text: { content } }]
const children = (id: unknown, size = 100): Promise<Json[]> =>
  at.all(`/v1/blocks/${String(id)}/children?page_size=${size}`)
const patch = (path: string, body: unknown): Promise<Answer> => at.call('PATCH', path, { body })
const newPage = (): string => at.notion.pages.create('Blocks', { page: at.notion.pages.top()[0] ?? '' })

describe('the blocks of Notion', () => {
  it('come in parts, as many as there are, each once', async () => {
    const blocks = await children(at.notion.pages.special('longPage'))
    expect(blocks.length).toBeGreaterThan(20_000)
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)
    const folded = blocks.findLast((block) => block.has_children === true && block.type === 'toggle')
    expect(await children(folded?.id)).toMatchObject([{ parent: { type: 'block_id', block_id: folded?.id } }])
  }, 60_000)

  it('stand inside each other twelve deep', async () => {
    let [, , last = {}] = await children(at.notion.pages.special('deepBlocks'))
    let depth = 1
    while (last.has_children === true) {
      const [inside = {}] = await children(last.id)
      last = inside
      depth++
    }
    expect(depth).toBe(12)
    expect(last).toMatchObject({ type: 'toggle', has_children: false })
  })

  it('are of every kind', async () => {
    const id = at.notion.pages.special('everyBlock')
    const types = new Set((await children(id)).map(({ type }) => type))
    for (const type of [
      'table',
      'column_list',
      'synced_block',
      'image',
      'equation',
      'unsupported',
      'meeting_notes',
    ]) {
      expect(types).toContain(type)
    }
    const before = await at.call('GET', `/v1/blocks/${id}/children`, { version: '2025-09-03' })
    expect((before.json.results as Json[]).map(({ type }) => type)).toContain('transcription')
  })

  it('hold uploaded files under addresses that expire', async () => {
    const blocks = await children(at.notion.pages.special('everyBlock'))
    const { image } = blocks.find((block) => (block.image as Json | undefined)?.type === 'file') as {
      image: Json
    }
    expect(image.file).toEqual({
      url: expect.stringContaining('X-Amz-Expires=3600'),
      expiry_time: '2026-11-20T13:00:30.000Z',
    })
  })

  it('of a page and of a database are the page and the database', async () => {
    const [home = '', product = ''] = at.notion.pages.top()
    expect((await at.get(`/v1/blocks/${home}`)).json).toMatchObject({
      type: 'child_page',
      child_page: { title: 'Company home' },
    })
    const databases = (await children(product)).filter(({ type }) => type === 'child_database')
    expect(databases).toMatchObject([{ child_database: { title: 'Tasks' } }])
    expect((await at.get(`/v1/databases/${String(databases[0]?.id)}`)).status).toBe(200)
    expect(await children(databases[0]?.id)).toEqual([])
  })

  it('are appended, changed and deleted', async () => {
    const id = newPage()
    const path = `/v1/blocks/${id}/children`
    const added = await patch(path, {
      children: [{ paragraph: { rich_text: runs('Fair wind') } }, { to_do: { rich_text: runs('Rigging') } }],
    })
    const [first = {}, second = {}] = added.json.results as Json[]
    const changed = await patch(`/v1/blocks/${String(second.id)}`, { to_do: { checked: true } })
    expect(changed.json.to_do).toMatchObject({ checked: true, rich_text: [{ plain_text: 'Rigging' }] })
    expect(await patch(`/v1/blocks/${String(second.id)}`, { quote: { rich_text: [] } })).toMatchObject({
      status: 400,
    })
    const gone = await at.call('DELETE', `/v1/blocks/${String(first.id)}`)
    expect(gone.json).toMatchObject({ id: first.id, in_trash: true })
    expect((await children(id)).map((block) => block.id)).toEqual([second.id])
  })

  it.each<[string, unknown]>([
    ['no list', {}],
    ['an unknown kind', { children: [{ dragon: {} }] }],
    ['a text that is too long', { children: [{ paragraph: { rich_text: runs('x'.repeat(2_001)) } }] }],
    ['more than a hundred', { children: Array.from({ length: 101 }, () => ({ divider: {} })) }],
  ])('are not appended: %s', async (_, body) => {
    expect(await patch(`/v1/blocks/${newPage()}/children`, body)).toMatchObject({
      status: 400,
      json: { code: 'validation_error' },
    })
  })

  it('can be commented on, in discussions', async () => {
    const id = newPage()
    const { json: comment } = await at.post('/v1/comments', {
      parent: { page_id: id },
      rich_text: runs('When?'),
    })
    const answer = await at.post('/v1/comments', {
      discussion_id: comment.discussion_id,
      rich_text: runs('Now.'),
    })
    expect(answer.json.discussion_id).toBe(comment.discussion_id)
    expect((await at.all(`/v1/comments?block_id=${id}&page_size=1`)).map((one) => one.id)).toEqual([
      comment.id,
      answer.json.id,
    ])
    await at.call('DELETE', `/v1/comments/${String(comment.id)}`)
    expect((await at.get(`/v1/comments/${String(comment.id)}`)).status).toBe(404)
  })
})
