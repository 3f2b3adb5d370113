import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAtNotion, type AtNotion } from './test-support/at-notion.ts'

let at: AtNotion
beforeAll(async () => {
  at = await startAtNotion()
})
afterAll(() => at.close())

const found = async (): Promise<unknown[]> => (await at.all('/v1/search', {})).map(({ id }) => id)

describe('the sign-in page of Notion', () => {
  it('offers the top pages in a plain form without script, all of them checked at first', async () => {
    const page = await at.openPage()
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/<legend>Select pages<\/legend>/)
    expect(page.text).toMatch(/<button[^>]*>Allow access<\/button>/)
    expect(page.text).toMatch(/<button[^>]*>Cancel<\/button>/)
    expect(page.text).not.toContain('<script')
    const boxes = [...page.text.matchAll(/name="page" value="([^"]+)" checked/g)].map(([, id]) => id)
    expect(boxes).toEqual(at.notion.pages.top())
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://localhost:17823; base-uri 'none'; frame-ancestors 'none'",
    )
  })

  it('sends the browser back with a code and the state, unchanged', async () => {
    const state = 'a+b&c=d "e" <f> %20 ü'
    const [, redirect_uri] = at.notion.app.redirectUris
    const target = await at.decide(await at.openPage({ redirect_uri, state }), 'approve')
    expect(`${target.origin}${target.pathname}`).toBe(redirect_uri)
    expect(target.searchParams.get('state')).toBe(state)
    expect(target.searchParams.get('code')).toMatch(/^[\da-f-]{36}$/)
  })

  it('gives the connection the chosen pages with all that stands on them, and nothing else', async () => {
    const [first = '', second = ''] = at.notion.pages.top()
    await at.decide(await at.openPage(), 'approve', [second])
    const seen = await found()
    expect(seen).toContain(second)
    expect(seen).toContain(at.notion.pages.special('longPage'))
    expect(seen).not.toContain(first)
    expect(seen).not.toContain(at.notion.pages.special('emptyTitle'))
    expect((await at.get(`/v1/pages/${first}`)).status).toBe(404)
    // The next page shows what is chosen at present.
    const page = await at.openPage()
    expect(page.text.match(/ checked/g)).toHaveLength(1)
    await at.decide(page, 'approve', at.notion.pages.top())
  })

  it('asks again when no page is chosen', async () => {
    const page = await at.openPage()
    await expect(at.decide(page, 'approve', [])).rejects.toThrow('answered 200 without a redirect')
    expect((await at.decide(page, 'deny')).searchParams.get('error')).toBe('access_denied')
  })

  it('takes each answer once', async () => {
    const page = await at.openPage()
    await at.decide(page, 'approve')
    await expect(at.decide(page, 'approve')).rejects.toThrow('answered 400 without a redirect')
  })

  it.each<[string, Record<string, string | undefined>, string]>([
    ['an unknown client', { client_id: 'somebody' }, 'Missing or invalid client_id.'],
    ['no client', { client_id: undefined }, 'Missing or invalid client_id.'],
    ['an unregistered port', { redirect_uri: 'http://localhost:9/oauth/notion/callback' }, 'redirect_uri'],
    ['a slash too many', { redirect_uri: 'http://localhost:17823/oauth/notion/callback/' }, 'redirect_uri'],
    ['no address where several are registered', { redirect_uri: undefined }, 'redirect_uri'],
    ['markup as address', { redirect_uri: '"><script>alert(1)</script>' }, 'Missing or invalid redirect_uri'],
  ])('shows a page with status 400, and no way on, for %s', async (_, parameters, sentence) => {
    const page = await at.openPage(parameters)
    expect(page.status).toBe(400)
    expect(page.text).toContain(sentence)
    expect(page.text).not.toMatch(/<form|<script/)
    expect(page.headers.get('location')).toBeNull()
  })

  it.each<[Record<string, string | undefined>, string]>([
    [{ owner: undefined }, 'invalid_request'],
    [{ owner: 'workspace' }, 'invalid_request'],
    [{ response_type: undefined }, 'unsupported_response_type'],
  ])('goes back to the app with an error for %o', async (parameters, error) => {
    const { status, headers } = await at.openPage(parameters)
    expect(status).toBe(302)
    const target = new URL(headers.get('location') ?? '')
    expect(target.origin).toBe('http://localhost:17823')
    expect(target.searchParams.get('error')).toBe(error)
    expect(target.searchParams.get('state')).toBe('state of the test')
    expect(target.searchParams.has('code')).toBe(false)
  })

  it('gives no code to a form that it never showed', async () => {
    const answer = await at.call('POST', '/v1/oauth/authorize', {
      ...{ token: null, body: 'consent=guessed&decision=approve' },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
  })
})
