/**
 * What somebody feels who works with a million items in the real app: the time from a key to the frame that shows what
 * it asked for, and how even the frames of a scroll are. Needs a built app.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFolder } from '../tools.mjs'
import { median, percentile } from './figures.mjs'
import { atMost } from './rows.mjs'
import { copyProfile } from './ui-profile.mjs'
import { inSession } from './in-session.mjs'

const session = fileURLToPath(import.meta.resolve('./ui-session.mjs'))

const ITEMS = 1_000_000
/** Of a display that draws 60 times a second. */
const FRAME_MS = 1_000 / 60

export async function measure({ folder, results, items = ITEMS, isFlame }) {
  if (!fs.existsSync(path.join(projectFolder, 'out/main/index.js'))) {
    throw new Error('the app is not built: npm run build')
  }
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-ui-'))
  try {
    const profile = path.join(scratch, 'profile')
    await copyProfile(items, { keepIn: folder, target: profile })
    const report = path.join(scratch, 'report.json')
    await inSession(session, [profile, report, ...(isFlame ? [results] : [])], { keyring: false })
    return toRows(JSON.parse(fs.readFileSync(report, 'utf8')), items)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

function toRows(report, items) {
  const among = `of ${items.toLocaleString('en')} items`
  return [
    atMost({
      what: `ms from the key to the first row found ${among}, p95 of ${report.searches.length}`,
      ours: percentile(report.searches, 0.95),
      ceiling: 30 + FRAME_MS,
    }),
    atMost({
      what: 'ms of a frame while scrolling, p95, against rows that no store is asked for, median of 5',
      ours: report.scroll.ours,
      ceiling: report.scroll.other,
      spread: report.scroll.spread,
      budget: 1.3,
    }),
    atMost({ what: `ms to jump to the last row ${among}`, ours: median(report.jumps), ceiling: 150 }),
    atMost({ what: 'ms to open a record, p95', ours: percentile(report.openings, 0.95), ceiling: 100 }),
    atMost({
      what: 'ms that a key waits for its letter while typing, p95',
      ours: percentile(report.letters, 0.95),
      ceiling: 2 * FRAME_MS,
    }),
  ]
}
