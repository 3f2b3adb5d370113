import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectFolder } from '../tools.mjs'
import { cacheFolder } from './folders.mjs'
import { say } from './run.mjs'

/**
 * Runs `work` while no other set-up works on this checkout. A lock left behind by a killed run is taken over.
 * The lock lies outside node_modules because `npm ci` deletes that folder.
 */
export async function alone(work) {
  const name = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12)
  const file = path.join(cacheFolder, `setup-${name}.lock`)
  fs.mkdirSync(cacheFolder, { recursive: true })
  for (let waited = 0; !take(file); waited++) {
    if (waited === 0) say(`another set-up of this checkout is running; waiting for it (${file})`)
    await pause(250)
  }
  // Covers process.exit and Ctrl-C as well.
  const release = () => fs.rmSync(file, { force: true })
  process.once('exit', release)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130))
  try {
    return await work()
  } finally {
    release()
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  if (isHeld(file)) return false
  // Only one of several waiting runs can rename the dead owner's lock away.
  try {
    fs.renameSync(file, `${file}.stale-${process.pid}`)
    fs.rmSync(`${file}.stale-${process.pid}`, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  return false
}

function isHeld(file) {
  try {
    const owner = Number.parseInt(fs.readFileSync(file, 'utf8'), 10)
    if (Number.isInteger(owner)) return isRunning(owner)
    // Created this moment and not written yet, or by a run that was killed in between.
    return Date.now() - fs.statSync(file).mtimeMs < 10_000
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
