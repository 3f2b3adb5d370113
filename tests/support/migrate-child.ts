import type { Migration } from '../../src/store/migrate.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { aKey } from './opened-store.ts'

/** What the child is told to do: bring the file to the newest schema, and be gone at the given step. */
export interface MigrationOrder {
  readonly file: string
  /** Before which step of all; their number is after the last one and before the commit. Null is never. */
  readonly dieBefore: number | null
}

/** The app's steps and one more, of which one cannot be read without dying. */
function mortalSteps(dieBefore: number): readonly Migration[] {
  return Object.defineProperty([...cacheMigrations, ''], dieBefore, {
    get: () => process.kill(process.pid, 'SIGKILL'),
  })
}

process.once('message', ({ file, dieBefore }: MigrationOrder) => {
  const migrations = dieBefore === null ? cacheMigrations : mortalSteps(dieBefore)
  process.send?.('begun')
  openDatabase({ file, key: aKey, synchronous: 'NORMAL', migrations, isKnownDamaged: false })
  process.send?.('done')
})
