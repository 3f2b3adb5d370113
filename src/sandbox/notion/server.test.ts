import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtNotion, type Answer, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeAll(async () => {
  at = await startAtNotion()
})
afterAll(() => at.close())

type Json = Record<string, unknown>
const old = (method: string, path: string, body?: unknown): Promise<Answer> =>
  at.call(method, path, { version: '2022-06-28', body })
const byId = (found: Json[], id: string): Json | undefined => found.find((one) => one.id === id)

describe('every call of Notion', () => {
  it('needs a good token before anything else', async () => {
    for (const token of [null, 'ntn_nobody']) {
      for (const version of [null, 'banana', '2026-03-11']) {
        expect(await at.call('GET', '/v1/users/me', { token, version })).toMatchObject({
          status: 401,
          json: { object: 'error', status: 401, code: 'unauthorized', message: 'API token is invalid.' },
        })
      }
    }
  })

  it('needs a version, and one that exists', async () => {
    const missing = await at.call('POST', '/v1/search', { version: null, body: {} })
    expect(missing).toMatchObject({ status: 400, json: { code: 'missing_version' } })
    expect(missing.json.message).toContain('should be defined, instead was `undefined`.')
    const unknown = await at.call('GET', '/v1/users/me', { version: '2020-01-01' })
    expect(unknown.status).toBe(400)
    expect(unknown.json.message).toContain('`"2026-03-11"`, instead was `"2020-01-01"`.')
  })

  it('names its request in the head, and in errors in the body as well', async () => {
    expect((await at.get('/v1/users/me')).headers.get('x-notion-request-id')).toMatch(/^[\da-f-]{36}$/)
    const { headers, json } = await at.get('/v1/pages/nonsense')
    expect(json).toMatchObject({ object: 'error', status: 400, code: 'validation_error' })
    expect(json.message).toBe(
      'path failed validation: path.page_id should be a valid uuid, instead was `"nonsense"`.',
    )
    expect(json.request_id).toBe(headers.get('x-notion-request-id'))
  })

  it.each(['/', '/v1', '/v1/dragons', '/v1/pages/1/2/3', '/v2/search'])(
    '%s leads nowhere: 404 in the envelope',
    async (path) => {
      expect(await at.get(path)).toMatchObject({
        status: 404,
        json: { object: 'error', code: 'invalid_request_url' },
      })
    },
  )

  it('under a method that does not exist gets 400 invalid_request_url', async () => {
    expect(await at.get('/v1/search')).toMatchObject({ status: 400, json: { code: 'invalid_request_url' } })
  })

  it.each(['{', '"text"', '[]', '{"page_size":"many"}', '{"page_size":101}', '{"sort":{}}', '{"more":1}'])(
    'with the body %s gets a 400 and no more',
    async (body) => {
      const answer = await at.post('/v1/search', body)
      expect(answer.status).toBe(400)
      expect(answer.json.code).toBe(body === '{' ? 'invalid_json' : 'validation_error')
      expect(answer.text).not.toContain('    at ')
    },
  )

  it('gives the same bytes for the same seed and size, whatever day it is', async () => {
    const other = await startAtNotion({ now: () => Date.UTC(2030, 0, 1) })
    for (const path of ['longPage', 'everyType', 'inBlock'] as const) {
      const id = at.notion.pages.special(path)
      expect(
        (await other.get(`/v1/pages/${id}`)).text.replace(/X-Amz-Date=\w+|"expiry_time":"[^"]+"/g, ''),
      ).toBe((await at.get(`/v1/pages/${id}`)).text.replace(/X-Amz-Date=\w+|"expiry_time":"[^"]+"/g, ''))
    }
    expect((await other.all('/v1/search', {})).map(({ id }) => id)).toEqual(
      (await at.all('/v1/search', {})).map(({ id }) => id),
    )
    await other.close()
  })
})

describe('the versions of Notion', () => {
  it('call the trash by its name of the time', async () => {
    const path = `/v1/pages/${at.notion.pages.special('trashed')}`
    expect((await old('GET', path)).json).toMatchObject({ archived: true, in_trash: true })
    expect((await at.call('GET', path, { version: '2025-09-03' })).json).toMatchObject({
      ...{ archived: true, in_trash: true, is_archived: false },
    })
    const now = (await at.get(path)).json
    expect(now).toMatchObject({ in_trash: true, is_archived: false })
    expect(now).not.toHaveProperty('archived')
    expect(await at.call('PATCH', path, { body: { archived: false } })).toMatchObject({ status: 400 })
  })

  it('before data sources finds databases, whose rows say so', async () => {
    const { json } = await old('POST', '/v1/search', { filter: { property: 'object', value: 'database' } })
    expect(json).toMatchObject({ type: 'page_or_database' })
    const found = json.results as Json[]
    expect(found.every(({ object }) => object === 'database')).toBe(true)
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
    const row = await old('GET', `/v1/pages/${at.notion.pages.special('everyType')}`)
    const { parent } = row.json as { parent: { type: string; database_id: string } }
    expect(Object.keys(parent)).toEqual(['type', 'database_id'])
    const database = byId(found, parent.database_id)
    expect(database?.properties).toMatchObject({ Status: { type: 'status' } })
    const rows = await old('POST', `/v1/databases/${parent.database_id}/query`, {})
    expect(rows.json.results).not.toHaveLength(0)
    const wrong = await old('POST', '/v1/search', { filter: { property: 'object', value: 'data_source' } })
    expect(wrong.status).toBe(400)
  })

  it('before data sources cannot serve a database of several', async () => {
    const [, , , laptops = ''] = at.notion.pages.sources()
    const { parent } = (await at.get(`/v1/data_sources/${laptops}`)).json as { parent: Json }
    const id = String(parent.database_id)
    const now = await at.get(`/v1/databases/${id}`)
    expect(now.json.data_sources).toMatchObject([{ name: 'Laptops' }, { name: 'Licences' }])
    for (const [method, path] of [
      ['GET', ''],
      ['POST', '/query'],
    ] as const) {
      expect(await old(method, `/v1/databases/${id}${path}`)).toMatchObject({
        status: 400,
        json: {
          code: 'validation_error',
          additional_data: {
            error_type: 'multiple_data_sources_for_database',
            child_data_source_ids: at.notion.pages.sources().slice(3, 5),
            minimum_api_version: '2025-09-03',
          },
        },
      })
    }
  })

  it('have only the addresses of their time', async () => {
    const [source = ''] = at.notion.pages.sources()
    expect(await old('GET', `/v1/data_sources/${source}`)).toMatchObject({
      status: 400,
      json: { code: 'invalid_request_url' },
    })
    expect(await at.post(`/v1/databases/${source}/query`, {})).toMatchObject({
      json: { code: 'invalid_request_url' },
    })
  })

  it('append blocks after a block, or at a position', async () => {
    const id = at.notion.pages.create('Appended', { page: at.notion.pages.top()[0] ?? '' })
    const children = [{ divider: {} }]
    const path = `/v1/blocks/${id}/children`
    const append = (version: string, more: Json): Promise<Answer> =>
      at.call('PATCH', path, { version, body: { children, ...more } })
    const first = await append('2026-03-11', {})
    const [{ id: block } = {}] = first.json.results as Json[]
    expect((await append('2025-09-03', { after: block })).status).toBe(200)
    expect((await append('2026-03-11', { after: block })).status).toBe(400)
    expect((await append('2026-03-11', { position: { type: 'start' } })).status).toBe(200)
    expect((await append('2025-09-03', { position: { type: 'start' } })).status).toBe(400)
    expect((await at.get(path)).json.results).toHaveLength(3)
  })
})
