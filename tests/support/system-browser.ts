import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright'
import { eventually } from './core-in-node.ts'

export interface SystemBrowser {
  /** What a program needs in its environment, so that its `xdg-open` opens this browser. */
  readonly environment: Readonly<Record<string, string>>
  /** The page that shows an address which begins so; waits until there is one. */
  readonly page: (beginning: string) => Promise<Page>
  /** How many pages were opened and are still there. */
  readonly pageCount: () => number
  readonly close: () => Promise<void>
}

const deadlineMs = 30_000
const desktopFile = 'portolan-test-browser.desktop'

/** Debian's own Chromium; other systems keep it elsewhere. */
const binary = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file))

/**
 * The user's own browser: Debian's Chromium with a profile of its own, as what `xdg-open` finds. It is opened by
 * whoever calls `xdg-open` with this environment, not from here; here it is driven. `xdg-open` asks the desktop's own
 * opener where there is one (GNOME: gio) and the variable BROWSER where there is none, so both are answered.
 */
export async function createSystemBrowser(): Promise<SystemBrowser> {
  if (binary === undefined) throw new Error('Chromium is not installed: run scripts/setup.mjs --for=test')
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-browser-'))
  const profile = path.join(folder, 'profile')
  const applications = path.join(folder, 'share', 'applications')
  const config = path.join(folder, 'config')
  await Promise.all([profile, applications, config].map((made) => mkdir(made, { recursive: true })))
  const opener = path.join(folder, 'open-browser')
  const processFile = path.join(folder, 'process')
  await writeFile(opener, openerScript(binary, profile, processFile), { mode: 0o755 })
  const types = ['x-scheme-handler/http', 'x-scheme-handler/https']
  await writeFile(
    path.join(applications, desktopFile),
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Browser',
      `Exec=${opener} %u`,
      `MimeType=${types.join(';')};`,
      '',
    ].join('\n'),
  )
  await writeFile(
    path.join(config, 'mimeapps.list'),
    ['[Default Applications]', ...types.map((type) => `${type}=${desktopFile}`), ''].join('\n'),
  )

  let browser: Browser | null = null

  /** Chromium writes the port that it chose, and then the path, into this file of its profile. */
  async function connect(): Promise<Browser> {
    const note = path.join(profile, 'DevToolsActivePort')
    let port: string | undefined
    await eventually(async () => {
      port = (await readFile(note, 'utf8').catch(() => '')).split('\n')[0]
      return port !== undefined && port !== ''
    }, deadlineMs)
    return chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`)
  }
  const pages = (): Page[] => browser?.contexts().flatMap((context) => context.pages()) ?? []

  return {
    environment: {
      BROWSER: opener,
      XDG_CONFIG_HOME: config,
      XDG_DATA_DIRS: [
        path.dirname(applications),
        process.env['XDG_DATA_DIRS'] ?? '/usr/local/share:/usr/share',
      ].join(':'),
    },
    async page(beginning) {
      browser ??= await connect()
      let found: Page | undefined
      await eventually(async () => {
        found = pages().find((page) => page.url().startsWith(beginning))
        return found !== undefined
      }, deadlineMs)
      return found!
    },
    pageCount: () => pages().length,
    async close() {
      if (browser !== null) {
        const session = await browser.newBrowserCDPSession()
        await session.send('Browser.close').catch(() => undefined)
        await browser.close()
      }
      const pid = Number(await readFile(processFile, 'utf8').catch(() => '0'))
      if (pid > 0 && !(await isGone(pid))) process.kill(pid, 'SIGKILL')
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

async function isGone(pid: number): Promise<boolean> {
  return eventually(async () => !existsSync(`/proc/${pid}`), 10_000).then(
    () => true,
    () => false,
  )
}

/**
 * The first call starts the browser, a later one hands its address to it. Both leave it with none of the caller's
 * streams: who waits for the app to end waits until nobody holds its streams any more. Nothing but this computer can
 * be reached, whatever a page asks for. Chromium's sandbox refuses to work for root.
 */
function openerScript(command: string, profile: string, processFile: string): string {
  const options = [
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    '--no-first-run',
    '--no-default-browser-check',
    '--password-store=basic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-proxy-server',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const quoted = options.map((option) => `'${option}'`).join(' ')
  return `#!/bin/sh
'${command}' ${quoted} "$@" </dev/null >/dev/null 2>&1 &
test -e '${processFile}' || echo $! > '${processFile}'
`
}
