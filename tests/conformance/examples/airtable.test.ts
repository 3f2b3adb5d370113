import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTokenReply } from '../../../src/main/oauth/token-set.ts'
import { describeFailure } from '../../../src/main/providers/airtable/failures.ts'
import { oauth } from '../../../src/main/providers/airtable/oauth.ts'
import { basesSchema, tablesSchema, whoAmISchema } from '../../../src/main/providers/airtable/schema.ts'
import type { AppError } from '../../../src/shared/errors.ts'
import { accountIdSchema } from '../../../src/shared/model/account.ts'
import { startAtAirtable, type AtAirtable, type Reply } from '../airtable/at-airtable.ts'
import * as examples from './airtable-examples.ts'
import { differences, type Example } from './example.ts'

const accountId = accountIdSchema.parse('account-1')

let at: AtAirtable
let records = ''
beforeAll(async () => {
  at = await startAtAirtable()
  const base = at.bases.find(({ tables }) => tables.length > 1)
  records = `/${base?.id ?? ''}/${base?.tables[0]?.id ?? ''}`
})
afterAll(() => at.sandbox.close())

const redirectUri = () => at.sandbox.endpoints.airtable.redirectUris[0] ?? ''
const exchange = async (secret?: string): Promise<Reply> => {
  const { code, verifier } = await at.newCode()
  const form = { grant_type: 'authorization_code', redirect_uri: redirectUri() }
  return at.token({ ...form, code, code_verifier: verifier }, secret)
}
/** What the sandbox answers while a switch is turned. */
const whileIt = async (behaviour: object, ask: () => Promise<Reply>): Promise<Reply> => {
  expect(at.sandbox.airtable.behaviour.set(behaviour)).toBeUndefined()
  const reply = await ask()
  at.sandbox.airtable.behaviour.reset()
  return reply
}
/** Asks for the first page, then for the second with what came along. */
const secondPage = async (): Promise<Reply> => {
  const { json } = await at.call(`${records}?pageSize=5`)
  const { offset = '' } = json as { offset?: string }
  return at.call(`${records}?pageSize=5&offset=${encodeURIComponent(offset)}`)
}

describe('an example of Airtable’s replies', () => {
  it('is a token set for the app', () => {
    const body = oauth.conformTokenReply(examples.tokenReply.body)
    expect(readTokenReply(body, { refreshToken: null, scopes: [] }, 1_000)).toEqual({
      ok: true,
      value: {
        ...{ accessToken: 'opaque', refreshToken: 'opaque', obtainedAtMs: 1_000, expiresAtMs: 3_601_000 },
        scopes: ['data.records:read', 'schema.bases:read', 'user.email:read'],
      },
    })
  })

  it.each<[Example, ReturnType<typeof oauth.classifyTokenFailure>]>([
    [examples.invalidGrant, { class: 'revoked', code: 'invalid_grant' }],
    [examples.invalidClient, { class: 'client', code: 'invalid_client' }],
  ])('is a refusal for the app: $name', ({ status, body }, failure) => {
    expect(oauth.classifyTokenFailure({ status, headers: {}, body })).toEqual(failure)
  })

  it('is a login, a page of bases and the tables of one for the app', () => {
    expect(whoAmISchema.parse(examples.whoami.body)).toMatchObject({ email: 'foo@bar.example' })
    expect(basesSchema.parse(examples.bases.body)).toEqual(examples.bases.body)
    expect(tablesSchema.parse(examples.tables.body)).toEqual(examples.tables.body)
  })

  it.each<[Example, AppError]>([
    [examples.iteratorGone, { kind: 'rejected', message: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE', fields: [] }],
    [examples.notFound, { kind: 'not-found' }],
    [examples.tooMany, { kind: 'rate-limited', retryAfterMs: 30_000 }],
    [examples.monthSpent, { kind: 'quota-spent', period: 'month', untilMs: null }],
    [examples.forbidden, { kind: 'missing-permission', scopes: [] }],
  ])('is an error for the app: $name', ({ status, body }, error) => {
    expect(describeFailure({ status, headers: {}, body }, accountId)).toEqual(error)
  })
})

/** Each example, and the situation in which the sandbox answers like it. */
const SITUATIONS: [Example, () => Promise<Reply>][] = [
  [examples.tokenReply, () => exchange()],
  [examples.invalidGrant, () => at.token({ grant_type: 'refresh_token', refresh_token: 'unknown' })],
  [examples.invalidClient, () => exchange('wrong')],
  [examples.whoami, () => at.call('/meta/whoami')],
  [examples.bases, () => whileIt({ bases: 'many' }, () => at.call('/meta/bases'))],
  [examples.tables, () => at.call(`/meta/bases/${records.split('/')[1] ?? ''}/tables`)],
  [examples.records, () => at.call(`${records}?pageSize=5&returnFieldsByFieldId=true`)],
  [examples.iteratorGone, () => whileIt({ lostOffsets: 1 }, secondPage)],
  [examples.notFound, () => at.call(`${records}/recAAAAAAAAAAAAAA`)],
  [
    examples.tooMany,
    () =>
      whileIt({ limits: true }, async () => {
        const answers = await Promise.all(Array.from({ length: 6 }, () => at.call(records)))
        return answers.find(({ status }) => status === 429) ?? answers[0]!
      }),
  ],
  [examples.monthSpent, () => whileIt({ billing: 'spent' }, () => at.call(records))],
  [examples.forbidden, () => at.call('/appAAAAAAAAAAAAAA/tblAAAAAAAAAAAAAA')],
]

describe('the sandbox answers like Airtable’s example', () => {
  it.each(SITUATIONS)('$name', async ({ status, body }, situation) => {
    const answer = await situation()
    expect(answer.status, JSON.stringify(answer.json)).toBe(status)
    expect(differences(body, answer.json)).toEqual([])
  })

  it('a field that knows when a record changed', () => {
    const fields = at.bases.flatMap(({ tables }) => tables.flatMap((table) => table.fields))
    const found = fields.filter(({ type }) => type === 'lastModifiedTime')
    expect(found.map((field) => differences(examples.modifiedField, field))).toContainEqual([])
  })

  it('records whose cells are keyed by the ids of their fields, where that was asked for', async () => {
    const { json } = await at.call(`${records}?pageSize=5&returnFieldsByFieldId=true`)
    const { records: read } = json as { records: { fields: object }[] }
    for (const key of read.flatMap(({ fields }) => Object.keys(fields))) expect(key).toMatch(/^fld\w{14}$/)
  })
})
