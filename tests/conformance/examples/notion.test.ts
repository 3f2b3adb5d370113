import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTokenReply } from '../../../src/main/oauth/token-set.ts'
import { describeFailure } from '../../../src/main/providers/notion/failures.ts'
import { oauth } from '../../../src/main/providers/notion/oauth.ts'
import { foundSchema, meSchema, listSchema } from '../../../src/main/providers/notion/schema.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import { accountIdSchema } from '../../../src/shared/model/account.ts'
import { newNotionCode, NOTION_VERSION, startAtNotion, type AtNotion } from '../notion/at-notion.ts'
import { differences, type Example } from './example.ts'
import * as examples from './notion-examples.ts'

const accountId = accountIdSchema.parse('account-1')

type Json = Record<string, unknown>
interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly json: Json
}

let at: AtNotion
beforeAll(async () => {
  at = await startAtNotion()
})
afterAll(() => at.sandbox.close())

const call = async (method: string, path: string, body?: unknown, token?: string): Promise<Reply> => {
  const response = await fetch(`${at.sandbox.endpoints.notion.api}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token ?? at.tokens.accessToken}`,
      'notion-version': NOTION_VERSION,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, headers: response.headers, json: (await response.json()) as Json }
}
/** The token endpoint wants the client in the header, and JSON. */
const ask = async (path: string, body: unknown): Promise<Reply> => {
  const { api, clientId, clientSecret } = at.sandbox.endpoints.notion
  const response = await fetch(`${api}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
      'notion-version': NOTION_VERSION,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, json: (await response.json()) as Json }
}
const exchange = async (): Promise<{ reply: Reply; request: Json }> => {
  const place = at.sandbox.endpoints.notion
  const code = await newNotionCode(place)
  const request = { grant_type: 'authorization_code', code, redirect_uri: place.redirectUris[0] }
  return { reply: await ask('/v1/oauth/token', request), request }
}
/** Everything that a search finds, page by page. */
const searchAll = async (body: Json): Promise<Json[]> => {
  const found: Json[] = []
  let cursor: unknown
  do {
    const { status, json } = await call('POST', '/v1/search', {
      ...body,
      ...(typeof cursor === 'string' ? { start_cursor: cursor } : {}),
    })
    expect(status, JSON.stringify(json)).toBe(200)
    found.push(...(json.results as Json[]))
    cursor = json.next_cursor
  } while (typeof cursor === 'string')
  return found
}
const parentKind = (one: Json): unknown => (one.parent as Json | undefined)?.type

describe('an example of Notion’s replies', () => {
  it('is a token set for the app, without an end', () => {
    const body = oauth.conformTokenReply(examples.tokenReply.body)
    expect(readTokenReply(body, { refreshToken: null, scopes: [] }, 1_000)).toEqual({
      ok: true,
      value: {
        ...{ accessToken: 'ntn_example', refreshToken: 'nrt_example' },
        ...{ obtainedAtMs: 1_000, expiresAtMs: null, scopes: [] },
      },
    })
  })

  it('without a refresh token leaves the one from before', () => {
    const body = { ...(examples.tokenReply.body as Json), refresh_token: null }
    const read = readTokenReply(
      oauth.conformTokenReply(body),
      { refreshToken: 'nrt_before', scopes: [] },
      1_000,
    )
    expect(read).toMatchObject({ ok: true, value: { refreshToken: 'nrt_before' } })
  })

  it('ends a grant for the app', () => {
    const { status, body } = examples.invalidGrant
    const failure = oauth.classifyTokenFailure({ status, headers: {}, body })
    expect(failure).toEqual({ class: 'revoked', code: 'invalid_grant' })
  })

  it('is a page of a search, a page, a data source and a login for the app', () => {
    expect(listSchema.parse(examples.searchReply.body)).toMatchObject({ next_cursor: 'c1' })
    for (const { body } of [examples.page, examples.dataSource]) expect(foundSchema.parse(body)).toEqual(body)
    expect(meSchema.parse(examples.me.body)).toEqual(examples.me.body)
  })

  it.each<[Example, AppError]>([
    [examples.unauthorized, { kind: 'reconnect-required', accountId }],
    [examples.notFound, { kind: 'not-found' }],
    [examples.tooMany, { kind: 'rate-limited', retryAfterMs: 17_000 }],
  ])('is an error for the app: $name', ({ status, body }, error) => {
    expect(describeFailure({ status, headers: {}, body }, accountId)).toEqual(error)
  })
})

const anyPage = async (): Promise<Json> => {
  const found = await searchAll(examples.searchRequest)
  return found.find((one) => parentKind(one) === 'data_source_id' && one.object === 'page') ?? {}
}

/** Each example, and the situation in which the sandbox answers like it. */
const SITUATIONS: [Example, () => Promise<Reply>][] = [
  [examples.tokenReply, async () => (await exchange()).reply],
  [examples.invalidGrant, async () => ask('/v1/oauth/token', (await exchange()).request)],
  [examples.searchReply, () => call('POST', '/v1/search', examples.searchRequest)],
  [examples.page, async () => call('GET', `/v1/pages/${String((await anyPage()).id)}`)],
  [
    examples.dataSource,
    async () => {
      const found = await searchAll({ filter: { property: 'object', value: 'data_source' } })
      const source = found.find((one) => parentKind({ parent: one.database_parent }) === 'page_id')
      return call('GET', `/v1/data_sources/${String(source?.id)}`)
    },
  ],
  [examples.me, () => call('GET', '/v1/users/me')],
  [
    examples.children,
    async () => call('GET', `/v1/blocks/${String((await anyPage()).id)}/children?page_size=100`),
  ],
  [examples.markdown, async () => call('GET', `/v1/pages/${String((await anyPage()).id)}/markdown`)],
  [examples.notFound, () => call('GET', '/v1/pages/00000000-0000-4000-8000-000000000000')],
  [examples.unauthorized, () => call('GET', '/v1/users/me', undefined, 'ntn_nobody')],
]

describe('the sandbox answers like Notion’s example', () => {
  it.each(SITUATIONS)('$name', async ({ status, body }, situation) => {
    const answer = await situation()
    expect(answer.status, JSON.stringify(answer.json)).toBe(status)
    expect(differences(body, answer.json)).toEqual([])
  })

  it('a title, a data source and the blocks of a page, each as the examples have them', async () => {
    const found = await searchAll(examples.searchRequest)
    const properties = Object.values((await anyPage()).properties as Record<string, Json>)
    const title = properties.find((one) => one.type === 'title' && (one.title as Json[]).length > 0)
    expect(differences(examples.titleProperty, title)).toEqual([])
    const blocks: Json[] = []
    for (const page of found.filter(({ object }) => object === 'page').slice(0, 60)) {
      const { json } = await call('GET', `/v1/blocks/${String(page.id)}/children?page_size=100`)
      blocks.push(...(json.results as Json[]))
    }
    const hasText = (one: Json) =>
      ((one.paragraph as Json | undefined)?.rich_text as Json[] | undefined)?.length
    const paragraph = blocks.find(
      (one) => hasText(one) && one.has_children === false && parentKind(one) === 'page_id',
    )
    expect(differences(examples.paragraph, paragraph)).toEqual([])
    expect(
      differences(
        examples.childPage,
        blocks.find(({ type }) => type === 'child_page'),
      ),
    ).toEqual([])
  })

  it('a limit that is reached: the same wait in the body and in the header', async () => {
    expect(at.sandbox.notion.behaviour.set({ limits: true })).toBeUndefined()
    const answers = await Promise.all(Array.from({ length: 181 }, () => call('GET', '/v1/users/me')))
    at.sandbox.notion.behaviour.reset()
    const refused = answers.find(({ status }) => status !== 200)
    expect(refused?.status).toBe(examples.tooMany.status)
    expect(differences(examples.tooMany.body, refused?.json)).toEqual([])
    const { retry_after } = refused?.json.additional_data as { retry_after: string }
    expect(refused?.headers.get('retry-after')).toBe(retry_after)
    at.sandbox.clock.advance(60_000)
  })

  it('takes the examples of a search in the trash and of a query by time', async () => {
    const trashed = await searchAll(examples.trashRequest)
    expect(trashed.length).toBeGreaterThan(0)
    expect(trashed.every((one) => one.in_trash === true)).toBe(true)
    const sources = await searchAll({ filter: { property: 'object', value: 'data_source' } })
    const path = `/v1/data_sources/${String(sources[0]?.id)}/query?filter_properties=title`
    const answer = await call('POST', path, examples.queryRequest)
    expect(answer.status, JSON.stringify(answer.json)).toBe(200)
  })

  it('takes the examples of a refresh, an introspection and a revocation', async () => {
    const { reply } = await exchange()
    const { refresh_token } = reply.json
    const again = await ask('/v1/oauth/token', { grant_type: 'refresh_token', refresh_token })
    expect(again.status, JSON.stringify(again.json)).toBe(200)
    expect(again.json.refresh_token).not.toBe(refresh_token)
    const token = again.json.access_token
    const known = await ask('/v1/oauth/introspect', { token })
    expect(known.json).toMatchObject({ active: true, request_id: expect.any(String) })
    expect((await ask('/v1/oauth/revoke', { token })).status).toBe(200)
  })
})
