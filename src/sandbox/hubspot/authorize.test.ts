import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'
import { REQUIRED_SCOPES } from './scopes.ts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 1, companies: 0, deals: 0 })
  client = createSandboxClient(sandbox.endpoints)
})
afterAll(() => sandbox.close())

const redirectUri = 'http://localhost:17833/oauth/hubspot/callback'

describe('the authorize page', () => {
  it('asks in words, with two named buttons', async () => {
    const page = await client.openAuthorizePage()
    expect(page.status).toBe(200)
    expect(page.text).toContain('Sample HubSpot account')
    expect(page.text).toMatch(/<button[^>]*>Connect app<\/button>/)
    expect(page.text).toMatch(/<button[^>]*>Cancel<\/button>/)
    for (const scope of REQUIRED_SCOPES) expect(page.text).toContain(`<code>${scope}</code>`)
  })

  it('forbids everything but its own style, its form, and the redirect that follows it', async () => {
    const page = await client.openAuthorizePage({ redirect_uri: redirectUri })
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self' http://localhost:17833; base-uri 'none'; frame-ancestors 'none'",
    )
  })

  it('sends the browser back with a code and the state, unchanged', async () => {
    const state = 'a+b&c=d "e" <f> %20 ü'
    const target = await client.decide(
      await client.openAuthorizePage({ redirect_uri: redirectUri, state }),
      'approve',
    )
    expect(`${target.origin}${target.pathname}`).toBe(redirectUri)
    expect(target.searchParams.get('state')).toBe(state)
    expect(target.searchParams.get('code')).toMatch(/^[\w-]{20,}$/)
  })

  it('sends the browser back with an error and no code when the person cancels', async () => {
    const target = await client.decide(await client.openAuthorizePage(), 'deny')
    expect(Object.fromEntries(target.searchParams)).toEqual({
      error: 'access_denied',
      error_description: 'The user denied access to the app',
      state: 'state of the test',
    })
  })

  it('chooses the account whose number stands in the path, and refuses any other', async () => {
    const { search } = new URL(
      sandbox.endpoints.hubspot.authorize +
        `?client_id=${sandbox.endpoints.hubspot.clientId}&redirect_uri=${encodeURIComponent(redirectUri)}&scope=${REQUIRED_SCOPES.join('%20')}`,
    )
    expect((await client.call('GET', `/oauth/147312908/authorize${search}`)).status).toBe(200)
    expect((await client.call('GET', `/oauth/1/authorize${search}`)).text).toContain('do not have access')
  })

  it.each([
    ['%20', 200],
    ['+', 200],
    [',', 400],
    ['%2B', 400],
    ['%2520', 400],
  ])('takes scopes with %s between them: %d', async (separator, status) => {
    const { clientId } = sandbox.endpoints.hubspot
    const query = `client_id=${clientId}&redirect_uri=${encodeURIComponent(redirectUri)}`
    const scope = REQUIRED_SCOPES.join(separator)
    expect((await client.call('GET', `/oauth/authorize?${query}&scope=${scope}`)).status).toBe(status)
  })

  it('takes each answer once', async () => {
    const page = await client.openAuthorizePage()
    await client.decide(page, 'approve')
    await expect(client.decide(page, 'approve')).rejects.toThrow('answered 400 without a redirect')
  })

  it('drops optional scopes that it does not know, without a word', async () => {
    const page = await client.openAuthorizePage({
      optional_scope: 'crm.objects.owners.read crm.objects.dragons.read',
    })
    expect(page.text).toContain('crm.objects.owners.read')
    expect(page.text).not.toContain('dragons')
  })

  it.each<[string, Record<string, string | undefined>, string]>([
    ['an unknown client', { client_id: 'somebody' }, 'client ID is missing or wrong'],
    ['no client', { client_id: undefined }, 'client ID is missing or wrong'],
    [
      'an unregistered port',
      { redirect_uri: 'http://localhost:9999/oauth/hubspot/callback' },
      'does not match any',
    ],
    [
      'a literal address',
      { redirect_uri: 'http://127.0.0.1:17823/oauth/hubspot/callback' },
      'does not match any',
    ],
    [
      'a slash too many',
      { redirect_uri: 'http://localhost:17823/oauth/hubspot/callback/' },
      'does not match any',
    ],
    ['no redirect address', { redirect_uri: undefined }, 'does not match any'],
    [
      'a required scope left out',
      { scope: 'oauth crm.objects.contacts.read' },
      'Missing: crm.objects.contacts.write',
    ],
    ['an unknown scope', { scope: `${REQUIRED_SCOPES.join(' ')} crm.dragons` }, 'Unknown: crm.dragons'],
    ['a plain challenge', { code_challenge: 'abc', code_challenge_method: 'plain' }, 'must be S256'],
  ])('shows a page with status 400, and no way on, for %s', async (_, parameters, sentence) => {
    const page = await client.openAuthorizePage(parameters)
    expect(page.status).toBe(400)
    expect(page.headers.get('location')).toBeNull()
    expect(page.headers.get('content-security-policy')).toContain("form-action 'none'")
    expect(page.text).toContain(sentence)
    expect(page.text).not.toContain('<form')
  })

  it('shows what it was sent as text only', async () => {
    const page = await client.openAuthorizePage({ redirect_uri: '"><script>alert(1)</script>' })
    expect(page.text).not.toContain('<script')
    expect(page.text).toContain('&#60;script&#62;')
  })

  it('gives no code to a form that it never showed', async () => {
    const answer = await client.call('POST', '/oauth/authorize', {
      form: { consent: 'guessed', decision: 'approve' },
    })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('location')).toBeNull()
  })
})
