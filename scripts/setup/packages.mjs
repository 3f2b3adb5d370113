import fs from 'node:fs'
import path from 'node:path'
import { projectFolder, toolNode } from '../tools.mjs'
import { packagesFolder } from './folders.mjs'
import { npmCommand, run, say, SetupError } from './run.mjs'

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes node_modules/.package-lock.json as the last
 * act of an install (npm's documentation, "hidden lockfiles"), so comparing the two also notices a broken-off one.
 * Packages that are there in addition do no harm and are not looked for.
 */
export function packagesMatch() {
  const wanted = readPackages(path.join(projectFolder, 'package-lock.json'))
  const present = readPackages(path.join(packagesFolder, '.package-lock.json'))
  if (wanted === null) throw new SetupError('package-lock.json is missing or is not JSON.')
  if (present === null) return false
  return Object.entries(wanted).every(([place, asked]) => {
    if (place === '') return true
    const found = present[place]
    // An optional package for another platform is never installed.
    if (found === undefined) return asked.optional === true
    return found.version === asked.version && found.integrity === asked.integrity
  })
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

/** Installs exactly what package-lock.json names. No package's own script runs (.npmrc says why). */
export async function installPackages() {
  if (process.platform === 'win32' && process.execPath.startsWith(packagesFolder)) {
    // Windows cannot delete a program while it runs, and npm ci deletes node_modules first.
    throw new SetupError('node_modules does not match package-lock.json. Run: npm ci')
  }
  say('installing packages with npm ci')
  const npm = npmCommand()
  const args = [...npm.args, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const result = await run(npm.command, args, { show: true, shell: npm.shell })
  if (result.status !== 0) throw new SetupError(`npm ci failed (it ended with ${result.status}).`)
}

/**
 * Stops where the tools could not run: they need TypeScript files to run as they are (Node 22.18 and later,
 * nodejs.org "Modules: TypeScript") and N-API 10 for the store's driver (22.14 and later).
 */
export function requireModernNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (toolNode() !== process.execPath || major > 22 || (major === 22 && minor >= 18)) return
  throw new SetupError(
    `Node ${process.versions.node} is too old for the tools, and the pinned Node 24 is not in node_modules\n` +
      '(npm has it for Linux and for Windows on x64, unless optional packages are switched off).\n' +
      'Install Node 24 from https://nodejs.org and start again.',
  )
}
