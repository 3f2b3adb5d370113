/**
 * From the start of the process to what somebody waits for: the first rows of a list that lies encrypted on the disk,
 * against a blank window and against an empty page of React and MUI, by turns, on the same Electron with the same
 * flags; and the memory of all processes then (PSS, Linux alone). Needs a built app.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { foreground } from '../session/child.mjs'
import { electronEnvironment } from '../session/electron-environment.mjs'
import { projectFolder, toolEnvironment, toolNode } from '../tools.mjs'
import { buildShell } from '../tour/build-shell.mjs'
import { atMost } from './rows.mjs'
import { copyProfile } from './ui-profile.mjs'

const ITEMS = 100_000

export async function measure({ folder, items = ITEMS }) {
  if (!fs.existsSync(path.join(projectFolder, 'out/main/index.js'))) {
    throw new Error('the app is not built: npm run build')
  }
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-start-'))
  try {
    await copyProfile(items, { keepIn: folder, target: path.join(scratch, 'profile') })
    await inSession([scratch, await buildShell()])
    return toRows(JSON.parse(fs.readFileSync(path.join(scratch, 'report.json'), 'utf8')), items)
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

/** On Linux on a display of its own, with a key store, as an app starts that asks for nothing. */
async function inSession(args) {
  const { env } = electronEnvironment()
  const wrapper =
    process.platform === 'linux' ? ['sh', path.join(projectFolder, 'scripts/with-keyring.sh')] : []
  const session = [toolNode(), fileURLToPath(import.meta.resolve('./startup-session.mjs')), ...args]
  const [command, ...rest] = [...wrapper, ...session]
  const code = await foreground(command, rest, { cwd: projectFolder, env: toolEnvironment(env) })
  if (code !== 0) throw new Error(`the session ended with ${code}`)
}

function toRows({ rounds, memory }, items) {
  const among = `${items.toLocaleString('en')} items`
  const of = (who, mark) => median(rounds.map((round) => round[who][mark]))
  const names = ['mainMs', 'readyMs', 'windowMs', 'navigationMs', 'domMs', 'paintMs', 'rowsMs']
  console.log(`\n  ms from the start, medians of ${rounds.length}: ${names.join(', ')}`)
  for (const who of ['blank', 'shell', 'ours']) {
    console.log(`  ${who.padEnd(6)}${names.map((name) => Math.round(of(who, name))).join(', ')}`)
  }
  const times = [
    against('a blank window', of('ours', 'rowsMs'), of('blank', 'paintMs'), 1.5),
    against('an empty React and MUI page', of('ours', 'rowsMs'), of('shell', 'rowsMs'), 1.15),
  ]
  function against(what, ours, ceiling, budget) {
    return atMost({
      what: `ms from the start to the first rows of ${among}, against ${what}`,
      ours,
      ceiling,
      budget,
    })
  }
  if (memory === null) return times
  const parts = Object.entries(memory.ours.byType).map(([type, bytes]) => `${type} ${megabytes(bytes)}`)
  console.log(`  MB of ours: ${parts.join(', ')}`)
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
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
