import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSchemeTransport } from '../../src/main/oauth/scheme-transport.ts'
import { appScheme } from '../../src/main/oauth/redirect-address.ts'
import type { SignInPage, SignInTransport } from '../../src/main/oauth/transport.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import type { SignInPlace } from '../../src/shared/model/sign-in.ts'
import { err, ok } from '../../src/shared/result.ts'
import { consentAt } from '../support/scripted-browser.ts'
import { requestAt, signInAt } from '../support/sign-in-at.ts'

let sandbox: Sandbox
beforeAll(async () => {
  const redirectUris = { hubspot: [`${appScheme}:/oauth/hubspot/callback`] }
  sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1, redirectUris })
})
afterAll(() => sandbox.close())
beforeEach(() => sandbox.requests.clear())

const tokenPosts = (): number => sandbox.requests.counts()['POST /oauth/2026-09/token'] ?? 0

interface Opened {
  readonly place: SignInPlace
  readonly page: SignInPage
  readonly link: URL
}

/** A sign-in with pages that only remember that they were opened, as a page of each place tells them. */
function signInAnywhere(whatPagesTellWhenTheyEnd: (page: SignInPage) => void = () => undefined) {
  const opened: Opened[] = []
  const at = (place: SignInPlace): SignInTransport => ({
    async open(page) {
      const link = await page.authorizationUrl(page.redirectUris[0]!)
      page.signal.addEventListener('abort', () => whatPagesTellWhenTheyEnd(page))
      opened.push({ place, page, link })
      return ok({ link, openAgain: async () => ok(null), close: async () => undefined })
    },
  })
  let nowMs = 1_000_000
  const { signIn, alarms } = signInAt(at('window'), { transport: at, now: () => nowMs })
  const outcome = signIn.run(requestAt(sandbox.endpoints))
  return {
    signIn,
    alarms,
    outcome,
    opened,
    waitFor: (ms: number) => (nowMs += ms),
    until: (count: number) => vi.waitUntil(() => opened.length === count, 10_000),
  }
}

describe('a sign-in that goes on elsewhere', () => {
  it('is a new attempt, with a state of its own and five new minutes', async () => {
    const { signIn, outcome, opened, alarms, waitFor, until } = signInAnywhere()
    await until(1)
    const before = signIn.status()
    waitFor(240_000)
    expect(signIn.switchTo('browser').ok).toBe(true)
    await until(2)
    const [first, second] = opened
    expect(opened.map(({ place }) => place)).toEqual(['window', 'browser'])
    expect(second?.link.searchParams.get('state')).not.toBe(first?.link.searchParams.get('state'))
    expect(second?.link.searchParams.get('code_challenge')).not.toBe(
      first?.link.searchParams.get('code_challenge'),
    )
    expect(first?.page.signal.aborted).toBe(true)
    expect(alarms.map(({ isCalledOff }) => isCalledOff)).toEqual([true, false])
    const status = signIn.status()
    expect(status?.attempt).not.toBe(before?.attempt)
    expect(status).toMatchObject({ place: 'browser', handedOverAt: null, untilMs: 1_000_000 + 540_000 })
    // The page that was left has nothing to say any more.
    const late = await consentAt(first!.link)
    expect(first?.page.onCallback(late)).toBe('ignored')
    expect(second?.page.onCallback(late)).toBe('ignored')
    first?.page.onClosed()
    first?.page.onRefused('elsewhere.example')
    expect(tokenPosts()).toBe(0)
    expect(second?.page.onCallback(await consentAt(second.link))).toBe('taken')
    expect((await outcome).ok).toBe(true)
  })

  it('goes to the browser by itself where a page refuses to be used in a window, and says at whose', async () => {
    const { signIn, outcome, opened, until } = signInAnywhere()
    await until(1)
    opened[0]?.page.onRefused('accounts.example')
    await until(2)
    expect(opened[1]?.place).toBe('browser')
    expect(signIn.status()).toMatchObject({ place: 'browser', handedOverAt: 'accounts.example' })
    expect(opened[1]?.page.onCallback(await consentAt(opened[1].link))).toBe('taken')
    expect((await outcome).ok).toBe(true)
  })

  it('ends fifteen minutes after it began, however often it goes on', async () => {
    const { signIn, outcome, alarms, waitFor, until } = signInAnywhere()
    for (let time = 1; time <= 3; time += 1) {
      await until(time)
      waitFor(290_000)
      signIn.switchTo(time % 2 === 0 ? 'window' : 'browser')
    }
    await until(4)
    expect(alarms.map(({ delayMs }) => delayMs)).toEqual([300_000, 300_000, 300_000, 30_000])
    alarms[3]?.ring()
    expect(await outcome).toEqual(err({ kind: 'sign-in-timed-out' }))
  })

  it('R10: is not ended by what the page that was left tells when it goes', async () => {
    const { signIn, outcome, opened, until } = signInAnywhere((page) => {
      page.onClosed()
      page.onRefused('elsewhere.example')
    })
    await until(1)
    signIn.switchTo('browser')
    await until(2)
    expect(signIn.status()).not.toBeNull()
    opened[1]?.page.onCallback(await consentAt(opened[1].link))
    expect((await outcome).ok).toBe(true)
    expect(opened).toHaveLength(2)
  })

  it('stays where it is once the answer is there', async () => {
    const { signIn, outcome, opened, until } = signInAnywhere()
    await until(1)
    opened[0]?.page.onCallback(await consentAt(opened[0].link))
    expect(signIn.status()?.step).toBe('finishing')
    expect(signIn.switchTo('browser').ok).toBe(true)
    expect((await outcome).ok).toBe(true)
    expect(opened).toHaveLength(1)
  })

  it('cannot, where none waits', async () => {
    const { signIn, outcome } = signInAnywhere()
    signIn.cancel()
    await outcome
    const none = err({ kind: 'no-sign-in' })
    expect(signIn.switchTo('browser')).toEqual(none)
    expect(await signIn.openAgain()).toEqual(none)
    expect(signIn.paste('http://localhost/')).toEqual(none)
    expect(signIn.link()).toBeNull()
  })
})

describe('a sign-in through the app\u2019s own scheme', () => {
  it('takes the link that is the answer, and nothing else of what the system hands over', async () => {
    const links: URL[] = []
    const transport = createSchemeTransport(async (link) => {
      links.push(link)
      return true
    })
    const { signIn } = signInAt(transport)
    const early = new URL(`${appScheme}:/oauth/hubspot/callback?code=c&state=s`)
    expect(transport.receive(early)).toBe('ignored')
    const outcome = signIn.run({ ...requestAt(sandbox.endpoints), place: 'browser' })
    await vi.waitUntil(() => signIn.status()?.step === 'waiting', 10_000)
    expect(transport.receive(early)).toBe('ignored')
    const callback = await consentAt(links[0]!)
    expect(callback.href).toMatch(new RegExp(`^${appScheme}:/oauth/hubspot/callback\\?`))
    expect(transport.receive(new URL(callback.href.replace('/hubspot/', '/notion/')))).toBe('ignored')
    expect(transport.receive(new URL(callback.href.replace(`${appScheme}:/`, 'com.example:/')))).toBe(
      'ignored',
    )
    expect(tokenPosts()).toBe(0)
    expect(transport.receive(callback)).toBe('taken')
    expect(transport.receive(callback)).toBe('repeated')
    expect((await outcome).ok).toBe(true)
    expect(transport.receive(callback)).toBe('ignored')
    expect(tokenPosts()).toBe(1)
  })

  it('R10: takes nothing once it was given up', async () => {
    const links: URL[] = []
    const transport = createSchemeTransport(async (link) => {
      links.push(link)
      return true
    })
    const { signIn } = signInAt(transport)
    const outcome = signIn.run({ ...requestAt(sandbox.endpoints), place: 'browser' })
    await vi.waitUntil(() => signIn.status()?.step === 'waiting', 10_000)
    const callback = await consentAt(links[0]!)
    signIn.cancel()
    expect(transport.receive(callback)).toBe('ignored')
    expect(await outcome).toEqual(err({ kind: 'sign-in-cancelled' }))
    expect(tokenPosts()).toBe(0)
  })
})
