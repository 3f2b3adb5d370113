import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '../../src/shared/ipc/contract.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { connectAndLoad, startSignIn, createWorkspace } from '../support/journey.ts'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp

beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 20, deals: 20 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  await connectAndLoad(running, '160')
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

/** Every string that the page could reach through window.api, three levels deep. */
const apiShape = (): Record<string, string[]> => {
  const api = (globalThis as unknown as { api: Record<string, unknown> }).api
  return Object.fromEntries(
    Object.entries(api).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? Object.keys(value) : [typeof value],
    ]),
  )
}

describe('the page of the app', () => {
  it('R26: has the operations of the contract, and nothing that could hand out a secret', async () => {
    const shape = await running.page.evaluate(apiShape)
    const expected = {
      ...Object.fromEntries(
        Object.entries(contract.endpoints).map(([domain, endpoints]) => [domain, Object.keys(endpoints)]),
      ),
      on: Object.keys(contract.events),
      platform: ['string'],
    }
    expect(shape).toEqual(expected)
  })

  it('R32: has no Node, no network, no other page, no new window, no webview, no eval', async () => {
    const outcome = await running.page.evaluate(async () => {
      const attempt = async (run: () => unknown): Promise<string> => {
        try {
          return `worked: ${String(await run())}`
        } catch {
          return 'refused'
        }
      }
      const webview = document.createElement('webview')
      webview.setAttribute('src', 'https://example.com/')
      document.body.append(webview)
      const frame = document.createElement('iframe')
      frame.src = 'https://example.com/'
      document.body.append(frame)
      const image = new Image()
      const pictured = new Promise<string>((resolve) => {
        image.onload = () => resolve('worked')
        image.onerror = () => resolve('refused')
      })
      image.src = 'http://localhost:9/x.png'
      const result = {
        require: typeof (globalThis as { require?: unknown }).require,
        process: typeof (globalThis as { process?: unknown }).process,
        fetch: await attempt(() => fetch('https://example.com/')),
        loopback: await attempt(() => fetch('http://localhost:9/')),
        file: await attempt(() => fetch('file:///etc/passwd')),
        socket: await attempt(
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket('ws://localhost:9/')
              socket.onopen = resolve
              socket.onerror = () => reject(new Error())
            }),
        ),
        opened: window.open('https://example.com/') === null,
        evaluated: await attempt(() => (0, eval)('1 + 1')),
        // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is what must not work
        built: await attempt(() => new Function('return 1')() as unknown),
        picture: await pictured,
        notification: await Notification.requestPermission(),
      }
      webview.remove()
      frame.remove()
      return result
    })
    expect(outcome).toEqual({
      require: 'undefined',
      process: 'undefined',
      fetch: 'refused',
      loopback: 'refused',
      file: 'refused',
      socket: 'refused',
      opened: true,
      evaluated: 'refused',
      built: 'refused',
      picture: 'refused',
      notification: 'denied',
    })
    const contentsBefore = await running.app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().length,
    )
    expect(contentsBefore).toBe(1)
    running.problems.length = 0
  })

  it('R32: stays on the app whatever address a script sets', async () => {
    const before = running.page.url()
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'app://elsewhere/index.html']) {
      await running.page
        .evaluate((to) => {
          location.assign(to)
        }, address)
        .catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect(running.page.url(), address).toBe(before)
    }
    // A blank page cannot be refused beforehand; it does not stay.
    await running.page.evaluate(() => {
      location.assign('about:blank')
    })
    await running.page.waitForURL(/^app:\/\/portolan\//)
    await running.page.getByRole('heading', { name: 'Items', level: 1 }).waitFor()
    running.problems.length = 0
  })

  it('R32: every window runs sandboxed and isolated, without Node', async () => {
    const preferences = await running.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (
          contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
        ).getLastWebPreferences()
        return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag }
      }),
    )
    for (const found of preferences) {
      expect(found).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
      })
    }
  })

  it('R34: app:// serves its own files to a plain GET and refuses everything else', async () => {
    const ask = (url: string, method = 'GET'): Promise<number> =>
      running.app.evaluate(
        async ({ session }, request) => {
          // The session of the pages, past their content security policy: what the handler itself answers.
          const reply = await session.defaultSession.fetch(request.url, { method: request.method })
          return reply.status
        },
        { url, method },
      )
    expect(await ask('app://portolan/index.html')).toBe(200)
    const refused = [
      'app://portolan/../main/index.js',
      'app://portolan/..%2fmain%2findex.js',
      'app://portolan/%2e%2e/main/index.js',
      'app://portolan/..%5cmain%5cindex.js',
      'app://portolan/index.html%00.js',
      'app://portolan//etc/passwd',
      'app://portolan/C:/Windows/win.ini',
      'app://elsewhere/index.html',
      'app://portolan.evil/index.html',
    ]
    for (const url of refused) expect(await ask(url), url).toBe(404)
    expect(await ask('app://portolan/index.html', 'POST')).toBe(405)
  })

  it('keeps nothing in the page: there is no storage of a browser in it', async () => {
    expect(await running.page.evaluate(() => [typeof localStorage, typeof sessionStorage])).toEqual([
      'undefined',
      'undefined',
    ])
  })

  it('R27: messages from other frames, windows and origins reach no handler', async () => {
    const outcome = await running.app.evaluate(async ({ BrowserWindow, app }) => {
      const preload = `${app.getAppPath()}/out/preload/index.cjs`
      const ask = `window.api.app.getState({}).then((reply) => 'answered ' + JSON.stringify(reply), () => 'refused')`
      const strange = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      const results: Record<string, unknown> = {}
      await strange.loadURL('about:blank')
      results['about:blank in another window'] = await strange.webContents.executeJavaScript(ask)
      await strange.loadURL('app://portolan/index.html')
      results['the right origin in another window'] = await strange.webContents.executeJavaScript(ask)
      strange.destroy()
      return results
    })
    expect(outcome).toEqual({
      'about:blank in another window': 'refused',
      'the right origin in another window': 'refused',
    })
  })

  it('R24: leaves no token, secret or record in clear in the profile, the logs or an argument', async () => {
    const { clientSecret } = sandbox.endpoints.hubspot
    const grants = await running.app.evaluate(() => process.argv.join(' '))
    expect(grants).not.toContain(clientSecret)
    const canaries = [clientSecret, ...sandbox.hubspot.grants.issued(), 'ada.lovelace@', 'Ada Lovelace']
    expect(canaries.length).toBeGreaterThan(4)
    expect(await filesContaining(profile.folder, canaries)).toEqual([])
  })
})

describe('the sign-in window', () => {
  it('R12 R13 R14: is shut in, keeps nothing, and shows its real origin', async () => {
    const other = await createUserData()
    const second = await launchApp({ userData: other.folder, endpoints: sandbox.endpoints })
    try {
      await createWorkspace(second.page)
      const signIn = await startSignIn(second.app, second.page)
      const origin = new URL(sandbox.endpoints.hubspot.authorize).origin
      await signIn.evaluate(() => {
        document.title = 'https://app.hubspot.com – Portolan'
      })
      const facts = await second.app.evaluate(({ BrowserWindow }, at) => {
        const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith(at))
        const preferences = (
          window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined
        )?.getLastWebPreferences()
        return {
          title: window?.getTitle(),
          isPersistent: window?.webContents.session.isPersistent(),
          preload: preferences?.['preload'] ?? null,
          sandbox: preferences?.['sandbox'],
          nodeIntegration: preferences?.['nodeIntegration'],
        }
      }, origin)
      expect(facts).toEqual({
        title: `${origin} – Portolan`,
        isPersistent: false,
        preload: null,
        sandbox: true,
        nodeIntegration: false,
      })
      const hostile = await signIn.evaluate(async () => ({
        opened: window.open('https://example.com/') === null,
        api: typeof (globalThis as { api?: unknown }).api,
        notification: await Notification.requestPermission(),
      }))
      expect(hostile).toEqual({ opened: true, api: 'undefined', notification: 'denied' })
      for (const address of ['http://127.0.0.1:9/', 'file:///etc/passwd', 'ms-msdt:/id']) {
        await signIn
          .evaluate((to) => {
            location.assign(to)
          }, address)
          .catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, 150))
        expect(signIn.url().startsWith(origin) || signIn.url().startsWith('chrome-error:'), address).toBe(
          true,
        )
      }
    } finally {
      await second.close()
      await other.remove()
    }
  })
})
