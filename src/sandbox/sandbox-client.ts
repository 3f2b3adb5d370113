import { createHash, randomBytes } from 'node:crypto'
import { REQUIRED_SCOPES } from './hubspot/scopes.ts'
import type { SandboxEndpoints } from './start-sandbox.ts'

/** An answer as tests look at it: the JSON taken apart where it is JSON. */
export type Answer = { status: number; headers: Headers; text: string; json: unknown }

export type Tokens = { accessToken: string; refreshToken: string }

/** What goes with a call besides method and path. */
export type Given = {
  token?: string
  body?: unknown
  form?: Record<string, string>
  headers?: Record<string, string>
}

/** Calls one service; a redirect is an answer like any other. */
export function createCall(origin: string): (method: string, path: string, given?: Given) => Promise<Answer> {
  return async (method: string, path: string, given: Given = {}): Promise<Answer> => {
    const headers = new Headers(given.headers)
    if (given.token !== undefined) headers.set('authorization', `Bearer ${given.token}`)
    let body: string | null = null
    if (given.form !== undefined) {
      headers.set('content-type', 'application/x-www-form-urlencoded')
      body = new URLSearchParams(given.form).toString()
    } else if (given.body !== undefined) {
      headers.set('content-type', 'application/json')
      body = typeof given.body === 'string' ? given.body : JSON.stringify(given.body)
    }
    const response = await fetch(new URL(path, origin), { method, headers, body, redirect: 'manual' })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    }
  }
}

/**
 * A small HTTP client for tests of the sandbox, in this process or another: it knows addresses, forms and
 * headers, and none of the sandbox's insides.
 */
export function createSandboxClient({ hubspot, admin }: Pick<SandboxEndpoints, 'hubspot' | 'admin'>) {
  const origin = new URL(hubspot.authorize).origin

  const call = createCall(origin)

  /** Opens the authorize page; more or other parameters may be given, and undefined leaves one out. */
  const openAuthorizePage = (parameters: Record<string, string | undefined> = {}): Promise<Answer> => {
    const all = {
      client_id: hubspot.clientId,
      redirect_uri: hubspot.redirectUris[0],
      scope: REQUIRED_SCOPES.join(' '),
      state: 'state of the test',
      ...parameters,
    }
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value)
    return call('GET', `/oauth/authorize?${query.toString()}`)
  }

  /** Answers the page as a person would, and returns the address that the browser is sent to. */
  const decide = async (page: Answer, decision: 'approve' | 'deny'): Promise<URL> => {
    const [, consent = ''] = /name="consent" value="([^"]+)"/.exec(page.text) ?? []
    const answer = await call('POST', '/oauth/authorize', { form: { consent, decision } })
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`The authorize page answered ${answer.status} without a redirect`)
    return new URL(location)
  }

  const token = (form: Record<string, string>): Promise<Answer> =>
    call('POST', new URL(hubspot.token).pathname, {
      form: { client_id: hubspot.clientId, client_secret: hubspot.clientSecret, ...form },
    })

  /** A whole sign-in with PKCE; throws unless it succeeds. */
  const signIn = async (optionalScopes: readonly string[] = []): Promise<Tokens> => {
    const verifier = randomBytes(32).toString('base64url')
    const page = await openAuthorizePage({
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(optionalScopes.length > 0 ? { optional_scope: optionalScopes.join(' ') } : {}),
    })
    const target = await decide(page, 'approve')
    const answer = await token({
      grant_type: 'authorization_code',
      code: target.searchParams.get('code') ?? '',
      redirect_uri: hubspot.redirectUris[0] ?? '',
      code_verifier: verifier,
    })
    if (answer.status !== 200) throw new Error(`The token endpoint answered ${answer.status}: ${answer.text}`)
    const { access_token, refresh_token } = answer.json as { access_token: string; refresh_token: string }
    return { accessToken: access_token, refreshToken: refresh_token }
  }

  /** Calls the admin port of the sandbox. */
  const control = (method: string, path: string, body?: unknown): Promise<Answer> => {
    if (admin === undefined) throw new Error('This sandbox was started without an admin port')
    return call(method, `${admin.url}/${path}`, { body, token: admin.token })
  }

  return { call, openAuthorizePage, decide, token, signIn, control }
}
