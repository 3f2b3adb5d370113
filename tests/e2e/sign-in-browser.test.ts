import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appScheme } from '../../src/main/oauth/redirect-address.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, nextWindow, type RunningApp } from '../support/app.ts'
import { freePorts } from '../support/free-ports.ts'
import { consentAt } from '../support/scripted-browser.ts'
import { cancelByApi, createWorkspaceByApi, signInByApi, signInStatus } from '../support/sign-in-by-api.ts'
import { createStandInBrowser, startAgain, type StandInBrowser } from '../support/stand-in-browser.ts'

type Profile = Awaited<ReturnType<typeof createUserData>>

let sandbox: Sandbox
let browser: StandInBrowser
let profile: Profile
let running: RunningApp
let opened = 0

const schemeAddress = `${appScheme}:/oauth/hubspot/callback`
const tokenPosts = (): number => sandbox.requests.counts()['POST /oauth/2026-09/token'] ?? 0
const logOf = (folder: string): Promise<string> => readFile(path.join(folder, 'logs', 'portolan.log'), 'utf8')

/** The link that the next sign-in in the browser opens. */
async function nextLink(): Promise<URL> {
  opened += 1
  return browser.untilOpened(opened)
}

/** A new app on a new profile, with these registered addresses. */
async function launchAt(redirectUris: readonly string[], args: readonly string[] = []): Promise<void> {
  sandbox = await startSandbox({
    contacts: 5,
    companies: 1,
    deals: 1,
    redirectUris: { hubspot: redirectUris },
  })
  browser = await createStandInBrowser()
  opened = 0
  profile = await createUserData()
  running = await launchApp({
    userData: profile.folder,
    endpoints: sandbox.endpoints,
    environment: browser.environment,
    args,
  })
  await createWorkspaceByApi(running.page)
}

async function endAll(): Promise<void> {
  await running.close()
  await sandbox.close()
  await browser.remove()
  await profile.remove()
}

describe('a sign-in in the user\u2019s own browser', () => {
  let ports: number[]
  beforeAll(async () => {
    ports = await freePorts(2)
    await launchAt(ports.map((port) => `http://localhost:${port}/oauth/hubspot/callback`))
  })
  afterAll(endAll)
  beforeEach(() => sandbox.requests.clear())
  afterEach(() => cancelByApi(running.page))

  it('connects, opens no window, and leaves the browser at a page of its own', async () => {
    const outcome = signInByApi(running.page, 'browser')
    const callback = await consentAt(await nextLink())
    expect(Number(callback.port)).toBe(ports[0])
    const page = await fetch(callback)
    expect(page.url).toBe(`${callback.origin}/portolan/answered`)
    expect(await page.text()).toContain('You can close this tab')
    expect(await outcome).toMatchObject({ ok: true })
    expect(running.app.windows()).toHaveLength(1)
    expect(tokenPosts()).toBe(1)
  })

  it('R10: is over when it is cancelled; what comes afterwards is refused', async () => {
    const outcome = signInByApi(running.page, 'browser')
    const callback = await consentAt(await nextLink())
    await cancelByApi(running.page)
    expect(await outcome).toMatchObject({ ok: false, error: { kind: 'sign-in-cancelled' } })
    await expect(fetch(callback)).rejects.toThrow()
    expect(tokenPosts()).toBe(0)
  })

  it.each<[string, (address: string) => void]>([
    ['goes to', (address) => location.assign(address)],
    ['opens a second window for', (address) => void window.open(address, '', 'popup')],
  ])(
    'takes over by itself when a page in the window %s an identity provider that refuses it',
    async (_, go) => {
      const opening = nextWindow(running.app)
      const outcome = signInByApi(running.page, 'window')
      const window = await opening
      await window.getByRole('button', { name: 'Connect app' }).waitFor()
      const stateInWindow = new URL(window.url()).searchParams.get('state')
      // In a part of the page it is no sign-in.
      await window.evaluate(() => {
        const frame = document.createElement('iframe')
        frame.src = 'https://accounts.google.com/gsi/button'
        document.body.append(frame)
      })
      expect(await signInStatus(running.page)).toMatchObject({ place: 'window', handedOverAt: null })
      await window.evaluate(go, 'https://accounts.google.com/o/oauth2/v2/auth').catch(() => undefined)
      const link = await nextLink()
      expect(link.searchParams.get('state')).not.toBe(stateInWindow)
      await expect.poll(() => running.app.windows().length, { timeout: 30_000 }).toBe(1)
      expect(await signInStatus(running.page)).toMatchObject({
        place: 'browser',
        handedOverAt: 'accounts.google.com',
      })
      await fetch(await consentAt(link))
      expect(await outcome).toMatchObject({ ok: true })
    },
  )
})

describe('a sign-in through the app\u2019s own scheme', () => {
  beforeAll(() => launchAt([schemeAddress]))
  afterAll(endAll)
  beforeEach(() => sandbox.requests.clear())
  afterEach(() => cancelByApi(running.page))

  it('R77: takes only the one link that is the answer, from a second start of the app', async () => {
    const outcome = signInByApi(running.page, 'browser')
    const callback = await consentAt(await nextLink())
    expect(callback.href).toMatch(new RegExp(`^${appScheme}:/oauth/hubspot/callback\\?`))
    const code = callback.searchParams.get('code') ?? ''
    const strange = [
      [`${schemeAddress}?code=${code}&state=wrong`],
      [callback.href, callback.href],
      [`${callback.href}%00`],
      [callback.href.padEnd(5_000, 'x')],
      ['--', '--inspect', `--gpu-launcher=${callback.href}`],
    ]
    for (const args of strange) await startAgain(profile.folder, args)
    expect(await signInStatus(running.page)).toMatchObject({ step: 'waiting' })
    expect(tokenPosts()).toBe(0)
    await startAgain(profile.folder, ['--', callback.href])
    expect(await outcome).toMatchObject({ ok: true })
    await startAgain(profile.folder, ['--', callback.href])
    expect(tokenPosts()).toBe(1)
    const log = await logOf(profile.folder)
    expect(log).toMatch(/"event":"deep-link.received","outcome":"taken"/)
    expect(log).not.toContain(code)
    expect(log).not.toContain(callback.searchParams.get('state'))
  })

  it('is caught in the window as well', async () => {
    const opening = nextWindow(running.app)
    const outcome = signInByApi(running.page, 'window')
    const window = await opening
    await window.getByRole('button', { name: 'Connect app' }).dispatchEvent('click')
    expect(await outcome).toMatchObject({ ok: true })
    expect(await browser.links()).toHaveLength(1)
  })
})

describe('a start with a link', () => {
  afterAll(endAll)

  it('R78: shows the app and nothing else, because no sign-in waits', async () => {
    const link = `${schemeAddress}?code=canary-of-the-cold-start&state=s`
    await launchAt([schemeAddress], ['--', link])
    await expect
      .poll(() => logOf(profile.folder), { timeout: 30_000 })
      .toMatch(/"event":"deep-link.received","outcome":"ignored"/)
    expect(running.app.windows()).toHaveLength(1)
    expect(running.page.url()).toMatch(/^app:\/\/portolan\//)
    expect(await signInStatus(running.page)).toBeNull()
    expect(tokenPosts()).toBe(0)
    expect(await logOf(profile.folder)).not.toContain('canary-of-the-cold-start')
    expect(running.problems).toEqual([])
  })
})
