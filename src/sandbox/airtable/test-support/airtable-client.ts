import { createHash, randomBytes } from 'node:crypto'
import { createCall, type Answer } from '../../sandbox-client.ts'
import type { AirtableAlone } from './airtable-alone.ts'
import { REGISTERED_SCOPES } from '../scopes.ts'

export type TokenReply = {
  access_token: string
  refresh_token: string
  token_type: string
  expires_in: number
  refresh_expires_in: number
  scope: string
}
type ClientKind = 'confidential' | 'public'

/** Calls the sandbox's Airtable over HTTP, and knows nothing of its insides but names and registrations. */
export function createAirtableClient({ airtable, api: origin }: Pick<AirtableAlone, 'airtable' | 'api'>) {
  const redirectUri = airtable.app.public.redirectUris[0] ?? ''
  const verifier = randomBytes(48).toString('base64url')

  const call = createCall(origin)

  /** Opens the authorize page; other parameters may be given, and undefined leaves one out. */
  const authorize = (
    parameters: Record<string, string | undefined> = {},
    client: ClientKind = 'public',
  ): Promise<Answer> => {
    const all: Record<string, string | undefined> = {
      client_id: airtable.app[client].clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: REGISTERED_SCOPES.join(' '),
      state: 'the.state-of_the-test',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...parameters,
    }
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value)
    return call('GET', `/oauth2/v1/authorize?${query.toString()}`)
  }
  /** Answers the page as a person would. */
  const answer = (page: Answer, decision: 'approve' | 'deny', more = ''): Promise<Answer> => {
    const [, consent = ''] = /name="consent" value="([^"]+)"/.exec(page.text) ?? []
    return call('POST', '/oauth2/v1/authorize', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `consent=${consent}&decision=${decision}${more}`,
    })
  }
  const targetOf = (reply: Answer): URL => new URL(reply.headers.get('location') ?? 'http://nowhere.invalid')
  const freshCode = async (client: ClientKind = 'public'): Promise<string> =>
    targetOf(await answer(await authorize({}, client), 'approve')).searchParams.get('code') ?? ''

  const { clientId, clientSecret } = airtable.app.confidential
  const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` }
  const token = (form: Record<string, string>, client: ClientKind = 'public'): Promise<Answer> =>
    client === 'confidential'
      ? call('POST', '/oauth2/v1/token', { headers: basic, form })
      : call('POST', '/oauth2/v1/token', { form: { client_id: airtable.app.public.clientId, ...form } })
  const exchange = (
    code: string,
    more: Record<string, string> = {},
    client: ClientKind = 'public',
  ): Promise<Answer> =>
    token(
      { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...more },
      client,
    )
  const refresh = (refreshToken: string, client: ClientKind = 'public'): Promise<Answer> =>
    token({ grant_type: 'refresh_token', refresh_token: refreshToken }, client)
  const signIn = async (client: ClientKind = 'public'): Promise<TokenReply> =>
    (await exchange(await freshCode(client), {}, client)).json as TokenReply

  /** The id of a base and of one of its tables, by name. */
  const place = (baseName: string, tableName: string): { base: string; table: string; path: string } => {
    const base = airtable.bases.list().find(({ name }) => name === baseName)
    const table = base?.tables.find(({ name }) => name === tableName)
    if (base === undefined || table === undefined) throw new Error(`There is no ${baseName} / ${tableName}`)
    return { base: base.id, table: table.id, path: `/v0/${base.id}/${table.id}` }
  }
  return {
    call,
    authorize,
    answer,
    targetOf,
    freshCode,
    token,
    exchange,
    refresh,
    signIn,
    place,
    redirectUri,
    basic,
  }
}

export type ListReply = {
  records: { id: string; createdTime: string; fields: Record<string, unknown> }[]
  offset?: string
}
