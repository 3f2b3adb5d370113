/**
 *   node scripts/bench/main-stall-session.mjs SCRATCH SETTINGS
 *
 * Loads and searches in the real app, and starts it and a blank window by turns; writes for how long their main processes
 * did not answer to SCRATCH/report.json, in milliseconds. SETTINGS is JSON: `items`, `rounds`. Needs a key store, so that
 * an app which is started again asks for nothing.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchApp } from '../../tests/support/app.ts'
import { createWorkspace, startSignIn } from '../../tests/support/journey.ts'
import { projectFolder } from '../tools.mjs'
import { startHooked } from './hooked-electron.mjs'
import { startSandboxProcess } from './core-process.mjs'
import { watchIdle } from './stalls.mjs'
import { QUERIES } from './typed-queries.mjs'

const START_LIMIT_MS = 60_000
const [scratch, settings] = process.argv.slice(2)
const { items, rounds } = JSON.parse(settings)
const hook = fileURLToPath(import.meta.resolve('./stall-marks.cjs'))
const profile = path.join(scratch, 'profile')

const others = Math.round(items / 7)
const sizes = { contacts: items - 2 * others, companies: others, deals: others }
const options = Object.entries(sizes).flatMap(([type, count]) => [`--${type}`, String(count)])
const sandbox = await startSandboxProcess(options)
try {
  const report = await loadAndSearch()
  const endpointsFile = path.join(scratch, 'endpoints.json')
  fs.writeFileSync(endpointsFile, JSON.stringify(sandbox.endpoints))
  const starts = []
  // The first round warms the disk's cache and every code cache.
  for (let round = 0; round <= rounds; round += 1) {
    const blank = await stallsOfStart('blank', {})
    const ours = await stallsOfStart('ours', { PORTOLAN_ENDPOINTS: endpointsFile })
    if (round > 0) starts.push({ blank, ours })
  }
  fs.writeFileSync(path.join(scratch, 'report.json'), JSON.stringify({ ...report, starts }))
} finally {
  sandbox.close()
}

async function loadAndSearch() {
  const running = await launchApp({ userData: profile, endpoints: sandbox.endpoints })
  const { app, page } = running
  try {
    await createWorkspace(page)
    const signInWindow = await startSignIn(app, page)
    const isClosed = signInWindow.waitForEvent('close')
    await signInWindow.getByRole('button', { name: 'Connect app' }).click()
    await isClosed
    await page.evaluate(untilLoading, true)
    const startedAt = performance.now()
    const load = await stallsDuring(app, () => page.evaluate(untilLoading, false))
    const seconds = (performance.now() - startedAt) / 1_000
    // The list of everything, as one searches it; the fields of a first look have been read then.
    await page.evaluate(() => {
      location.hash = '#/items'
    })
    await page.getByRole('rowheader').first().waitFor({ timeout: START_LIMIT_MS })
    await page.waitForTimeout(2_000)
    const searches = []
    for (let round = 0; round < rounds; round += 1) {
      searches.push(await stallsDuring(app, () => page.evaluate(searchAll, QUERIES)))
    }
    return { load: { ...load, seconds }, searches }
  } finally {
    await running.app.close()
  }
}

/** Of the app's main process, and of a process beside it that does nothing. */
async function stallsDuring(app, work) {
  const idle = await watchIdle()
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    globalThis.benchDelay = delay
  })
  await work()
  const ours = await app.evaluate(() => {
    const { benchDelay: delay } = globalThis
    delay.disable()
    return { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }
  })
  return { ours, idle: await idle() }
}

/** In the page: asks as often as the screen does, until something is being loaded or nothing is. */
async function untilLoading(isWanted) {
  for (;;) {
    const { ok, value } = await window.api.sync.getStatus({})
    if (ok && value.length > 0 && value.some(({ isRunning }) => isRunning) === isWanted) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** What the list asks for while somebody types, a letter every 20 ms. */
async function searchAll(queries) {
  for (const search of queries) {
    const query = {
      ...{ type: null, accountId: null, parentKey: null, search, filter: null, sort: [], kept: [] },
    }
    const reply = await window.api.items.list({ query, columns: [], offset: 0, limit: 50 })
    if (!reply.ok) throw new Error(`a search was not answered: ${reply.error.kind}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function stallsOfStart(name, extra) {
  const apps = {
    blank: fileURLToPath(import.meta.resolve('../tour/floor/blank-main.mjs')),
    ours: projectFolder,
  }
  const marksFile = path.join(scratch, `${name}.json`)
  const userData = name === 'ours' ? profile : path.join(scratch, `${name}-profile`)
  const env = {
    ...extra,
    BENCH_MARKS: marksFile,
    ...(name === 'ours' ? { BENCH_ROWS: '[role="grid"] [role="rowheader"]' } : {}),
  }
  await startHooked({ hook, place: apps[name], userData, env }).ended
  const marks = JSON.parse(fs.readFileSync(marksFile, 'utf8'))
  fs.rmSync(marksFile)
  return marks
}
