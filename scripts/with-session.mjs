/**
 * Runs a command on a virtual display of its own, on request with a keyring or certainly without one, and takes
 * everything away afterwards. Linux only.
 *
 *   node scripts/with-session.mjs [--keyring=unlocked|none] -- COMMAND...
 *
 * Without --keyring the command keeps the session bus, and with it the keyring, of the caller.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startBus, startKeyring } from './session/bus.mjs'
import { foreground } from './session/child.mjs'
import { startDisplay } from './session/display.mjs'

const separator = process.argv.indexOf('--')
const options = process.argv.slice(2, separator)
const [command, ...args] = process.argv.slice(separator + 1)
const keyring = options.find((option) => option.startsWith('--keyring='))?.slice('--keyring='.length)
if (separator < 0 || command === undefined || ![undefined, 'unlocked', 'none'].includes(keyring)) {
  console.error('usage: node scripts/with-session.mjs [--keyring=unlocked|none] -- COMMAND...')
  process.exit(2)
}

// A signal ends the command, and then this script goes on to clean up; until the command runs it waits.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-session-'))
const started = []
let env = { ...process.env }
try {
  await begin(() => startDisplay(folder))
  if (keyring !== undefined) {
    for (const name of ['runtime', 'data']) fs.mkdirSync(path.join(folder, name), { mode: 0o700 })
    env = {
      ...env,
      XDG_RUNTIME_DIR: path.join(folder, 'runtime'),
      XDG_DATA_HOME: path.join(folder, 'data'),
      // Chromium chooses the kind of keyring by the desktop's name; GNOME means the Secret Service (libsecret).
      XDG_CURRENT_DESKTOP: 'GNOME',
    }
    await begin(() => startBus(folder))
  }
  if (keyring === 'unlocked') await begin(() => startKeyring(env))
  process.exitCode = await foreground(command, args, { env })
} finally {
  for (const part of started.reverse()) await part.stop()
  fs.rmSync(folder, { recursive: true, force: true })
}

async function begin(start) {
  const part = await start()
  started.push(part)
  env = { ...env, ...part.env }
}
