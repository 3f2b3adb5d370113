import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { driveFromOutside, fromOutside } from '../support/app-from-outside.ts'
import { launchPacked } from '../support/launch-electron.ts'
import { packagedApp } from '../support/packaged-app.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function newProfile(): Promise<string> {
  const profile = await mkdtemp(path.join(tmpdir(), 'portolan-instances-'))
  cleanups.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  return profile
}

/** Starts the app as users get it; what it left behind when a test failed is killed. */
function launch(profile: string, ...args: string[]) {
  const { executable } = packagedApp('as-shipped')
  const child = spawn(executable, [`--user-data-dir=${profile}`, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  cleanups.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  return { child, ended }
}

describe('the packaged app, started more than once', () => {
  it('R75: of ten starts at once one shows a window, the others end, and the store is whole', async () => {
    const profile = await newProfile()
    const all = Array.from({ length: 10 }, () => launch(profile, fromOutside))
    // The one that stays is not known before the others are gone.
    const hasEnded = ({ child }: (typeof all)[number]) => child.exitCode !== null || child.signalCode !== null
    await expect.poll(() => all.filter(hasEnded).length, { timeout: 120_000 }).toBe(9)
    const [first] = all.filter((one) => !hasEnded(one))
    expect(first).toBeDefined()
    if (first === undefined) return
    const running = await driveFromOutside(first.child)
    expect(running.pages()).toHaveLength(1)
    await running.page.getByRole('button', { name: 'Look around with sample data' }).click()
    await running.page.getByRole('radio', { name: /HubSpot/ }).waitFor()
    expect(await running.close()).toBe(0)

    const again = await driveFromOutside(launch(profile, fromOutside).child)
    await again.page.getByRole('navigation', { name: 'Sections' }).waitFor()
    expect(await again.close()).toBe(0)
    const log = await readFile(path.join(profile, 'logs', 'portolan.log'), 'utf8')
    // On a display without a graphics card Chromium's drawing process may end; it is made anew.
    const errors = log
      .split('\n')
      .filter((line) => line.includes('"level":"error"') && !line.includes('"event":"child.gone"'))
    expect(errors).toEqual([])
    expect(log.match(/"event":"app.started"/g)).toHaveLength(2)
  }, 240_000)

  it('starts without a window in sight when it is asked to, and shows it at the next start', async () => {
    const profile = await newProfile()
    const app = await launchPacked(packagedApp('test-build').executable, [
      `--user-data-dir=${profile}`,
      '--hidden',
    ])
    cleanups.push(() => app.close())
    const page = await app.firstWindow()
    await page.getByRole('button', { name: 'Look around with sample data' }).waitFor()
    const isVisible = (): Promise<boolean[]> =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))
    expect(await isVisible()).toEqual([false])
    // The instance lock is the profile's, whichever of the two builds asks for it.
    expect(await launch(profile).ended).toBe(0)
    await expect.poll(isVisible, { timeout: 30_000 }).toEqual([true])
  }, 120_000)

  it('comes back where it was and as large', async () => {
    const profile = await newProfile()
    const open = () => launchPacked(packagedApp('test-build').executable, [`--user-data-dir=${profile}`])
    const first = await open()
    cleanups.push(() => first.close())
    await (await first.firstWindow()).getByRole('button', { name: 'Look around with sample data' }).waitFor()
    const place = { x: 64, y: 72, width: 1010, height: 690 }
    await first.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      place,
    )
    const boundsIn = (app: typeof first) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
    await expect.poll(() => boundsIn(first), { timeout: 30_000 }).toEqual(place)
    await first.close()
    cleanups.pop()
    const second = await open()
    cleanups.push(() => second.close())
    // Main is asked once it has started: before that, a question may be lost to its own work.
    await (await second.firstWindow()).getByRole('button', { name: 'Look around with sample data' }).waitFor()
    expect(await boundsIn(second)).toEqual(place)
  }, 120_000)
})
