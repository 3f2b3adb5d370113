import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { err, ok } from '../../src/shared/result.ts'
import { appErrorSchema } from '../../src/shared/errors.ts'
import type { SignInPage } from '../../src/main/oauth/transport.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { changed } from '../support/changed.ts'
import { createDeferred } from '../support/deferred.ts'
import { answerJson, startLoopbackServer } from '../support/loopback-server.ts'
import { createScriptedBrowser } from '../support/scripted-browser.ts'
import { requestAt, signInAt } from '../support/sign-in-at.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  sandbox.requests.clear()
})
afterEach(() => {
  sandbox.faults.clear()
})

const tokenPosts = (): number => sandbox.requests.counts()['POST /oauth/2026-09/token'] ?? 0
const request = () => requestAt(sandbox.endpoints)

/** A sign-in whose page the person has answered; the redirect is left to the test. */
async function untilRedirect(consent: 'approve' | 'deny' = 'approve') {
  const redirect = createDeferred<{ callback: URL; page: SignInPage }>()
  const browser = createScriptedBrowser({
    consent,
    deliver: (callback, page) => redirect.resolve({ callback, page }),
  })
  const { signIn, alarms } = signInAt(browser)
  const outcome = signIn.run(request())
  const { callback, page } = await redirect.promise
  return { signIn, alarms, outcome, callback, page }
}

describe('a sign-in', () => {
  it('ends with a grant when the person agrees', async () => {
    const browser = createScriptedBrowser({ consent: 'approve' })
    const { signIn, alarms } = signInAt(browser)
    const outcome = await signIn.run(request())
    expect(outcome).toMatchObject({ ok: true })
    if (!outcome.ok) return
    expect(sandbox.hubspot.grants.readAccessToken(outcome.value.accessToken)?.scopes).toEqual(
      outcome.value.scopes,
    )
    expect(sandbox.hubspot.grants.readRefreshToken(outcome.value.refreshToken ?? '')).toBeDefined()
    expect(tokenPosts()).toBe(1)
    expect(browser.pages[0]?.signal.aborted).toBe(true)
    expect(alarms.map(({ isCalledOff }) => isCalledOff)).toEqual([true])
  })

  it('is denied with the provider\u2019s words when the person refuses, and no code is sent', async () => {
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'deny' }))
    expect(await signIn.run(request())).toEqual(
      err({ kind: 'sign-in-denied', reason: 'The user denied access to the app' }),
    )
    expect(tokenPosts()).toBe(0)
  })

  it('says which host cannot be reached', async () => {
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'approve' }))
    const gone = await startLoopbackServer(() => undefined)
    await gone.close()
    const { oauth, ...rest } = request()
    const outcome = await signIn.run({
      ...rest,
      oauth: { ...oauth, authorizationEndpoint: `${gone.origin}/oauth/authorize` },
    })
    expect(outcome).toEqual(err({ kind: 'sign-in-unreachable', host: new URL(gone.origin).host }))
  })

  it('asks for every scope, separated by %20, and for the registered redirect address', async () => {
    const { signIn } = signInAt({
      open: async ({ redirectUris, authorizationUrl }) => {
        const { scopes, client } = request()
        const { href, search, searchParams } = await authorizationUrl(redirectUris[1] ?? redirectUris[0]!)
        expect(search).not.toContain('+')
        expect(searchParams.get('scope')).toBe(scopes.required.join(' '))
        expect(searchParams.get('redirect_uri')).toBe(client.redirectUris[1])
        expect(searchParams.get('response_type')).toBe('code')
        expect(href).not.toContain(client.clientSecret)
        return err({ kind: 'cancelled' })
      },
    })
    expect(await signIn.run(request())).toEqual(err({ kind: 'cancelled' }))
  })
})

/** What a page could call the redirect address with, having no or somebody else's state. */
const strangers: [string, (callback: URL) => URL][] = [
  ['no state', (url) => changed(url, (all) => all.delete('state'))],
  ['an empty state', (url) => changed(url, (all) => all.set('state', ''))],
  ['another state of the same length', (url) => changed(url, (all) => all.set('state', 'A'.repeat(43)))],
  ['a shorter state', (url) => changed(url, (all) => all.set('state', all.get('state')?.slice(1) ?? ''))],
  ['a longer state', (url) => changed(url, (all) => all.set('state', `${all.get('state') ?? ''}A`))],
  [
    'the state in other letters',
    (url) => changed(url, (all) => all.set('state', swapCase(all.get('state') ?? ''))),
  ],
  ['the state twice', (url) => changed(url, (all) => all.append('state', all.get('state') ?? ''))],
  ['a wrong state before the right one', (url) => new URL(url.href.replace('?', '?state=A&'))],
  ['a wrong state after the right one', (url) => changed(url, (all) => all.append('state', 'A'))],
  ['two codes', (url) => changed(url, (all) => all.append('code', 'stolen'))],
  ['two issuers', (url) => new URL(`${url.href}&iss=a&iss=b`)],
  ['an error and no state', (url) => new URL(`${url.origin}${url.pathname}?error=access_denied`)],
  ['the state in the fragment', (url) => new URL(`${url.origin}${url.pathname}#${url.search.slice(1)}`)],
  ['another path', (url) => new URL(url.href.replace('/oauth/hubspot/', '/oauth/notion/'))],
  ['another port', (url) => new URL(url.href.replace(':17823', ':17833'))],
  ['another host', (url) => new URL(url.href.replace('localhost', '127.0.0.1'))],
]

const swapCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )

describe('an answer that is not to this sign-in', () => {
  it.each(strangers)('R01: with %s is ignored, and the right one still counts', async (_name, estrange) => {
    const { outcome, callback, page } = await untilRedirect()
    expect(page.onCallback(estrange(callback))).toBe('ignored')
    await new Promise((resolve) => setImmediate(resolve))
    expect(tokenPosts()).toBe(0)
    expect(page.signal.aborted).toBe(false)
    expect(page.onCallback(callback)).toBe('taken')
    expect((await outcome).ok).toBe(true)
    expect(tokenPosts()).toBe(1)
  })

  it('R01: does not end the sign-in however often it comes', async () => {
    const { outcome, callback, page } = await untilRedirect()
    const wrong = changed(callback, (all) => all.set('state', 'x'.repeat(43)))
    for (let time = 0; time < 200; time += 1) expect(page.onCallback(wrong)).toBe('ignored')
    expect(page.onCallback(callback)).toBe('taken')
    expect((await outcome).ok).toBe(true)
  })

  it('R03: but to the one before is ignored, whatever provider that was', async () => {
    const redirects: { callback: URL; page: SignInPage }[] = []
    const browser = createScriptedBrowser({
      consent: 'approve',
      deliver: (callback, page) => redirects.push({ callback, page }),
    })
    const { signIn } = signInAt(browser)
    const first = signIn.run(request())
    await vi.waitUntil(() => redirects.length === 1, 10_000)
    const second = signIn.run(request())
    await vi.waitUntil(() => redirects.length === 2, 10_000)
    expect(await first).toEqual(err({ kind: 'sign-in-cancelled' }))
    const [old, present] = redirects
    if (old === undefined || present === undefined) throw new Error('there were two')
    expect(old.page.onCallback(old.callback)).toBe('ignored')
    expect(present.page.onCallback(old.callback)).toBe('ignored')
    expect(tokenPosts()).toBe(0)
    expect(present.page.onCallback(present.callback)).toBe('taken')
    expect((await second).ok).toBe(true)
  })
})

describe('an answer that comes again', () => {
  it('R02: at once is exchanged once', async () => {
    const { outcome, callback, page } = await untilRedirect()
    const answers = Array.from({ length: 10 }, () => page.onCallback(new URL(callback)))
    expect(answers).toEqual(['taken', ...Array<string>(9).fill('repeated')])
    expect((await outcome).ok).toBe(true)
    expect(tokenPosts()).toBe(1)
  })

  it('R02: during the exchange and after it is exchanged once', async () => {
    sandbox.faults.add({ method: 'POST', path: '/oauth/2026-09/token', stallMs: 100 })
    const { outcome, callback, page } = await untilRedirect()
    expect(page.onCallback(callback)).toBe('taken')
    expect(page.onCallback(callback)).toBe('repeated')
    // The right state with another code is no repetition, and does not count either.
    expect(page.onCallback(changed(callback, (all) => all.set('code', 'another')))).toBe('ignored')
    expect((await outcome).ok).toBe(true)
    expect(page.onCallback(callback)).toBe('ignored')
    await new Promise((resolve) => setImmediate(resolve))
    expect(tokenPosts()).toBe(1)
  })
})

describe('an answer from somebody else', () => {
  it.each(['https://app.notion.com', 'https://app.hubspot.com.evil.example', 'http://localhost/'])(
    'R03: with the issuer "%s" ends the sign-in, and the code goes nowhere',
    async (issuer) => {
      const { outcome, callback, page } = await untilRedirect()
      expect(page.onCallback(changed(callback, (all) => all.set('iss', issuer)))).toBe('taken')
      expect(await outcome).toEqual(err({ kind: 'sign-in-state-mismatch' }))
      expect(tokenPosts()).toBe(0)
    },
  )

  it('R03: counts when it names the issuer that was asked', async () => {
    const { outcome, callback, page } = await untilRedirect()
    const { origin } = new URL(sandbox.endpoints.hubspot.authorize)
    page.onCallback(changed(callback, (all) => all.set('iss', origin)))
    expect((await outcome).ok).toBe(true)
  })

  it.each([
    ['no code', (all: URLSearchParams) => all.delete('code')],
    ['an empty code', (all: URLSearchParams) => all.set('code', '')],
  ])('with %s is refused, and nothing is sent', async (_name, change) => {
    const { outcome, callback, page } = await untilRedirect()
    expect(page.onCallback(changed(callback, change))).toBe('taken')
    expect(await outcome).toEqual(err({ kind: 'sign-in-refused', code: null }))
    expect(tokenPosts()).toBe(0)
  })

  it('is refused when the provider does not know its code', async () => {
    const { outcome, callback, page } = await untilRedirect()
    page.onCallback(changed(callback, (all) => all.set('code', 'eu1-invented')))
    expect(await outcome).toEqual(err({ kind: 'sign-in-refused', code: 'BAD_AUTH_CODE' }))
    expect(tokenPosts()).toBe(1)
  })
})

describe('an intercepted code', () => {
  it('R04: is worth nothing without the verifier', async () => {
    const { signIn, outcome, callback } = await untilRedirect()
    const { token, clientId, clientSecret, redirectUris } = sandbox.endpoints.hubspot
    const stolen = await fetch(token, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: callback.searchParams.get('code') ?? '',
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uri: redirectUris[0] ?? '',
        code_verifier: 'a'.repeat(43),
      }),
    })
    expect(stolen.status).toBe(400)
    expect(await stolen.json()).toMatchObject({ error: 'invalid_grant' })
    signIn.cancel()
    await outcome
  })

  it('R04: could not be guessed at: 1,000 sign-ins have 1,000 states and verifiers, each checked by the server', async () => {
    const challenges = new Map<string, string>()
    const verifiers = new Set<string>()
    const server = await startLoopbackServer(({ body }, response) => {
      const form = new URLSearchParams(body)
      const verifier = form.get('code_verifier') ?? ''
      verifiers.add(verifier)
      const computed = createHash('sha256').update(verifier).digest('base64url')
      const isProven = computed === challenges.get(form.get('code') ?? '')
      answerJson(response, isProven ? 200 : 400, {
        access_token: 'a',
        token_type: 'bearer',
        expires_in: 1_800,
      })
    })
    try {
      const { signIn } = signInAt({
        open: async ({ authorizationUrl, redirectUris: [redirectUri], onCallback }) => {
          if (redirectUri === undefined) throw new Error('no redirect address')
          const link = await authorizationUrl(redirectUri)
          const { searchParams } = link
          const state = searchParams.get('state') ?? ''
          const challenge = searchParams.get('code_challenge') ?? ''
          expect(searchParams.get('code_challenge_method')).toBe('S256')
          challenges.set(state, challenge)
          // The code is the state here, so that the server knows which challenge belongs to it.
          const callback = new URL(redirectUri)
          callback.searchParams.set('code', state)
          callback.searchParams.set('state', state)
          expect(onCallback(callback)).toBe('taken')
          return ok({ link, openAgain: async () => ok(null), close: async () => undefined })
        },
      })
      const { oauth, ...rest } = request()
      for (let time = 0; time < 1_000; time += 1) {
        const outcome = await signIn.run({
          ...rest,
          oauth: {
            ...oauth,
            authorizationEndpoint: `${server.origin}/authorize`,
            tokenEndpoint: `${server.origin}/token`,
          },
        })
        expect(outcome.ok).toBe(true)
      }
    } finally {
      await server.close()
    }
    expect(server.requests).toHaveLength(1_000)
    expect(challenges.size).toBe(1_000)
    expect(verifiers.size).toBe(1_000)
    // 32 random bytes each (RFC 7636, 4.1).
    for (const secret of [...challenges.keys(), ...verifiers]) expect(secret).toMatch(/^[\w-]{43}$/)
  })
})

describe('a person who does not come back', () => {
  it('R09: is waited for five minutes, not longer', async () => {
    const { alarms, outcome, callback, page } = await untilRedirect()
    expect(alarms.map(({ delayMs }) => delayMs)).toEqual([300_000])
    alarms[0]?.ring()
    expect(await outcome).toEqual(err({ kind: 'sign-in-timed-out' }))
    expect(page.signal.aborted).toBe(true)
    expect(page.onCallback(callback)).toBe('ignored')
    expect(tokenPosts()).toBe(0)
  })

  it('R09: is not waited for when the token endpoint is what takes so long', async () => {
    sandbox.faults.add({ method: 'POST', path: '/oauth/2026-09/token', stallMs: 100 })
    const { alarms, outcome, callback, page } = await untilRedirect()
    page.onCallback(callback)
    alarms[0]?.ring()
    expect(await outcome).toEqual(err({ kind: 'sign-in-timed-out' }))
    await vi.waitUntil(() => tokenPosts() === 1, 10_000)
  })
})

describe('a sign-in that was given up', () => {
  const ways: [string, (attempt: Awaited<ReturnType<typeof untilRedirect>>) => void][] = [
    ['cancelled', ({ signIn }) => signIn.cancel()],
    ['closed', ({ page }) => page.onClosed()],
    ['replaced by another', ({ signIn }) => void signIn.run(request())],
  ]

  it.each(ways)('R10: %s before the answer takes none any more', async (_name, giveUp) => {
    const attempt = await untilRedirect()
    giveUp(attempt)
    expect(await attempt.outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
    expect(attempt.page.signal.aborted).toBe(true)
    expect(attempt.alarms[0]?.isCalledOff).toBe(true)
    expect(attempt.page.onCallback(attempt.callback)).toBe('ignored')
    await new Promise((resolve) => setImmediate(resolve))
    expect(tokenPosts()).toBe(0)
    attempt.signIn.cancel()
  })

  it.each(ways.filter(([name]) => name !== 'closed'))(
    'R10: %s during the exchange is not crowned by a late success',
    async (_name, giveUp) => {
      sandbox.faults.add({ method: 'POST', path: '/oauth/2026-09/token', stallMs: 80 })
      const attempt = await untilRedirect()
      expect(attempt.page.onCallback(attempt.callback)).toBe('taken')
      giveUp(attempt)
      expect(await attempt.outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
      await vi.waitUntil(() => tokenPosts() === 1, 10_000)
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect(await attempt.outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
      attempt.signIn.cancel()
    },
  )

  it('closed during the exchange goes on: the answer is there, and the page has done its job', async () => {
    sandbox.faults.add({ method: 'POST', path: '/oauth/2026-09/token', stallMs: 80 })
    const { outcome, callback, page } = await untilRedirect()
    page.onCallback(callback)
    page.onClosed()
    expect((await outcome).ok).toBe(true)
  })

  it('R10: when the person closed the page is cancelled', async () => {
    const { signIn } = signInAt(createScriptedBrowser({ consent: 'close' }))
    expect(await signIn.run(request())).toEqual(err({ kind: 'sign-in-cancelled' }))
    expect(tokenPosts()).toBe(0)
  })

  it('R10: does not stand in the way of the next one', async () => {
    const answers = ['close', 'approve'] as const
    let page = 0
    const browser = createScriptedBrowser({ consent: () => answers[page++] ?? 'wait' })
    const { signIn } = signInAt(browser)
    expect((await signIn.run(request())).ok).toBe(false)
    expect((await signIn.run(request())).ok).toBe(true)
  })
})

describe('the words of a refusal', () => {
  async function reasonFor(description: string | null): Promise<unknown> {
    const { outcome, callback, page } = await untilRedirect('deny')
    page.onCallback(
      changed(callback, (all) => {
        if (description === null) all.delete('error_description')
        else all.set('error_description', description)
      }),
    )
    const result = await outcome
    if (result.ok || result.error.kind !== 'sign-in-denied') throw new Error('it was not denied')
    // What cannot pass the contract would reach no screen.
    expect(appErrorSchema.parse(result.error)).toEqual(result.error)
    return result.error.reason
  }

  it('R11: come out as they were, HTML included: text is all they are', async () => {
    const html = '<img src=x onerror="alert(1)"><script>x</script>'
    expect(await reasonFor(html)).toBe(html)
  })

  it.each([
    ['line breaks', 'one\r\ntwo\u2028three', 'one two three'],
    ['control characters', 'a\u0000\u001b[31mb\u007f\u009bc', 'a [31mb c'],
    ['characters that turn the text around', 'pay \u202e001\u202c \u2066now\u2069', 'pay  001   now'],
  ])('R11: come without %s', async (_name, given, expected) => {
    const reason = await reasonFor(given)
    expect(String(reason).replace(/ +/g, ' ')).toBe(expected.replace(/ +/g, ' '))
  })

  it('R11: are cut to 500, not in the middle of a character', async () => {
    expect(await reasonFor('x'.repeat(10_000))).toBe('x'.repeat(500))
    expect(String(await reasonFor(`${'x'.repeat(499)}😀😀`)).isWellFormed()).toBe(true)
  })

  it('R11: are the error code where there are none, and nothing where nothing is left of them', async () => {
    expect(await reasonFor(null)).toBe('access_denied')
    expect(await reasonFor('\u0000\u202e')).toBeNull()
  })
})
