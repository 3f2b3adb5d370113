import fs from 'node:fs'
import path from 'node:path'
import { cache0001Items } from '../../src/store/migrations/cache-0001-items.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { anItem } from './made-up-items.ts'
import { contactFeed } from './made-up-runs.ts'
import { aKey, storeInTest } from './opened-store.ts'

/** What the store said of a file that it may not reach, and whether the file changed by it. */
export interface OutOfReachRun {
  readonly what: string
  readonly refusal: string
  readonly isUntouched: boolean
  /** What the store said once it was in reach again, and how many items it had. */
  readonly later: string
}

const root = process.argv[2] ?? ''

function filled(folder: string): void {
  const store = storeInTest()
  store.ask('openWorkspace', { folder, key: aKey })
  store.ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
  store.ask('closeAll', {})
}

function filledWithOldSchema(folder: string): void {
  const file = path.join(folder, 'cache.db')
  const migrations = [cache0001Items]
  const made = openDatabase({ file, key: aKey, synchronous: 'NORMAL', migrations, isKnownDamaged: false })
  if (made.outcome !== 'created') throw new Error(made.outcome)
  made.db.close()
}

const damaged = (folder: string): void => {
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'cache.db'), Buffer.alloc(50_000, 'garbage'))
}

const cases: readonly [what: string, prepare: (folder: string) => void, target: string, mode: number][] = [
  ['a folder that may not be written, without a file', (folder) => fs.mkdirSync(folder), '', 0o500],
  ['a folder that may not be written, with a file', filled, '', 0o500],
  ['a folder that may not be entered', filled, '', 0o000],
  ['a file that may not be read', filled, 'cache.db', 0o000],
  ['a damaged file that may not be renamed', damaged, '', 0o500],
  ['a file of an old schema that may not be copied', filledWithOldSchema, '', 0o500],
]

const runs = cases.map(([what, prepare, target, mode], n): OutOfReachRun => {
  const folder = path.join(root, String(n))
  prepare(folder)
  const file = path.join(folder, 'cache.db')
  const before = fs.existsSync(file) ? fs.readFileSync(file) : null
  const place = path.join(folder, target)
  fs.chmodSync(place, mode)
  const store = storeInTest()
  const refusal = store.refusal('openWorkspace', { folder, key: aKey })
  fs.chmodSync(place, target === '' ? 0o700 : 0o600)
  const names = fs.readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name))
  const isUntouched =
    before === null ? names.length === 0 : names.join() === 'cache.db' && fs.readFileSync(file).equals(before)
  const { outcome } = store.ask('openWorkspace', { folder, key: aKey })
  const items = store.ask('countItems', {}).reduce((sum, { count }) => sum + count, 0)
  store.ask('closeAll', {})
  return { what, refusal, isUntouched, later: `${outcome}, ${items} items` }
})
console.log(JSON.stringify(runs))
