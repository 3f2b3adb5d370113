import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { launchApp } from '../../tests/support/app.ts'
import { connectAndLoad } from '../../tests/support/journey.ts'
import { electronProgram } from '../setup/electron.mjs'
import { projectFolder } from '../tools.mjs'
import { buildShell } from './build-shell.mjs'
import { figuresOf } from './figures.mjs'

const ROUNDS = 3
const START_LIMIT_MS = 60_000
const blankMain = fileURLToPath(import.meta.resolve('./floor/blank-main.mjs'))
const shellMain = fileURLToPath(import.meta.resolve('./floor/shell-main.mjs'))
const stopwatch = fileURLToPath(import.meta.resolve('./floor/stopwatch.cjs'))

/**
 * Starts a blank window, an empty shell and the app with everything loaded, in turn, and takes the time from the
 * moment before the process is spawned to the first picture that counts. The app has a workspace of its own here:
 * the sample workspace would start its services beside it, which no real account does.
 *
 * @returns {Promise<import('./figures.mjs').Figures>}
 */
export async function measureStarts() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-starts-'))
  const sandbox = await startSandbox()
  try {
    const profile = makeFolder(folder, 'app')
    const items = await loadEverything(profile, sandbox.endpoints)
    const endpoints = path.join(folder, 'endpoints.json')
    fs.writeFileSync(endpoints, JSON.stringify(sandbox.endpoints))
    const shell = await buildShell()

    const blankWindow = {
      target: blankMain,
      profile: makeFolder(folder, 'blank'),
      env: {},
    }
    const emptyShell = {
      target: shellMain,
      profile: makeFolder(folder, 'shell'),
      env: { PORTOLAN_TOUR_SHELL: shell },
    }
    const app = {
      target: projectFolder,
      profile,
      env: {
        PORTOLAN_USER_DATA: profile,
        PORTOLAN_ENDPOINTS: endpoints,
        PORTOLAN_TOUR_AWAITS: '[role="grid"] [role="rowheader"]',
      },
    }
    // The first start of each reads its files from the disk, and is not counted.
    await measureRound([blankWindow, emptyShell, app])
    const rounds = []
    while (rounds.length < ROUNDS) rounds.push(await measureRound([blankWindow, emptyShell, app]))
    return figuresOf(rounds, items)
  } finally {
    await sandbox.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

function makeFolder(parent, name) {
  const folder = path.join(parent, name)
  fs.mkdirSync(folder)
  return folder
}

/** Connects an account and loads all of it, as a person does. */
async function loadEverything(profile, endpoints) {
  const running = await launchApp({ userData: profile, endpoints })
  try {
    const items = 16_200
    await connectAndLoad(running, items.toLocaleString('en'))
    await running.page.getByRole('button', { name: /^Status: Up to date/ }).waitFor()
    return items
  } finally {
    await running.close()
  }
}

async function measureRound([blankWindow, emptyShell, app]) {
  return {
    blankMs: await measureStart(blankWindow),
    shellMs: await measureStart(emptyShell),
    rowsMs: await measureStart(app),
  }
}

/**
 * Milliseconds from before the spawn to the picture. Both ends are readings of this computer's clock: Node's before
 * the spawn, and the page's own time of the paint, which the stopwatch writes to the output (floor/stopwatch.cjs).
 */
function measureStart({ target, profile, env }) {
  const startedAtMs = performance.timeOrigin + performance.now()
  const child = spawn(electronProgram, ['-r', stopwatch, target, `--user-data-dir=${profile}`], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
  let output = ''
  let complaint = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-2000)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    // The next start begins when this one is gone altogether.
    child.on('close', () => {
      clearTimeout(timer)
      const [, paintedAtMs] = /^painted at ([\d.]+)$/m.exec(output) ?? []
      if (paintedAtMs !== undefined) resolve(Math.round(Number(paintedAtMs) - startedAtMs))
      else reject(new Error(`${target} painted nothing in time\n${complaint}`))
    })
  })
}
