/**
 *   node scripts/bench/ui-session.mjs PROFILE REPORT [FOLDER]
 *
 * Opens the profile in the real app, does what a person does, and writes the times in milliseconds to the report; and into the
 * folder, where one is given, where the page's time went while somebody searched and while records were opened.
 */
import fs from 'node:fs'
import path from 'node:path'
import { launchApp } from '../../tests/support/app.ts'
import { tryPassphrase } from '../../tests/support/journey.ts'
import { seededRandom } from '../../tests/support/made-up-items.ts'
import { byTurns, percentile } from './figures.mjs'
import { recordProfile } from './flame.mjs'
import { person } from './made-up-people.mjs'
import { awaitFrame, followKeys, frame, frameTimes, onScreen } from './ui-page.mjs'
import { ORGANISATION, PASSPHRASE } from './ui-profile.mjs'

const SEARCHES = 200
/** Among few items there are not so many searches whose last letter changes the first row. */
const MOST_TRIES = 4_000
const LEAST_SEARCHES = 20
const OPENINGS = 40
const JUMPS = 9
const [userData, reportFile, flameFolder] = process.argv.slice(2)

const running = await launchApp({ userData, endpoints: null })
const { app, page } = running
try {
  await open()
  const total = await page.evaluate(async () => {
    const reply = await window.api.items.counts({})
    return reply.value.reduce((sum, { count }) => sum + count, 0)
  })
  await page.evaluate(followKeys)
  const { searches, letters } = await withPageFlame('ui-search', () => timeSearches(total))
  const jumps = await timeJumps(total)
  const openings = await withPageFlame('ui-open', timeOpenings)
  const scroll = await timeScrolls(total)
  fs.writeFileSync(reportFile, JSON.stringify({ searches, letters, jumps, openings, scroll }))
} finally {
  await running.close()
}

async function withPageFlame(name, work) {
  if (flameFolder === undefined) return work()
  const devTools = await app.context().newCDPSession(page)
  try {
    const file = path.join(flameFolder, `${name}.cpuprofile`)
    return await recordProfile((command) => devTools.send(command), file, work)
  } finally {
    await devTools.detach()
  }
}

async function open() {
  await tryPassphrase(page, PASSPHRASE)
  await page
    .getByRole('button', { name: new RegExp(ORGANISATION) })
    .first()
    .click({ timeout: 60_000 })
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.locator('[data-pane="rail"]').waitFor()
  await page.evaluate(() => {
    location.hash = '#/items'
  })
  await page.getByRole('rowheader').first().waitFor({ timeout: 60_000 })
}

/** Distinct people by their addresses, of which the last letter brings the row to the top. */
async function timeSearches(total) {
  const field = page.getByRole('searchbox')
  const random = seededRandom(20_261_129)
  const searches = []
  const letters = []
  const asked = new Set()
  for (let tries = 0; searches.length < SEARCHES && tries < MOST_TRIES; tries += 1) {
    const { item } = person(Math.floor(random() * total), 0, {})
    const text = textOf(item, random())
    if (asked.has(text)) continue
    asked.add(text)
    const before = await firstFound(text.slice(0, -1))
    const wanted = await firstFound(text)
    if (wanted === null || before === wanted) continue
    await field.fill(text.slice(0, -1))
    await untilFrame({ name: before })
    await page.evaluate(onScreen)
    await page.evaluate(awaitFrame, { name: wanted, isTimed: true })
    await field.press(text.at(-1))
    const { shownMs, letterMs } = await page.evaluate(frame)
    searches.push(shownMs)
    letters.push(letterMs)
  }
  if (searches.length < LEAST_SEARCHES) throw new Error(`only ${searches.length} searches were found`)
  await field.fill('')
  await page.waitForFunction(
    (rowCount) => document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount') === rowCount,
    String(total + 1),
  )
  return { searches, letters }
}

/** A name, the beginning of an address, or part of a number: what people type. */
function textOf({ name, email, phone }, kind) {
  if (kind < 0.5) return name
  if (kind < 0.8) return email.split('@')[0]
  return phone.slice(3)
}

/** What the first row says that the store finds: its name and address; null for none. */
function firstFound(search) {
  return page.evaluate(async (text) => {
    const query = {
      type: null,
      accountId: null,
      parentKey: null,
      search: text,
      filter: null,
      sort: [],
      kept: [],
    }
    const reply = await window.api.items.list({ query, columns: [], offset: 0, limit: 1 })
    const [row] = reply.value.rows
    return row === undefined ? null : `${row.name} ${row.email ?? ''}`
  }, search)
}

async function untilFrame(what) {
  await page.evaluate(awaitFrame, what)
  await page.evaluate(frame)
}

async function timeJumps(total) {
  const times = []
  const lastRow = total + 1
  await page.locator('[role="grid"] [data-row="0"] [data-column][tabindex="0"]').focus()
  for (let n = 0; n < JUMPS; n += 1) {
    await page.keyboard.press('Control+Home')
    await untilFrame({ rowIndex: 2 })
    await page.evaluate(awaitFrame, { rowIndex: lastRow, isTimed: true })
    await page.keyboard.press('Control+End')
    times.push((await page.evaluate(frame)).shownMs)
  }
  await page.keyboard.press('Control+Home')
  await untilFrame({ rowIndex: 2 })
  return times
}

async function timeOpenings() {
  const times = []
  for (let n = 0; n < OPENINGS; n += 1) {
    await page.evaluate(awaitFrame, { isPane: true, isTimed: true })
    await page.keyboard.press('Enter')
    times.push((await page.evaluate(frame)).shownMs)
    await page.keyboard.press('Escape')
    await untilFrame({ isPane: false })
    await page.keyboard.press('ArrowDown')
  }
  // The first one loads the pane's code.
  return times.slice(1)
}

/** p95 of the time between frames of the list, and of one whose rows need no store, by turns. */
async function timeScrolls(total) {
  await answerContactsWithoutStore(total)
  const turn = (place, name) => async (round) => {
    await page.evaluate((hash) => {
      location.hash = hash
    }, place)
    // The list comes back where it was left.
    await page.getByRole('rowheader', { name }).first().waitFor()
    // Rows that the page still has would cost nothing: each round scrolls on where the one before ended.
    return percentile(await page.evaluate(frameTimes, round), 0.95)
  }
  return byTurns({
    rounds: 5,
    ours: turn('#/items', /^(?!Row \d)/),
    other: turn('#/items?type=%22contact%22', /^Row \d/),
  })
}

/** From now on main answers every window of the list of contacts at once, with rows that it makes: what is left is the grid's own work. */
async function answerContactsWithoutStore(total) {
  const row = await page.evaluate(async () => {
    const query = {
      type: null,
      accountId: null,
      parentKey: null,
      search: '',
      filter: null,
      sort: [],
      kept: [],
    }
    const reply = await window.api.items.list({ query, columns: [], offset: 0, limit: 1 })
    return reply.value.rows[0]
  })
  await app.evaluate(
    ({ ipcMain }, { row, total }) => {
      const channel = 'portolan:invoke:items.list'
      // Electron tells nobody which handler there is; this is where it keeps them.
      const ofTheStore = ipcMain._invokeHandlers.get(channel)
      ipcMain.removeHandler(channel)
      ipcMain.handle(channel, (event, asked) =>
        asked.query.type === 'contact' ? madeUp(asked) : ofTheStore(event, asked),
      )
      function madeUp({ offset, limit }) {
        const rows = Array.from({ length: Math.min(limit, total - offset) }, (_, n) => ({
          ...row,
          key: `${row.key}-${offset + n}`,
          name: `Row ${offset + n}`,
        }))
        return { ok: true, value: { rows, total, isMore: false, progress: null } }
      }
    },
    { row, total },
  )
}
