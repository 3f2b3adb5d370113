/**
 * What the package adds to bare Electron: megabytes on the disk, and time until something is drawn. Needs a packed app
 * (npm run package, or its --dir).
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedElectron } from '../setup/electron.mjs'
import { projectFolder } from '../tools.mjs'
import { median } from './figures.mjs'
import { inSession } from './in-session.mjs'
import { atMost } from './rows.mjs'

const session = fileURLToPath(import.meta.resolve('./package-session.mjs'))
const MEGABYTE = 1_000_000
const packed = path.join(projectFolder, 'dist', 'linux-unpacked')
const bare = path.join(projectFolder, 'node_modules', 'electron', 'dist')

export async function measure() {
  if (process.platform !== 'linux') throw new Error('it looks at the folder that is made on Linux')
  if (!fs.existsSync(path.join(packed, 'portolan')))
    throw new Error('nothing is packed: npm run package -- --dir')
  if (installedElectron() === null) throw new Error('Electron is not there: node scripts/setup.mjs')
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-package-'))
  try {
    const report = path.join(scratch, 'report.json')
    await inSession(session, [scratch, packed, bare, report], { keyring: false })
    const { ours, blank } = JSON.parse(fs.readFileSync(report, 'utf8'))
    const added = bytesIn(packed) - bytesIn(bare, usedOfElectron)
    return [
      atMost({
        what: 'MB that the package has more than the parts of Electron that it uses',
        ours: added / MEGABYTE,
        ceiling: 25,
      }),
      atMost({
        what: `ms from the start of the packed app to its first picture, median of ${ours.length}, against a blank window`,
        ...{ ours: median(ours), ceiling: median(blank), budget: 1.5 },
        spread: spreadOf(ours.map((ms, turn) => ms / blank[turn])),
      }),
    ]
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}

/** Electron brings its own texts in 55 languages, and a starter for apps that are not packed. */
const usedOfElectron = (file) =>
  !file.startsWith('resources/') && (!file.startsWith('locales/') || fs.existsSync(path.join(packed, file)))

function bytesIn(folder, counts = () => true) {
  const real = fs.realpathSync(folder)
  return fs
    .readdirSync(real, { recursive: true })
    .filter((file) => counts(file))
    .map((file) => fs.lstatSync(path.join(real, file)))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0)
}

const spreadOf = (ratios) => [Math.min(...ratios), Math.max(...ratios)]
