import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createLoopbackTransport } from '../../src/main/oauth/loopback-transport.ts'
import type { SignInOrder } from '../../src/main/oauth/sign-in.ts'
import { listenOnLoopback } from '../../src/sandbox/listen.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { err } from '../../src/shared/result.ts'
import { changed } from '../support/changed.ts'
import { createDeferred } from '../support/deferred.ts'
import { freePorts } from '../support/free-ports.ts'
import { rawGet, rawRequest, statusOf } from '../support/raw-request.ts'
import { consentAt } from '../support/scripted-browser.ts'
import { requestAt, signInAt } from '../support/sign-in-at.ts'
import { wrongRequests } from '../support/wrong-requests.ts'

let sandbox: Sandbox
let addresses: string[]

// Ports of its own for every test: the one before still shows its last page for a moment.
beforeEach(async () => {
  addresses = (await freePorts(3)).map((port) => `http://localhost:${port}/oauth/hubspot/callback`)
  const redirectUris = { hubspot: addresses }
  sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1, redirectUris })
})
afterEach(() => sandbox.close())

const tokenPosts = (): number => sandbox.requests.counts()['POST /oauth/2026-09/token'] ?? 0
const portAt = (at: number): number => Number(new URL(addresses[at] ?? '').port)

/** A sign-in whose browser has the page and the person's decision; following the redirect is left to the test. */
async function untilRedirect(decision: 'approve' | 'deny' = 'approve', order: Partial<SignInOrder> = {}) {
  const redirect = createDeferred<URL>()
  const links: URL[] = []
  const transport = createLoopbackTransport(async (link) => {
    links.push(link)
    // A sandbox that is closed by then is that of a test whose sign-in was not to be answered.
    void consentAt(link, decision).then(redirect.resolve, () => undefined)
    return true
  })
  const { signIn, alarms } = signInAt(transport)
  const outcome = signIn.run({ ...requestAt(sandbox.endpoints), place: 'browser', ...order })
  onTestFinished(() => signIn.cancel())
  const callback = await redirect.promise
  return { signIn, alarms, outcome, callback, links, transport }
}

/** Follows a redirect as a browser does, with the cookies and the cache that it does not have here. */
const open = (url: URL | string): Promise<Response> => fetch(url, { redirect: 'follow' })

async function isListening(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

describe('a sign-in in the browser', () => {
  it('ends with a grant, and the browser at a page of fixed words that is no part of the address', async () => {
    const { outcome, callback, signIn } = await untilRedirect()
    expect(signIn.status()).toMatchObject({ place: 'browser', step: 'waiting', canPaste: true })
    const sentOn = await rawGet(callback)
    expect(statusOf(sentOn)).toBe(303)
    expect(sentOn).toMatch(/\r\nlocation: \/portolan\/answered\r\n/)
    expect(sentOn).toMatch(/\r\ncache-control: no-store\r\n/)
    expect(sentOn).not.toContain(callback.searchParams.get('code'))
    const page = await open(callback)
    expect(page.url).toBe(`${callback.origin}/portolan/answered`)
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await page.text()).toContain('You can close this tab')
    expect((await outcome).ok).toBe(true)
    expect(tokenPosts()).toBe(1)
  })

  it('R11: says so when access was declined, and shows nothing of what the address says', async () => {
    const { outcome, callback } = await untilRedirect('deny')
    const reason = '<script>alert(1)</script>'
    const page = await open(changed(callback, (all) => all.set('error_description', reason)))
    const text = await page.text()
    expect(text).toContain('No access was given')
    expect(text).not.toContain('alert')
    expect(await outcome).toEqual(err({ kind: 'sign-in-denied', reason }))
    expect(tokenPosts()).toBe(0)
  })

  it('R05: is listened for on the two loopback addresses alone, and only while it waits', async () => {
    expect(await isListening(portAt(0))).toBe(false)
    const { signIn, outcome } = await untilRedirect()
    expect(await isListening(portAt(0), '127.0.0.1')).toBe(true)
    expect(await isListening(portAt(0), '::1')).toBe(true)
    signIn.cancel()
    await outcome
    expect(await isListening(portAt(0), '127.0.0.1')).toBe(false)
    expect(await isListening(portAt(0), '::1')).toBe(false)
  })

  it('can be answered over either address family', async () => {
    const { outcome, callback } = await untilRedirect()
    expect(statusOf(await rawGet(callback, '::1'))).toBe(303)
    expect((await outcome).ok).toBe(true)
  })

  it.each([
    ['/integrations/hubspot/oauth2callback', 'localhost', ['127.0.0.1', '::1'], []],
    ['/x', '127.0.0.1', ['127.0.0.1'], ['::1']],
    ['/x', '[::1]', ['::1'], ['127.0.0.1']],
  ])('works with a registered %s at %s', async (path, name, families, others) => {
    const [port = 0] = await freePorts(1)
    const address = `http://${name}:${port}${path}`
    const own = await startSandbox({
      contacts: 1,
      companies: 1,
      deals: 1,
      redirectUris: { hubspot: [address] },
    })
    onTestFinished(() => own.close())
    const { outcome, callback } = await untilRedirect('approve', requestAt(own.endpoints))
    for (const family of families) expect(await isListening(port, family), family).toBe(true)
    for (const family of others) expect(await isListening(port, family), family).toBe(false)
    expect(callback.href.startsWith(address)).toBe(true)
    expect(statusOf(await rawGet(callback, families[0]))).toBe(303)
    expect((await outcome).ok).toBe(true)
  })

  it('says when no browser could be started, and stops listening', async () => {
    const { signIn } = signInAt(createLoopbackTransport(async () => false))
    const outcome = await signIn.run({ ...requestAt(sandbox.endpoints), place: 'browser' })
    expect(outcome).toEqual(err({ kind: 'browser-not-opened' }))
    expect(await isListening(portAt(0))).toBe(false)
  })

  it('opens the same link again', async () => {
    const { signIn, links } = await untilRedirect()
    await signIn.openAgain()
    expect(links).toHaveLength(2)
    expect(links[1]).toEqual(links[0])
    expect(signIn.link()).toEqual(links[0])
  })

  it('goes on after the one before at the same port, though that one still shows its last page', async () => {
    const first = await untilRedirect()
    expect(statusOf(await rawGet(first.callback))).toBe(303)
    expect((await first.outcome).ok).toBe(true)
    expect(await isListening(portAt(0))).toBe(true)
    // The same transport, as in the app, where the registered address is the only one.
    const { signIn } = signInAt(first.transport)
    const order = requestAt(sandbox.endpoints)
    const client = { ...order.client, redirectUris: addresses.slice(0, 1) }
    const second = signIn.run({ ...order, place: 'browser', client })
    await vi.waitUntil(() => signIn.status()?.step === 'waiting', 10_000)
    signIn.cancel()
    expect(await second).toEqual(err({ kind: 'sign-in-cancelled' }))
  })
})

describe('a port that somebody else holds', () => {
  it.each(['127.0.0.1', '::1'])('R06: on %s alone makes the next registered one be taken', async (host) => {
    const { createServer } = await import('node:net')
    const holder = createServer().listen(portAt(0), host)
    onTestFinished(() => void holder.close())
    await vi.waitUntil(() => holder.listening, 10_000)
    const { outcome, callback } = await untilRedirect()
    expect(Number(callback.port)).toBe(portAt(1))
    const otherFamily = host === '::1' ? '127.0.0.1' : '::1'
    expect(await isListening(portAt(0), otherFamily)).toBe(false)
    expect(statusOf(await rawGet(callback))).toBe(303)
    expect((await outcome).ok).toBe(true)
  })

  it('R06: wherever one is registered ends the sign-in, and names the ports', async () => {
    const holders = await Promise.all([0, 1, 2].map((at) => listenOnLoopback(portAt(at), () => undefined)))
    onTestFinished(async () => {
      for (const { close } of holders) await close()
    })
    const opened = vi.fn(async () => true)
    const { signIn } = signInAt(createLoopbackTransport(opened))
    const outcome = await signIn.run({ ...requestAt(sandbox.endpoints), place: 'browser' })
    expect(outcome).toEqual(err({ kind: 'sign-in-ports-taken', ports: [portAt(0), portAt(1), portAt(2)] }))
    expect(opened).not.toHaveBeenCalled()
  })
})

describe('what arrives besides the answer', () => {
  it('R07: bad host, method, path or size gets a 4xx, and the listener goes on', async () => {
    const { outcome, callback } = await untilRedirect()
    const at = { callback, path: callback.pathname, query: callback.search, host: callback.host }
    for (const [name, status, head] of wrongRequests) {
      const reply = await rawRequest(Number(callback.port), head(at))
      // Whoever still sends when it is closed may not get to see the reply.
      expect([status, 0], name).toContain(statusOf(reply))
      expect(reply, name).not.toContain('evil')
    }
    expect(tokenPosts()).toBe(0)
    expect(statusOf(await rawGet(callback))).toBe(303)
    expect((await outcome).ok).toBe(true)
    expect(tokenPosts()).toBe(1)
  })

  it('R01: a wrong state gets 400 however often, and the right one still counts', async () => {
    const { outcome, callback } = await untilRedirect()
    const wrong = changed(callback, (all) => all.set('state', 'x'.repeat(43)))
    const replies: string[] = []
    for (let time = 0; time < 60; time += 1) replies.push(await rawGet(wrong))
    expect(new Set(replies.map(statusOf))).toEqual(new Set([400]))
    // The first ones are explained to whoever may have an old tab, the others cost nothing.
    expect(replies.filter((reply) => reply.includes('Nothing waits for this answer'))).toHaveLength(20)
    expect(tokenPosts()).toBe(0)
    expect(statusOf(await rawGet(callback))).toBe(303)
    expect((await outcome).ok).toBe(true)
  })

  it('R02: the answer in two browsers at once and once more is exchanged once, and both see the page', async () => {
    sandbox.faults.add({ method: 'POST', path: '/oauth/2026-09/token', stallMs: 100 })
    const { outcome, callback } = await untilRedirect()
    const pages = await Promise.all([open(callback), open(callback)])
    expect(pages.map(({ status, url }) => [status, url])).toEqual(
      Array.from({ length: 2 }, () => [200, `${callback.origin}/portolan/answered`]),
    )
    expect((await outcome).ok).toBe(true)
    const late = await open(callback)
    expect(late.url).toBe(`${callback.origin}/portolan/answered`)
    expect(statusOf(await rawGet(changed(callback, (all) => all.set('code', 'another'))))).toBe(400)
    expect(tokenPosts()).toBe(1)
  })

  it('R08: 50 slow connections are dropped, and the browser is served meanwhile', async () => {
    const { signIn, outcome, callback } = await untilRedirect()
    const port = Number(callback.port)
    const slow: Socket[] = []
    const closed = vi.fn()
    const begin = async (count: number, text: string): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        const socket = connect(port, '127.0.0.1', () => socket.write(text))
        socket.on('close', closed)
        socket.on('error', () => undefined)
        socket.resume()
        slow.push(socket)
      }
    }
    onTestFinished(() => slow.forEach((socket) => socket.destroy()))
    await begin(25, '')
    await begin(25, `GET ${callback.pathname}${callback.search} HTTP/1.1\r\nHost: `)
    const wrong = changed(callback, (all) => all.set('state', 'x'))
    expect(statusOf(await rawGet(wrong))).toBe(400)
    await vi.waitUntil(() => closed.mock.calls.length === 50, 20_000)
    expect(signIn.status()?.step).toBe('waiting')
    // A crowd that pushes in: the oldest of it go at once, so that there is room for whoever comes last.
    await begin(100, 'GET ')
    const answered = rawGet(callback)
    await begin(20, 'GET ')
    expect(statusOf(await answered)).toBe(303)
    expect((await outcome).ok).toBe(true)
    await vi.waitUntil(() => closed.mock.calls.length >= slow.length - 64, 3_000)
  })
})

describe('a sign-in in the browser that is over', () => {
  it.each<[string, (attempt: Awaited<ReturnType<typeof untilRedirect>>) => void, string]>([
    ['R09: because nobody came back', ({ alarms }) => alarms[0]?.ring(), 'sign-in-timed-out'],
    ['R10: because it was cancelled', ({ signIn }) => signIn.cancel(), 'sign-in-cancelled'],
  ])('%s has closed its port, which can be bound again, and takes no answer', async (_name, end, kind) => {
    const attempt = await untilRedirect()
    expect(attempt.alarms[0]?.delayMs).toBe(300_000)
    end(attempt)
    expect(await attempt.outcome).toEqual(err({ kind }))
    expect(attempt.signIn.status()).toBeNull()
    expect(attempt.signIn.link()).toBeNull()
    await expect(open(attempt.callback)).rejects.toThrow()
    const again = await listenOnLoopback(portAt(0), (_request, response) => response.end())
    await again.close()
    expect(tokenPosts()).toBe(0)
  })

  it('R09: ends at the wake-up of a computer that slept through the deadline', async () => {
    let nowMs = Date.now()
    const { signIn } = signInAt(
      createLoopbackTransport(async () => true),
      { now: () => nowMs },
    )
    const outcome = signIn.run({ ...requestAt(sandbox.endpoints), place: 'browser' })
    await vi.waitUntil(() => signIn.status()?.step === 'waiting', 10_000)
    nowMs += 299_999
    signIn.checkDeadline()
    expect(signIn.status()).not.toBeNull()
    nowMs += 1
    signIn.checkDeadline()
    expect(await outcome).toEqual(err({ kind: 'sign-in-timed-out' }))
    expect(await isListening(portAt(0))).toBe(false)
  })
})
