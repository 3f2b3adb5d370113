/**
 * From the start of the process to what somebody waits for: the first rows of a list that lies encrypted on the disk,
 * against a blank window and against an empty page of React and MUI, by turns, on the same Electron with the same
 * flags; and the memory of all processes then (PSS, Linux alone). Needs a built app.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFolder } from '../tools.mjs'
import { buildShell } from '../tour/build-shell.mjs'
import { median } from './figures.mjs'
import { atMost } from './rows.mjs'
import { copyProfile } from './ui-profile.mjs'
import { inSession } from './in-session.mjs'

const session = fileURLToPath(import.meta.resolve('./startup-session.mjs'))

const ITEMS = 100_000
/** From the start of the process, in their order. */
const MARKS = {
  mainMs: 'main runs',
  readyMs: 'Electron is ready',
  windowMs: 'the window is made',
  navigationMs: 'the page begins',
  domMs: 'its DOM is ready',
  paintMs: 'first paint',
  rowsMs: 'rows',
}

export async function measure({ folder, results, items = ITEMS, isFlame, detail }) {
  if (!fs.existsSync(path.join(projectFolder, 'out/main/index.js'))) {
    throw new Error('the app is not built: npm run build')
  }
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-start-'))
  try {
    await copyProfile(items, { keepIn: folder, target: path.join(scratch, 'profile') })
    const given = isFlame ? { BENCH_FLAME: results } : {}
    await inSession(session, [scratch, await buildShell()], { keyring: true, given })
    const report = JSON.parse(fs.readFileSync(path.join(scratch, 'report.json'), 'utf8'))
    tellMarks(report, detail)
    return toRows(report, items)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

/** Where the time and the memory go. */
function tellMarks({ rounds, memory }, detail) {
  const apps = { blank: 'a blank window', shell: 'React and MUI', ours: 'Portolan' }
  const of = (who, mark) => String(Math.round(median(rounds.map((round) => round[who][mark]))))
  detail(`Milliseconds from the start of the process, medians of ${rounds.length}:`, {
    head: ['', ...Object.values(MARKS)],
    lines: Object.entries(apps).map(([who, name]) => [
      name,
      ...Object.keys(MARKS).map((mark) => of(who, mark)),
    ]),
  })
  if (memory === null) return
  const types = [...new Set(Object.values(memory).flatMap(({ byType }) => Object.keys(byType)))]
  detail('MB by the kind of process (PSS):', {
    head: ['', ...types],
    lines: Object.entries(memory).map(([who, { byType }]) => [
      apps[who],
      ...types.map((type) => (byType[type] === undefined ? '' : String(megabytes(byType[type])))),
    ]),
  })
}

function toRows({ rounds, memory }, items) {
  const among = `${items.toLocaleString('en')} items`
  const of = (who, mark) => median(rounds.map((round) => round[who][mark]))
  const times = [
    against('a blank window', 'blank', 'paintMs', 1.5),
    against('an empty React and MUI page', 'shell', 'rowsMs', 1.15),
  ]
  function against(what, who, mark, budget) {
    const ratios = rounds.map((round) => round.ours.rowsMs / round[who][mark])
    return atMost({
      what: `ms from the start to the first rows of ${among}, against ${what}`,
      ...{ ours: of('ours', 'rowsMs'), ceiling: of(who, mark), budget },
      spread: [Math.min(...ratios), Math.max(...ratios)],
    })
  }
  if (memory === null) return times
  return [
    ...times,
    atMost({
      what: `MB of all processes (PSS), list of ${among} open, against a blank window`,
      ours: megabytes(memory.ours.total),
      ceiling: megabytes(memory.blank.total),
      budget: 1.6,
    }),
  ]
}

const megabytes = (bytes) => Math.round(bytes / 1024 / 102.4) / 10
