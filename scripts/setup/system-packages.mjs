import fs from 'node:fs'
import path from 'node:path'
import { mustRun, run, say, SetupError } from './run.mjs'

/** Libraries the Electron binary loads at start, and after them the ones it does without. */
const ELECTRON_NEEDS = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1']
const ELECTRON_LIKES = ['libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0']

/** The user's own browser and the way to it, for sign-ins outside the app's window. */
const BROWSER_NEEDS = ['chromium', 'xdg-utils']

/** What makes packages beside the folder, and looks at them; what is missing is left out, and named. */
const PACKAGING_LIKES = ['desktop-file-utils', 'p7zip-full', 'rpm']

/** The servers that the mirror's tests start. */
const REDIS_NEEDS = ['redis-server', 'redis-sentinel']

const PROGRAMS = {
  xvfb: 'Xvfb',
  dbus: 'dbus-daemon',
  'gnome-keyring': 'gnome-keyring-daemon',
  'g++': 'g++',
  chromium: 'chromium',
  'xdg-utils': 'xdg-open',
  'redis-server': 'redis-server',
  'redis-sentinel': 'redis-sentinel',
}

/**
 * Makes sure that what npm cannot bring is there: libraries, a virtual display, a keyring, a compiler. On Debian, as
 * root, missing packages are installed; everywhere else they are named.
 *
 * @param {{ purpose: 'start' | 'test' | 'package', compiles: boolean }} wish
 */
export async function provideSystemPackages({ purpose, compiles }) {
  if (process.platform !== 'linux') return
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  const required = [
    ...(purpose === 'package' ? [] : ELECTRON_NEEDS),
    ...(purpose === 'test' || (purpose === 'start' && !hasDisplay) ? ['xvfb'] : []),
    ...(purpose === 'test'
      ? ['dbus', 'gnome-keyring', 'libsecret-1-0', ...BROWSER_NEEDS, ...REDIS_NEEDS]
      : []),
    ...(compiles ? ['g++'] : []),
  ]
  const wished = [
    ...(purpose === 'package' ? [] : ELECTRON_LIKES),
    ...(purpose === 'package' || purpose === 'test' ? PACKAGING_LIKES : []),
  ].filter((name) => !required.includes(name))
  if (!fs.existsSync('/usr/bin/dpkg-query')) return nameMissingPrograms(required)
  const missing = await notInstalled([...required, ...wished])
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && process.env.PORTOLAN_NO_APT !== '1') {
    const left = await install(missing)
    if (left.some((name) => required.includes(name)))
      throw new SetupError(`apt-get did not install: ${left.join(' ')}`)
    return
  }
  const line = `sudo apt-get install ${missing.join(' ')}`
  if (missing.some((name) => required.includes(name))) {
    throw new SetupError(`missing system packages: ${missing.join(' ')}. Run: ${line}`)
  }
  say(`more works with these system packages: ${missing.join(' ')}. To get them: ${line}`)
}

/** Without Debian's tools only programs can be looked for; a missing library names itself when Electron starts. */
function nameMissingPrograms(required) {
  const folders = (process.env.PATH ?? '').split(':')
  const programs = required.map((name) => PROGRAMS[name]).filter((program) => program !== undefined)
  const missing = programs.filter(
    (program) => !folders.some((folder) => fs.existsSync(path.join(folder, program))),
  )
  if (missing.length > 0)
    throw new SetupError(`missing programs: ${missing.join(', ')}. Install them and start again.`)
}

/** Debian 13 and Ubuntu 24.04 renamed some libraries when time became 64 bits wide; either name will do. */
async function notInstalled(names) {
  const asked = names.flatMap((name) => [name, `${name}t64`])
  // dpkg-query ends with 1 when it does not know one of the names, which is no failure here.
  const result = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...asked])
  const present = new Set(
    result.output.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  )
  return names.filter((name) => !present.has(name) && !present.has(`${name}t64`))
}

/** @returns {Promise<string[]>} what is still missing afterwards */
async function install(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const available = await installable(names)
  if (available === null) {
    say('apt-get update')
    await mustRun('apt-get update', 'apt-get', ['update', '-qq'], { env })
  }
  const chosen = available ?? (await installable(names))
  if (chosen === null) throw new SetupError(`apt knows no package for: ${names.join(' ')}`)
  const args = ['install', '-y', '--no-install-recommends', ...chosen]
  say(`apt-get ${args.join(' ')}`)
  const first = await run('apt-get', ['-qq', ...args], { env })
  if (first.status !== 0) {
    // The package lists are too old: a version they name is no longer on the server.
    say('that failed; once more after apt-get update')
    await mustRun('apt-get update', 'apt-get', ['update', '-qq'], { env })
    await mustRun('apt-get install', 'apt-get', ['-qq', ...args], { env })
  }
  return notInstalled(names)
}

/** The names under which apt can install these packages now; null when it does not know one of them. */
async function installable(names) {
  const asked = names.flatMap((name) => [name, `${name}t64`])
  const { output } = await run('apt-cache', ['policy', ...asked])
  const candidates = new Set()
  for (const block of output.split(/^(?=\S)/m)) {
    if (/^ {2}Candidate: (?!\(none\))/m.test(block)) candidates.add(block.slice(0, block.indexOf(':')))
  }
  const chosen = names.map((name) => [`${name}t64`, name].find((candidate) => candidates.has(candidate)))
  return chosen.includes(undefined) ? null : chosen
}
