import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { lookInto } from '../../src/store/connection.ts'
import type { Sqlite } from '../../src/store/driver.ts'
import { schemaVersion } from '../../src/store/migrate.ts'
import { cache0001Items } from '../../src/store/migrations/cache-0001-items.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import type { MigrationOrder } from '../support/migrate-child.ts'
import { seededRandom } from '../support/made-up-items.ts'
import { aKey } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const newest = cacheMigrations.length
const rowCount = 2_000

/** A file with the first schema and a few megabytes, and what is in it. */
let oldBytes: Buffer
let oldContent = ''
/** How long a migration takes that nobody disturbs. */
let undisturbedMs = 0

const openedWith = (file: string, migrations: readonly string[]): Sqlite => {
  const result = openDatabase({ file, key: aKey, synchronous: 'NORMAL', migrations, isKnownDamaged: false })
  if (result.outcome !== 'created' && result.outcome !== 'opened') throw new Error(result.outcome)
  return result.db
}

/** A checksum over the rows that every version of the schema has. */
function contentOf(db: Sqlite): string {
  const hash = createHash('sha256')
  for (const table of ['record', 'stream']) {
    const order = table === 'record' ? 'rid' : 'id'
    const columns = table === 'record' ? 'rid, json' : 'account_id, type'
    hash.update(JSON.stringify(db.prepare(`SELECT ${columns} FROM ${table} ORDER BY ${order}`).all()))
  }
  return hash.digest('hex')
}

const look = (file: string) =>
  lookInto(file, aKey, (db) => ({
    version: schemaVersion(db),
    content: contentOf(db),
    integrity: db.pragma('integrity_check', { simple: true }),
  }))

beforeAll(async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-made-'))
  try {
    const file = path.join(folder, 'cache.db')
    const db = openedWith(file, [cache0001Items])
    db.exec(`INSERT INTO stream (account_id, type, count) VALUES ('acct-1', 'contact', ${rowCount})`)
    db.exec(`WITH RECURSIVE n (rid) AS (SELECT 1 UNION ALL SELECT rid + 1 FROM n WHERE rid < ${rowCount})
             INSERT INTO record SELECT rid, '"' || hex(randomblob(700)) || '"' FROM n`)
    oldContent = contentOf(db)
    db.close()
    oldBytes = fs.readFileSync(file)
    const undisturbed = await migrateInChild({ file, dieBefore: null })
    undisturbedMs = undisturbed.tookMs
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
})

/** Migrates in a process of its own; `onBegun` may kill it. Resolves when it is gone. */
async function migrateInChild(
  order: MigrationOrder,
  onBegun: (kill: () => void) => unknown = () => undefined,
): Promise<{ isDone: boolean; tookMs: number }> {
  const child = fork(new URL('../support/migrate-child.ts', import.meta.url), { execArgv: [] })
  let isDone = false
  let begunAtMs = 0
  child.on('message', (message) => {
    if (message === 'begun') {
      begunAtMs = performance.now()
      void onBegun(() => child.kill('SIGKILL'))
    } else {
      isDone = true
      child.disconnect()
    }
  })
  child.send(order)
  await once(child, 'exit')
  return { isDone, tookMs: performance.now() - begunAtMs }
}

function oldFile(): string {
  const file = path.join(temporaryFolder(), 'cache.db')
  fs.writeFileSync(file, oldBytes)
  return file
}

const isOld = { version: 1, integrity: 'ok' }
const isNew = { version: newest, integrity: 'ok' }

/** Whatever the kill left, the next start opens it, with every row, and removes what was begun. */
function expectToGoOn(file: string): void {
  openedWith(file, cacheMigrations).close()
  expect(look(file)).toEqual({ ...isNew, content: oldContent })
  expect(look(`${file}.before-1`)).toEqual({ ...isOld, content: oldContent })
  expect(fs.readdirSync(path.dirname(file)).filter((name) => name.includes('.tmp'))).toEqual([])
}

describe('a migration that is killed', () => {
  it.each(Array.from({ length: newest }, (_, n) => n + 1))(
    'R39: leaves the old file, and a copy of it, when it is killed before step %i or the commit',
    async (dieBefore) => {
      const file = oldFile()
      expect((await migrateInChild({ file, dieBefore })).isDone).toBe(false)
      expect(look(file)).toEqual({ ...isOld, content: oldContent })
      expect(look(`${file}.before-1`)).toEqual({ ...isOld, content: oldContent })
      expectToGoOn(file)
    },
  )

  it.each(Array.from({ length: 8 }, (_, n) => n))(
    'R39: leaves the old file or the new one, never a mixture, at any moment (%i of 8)',
    async (n) => {
      const file = oldFile()
      const moment = ((n + seededRandom(n)()) / 8) * undisturbedMs
      const { isDone } = await migrateInChild({ file, dieBefore: null }, async (kill) => {
        await wait(moment)
        kill()
      })
      const found = look(file)
      expect(found).toEqual({ ...(isDone || found.version !== 1 ? isNew : isOld), content: oldContent })
      // There is no time at which neither the old file nor a whole copy of it is there.
      if (found.version !== 1) expect(look(`${file}.before-1`)).toEqual({ ...isOld, content: oldContent })
      expectToGoOn(file)
    },
  )
})
