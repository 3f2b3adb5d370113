import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type ElectronApplication, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startGitHubReleases, type GitHubReleases } from '../support/github-releases.ts'
import { goTo, openDetails, openSettings, search, startSignIn, waitForTotal } from '../support/journey.ts'
import { launchPacked } from '../support/launch-electron.ts'
import { packagedApp, releaseOfUpdatable } from '../support/packaged-app.ts'
import { aReleaseKey, artifactName } from '../support/release-server.ts'

/** Deadlines, not pauses. */
const patience = { timeout: 30_000 }
const older = 'the older version\n'
const newPhone = '+44 20 7946 0001'

let folder: string
let profile: string
let releases: GitHubReleases
let release: Awaited<ReturnType<typeof releaseOfUpdatable>>
const cleanups: (() => Promise<unknown>)[] = []
let running: ChildProcess | null = null

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'portolan-update-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  profile = path.join(folder, 'profile')
  release = await releaseOfUpdatable()
  releases = await startGitHubReleases(release.repository)
  cleanups.push(() => releases.close())
})

afterEach(() => {
  // Of a test that failed.
  running?.kill('SIGKILL')
})

afterAll(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
})

/** Puts a file where the AppImage lies that the app believes to run from. */
async function placeAppImage(name: string): Promise<string> {
  const place = path.join(folder, name)
  await mkdir(place)
  const file = path.join(place, `${name}.AppImage`)
  await writeFile(file, older, { mode: 0o755 })
  return file
}

/** Starts the packed app as the program of that AppImage would start it. */
async function start(appImage: string): Promise<{ app: ElectronApplication; page: Page }> {
  const { executable } = packagedApp('updatable')
  const app = await launchPacked(executable, [`--user-data-dir=${profile}`], {
    ...{ APPIMAGE: appImage, APPDIR: path.dirname(executable) },
    XDG_CACHE_HOME: path.join(folder, 'cache'),
  })
  running = app.process()
  return { app, page: await app.firstWindow() }
}

/** Quits as the menu does; answers the exit code. */
async function quit(app: ElectronApplication): Promise<number | null> {
  const child = app.process()
  await app.close()
  return child.exitCode
}

/** Ends it as the session does at a log-out; answers the exit code. */
async function end(app: ElectronApplication): Promise<number | null> {
  const child = app.process()
  // Not when Playwright has noticed: what it gave to the app, the newer version has inherited.
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
  return child.exitCode
}

/**
 * A newer version: a script that writes down that it was started, with which variables, and which copies of the data there
 * were then. As the script in an AppImage, it goes on to the app unless it was only to be installed.
 */
function newerVersion(version: string, mark: string): string {
  return [
    '#!/bin/sh',
    `# ${version}`,
    `find '${profile}' -name '*.before-*' > '${mark}.copies'`,
    `env > '${mark}.env'`,
    `: > '${mark}.output'`,
    `echo $$ > '${mark}.new' && mv '${mark}.new' '${mark}.pid'`,
    '[ -z "$APPIMAGE_EXIT_AFTER_INSTALL" ] || exit 0',
    `exec '${packagedApp('updatable').executable}' '--user-data-dir=${profile}' --remote-debugging-port=0 2> '${mark}.output'`,
    '',
  ].join('\n')
}

async function lookNow(page: Page): Promise<void> {
  await openSettings(page, 'Updates')
  await page.getByRole('button', { name: 'Check now' }).click()
}

const readyFor = (page: Page, version: string): Promise<void> =>
  page
    .getByText(`Version ${version} installs when you quit. A copy of your data is made first.`, {
      exact: true,
    })
    .first()
    .waitFor(patience)

/** Goes on as a company's computer does: over its proxy, and trusting its authority. */
async function setNetwork(app: ElectronApplication, page: Page): Promise<void> {
  const file = path.join(folder, 'authority.pem')
  await writeFile(file, releases.authority)
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
  await openSettings(page, 'Network')
  await page.getByRole('radio', { name: 'Another proxy' }).check()
  await page.getByRole('textbox', { name: 'Address of the proxy' }).fill(releases.proxy)
  await page.getByRole('button', { name: 'Save proxy' }).click()
  await page
    .getByText(/^The proxy was saved/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Add from a PEM file…' }).click()
  await page.getByText('O=Acme, CN=Made-up root').waitFor()
}

/** A contact is changed, and the change waits. */
async function changeAContact(page: Page): Promise<void> {
  await openSettings(page, 'Network')
  await page.getByRole('switch', { name: 'Work offline' }).check()
  await goTo(page, 'Items')
  await search(page, 'lovelace')
  await openDetails(page, 'Ada Lovelace')
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Phone Number', exact: true }).fill(newPhone)
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('complementary').getByText(newPhone).first().waitFor()
}

async function hasEverything(page: Page): Promise<void> {
  await goTo(page, 'Items')
  await waitForTotal(page, '16,200')
  await goTo(page, 'Outbox')
  await page.getByRole('tab', { name: /^Waiting/ }).click()
  await page.getByRole('main').getByText(newPhone).first().waitFor()
}

const copiesInProfile = (): string[] =>
  readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((file) => /\.before-\d+$/.test(file))

describe.runIf(process.platform === 'linux')('the packaged app with a newer version at GitHub', () => {
  it('R81: leaves the program alone when the feed was signed by somebody else', async () => {
    const appImage = await placeAppImage('signed-by-others')
    const { app, page } = await start(appImage)
    await page.getByRole('button', { name: 'Look around with sample data' }).click()
    const signIn = await startSignIn(app, page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    // The end of a sign-in leads there, also who has clicked elsewhere in the very moment.
    await page.getByRole('heading', { name: 'Items', level: 1 }).waitFor()
    await setNetwork(app, page)
    await goTo(page, 'Items')
    await waitForTotal(page, '16,200')
    await changeAContact(page)

    const mark = path.join(folder, 'stranger')
    releases.publish('9.0.0', newerVersion('9.0.0', mark), aReleaseKey().privateKey)
    await lookNow(page)
    await page.getByText(/It is not signed by those who publish Portolan\./).waitFor(patience)
    expect(await quit(app)).toBe(0)
    expect(readFileSync(appImage, 'utf8')).toBe(older)
    expect(existsSync(`${mark}.pid`)).toBe(false)
    expect(copiesInProfile()).toEqual([])
    expect(releases.asked().filter((place) => place.endsWith('.AppImage'))).toEqual([])
  }, 180_000)

  it('R81: takes what is signed, copies the data, and replaces the program when it is quit', async () => {
    const appImage = await placeAppImage('portolan-0.1.0-linux-x86_64')
    const mark = path.join(folder, 'on-quit')
    const newer = newerVersion('9.0.1', mark)
    releases.publish('9.0.1', newer, release.privateKey)
    const { app, page } = await start(appImage)
    await lookNow(page)
    await readyFor(page, '9.0.1')
    expect(readFileSync(appImage, 'utf8')).toBe(older)
    expect(await quit(app)).toBe(0)

    // A name that holds a version becomes the newer one's, as in the feed.
    expect(existsSync(appImage)).toBe(false)
    const lies = path.join(path.dirname(appImage), artifactName('9.0.1'))
    expect(readFileSync(lies, 'utf8')).toBe(newer)
    // Started to be installed, not to be used.
    expect(await readFile(`${mark}.env`, 'utf8')).toMatch(/^APPIMAGE_EXIT_AFTER_INSTALL=true$/m)
    const copies = (await readFile(`${mark}.copies`, 'utf8')).trim().split('\n')
    const names = copies.map((file) => path.basename(file).replace(/\d+$/, 'N')).toSorted()
    expect(names).toEqual(['cache.db.before-N', 'outbox.db.before-N', 'vault.db.before-N'])
  }, 120_000)

  it('R81: replaces nothing when the data cannot be copied', async () => {
    const appImage = await placeAppImage('without-a-copy')
    const mark = path.join(folder, 'without-a-copy')
    releases.publish('9.0.2', newerVersion('9.0.2', mark), release.privateKey)
    const { app, page } = await start(appImage)
    await lookNow(page)
    await readyFor(page, '9.0.2')
    const [vaultCopy = ''] = copiesInProfile().filter((file) => path.basename(file).startsWith('vault.db'))
    const inTheWay = path.join(profile, `${vaultCopy}.tmp`)
    await mkdir(inTheWay)
    expect(await quit(app)).toBe(0)
    await rm(inTheWay, { recursive: true })
    expect(readFileSync(appImage, 'utf8')).toBe(older)
    expect(existsSync(`${mark}.pid`)).toBe(false)
    const log = await readFile(path.join(profile, 'logs', 'portolan.log'), 'utf8')
    expect(log).toMatch(/"event":"update\.not-copied"/)
  }, 120_000)

  it('R81: comes back as the newer version after "Restart now", with its data and the change that waits', async () => {
    const appImage = await placeAppImage('Portolan')
    const mark = path.join(folder, 'restart')
    const newer = newerVersion('9.0.3', mark)
    releases.publish('9.0.3', newer, release.privateKey)
    const { app, page } = await start(appImage)
    await lookNow(page)
    await readyFor(page, '9.0.3')
    // On a busy computer the older version takes longer to end than the newer one to start; here, until it is told to.
    await app.evaluate(({ app: electron }) => {
      electron.once('will-quit', (event) => event.preventDefault())
    })
    await page.getByRole('button', { name: 'Restart now' }).first().click()
    await expect.poll(() => existsSync(`${mark}.pid`), patience).toBe(true)
    expect(readFileSync(appImage, 'utf8')).toBe(newer)
    const again = await drive(Number(await readFile(`${mark}.pid`, 'utf8')), `${mark}.output`)
    expect(await end(app)).toBe(0)
    await hasEverything(again.page)
    await again.end()
    expect(await readFile(`${mark}.env`, 'utf8')).toContain(`\nAPPIMAGE=${appImage}\n`)
  }, 120_000)
})

/** Gets hold of the app that the newer version started, which is nobody's child any more. */
async function drive(pid: number, outputFile: string): Promise<{ page: Page; end(): Promise<void> }> {
  cleanups.push(async () => {
    if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  })
  const address = (): string | undefined =>
    /DevTools listening on (ws:\S+)/.exec(readFileSync(outputFile, 'utf8'))?.[1]
  await expect.poll(address, patience).toBeDefined()
  const browser = await chromium.connectOverCDP(address() ?? '')
  const pages = (): Page[] => browser.contexts().flatMap((context) => context.pages())
  await expect.poll(() => pages().length, patience).toBe(1)
  const [page] = pages()
  if (page === undefined) throw new Error('the app has no page')
  return {
    page,
    async end() {
      await browser.close()
      process.kill(pid, 'SIGTERM')
      await expect.poll(() => isAlive(pid), patience).toBe(false)
    },
  }
}

/** Whether a process of these tests runs: by the folder in its arguments, which it has no more once it has ended. */
function isAlive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
  } catch {
    return false
  }
}
