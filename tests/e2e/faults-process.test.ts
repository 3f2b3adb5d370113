import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { storeHeapFlags } from '../../src/main/store/heap-limits.ts'
import type { LoggedRequest } from '../../src/sandbox/request-log.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { appFolder, electronPath } from '../support/electron-path.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { completeRuns } from '../support/app-log.ts'
import {
  createWorkspace,
  goTo,
  loadToTheEnd,
  messages,
  openDetails,
  search,
  startLoadingAgain,
  startSignIn,
  streamOf,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'

const objects = '/crm/objects/2026-09'
const types = ['contacts', 'companies', 'deals'] as const

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>
let running: RunningApp

beforeAll(async () => {
  // Whole hundreds, so that whole pages show in the counts.
  sandbox = await startSandbox({ contacts: 1_500, companies: 400, deals: 400 })
  profile = await createUserData()
  running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
})

afterEach(() => {
  sandbox.faults.clear()
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

/** Pages of contacts that were answered since then: of the list, and of search. */
function contactPages(sinceMs: number): { listed: LoggedRequest[]; searched: LoggedRequest[] } {
  const since = sandbox.requests.entries().filter(({ startedAtMs }) => startedAtMs >= sinceMs)
  return {
    listed: since.filter(
      ({ method, path, target }) =>
        method === 'GET' && path === `${objects}/contacts` && !target.includes('archived=true'),
    ),
    searched: since.filter(({ path }) => path === `${objects}/contacts/search`),
  }
}

/** What the buttons of the list say is here: all of it, and by type. */
async function countsShown(page: Page): Promise<number[]> {
  const shown = await page.getByRole('group', { name: 'Type' }).getByRole('button').allInnerTexts()
  return shown.map((text) => Number(/[\d,]+$/.exec(text)?.[0].replaceAll(',', '')))
}

describe('the whole app killed in the middle of a load', () => {
  it('holds whole pages at the next start, goes on by itself where it stood, and completes', async () => {
    sandbox.faults.replace([
      // Contacts cannot be through before the app is killed.
      { method: 'GET', path: `${objects}/contacts`, nth: [4, 100], stallMs: 60_000 },
      { method: 'POST', path: `${objects}/contacts`, nth: [4, 100], stallMs: 60_000 },
      { path: objects, stallMs: 100 },
    ])
    await createWorkspace(running.page)
    const signIn = await startSignIn(running.app, running.page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    const contacts = async (): Promise<number> => (await countsShown(running.page))[1] ?? 0
    await expect.poll(contacts, { timeout: 30_000 }).toBeGreaterThanOrEqual(600)
    const shownBefore = await contacts()
    const main = running.app.process()
    const ended = once(main, 'exit')
    main.kill('SIGKILL')
    await ended

    // The first pages of each type come late: until then the list shows what the killed app had stored.
    const lateMs = 10_000
    sandbox.faults.replace(
      types.flatMap((type) =>
        ['GET', 'POST'].map((method) => ({ method, path: `${objects}/${type}`, nth: 1, stallMs: lateMs })),
      ),
    )
    const restartedAtMs = Date.now()
    running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    const { page } = running
    await page.getByRole('button', { name: /^All [\d,]+$/ }).waitFor()
    const held = await countsShown(page)
    expect(contactPages(restartedAtMs)).toEqual({ listed: [], searched: [] })
    const heldContacts = held[1] ?? 0
    expect(heldContacts).toBeGreaterThanOrEqual(shownBefore)
    expect(held.map((count) => count % 100)).toEqual(held.map(() => 0))
    await waitForTotal(page, '2,300')
    await waitForStatus(page, 'Up to date')
    await goTo(page, 'Sync')
    await streamOf(page, 'Contacts').getByText('1,500 here').waitFor()
    await streamOf(page, 'Companies').getByText('400 here').waitFor()
    await streamOf(page, 'Deals').getByText('400 here').waitFor()
    // What was held is not asked for again, but for a page at each end where they meet, and a search that counts.
    const { listed, searched } = contactPages(restartedAtMs)
    expect(listed.filter(({ target }) => !target.includes('after='))).toEqual([])
    const askedFor = 100 * listed.length + 200 * (searched.length - 1)
    expect(askedFor).toBeGreaterThanOrEqual(1_500 - heldContacts)
    expect(askedFor).toBeLessThanOrEqual(1_500 - heldContacts + 300)
    expect(running.problems).toEqual([])
  })
})

describe('one process of several', () => {
  it('starts the store again when it dies in the middle of a load, says so, and loads the rest', async () => {
    const { page } = running
    // The load goes on until the store has died.
    sandbox.faults.replace([
      { path: `${objects}/contacts`, nth: [4, 7], stallMs: 3_000 },
      { path: objects, stallMs: 100 },
    ])
    const startedAtMs = Date.now()
    const completeBefore = await completeRuns(profile.folder, 'contact', 'full')
    await startLoadingAgain(page)
    const answered = (): number => {
      const { listed, searched } = contactPages(startedAtMs)
      return listed.length + searched.length
    }
    await expect.poll(answered, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(3)
    process.kill(await pidOf('Portolan store'), 'SIGKILL')

    await messages(page)
      .getByText(
        /^The local store stopped at .+ and was started again\. What was saved is safe\. Reference PT-\w{6}$/,
      )
      .waitFor()
    // Whether a type failed depends on whether the store held a page of it just then; rows are never lost.
    await page
      .getByRole('button', { name: /^Status: (Up to date|\w+ did not load)/ })
      .waitFor({ timeout: 45_000 })
    await streamOf(page, 'Contacts').getByText('1,500 here').waitFor()
    sandbox.faults.clear()
    await loadToTheEnd(page)
    await expect
      .poll(() => completeRuns(profile.folder, 'contact', 'full'), { timeout: 30_000 })
      .toBe(completeBefore + 1)
    await goTo(page, 'Items')
    await waitForTotal(page, '2,300')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    await messages(page).getByRole('button', { name: 'Close' }).click()
    expect(running.problems).toEqual([])
  })

  it('ends a second instance on the same profile, and brings the window of the first one back', async () => {
    const { app } = running
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.hide()
    })
    const second = spawn(electronPath, [appFolder, `--user-data-dir=${profile.folder}`], {
      env: { ...process.env, PORTOLAN_USER_DATA: profile.folder },
      stdio: 'ignore',
    })
    const [code] = (await once(second, 'exit')) as [number | null]
    expect(code).toBe(0)
    await expect
      .poll(
        () =>
          app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible())),
        {
          timeout: 30_000,
        },
      )
      .toEqual([true])
  })

  it('R33: loads a page that crashed again, at the same place, and says so', async () => {
    const { app, page } = running
    await goTo(page, 'Items')
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    const place = page.url()
    await app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.once('did-finish-load', () => {
            resolve()
          })
          contents?.forcefullyCrashRenderer()
        }),
    )
    // Playwright gives a crashed page up for good; Electron itself still reaches the new one.
    const inPage = (script: string): Promise<unknown> =>
      app.evaluate(
        ({ BrowserWindow }, run) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(run) as unknown,
        script,
      )
    const text = (role: string) => () => inPage(`document.querySelector('${role}')?.innerText ?? ''`)
    const patience = { timeout: 30_000 }
    await expect
      .poll(text('section[aria-label=Messages]'), patience)
      .toMatch(/This window stopped working at .+ and was loaded again\./)
    await expect.poll(text('[role=grid]'), patience).toContain('Ada Lovelace')
    await expect.poll(text('aside'), patience).toContain('Ada Lovelace')
    expect(await inPage('location.href')).toBe(place)
  })
})

describe.runIf(process.platform === 'linux')('the process of the store', () => {
  it('R36: is started with limits for its heap', async () => {
    const commandLine = await fs.readFile(`/proc/${String(await pidOf('Portolan store'))}/cmdline`, 'utf8')
    expect(commandLine.split('\0')).toContain(`--js-flags=${storeHeapFlags.join(' ')}`)
  })
})

async function pidOf(name: string): Promise<number> {
  const pid = await running.app.evaluate(
    ({ app }, wanted) => app.getAppMetrics().find((one) => one.name === wanted)?.pid,
    name,
  )
  if (pid === undefined) throw new Error(`there is no process ${name}`)
  return pid
}
