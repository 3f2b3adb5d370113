/**
 * The longest time for which the main process answers nobody: while a load goes as fast as the machine does, while
 * somebody searches, and at the start, in the real app. A quick run asks the app's own main code without Electron. What
 * the machine keeps from everybody shows in a process beside it that does nothing: the longest time that this waits stands in
 * each row, and takes the place of the fifty milliseconds where it is longer.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { valueOf } from '../../tests/support/core-in-node.ts'
import { projectFolder } from '../tools.mjs'
import { startConnectedCore, startSandboxProcess, untilLoaded } from './core-process.mjs'
import { median } from './figures.mjs'
import { atMost } from './rows.mjs'
import { ceilingOf, stallRow, watchStalls } from './stalls.mjs'
import { QUERIES } from './typed-queries.mjs'
import { inSession } from './in-session.mjs'

const session = fileURLToPath(import.meta.resolve('./main-stall-session.mjs'))

const ITEMS = 100_000
const QUICK_ITEMS = 7_000
const ROUNDS = 5
const QUICK_ROUNDS = 3

export async function measure({ items, isQuick }) {
  if (isQuick) return measureInNode(QUICK_ITEMS)
  if (!fs.existsSync(path.join(projectFolder, 'out/main/index.js')))
    throw new Error('the app is not built: npm run build')
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-stall-'))
  try {
    const asked = { items: items ?? ITEMS, rounds: ROUNDS }
    await inSession(session, [scratch, JSON.stringify(asked)], { keyring: true })
    return toRows(JSON.parse(fs.readFileSync(path.join(scratch, 'report.json'), 'utf8')), asked)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

function toRows({ load, searches, starts }, { items }) {
  const among = `${items.toLocaleString('en')} items`
  const start = (who) => starts.map((round) => round[who].max)
  const ratios = starts.map(({ ours, blank }) => ours.max / blank.max)
  return [
    stallRow(
      `ms of main's longest stall while a load of ${among} goes as fast as it can`,
      load,
      `${load.seconds.toFixed(0)} s`,
    ),
    medianRow(`while somebody searches ${among}`, searches),
    atMost({
      what: `ms of main's longest stall from the start to the rows, median of ${starts.length}, against a blank window`,
      ...{ ours: median(start('ours')), ceiling: median(start('blank')), budget: null },
      spread: [Math.min(...ratios), Math.max(...ratios)],
    }),
  ]
}

function medianRow(when, rounds, which = 'max') {
  const longest = rounds.map(({ ours }) => ours[which])
  const idle = median(rounds.map((round) => round.idle[which]))
  const ceiling = ceilingOf(idle)
  return atMost({
    what: `ms of main's ${which === 'max' ? 'longest stall' : 'stalls, p99,'} ${when}, median of ${rounds.length}`,
    ...{ ours: median(longest), ceiling, note: `an idle process: ${idle.toFixed(0)} ms` },
    spread: [Math.min(...longest) / ceiling, Math.max(...longest) / ceiling],
  })
}

/**
 * This process is the main process then. The longest wait of all is a matter of luck on a machine where tests have just run:
 * here it is that which one of a hundred is longer than.
 */
async function measureInNode(items) {
  const sandbox = await startSandboxProcess(['--contacts', String(items), '--companies', '0', '--deals', '0'])
  const loads = []
  const searches = []
  try {
    for (let round = 0; round < QUICK_ROUNDS; round += 1) {
      const { core, begin, close } = await startConnectedCore(sandbox.endpoints)
      try {
        const loading = await watchStalls()
        begin()
        await untilLoaded(core)
        loads.push(await loading())
        const searching = await watchStalls()
        await searchAll(core)
        searches.push(await searching())
      } finally {
        await close()
      }
    }
  } finally {
    sandbox.close()
  }
  const among = `${items.toLocaleString('en')} items, without Electron`
  return [
    medianRow(`while it loads ${among}`, loads, 'p99'),
    medianRow(`while somebody searches ${among}`, searches, 'p99'),
  ]
}

async function searchAll({ handlers }) {
  for (const search of QUERIES) {
    const query = plainQuery({ search })
    valueOf(await handlers.items.list({ query, columns: [], offset: 0, limit: 50 }))
  }
}
