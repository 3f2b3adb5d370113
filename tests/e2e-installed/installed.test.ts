import { execFile, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { appScheme } from '../../src/main/oauth/redirect-address.ts'
import { driveFromOutside, fromOutside, type AppFromOutside } from '../support/app-from-outside.ts'
import { openDesktopSession, type DesktopSession } from '../support/desktop-session.ts'
import { freePorts } from '../support/free-ports.ts'
import {
  goTo,
  openDetails,
  openSettings,
  rowOf,
  search,
  startSignIn,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'
import { debOf, placePackage, type PlacedPackage } from '../support/placed-package.ts'

const run = promisify(execFile)
const projectFolder = path.resolve(import.meta.dirname, '../..')
/** As scripts/test.mjs has it made. */
const earlierVersion = '0.0.1'
const schemeType = `x-scheme-handler/${appScheme}`

const cleanups: (() => Promise<void>)[] = []
const started: ChildProcess[] = []
let placed: PlacedPackage
let session: DesktopSession
let profile: string
let version: string

beforeAll(async () => {
  const manifest = await readFile(path.join(projectFolder, 'package.json'), 'utf8')
  version = (JSON.parse(manifest) as { version: string }).version
  placed = await placePackage(await debOf(earlierVersion))
  cleanups.push(placed.remove)
  session = await openDesktopSession(placed.dataFolders)
  cleanups.push(session.end)
  profile = path.join(session.home, '.config', 'Portolan')
}, 180_000)

afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
}, 120_000)

// A test that failed leaves an app behind, which would hold the profile of the next one.
afterEach(() => {
  for (const child of started.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
})

async function start(
  args: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<AppFromOutside> {
  const child = session.start(placed.executable, [fromOutside, ...args], environment)
  started.push(child)
  return driveFromOutside(child)
}

const log = (): Promise<string> => readFile(path.join(profile, 'logs', 'portolan.log'), 'utf8')

/** What Linux says about the processes that draw the app's pages (man 5 proc). */
async function drawingProcesses(): Promise<{ pid: number; facts: Map<string, string> }[]> {
  const program = await realpath(placed.executable)
  const found: { pid: number; facts: Map<string, string> }[] = []
  for (const entry of await readdir('/proc')) {
    const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    if (!line.startsWith(program) || !line.includes('--type=renderer')) continue
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '')
    const facts = new Map(status.split('\n').map((one) => one.split(/:\s+/) as [string, string]))
    if (facts.get('Uid')?.startsWith(`${session.userId}\t`)) found.push({ pid: Number(entry), facts })
  }
  return found
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

async function showsVersion({ page }: AppFromOutside, wanted: string): Promise<void> {
  await openSettings(page, 'About')
  await page.getByText(`Portolan ${wanted}`, { exact: true }).waitFor()
  const built = await readFile(path.join(projectFolder, 'out', 'main', 'build-facts.json'), 'utf8')
  const { commit } = JSON.parse(built) as { commit: string | null }
  await page.getByText(commit ?? 'not known', { exact: true }).waitFor()
  const isStandIn = existsSync(
    path.join(path.dirname(await realpath(placed.executable)), 'resources', 'not-for-release'),
  )
  await page.getByText(isStandIn ? /^trying only/ : 'everybody').waitFor()
}

describe('the package, installed, for a person without privileges', () => {
  it('is a program of the desktop, with an entry, a name to start it by, and the scheme', async () => {
    const { output } = await session.run('xdg-mime', ['query', 'default', schemeType])
    expect(output.trim()).toBe('portolan.desktop')
    const applications = path.join(placed.dataFolders[0] ?? '/usr/share', 'applications')
    const entry = await readFile(path.join(applications, 'portolan.desktop'), 'utf8')
    expect(entry).toMatch(/^Exec=\S+\/portolan -- %U$/m)
    expect(entry).toContain(`\nMimeType=${schemeType};\n`)
    if (existsSync('/usr/bin/desktop-file-validate')) {
      const { stdout } = await run('desktop-file-validate', [path.join(applications, 'portolan.desktop')])
      expect(stdout).toBe('')
    }
    const icons = path.join(path.dirname(applications), 'icons', 'hicolor')
    expect(existsSync(path.join(icons, '512x512', 'apps', 'portolan.png'))).toBe(true)
    if (!placed.isInstalled) return
    const { stdout } = await run('dpkg-query', ['-W', '-f', '${Version} ${db:Status-Status}', 'portolan'])
    expect(stdout).toBe(`${earlierVersion} installed`)
    // Only where user namespaces are switched off it may be more.
    expect((await stat('/opt/Portolan/chrome-sandbox')).mode & 0o7777).toBe(0o755)
  })

  it('R32: does the main job with Chromium’s sandbox on, and leaves a change that waits', async () => {
    const running = await start()
    const { app, page } = running
    await page.getByRole('button', { name: 'Look around with sample data' }).click()
    const signIn = await startSignIn(app, page)
    for (const { facts } of await drawingProcesses()) {
      // 2: a filter decides over every system call.
      expect(facts.get('Seccomp')).toBe('2')
      expect(facts.get('NoNewPrivs')).toBe('1')
      expect(facts.get('CapEff')).toBe('0000000000000000')
    }
    expect((await drawingProcesses()).length).toBe(2)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await waitForTotal(page, '16,200')
    await waitForStatus(page, '1 change needs you')
    await openSettings(page, 'Storage and security')
    await page.getByText(/^Encrypted\. The key is held by this computer's key store/).waitFor()
    await openSettings(page, 'Network')
    await page.getByRole('switch', { name: 'Work offline' }).check()
    await goTo(page, 'Items')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Phone Number', exact: true }).fill('+44 20 7946 0001')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('complementary').getByText('+44 20 7946 0001').first().waitFor()
    await goTo(page, 'Outbox')
    await page.getByRole('tab', { name: 'Waiting (4)' }).waitFor()
    await showsVersion(running, earlierVersion)
    expect(await running.close()).toBe(0)
  }, 180_000)

  it('is there again after an update, with its data and the change that waits', async () => {
    await placed.replaceBy(await debOf())
    const running = await start()
    const { page } = running
    await showsVersion(running, version)
    await goTo(page, 'Items')
    await waitForTotal(page, '16,200')
    await goTo(page, 'Outbox')
    await page.getByRole('tab', { name: 'Waiting (4)' }).click()
    await page.getByRole('main').getByText('+44 20 7946 0001').first().waitFor()
    await goTo(page, 'Items')
    await search(page, 'lovelace')
    await rowOf(page, 'Ada Lovelace').waitFor()
    expect(await running.close()).toBe(0)
  }, 120_000)

  it('R77: gets a link of its scheme from the desktop into the app that runs, and no second window', async () => {
    const running = await start()
    const link = `${appScheme}:/oauth/hubspot/callback?code=canary-of-the-desktop&state=x%20y`
    const { status, output } = await session.run('xdg-open', [link])
    expect(status, output).toBe(0)
    await expect.poll(log, { timeout: 60_000 }).toMatch(/"event":"deep-link.received","outcome":"ignored"/)
    expect(await log()).not.toContain('canary-of-the-desktop')
    expect(running.pages()).toHaveLength(1)
    expect(await drawingProcesses()).toHaveLength(1)
    expect(await running.close()).toBe(0)
  }, 120_000)

  it('R79: runs nobody else’s code, whatever variables and switches say', async () => {
    const mark = path.join(session.home, 'mark-of-the-stranger')
    const script = path.join(session.home, 'stranger.cjs')
    await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`, { mode: 0o644 })
    const [port = 0] = await freePorts(1)
    const switches = [`--inspect=127.0.0.1:${port}`, `--inspect-brk=127.0.0.1:${port}`, '-r', script]
    const running = await start(switches, {
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require=${script}`,
    })
    await running.page.getByRole('navigation', { name: 'Sections' }).waitFor()
    expect(await accepts(port)).toBe(false)
    expect(existsSync(mark)).toBe(false)
    expect(await running.close()).toBe(0)
    // The same by a Node that would run a file.
    const asNode = await start([script], { ELECTRON_RUN_AS_NODE: '1' })
    await asNode.page.getByRole('navigation', { name: 'Sections' }).waitFor()
    expect(existsSync(mark)).toBe(false)
    expect(await asNode.close()).toBe(0)
  }, 180_000)

  it('leaves the data when it is removed, and nothing else', async () => {
    await placed.remove()
    expect(existsSync(placed.executable)).toBe(false)
    expect(existsSync(path.join('/usr/share/applications', 'portolan.desktop'))).toBe(false)
    if (placed.isInstalled) {
      expect(existsSync('/opt/Portolan')).toBe(false)
      const { output } = await session.run('xdg-mime', ['query', 'default', schemeType])
      expect(output.trim()).toBe('')
    }
    expect(await readdir(profile)).toEqual(expect.arrayContaining(['vault.db', 'workspaces']))
  })
})
