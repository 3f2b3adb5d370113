import { createHash, randomBytes } from 'node:crypto'
import Airtable from 'airtable'
import { startSandbox, type Sandbox, type StartOptions } from '../../../src/sandbox/start-sandbox.ts'
import { approve } from '../approve.ts'

export const SCOPES = 'data.records:read data.records:write schema.bases:read user.email:read'

export interface AirtableTokens {
  readonly access_token: string
  readonly refresh_token: string
}

/** What a reply of the plain kind tells a test. */
export interface Reply {
  readonly status: number
  readonly json: unknown
}

export interface BaseSchema {
  readonly id: string
  readonly name: string
  readonly tables: readonly TableSchema[]
}
export interface TableSchema {
  readonly id: string
  readonly name: string
  readonly primaryFieldId: string
  readonly fields: readonly { readonly id: string; readonly name: string; readonly type: string }[]
}

/** A sandbox, Airtable's own client signed in there, and plain calls for what that client does not know. */
export interface AtAirtable {
  readonly sandbox: Sandbox
  readonly client: Airtable
  readonly tokens: AirtableTokens
  /** Every base with its tables, in the order of the list. */
  readonly bases: readonly BaseSchema[]
  clientWith(options: { apiKey?: string; retries?: boolean }): Airtable
  call(path: string, given?: { token?: string | null; body?: unknown }): Promise<Reply>
  /** Asks the token endpoint, with the client's secret in the header. */
  token(form: Record<string, string>, secret?: string): Promise<Reply>
  newCode(scope?: string): Promise<{ code: string; verifier: string }>
  signIn(scope?: string): Promise<AirtableTokens>
}

export async function startAtAirtable(options: StartOptions = {}): Promise<AtAirtable> {
  const sandbox = await startSandbox({
    ...{ contacts: 1, companies: 1, deals: 1, notionPages: 1, airtableRecords: 900 },
    ...options,
  })
  const place = sandbox.endpoints.airtable
  const { origin } = new URL(place.api)
  const redirectUri = place.redirectUris[0] ?? ''

  const newCode: AtAirtable['newCode'] = async (scope = SCOPES) => {
    const verifier = randomBytes(32).toString('base64url')
    const page = new URL(place.authorize)
    page.search = new URLSearchParams({
      ...{ client_id: place.clientId, redirect_uri: redirectUri, response_type: 'code', scope },
      state: randomBytes(24).toString('base64url'),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString()
    const target = await approve(page)
    return { code: target.searchParams.get('code') ?? '', verifier }
  }
  const token: AtAirtable['token'] = async (form, secret = place.clientSecret) => {
    const authorization = `Basic ${Buffer.from(`${place.clientId}:${secret}`).toString('base64')}`
    const body = new URLSearchParams(form)
    const response = await fetch(place.token, { method: 'POST', headers: { authorization }, body })
    return { status: response.status, json: await response.json() }
  }
  const signIn: AtAirtable['signIn'] = async (scope) => {
    const { code, verifier } = await newCode(scope)
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }
    const { status, json } = await token(form)
    if (status !== 200) throw new Error(`The token endpoint answered ${status}: ${JSON.stringify(json)}`)
    return json as AirtableTokens
  }

  const tokens = await signIn()
  const call: AtAirtable['call'] = async (path, { token: given = tokens.access_token, body } = {}) => {
    const response = await fetch(`${origin}/v0${path}`, {
      headers: {
        ...(given === null ? {} : { authorization: `Bearer ${given}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    return { status: response.status, json: await response.json() }
  }
  const clientWith: AtAirtable['clientWith'] = ({ apiKey = tokens.access_token, retries = false }) =>
    new Airtable({ apiKey, endpointUrl: origin, noRetryIfRateLimited: !retries, requestTimeout: 600_000 })
  const bases = await readSchema(call)
  return { sandbox, tokens, bases, call, token, newCode, signIn, clientWith, client: clientWith({}) }
}

async function readSchema(call: AtAirtable['call']): Promise<BaseSchema[]> {
  const { json } = await call('/meta/bases')
  const { bases } = json as { bases: { id: string; name: string }[] }
  return Promise.all(
    bases.map(async ({ id, name }) => {
      const schema = await call(`/meta/bases/${id}/tables`)
      return { id, name, ...(schema.json as { tables: TableSchema[] }) }
    }),
  )
}

/** The ids of a table, read without the client: in small pages, by POST. */
export async function idsIn(
  { call, sandbox }: AtAirtable,
  base: string,
  table: string,
  pageSize: number,
): Promise<string[]> {
  const ids: string[] = []
  let offset: string | undefined
  do {
    const body = { pageSize, ...(offset === undefined ? {} : { offset }) }
    const { status, json } = await call(`/${base}/${table}/listRecords`, { body })
    if (status !== 200) throw new Error(`listRecords answered ${status}`)
    const page = json as { records: { id: string }[]; offset?: string }
    ids.push(...page.records.map(({ id }) => id))
    offset = page.offset
    sandbox.clock.advance(1_000)
  } while (offset !== undefined)
  return ids
}

/** What the sandbox itself holds of a table that only made-up records are in. */
export function heldIds({ sandbox }: AtAirtable, base: string, table: string): string[] {
  const { bases } = sandbox.airtable
  const tables = bases.list().find(({ id }) => id === base)?.tables ?? []
  const positions = tables.find(({ id }) => id === table)?.records ?? 0
  const ids = Array.from({ length: positions }, (_, position) => bases.recordIdAt(base, table, position))
  return ids.filter((id) => bases.readRecord(base, table, id) !== undefined)
}

/** The table that has the most records, and its base. */
export async function largestTable(
  at: AtAirtable,
): Promise<{ base: BaseSchema; table: TableSchema; ids: string[] }> {
  let largest: { base: BaseSchema; table: TableSchema; ids: string[] } | undefined
  for (const base of at.bases) {
    for (const table of base.tables) {
      const ids = await idsIn(at, base.id, table.id, 100)
      if (largest === undefined || ids.length > largest.ids.length) largest = { base, table, ids }
    }
  }
  if (largest === undefined) throw new Error('there is no table')
  return largest
}

/** What Airtable's client gives instead of an answer; it is no Error. */
export interface Refusal {
  readonly error: string
  readonly message: string
  readonly statusCode: number
}

/** The refusal of a call that must not succeed. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'statusCode' in error) return error as Refusal
    throw error
  }
  throw new Error('the call was answered')
}
