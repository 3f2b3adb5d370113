import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, nextWindow, type RunningApp } from '../support/app.ts'
import { makeUntrustedCertificate } from '../support/certificate.ts'
import { startLoopbackServer, type LoopbackServer } from '../support/loopback-server.ts'
import { cancelByApi, createWorkspaceByApi, signInByApi, signInStatus } from '../support/sign-in-by-api.ts'
import { createStandInBrowser, type StandInBrowser } from '../support/stand-in-browser.ts'

let sandbox: Sandbox
let hostile: LoopbackServer
let elsewhere: LoopbackServer
let untrusted: Server
let untrustedRequests = 0
let downloads: string
let browser: StandInBrowser
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp
let page: Page

// The page to sign in on is an attacker's: whatever it tries, in the window it stays.
beforeAll(async () => {
  hostile = await startLoopbackServer(({ target }, response) => {
    const headers: Record<string, string> = { 'content-type': 'text/html' }
    if (target === '/download') headers['content-disposition'] = 'attachment; filename="x.sh"'
    else headers['set-cookie'] = 'kept=1; Max-Age=100000'
    response.writeHead(200, headers).end('<!doctype html><title>Sign in</title><h1>Hello</h1>')
  })
  elsewhere = await startLoopbackServer((_request, response) => response.end('reached'))
  untrusted = createServer(await makeUntrustedCertificate(), (_request, response) => {
    untrustedRequests += 1
    response.end('reached')
  }).listen(0, '127.0.0.1')
  await once(untrusted, 'listening')
  downloads = await mkdtemp(path.join(tmpdir(), 'portolan-downloads-'))
  sandbox = await startSandbox({ contacts: 1, companies: 1, deals: 1 })
  browser = await createStandInBrowser()
  profile = await createUserData()
  const { hubspot } = sandbox.endpoints
  running = await launchApp({
    userData: profile.folder,
    endpoints: { ...sandbox.endpoints, hubspot: { ...hubspot, authorize: `${hostile.origin}/authorize` } },
    environment: browser.environment,
  })
  await running.app.evaluate(({ app }, folder) => app.setPath('downloads', folder), downloads)
  await createWorkspaceByApi(running.page)
  page = await openPage()
})

afterAll(async () => {
  await running.close()
  untrusted.closeAllConnections()
  untrusted.close()
  for (const server of [hostile, elsewhere]) await server.close()
  await sandbox.close()
  await browser.remove()
  await profile.remove()
  await rm(downloads, { recursive: true })
})

async function openPage(): Promise<Page> {
  const opening = nextWindow(running.app)
  void signInByApi(running.page, 'window')
  const opened = await opening
  await opened.getByRole('heading', { name: 'Hello' }).waitFor()
  return opened
}

async function sendTo(address: string): Promise<void> {
  const going = page.evaluate((to) => {
    location.assign(to)
  }, address)
  await going.catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 300))
}

describe('a hostile page in the sign-in window', () => {
  it('R12: gets no permission, no device and no full screen', async () => {
    const outcomes = await page.evaluate(async () => {
      const attempt = async (run: () => Promise<unknown>): Promise<string> => {
        // Some questions are never answered, which gives as little as a no.
        const unanswered = new Promise<[]>((resolve) => {
          setTimeout(() => resolve([]), 3_000)
        })
        try {
          const value = await Promise.race([run(), unanswered])
          return Array.isArray(value) && value.length === 0 ? 'refused' : `got ${JSON.stringify(value)}`
        } catch {
          return 'refused'
        }
      }
      const all = navigator as unknown as Record<string, { requestDevice(o: unknown): Promise<unknown> }>
      const { mediaDevices, clipboard, geolocation } = navigator
      const where = () => new Promise((resolve, reject) => geolocation.getCurrentPosition(resolve, reject))
      return {
        notification: await attempt(async () => (await Notification.requestPermission()) === 'denied' && []),
        asked: (await navigator.permissions.query({ name: 'geolocation' })).state,
        place: await attempt(where),
        camera: await attempt(() => mediaDevices.getUserMedia({ video: true })),
        screen: await attempt(() => mediaDevices.getDisplayMedia()),
        clipboard: await attempt(() => clipboard.readText()),
        midi: await attempt(() => navigator.requestMIDIAccess({ sysex: true })),
        usb: await attempt(() => all['usb']!.requestDevice({ filters: [] })),
        hid: await attempt(() => all['hid']!.requestDevice({ filters: [] })),
        serial: await attempt(() =>
          (navigator as unknown as { serial: { requestPort(): Promise<unknown> } }).serial.requestPort(),
        ),
        bluetooth: await attempt(() => all['bluetooth']!.requestDevice({ acceptAllDevices: true })),
        fullScreen: await attempt(() => document.documentElement.requestFullscreen()),
      }
    })
    const { asked, ...others } = outcomes
    expect(asked).toBe('denied')
    expect(new Set(Object.values(others)), JSON.stringify(others)).toEqual(new Set(['refused']))
    const isFullScreen = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().some((window) => window.isFullScreen()),
    )
    expect(isFullScreen).toBe(false)
  })

  it('R12: opens no second window, downloads nothing and starts no program', async () => {
    const opened = await page.evaluate((at) => {
      const links = ['popup', '', '_blank'].map(
        (features) => window.open(`${at}/popup`, '', features) === null,
      )
      const link = document.createElement('a')
      link.href = `${at}/blank`
      link.target = '_blank'
      document.body.append(link)
      link.click()
      return links
    }, elsewhere.origin)
    expect(opened).toEqual([true, true, true])
    for (const address of [
      'ms-msdt:/id',
      'mailto:a@example.com',
      'search-ms:query=x',
      'file:///etc/passwd',
    ]) {
      await sendTo(address)
      expect(page.url(), address).toMatch(new RegExp(`^${hostile.origin}/authorize`))
    }
    await sendTo(`${hostile.origin}/download`)
    expect(running.app.windows()).toHaveLength(2)
    expect(elsewhere.requests).toEqual([])
    expect(await readdir(downloads)).toEqual([])
    expect(await browser.links()).toEqual([])
  })

  it('R12: reaches nothing over http, as a page, a part of one or a request', async () => {
    await page.evaluate(async (at) => {
      const frame = document.createElement('iframe')
      frame.src = `${at}/frame`
      const image = new Image()
      image.src = `${at}/image`
      document.body.append(frame, image)
      navigator.sendBeacon(`${at}/beacon`)
      await fetch(`${at}/fetch`, { mode: 'no-cors' }).catch(() => undefined)
    }, elsewhere.origin)
    await sendTo(`${elsewhere.origin}/page`)
    expect(elsewhere.requests).toEqual([])
    expect(page.url()).toMatch(new RegExp(`^${hostile.origin}/authorize`))
  })

  it('R14: cannot give its window another title', async () => {
    await page.evaluate(() => {
      document.title = 'https://app.hubspot.com \u2013 Portolan'
    })
    const titles = await running.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    )
    expect(titles).toContain(`${hostile.origin} \u2013 Portolan`)
    expect(titles).not.toContain('https://app.hubspot.com \u2013 Portolan')
  })

  it('R12: gets no client certificate, from whatever the system offers', async () => {
    // There is none in the session of a test; what would be asked is asked here.
    const chosen = await running.app.evaluate(({ app, webContents }) => {
      let isPrevented = false
      const given: unknown[][] = []
      app.emit(
        'select-client-certificate',
        { preventDefault: () => (isPrevented = true) },
        webContents.getAllWebContents()[0],
        'https://example.com/',
        [{ issuerName: 'the first one of the user' }],
        (...certificates: unknown[]) => given.push(certificates),
      )
      return { isPrevented, given }
    })
    expect(chosen).toEqual({ isPrevented: true, given: [[]] })
  })

  it('R12: gets no Bluetooth device, whatever is in reach', async () => {
    const chosen = await running.app.evaluate(({ webContents }, at) => {
      const contents = webContents.getAllWebContents().find((one) => one.getURL().startsWith(at))
      let isPrevented = false
      const given: string[] = []
      contents?.emit(
        'select-bluetooth-device',
        { preventDefault: () => (isPrevented = true) },
        [{ deviceName: 'the first one in reach', deviceId: '1' }],
        (id: string) => given.push(id),
      )
      return { isPrevented, given }
    }, hostile.origin)
    expect(chosen).toEqual({ isPrevented: true, given: [''] })
  })

  it('R12: is not let through to a server with a certificate that nobody trusts', async () => {
    const { port } = untrusted.address() as AddressInfo
    await page.evaluate(
      (at) => fetch(at, { mode: 'no-cors' }).catch(() => undefined),
      `https://localhost:${port}/`,
    )
    await sendTo(`https://localhost:${port}/`)
    expect(untrustedRequests).toBe(0)
    expect(await signInStatus(running.page)).toMatchObject({ place: 'window', step: 'waiting' })
  })

  it('R13: leaves nothing for the next window', async () => {
    expect(hostile.requests.at(-1)?.headers.cookie).toBeDefined()
    await cancelByApi(running.page)
    await expect.poll(() => running.app.windows().length, { timeout: 30_000 }).toBe(1)
    const before = hostile.requests.length
    page = await openPage()
    expect(hostile.requests[before]?.target).toMatch(/^\/authorize/)
    expect(hostile.requests[before]?.headers.cookie).toBeUndefined()
    const facts = await running.app.evaluate(({ BrowserWindow }, at) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith(at))
      const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      const { preload = null, sandbox: isSandboxed, contextIsolation } = contents.getLastWebPreferences()
      return {
        isPersistent: window?.webContents.session.isPersistent(),
        preload,
        isSandboxed,
        contextIsolation,
      }
    }, hostile.origin)
    expect(facts).toEqual({ isPersistent: false, preload: null, isSandboxed: true, contextIsolation: true })
  })
  it('R12: cannot keep its window from being closed', async () => {
    await page.evaluate(() => {
      window.addEventListener('beforeunload', (event) => event.preventDefault())
    })
    // Chromium asks the page only after the user has touched it.
    await page.getByRole('heading').click()
    await running.app.evaluate(({ BrowserWindow }, at) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().startsWith(at))
        ?.close()
    }, hostile.origin)
    await expect.poll(() => running.app.windows().length, { timeout: 10_000 }).toBe(1)
    expect(await signInStatus(running.page)).toBeNull()
  })
})
