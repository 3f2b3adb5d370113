import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Database, {
  type Database as Sqlite,
  type Options,
  type Statement,
} from 'better-sqlite3-multiple-ciphers'

export type { Sqlite, Statement }
export const { SqliteError } = Database

/** The package's own binary is built for this version and crashes below it (WiseLibs/better-sqlite3#1514). */
const NAPI_OF_PREBUILT = 10

const NOTE = path.join('node_modules', '.portolan', 'store-driver.json')

let driverOptions: Options | undefined

/** Opens a connection with the binary that fits this runtime. Throws the driver's error as it is. */
export function connect(file: string, options: { readonly readonly: boolean }): Sqlite {
  driverOptions ??= findDriver()
  return new Database(file, { ...driverOptions, readonly: options.readonly })
}

/**
 * Node 24 and the declared Electron speak N-API 10 and take the package's binary. An older Electron takes
 * the one that the set-up script compiled: beside the app in a package, else where the note of the
 * set-up script says.
 */
function findDriver(): Options {
  if (Number(process.versions.napi) >= NAPI_OF_PREBUILT) return {}
  const nativeBinding = packagedBinary() ?? notedBinary()
  if (nativeBinding === null) throw new Error('no SQLite driver for this runtime: run scripts/setup.mjs')
  return { nativeBinding }
}

function packagedBinary(): string | null {
  // Electron's addition to `process`; plain Node has none.
  const { resourcesPath } = process as { resourcesPath?: string }
  if (resourcesPath === undefined) return null
  const file = path.join(resourcesPath, 'better_sqlite3.node')
  return fs.existsSync(file) ? file : null
}

function notedBinary(): string | null {
  for (const start of [path.dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; ; folder = path.dirname(folder)) {
      const note = path.join(folder, NOTE)
      if (fs.existsSync(note)) return readNote(note)
      if (folder === path.dirname(folder)) break
    }
  }
  return null
}

function readNote(file: string): string {
  const note: unknown = JSON.parse(fs.readFileSync(file, 'utf8'))
  if (typeof note === 'object' && note !== null && 'nativeBinding' in note) {
    // Relative to the note, so that a copied or moved checkout uses its own binary.
    if (typeof note.nativeBinding === 'string') return path.resolve(path.dirname(file), note.nativeBinding)
  }
  throw new Error(`${file} names no nativeBinding`)
}
