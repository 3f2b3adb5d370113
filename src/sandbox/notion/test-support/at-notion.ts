import { answerWith } from '../../answer.ts'
import { createClock, type Clock } from '../../clock.ts'
import { createFaults, type Faults } from '../../faults.ts'
import { listenOnLoopback } from '../../listen.ts'
import { createRequestLog } from '../../request-log.ts'
import { NOTION_SCENARIOS } from '../scenarios.ts'
import { createNotion, type Notion, type NotionOptions } from '../server.ts'

type Json = Record<string, unknown>

/** An answer as tests look at it: the JSON taken apart where it is JSON. */
export type Answer = { status: number; headers: Headers; text: string; json: Json }

type CallOptions = {
  token?: string | null
  version?: string | null
  body?: unknown
  headers?: Record<string, string>
}

/** A Notion that listens on a free port, and a client that knows nothing of its insides. */
export type AtNotion = {
  notion: Notion
  faults: Faults
  clock: Clock
  origin: string
  /** What `readState` would be asked for. */
  changes: () => number
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>
  get: (path: string) => Promise<Answer>
  post: (path: string, body: unknown) => Promise<Answer>
  /** Every result of a list, part by part. */
  all: (path: string, body?: Json) => Promise<Json[]>
  /** Calls the token endpoint or a companion with the client in a Basic header. */
  ask: (what: 'token' | 'introspect' | 'revoke', body: unknown) => Promise<Answer>
  /** Opens the sign-in page; undefined leaves a parameter out. */
  openPage: (parameters?: Record<string, string | undefined>) => Promise<Answer>
  /** Answers the page as a person would, and returns the address that the browser is sent to. */
  decide: (page: Answer, decision: 'approve' | 'deny', pages?: readonly string[]) => Promise<URL>
  /** A whole sign-in; the tokens are those of the reply. */
  signIn: () => Promise<Json>
  play: (scenario: string) => void
  close: () => Promise<void>
}

/** The moment at which tests begin. */
export const NOW_MS = Date.UTC(2026, 10, 20, 12, 0, 30)

/** `pages` is 300 when left out: enough for every special page and for lists of three parts. */
export async function startAtNotion(options: Partial<NotionOptions> = {}): Promise<AtNotion> {
  const clock = createClock(() => NOW_MS)
  const faults = createFaults()
  let port = 0
  let changes = 0
  const notion = createNotion({
    ...{ seed: 1, now: clock.now, origin: () => `http://localhost:${port}`, limits: false, state: null },
    ...{ onChange: () => changes++, pages: 300 },
    ...options,
  })
  const log = createRequestLog()
  const listening = await listenOnLoopback(
    0,
    answerWith({ name: 'notion', service: notion, faults, log, latencyMs: 0, now: clock.now }),
  )
  port = listening.port
  const origin = `http://localhost:${port}`
  const { accessToken } = notion.grants.issue()

  const call: AtNotion['call'] = async (method, path, given = {}) => {
    const { token = accessToken, version = '2026-03-11', body, headers: more } = given
    const headers = new Headers(more)
    if (token !== null) headers.set('authorization', `Bearer ${token}`)
    if (version !== null) headers.set('notion-version', version)
    if (body !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json')
    const response = await fetch(new URL(path, origin), {
      ...{ method, headers, redirect: 'manual' },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
    const json = isJson ? (JSON.parse(text) as Json) : {}
    return { status: response.status, headers: response.headers, text, json }
  }
  const { clientId, clientSecret, redirectUris } = notion.app
  const ask: AtNotion['ask'] = (what, body) =>
    call('POST', `/v1/oauth/${what}`, {
      ...{ token: null, version: null, body },
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    })
  const openPage: AtNotion['openPage'] = (parameters = {}) => {
    const query = new URLSearchParams()
    const all = {
      ...{ client_id: clientId, redirect_uri: redirectUris[0], response_type: 'code' },
      ...{ owner: 'user', state: 'state of the test' },
      ...parameters,
    }
    for (const [name, value] of Object.entries(all)) if (value !== undefined) query.set(name, value)
    return call('GET', `/v1/oauth/authorize?${query.toString()}`, { token: null, version: null })
  }
  const decide: AtNotion['decide'] = async (page, decision, pages) => {
    const [, consent = ''] = /name="consent" value="([^"]+)"/.exec(page.text) ?? []
    const checked = [...page.text.matchAll(/name="page" value="([^"]+)" checked/g)].map(([, id]) => id ?? '')
    const form = new URLSearchParams({ consent, decision })
    for (const id of pages ?? checked) form.append('page', id)
    const answer = await call('POST', '/v1/oauth/authorize', {
      ...{ token: null, version: null, body: form.toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`The page answered ${answer.status} without a redirect`)
    return new URL(location)
  }

  return {
    ...{ notion, faults, clock, origin, call, ask, openPage, decide },
    changes: () => changes,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, { body }),
    all: async (path, body) => {
      const found: Json[] = []
      for (let cursor: string | null | undefined; cursor !== null;) {
        const mark = cursor === undefined ? {} : { start_cursor: cursor }
        const query = new URLSearchParams(mark).toString()
        const answer =
          body === undefined
            ? await call('GET', query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`)
            : await call('POST', path, { body: { ...body, ...mark } })
        if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
        found.push(...(answer.json.results as Json[]))
        cursor = answer.json.next_cursor as string | null
      }
      return found
    },
    signIn: async () => {
      const target = await decide(await openPage(), 'approve')
      const code = target.searchParams.get('code')
      const answer = await ask('token', {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUris[0],
      })
      if (answer.status !== 200)
        throw new Error(`The token endpoint answered ${answer.status}: ${answer.text}`)
      return answer.json
    },
    play: (name) => {
      const scenario = NOTION_SCENARIOS.find((one) => one.name === name)
      if (scenario === undefined) throw new Error(`There is no scenario ${name}`)
      for (const fault of scenario.faults ?? []) faults.add({ service: 'notion', ...fault })
      const reason = notion.behaviour.set(scenario.behaviour ?? {})
      if (reason !== undefined) throw new Error(reason)
    },
    close: listening.close,
  }
}
