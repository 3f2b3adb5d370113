import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import {
  createWorkspace,
  goTo,
  loadToTheEnd,
  messages,
  openDetails,
  search,
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
  sandbox.requests.clear()
})

afterAll(async () => {
  await running.close()
  await sandbox.close()
  await profile.remove()
})

const pagesAsked = (): number[] =>
  types.map((type) => sandbox.requests.counts()[`GET ${objects}/${type}`] ?? 0)

async function contactPagesAnswered(times: number): Promise<void> {
  await expect.poll(() => pagesAsked()[0], { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(times)
}

describe('the whole app killed in the middle of a load', () => {
  it('holds whole pages at the next start, goes on by itself where it stood, and completes', async () => {
    sandbox.faults.add({ path: objects, stallMs: 100 })
    await createWorkspace(running.page)
    const signIn = await startSignIn(running.app, running.page)
    await signIn.getByRole('button', { name: 'Connect app' }).click()
    await contactPagesAnswered(6)
    const main = running.app.process()
    const ended = once(main, 'exit')
    main.kill('SIGKILL')
    await ended
    const askedBefore = pagesAsked()

    // The first page of each type comes late: until then the list shows what the killed app had stored.
    sandbox.faults.replace(types.map((type) => ({ path: `${objects}/${type}`, nth: 1, stallMs: 3_000 })))
    sandbox.requests.clear()
    running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
    const { page } = running
    const all = page.getByRole('button', { name: /^All [\d,]+$/ })
    await all.waitFor()
    const held = await page.getByRole('group', { name: 'Type' }).getByRole('button').allInnerTexts()
    const counts = held.map((text) => Number(/[\d,]+$/.exec(text)?.[0].replaceAll(',', '')))
    expect(counts[0]).toBeGreaterThanOrEqual(500)
    expect(counts.map((count) => count % 100)).toEqual(counts.map(() => 0))
    await waitForTotal(page, '2,300')
    await waitForStatus(page, 'Up to date')
    await goTo(page, 'Sync')
    await streamOf(page, 'Contacts').getByText('1,500 here').waitFor()
    await streamOf(page, 'Companies').getByText('400 here').waitFor()
    await streamOf(page, 'Deals').getByText('400 here').waitFor()
    // A page whose answer was not stored any more is asked for again, an earlier one is not.
    const inAll = pagesAsked().map((asked, at) => asked + (askedBefore[at] ?? 0))
    expect(inAll[0]).toBeGreaterThanOrEqual(15)
    expect(inAll[0]).toBeLessThanOrEqual(17)
    expect(running.problems).toEqual([])
  })
})

describe('one process of several', () => {
  it('starts the store again when it dies in the middle of a load, says so, and loads the rest', async () => {
    const { page } = running
    sandbox.faults.add({ path: objects, stallMs: 100 })
    await goTo(page, 'Sync')
    await page.getByRole('button', { name: 'Load now' }).click()
    await contactPagesAnswered(3)
    process.kill(await pidOf('Portolan store'), 'SIGKILL')

    await messages(page)
      .getByText(
        /^The local store stopped at .+ and was started again\. What was saved is safe\. Reference PT-\w{6}$/,
      )
      .waitFor()
    // Whether a type failed depends on whether the store held a page of it just then; rows are never lost.
    await page.getByRole('button', { name: /^Status: (Up to date|\w+ did not load)/ }).waitFor()
    await streamOf(page, 'Contacts').getByText('1,500 here').waitFor()
    sandbox.faults.clear()
    await loadToTheEnd(page)
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
    const electron = createRequire(import.meta.url)('electron') as unknown as string
    const root = path.resolve(import.meta.dirname, '../..')
    const second = spawn(electron, [root, `--user-data-dir=${profile.folder}`], {
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

async function pidOf(name: string): Promise<number> {
  const pid = await running.app.evaluate(
    ({ app }, wanted) => app.getAppMetrics().find((one) => one.name === wanted)?.pid,
    name,
  )
  if (pid === undefined) throw new Error(`there is no process ${name}`)
  return pid
}
