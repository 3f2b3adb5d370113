import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aKey, anotherKey } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { lookInto } from './connection.ts'
import type { Sqlite } from './driver.ts'
import { keepCopies } from './kept-copy.ts'
import { openDatabase, type DatabaseDescription, type OpenedDatabase } from './open-database.ts'

const first = 'CREATE TABLE note (text TEXT NOT NULL) STRICT;'
const second = `INSERT INTO note VALUES ('of step 2');`
const third = 'CREATE TABLE other (x INTEGER) STRICT;'

const describing = (
  file: string,
  migrations: readonly string[],
  chosen: Partial<DatabaseDescription> = {},
): DatabaseDescription => ({
  ...{ file, key: aKey, synchronous: 'FULL', migrations, isKnownDamaged: false },
  ...chosen,
})

function dbOf(result: OpenedDatabase): Sqlite {
  if (result.outcome === 'too-new') throw new Error('nothing was opened')
  return result.db
}

/** A file with the first step and one note, closed. */
function oldFile(): string {
  const file = path.join(temporaryFolder(), 'any.db')
  const db = dbOf(openDatabase(describing(file, [first])))
  db.exec(`INSERT INTO note VALUES ('kept')`)
  db.close()
  return file
}

function openAndClose(description: DatabaseDescription): OpenedDatabase {
  const result = openDatabase(description)
  if (result.outcome !== 'too-new') result.db.close()
  return result
}

const notesIn = (file: string): unknown[] =>
  lookInto(file, aKey, (db) => db.prepare<[], { text: string }>('SELECT text FROM note').all()).map(
    ({ text }) => text,
  )
/** Without the empty logs that a mere look leaves. */
const names = (file: string): string[] =>
  fs
    .readdirSync(path.dirname(file))
    .filter((name) => !/-(wal|shm)$/.test(name))
    .sort()
const garbage = Buffer.alloc(20_000, 'garbage')

describe('the copy before a migration', () => {
  it('is the file as it was, under the same key, for the user alone (U13)', () => {
    const file = oldFile()
    const before = process.umask(0o000)
    try {
      openAndClose(describing(file, [first, second]))
    } finally {
      process.umask(before)
    }
    expect(names(file)).toEqual(['any.db', 'any.db.before-1'])
    expect(notesIn(file)).toEqual(['kept', 'of step 2'])
    expect(notesIn(`${file}.before-1`)).toEqual(['kept'])
    expect(fs.statSync(`${file}.before-1`).mode & 0o777).toBe(0o600)
    expect(fs.readFileSync(`${file}.before-1`, 'latin1')).not.toContain('SQLite format 3')
    expect(() => lookInto(`${file}.before-1`, anotherKey, (db) => db.pragma('user_version'))).toThrow()
  })

  it('holds what lay in the log alone, as after a crash', () => {
    const file = path.join(temporaryFolder(), 'any.db')
    const db = dbOf(openDatabase(describing(file, [first])))
    db.exec(`INSERT INTO note VALUES ('in the log')`)
    const crashed = path.join(temporaryFolder(), 'any.db')
    for (const ending of ['', '-wal']) fs.copyFileSync(file + ending, crashed + ending)
    db.close()
    openAndClose(describing(crashed, [first, second]))
    expect(notesIn(`${crashed}.before-1`)).toEqual(['in the log'])
  })

  it('is made only when the schema changes, and only the newest is kept', () => {
    const file = oldFile()
    openAndClose(describing(file, [first]))
    expect(names(file)).toEqual(['any.db'])
    openAndClose(describing(file, [first, second]))
    openAndClose(describing(file, [first, second]))
    expect(names(file)).toEqual(['any.db', 'any.db.before-1'])
    openAndClose(describing(file, [first, second, third]))
    expect(names(file)).toEqual(['any.db', 'any.db.before-2'])
  })

  it('leaves the file as it was when a step fails, byte for byte (R39)', () => {
    const file = oldFile()
    const bytes = fs.readFileSync(file)
    const failing = [first, second, 'INSERT INTO missing VALUES (1);']
    expect(() => openDatabase(describing(file, failing))).toThrow()
    expect(fs.readFileSync(file).equals(bytes)).toBe(true)
    expect(notesIn(file)).toEqual(['kept'])
    expect(notesIn(`${file}.before-1`)).toEqual(['kept'])
  })

  it('R71: is removed where it was left unfinished, and never read', () => {
    const file = oldFile()
    // A whole database with newer content, under the name of a copy that was cut off.
    const newer = oldFile()
    openAndClose(describing(newer, [first, second]))
    fs.copyFileSync(newer, `${file}.before-1.tmp`)
    fs.writeFileSync(`${file}.before-1.tmp-journal`, 'x')
    expect(openAndClose(describing(file, [first])).outcome).toBe('opened')
    expect(notesIn(file)).toEqual(['kept'])
    expect(names(file)).toEqual(['any.db'])

    fs.copyFileSync(newer, `${file}.before-1.tmp`)
    fs.writeFileSync(file, garbage)
    expect(openAndClose(describing(file, [first])).outcome).toBe('set-aside')
    expect(notesIn(file)).toEqual([])
  })
})

describe('the copy before the app is updated', () => {
  it('R39, U13: is made of what is open, with what lies in the log, and takes the place of a damaged file', () => {
    const file = oldFile()
    const db = dbOf(openDatabase(describing(file, [first])))
    db.exec(`INSERT INTO note VALUES ('just now')`)
    expect(keepCopies([null, db])).toBe(1)
    db.close()
    expect(notesIn(`${file}.before-1`)).toEqual(['kept', 'just now'])
    expect(fs.statSync(`${file}.before-1`).mode & 0o777).toBe(0o600)
    fs.writeFileSync(file, garbage)
    expect(openAndClose(describing(file, [first, second])).outcome).toBe('restored')
    expect(notesIn(file)).toEqual(['kept', 'just now', 'of step 2'])
  })
})

describe('a damaged file with a copy', () => {
  const damage = (file: string): void => fs.writeFileSync(file, garbage)
  /** A migrated file with its copy; the note of the second step is in the file alone. */
  function withCopy(): string {
    const file = oldFile()
    openAndClose(describing(file, [first, `DELETE FROM note; ${second}`]))
    return file
  }
  const migrations = [first, second]

  it('R72: is read as it is when both are sound', () => {
    const file = withCopy()
    expect(openAndClose(describing(file, migrations)).outcome).toBe('opened')
    expect(notesIn(file)).toEqual(['of step 2'])
  })

  it('R72: is read when only the copy is damaged', () => {
    const file = withCopy()
    damage(`${file}.before-1`)
    expect(openAndClose(describing(file, migrations)).outcome).toBe('opened')
    expect(notesIn(file)).toEqual(['of step 2'])
  })

  it('R72: gives its place to the copy, which is migrated and reported, and is kept itself', () => {
    const file = withCopy()
    damage(file)
    const result = openAndClose(describing(file, migrations))
    if (result.outcome !== 'restored' || result.path === null) throw new Error(result.outcome)
    expect(fs.readFileSync(result.path).equals(garbage)).toBe(true)
    expect(notesIn(file)).toEqual(['kept', 'of step 2'])
    expect(openAndClose(describing(file, migrations)).outcome).toBe('opened')
  })

  it('R72: is set aside when both are damaged, and an empty one takes its place', () => {
    const file = withCopy()
    damage(file)
    damage(`${file}.before-1`)
    const result = openAndClose(describing(file, migrations))
    if (result.outcome !== 'set-aside') throw new Error(result.outcome)
    expect(fs.readFileSync(result.path).equals(garbage)).toBe(true)
    // The second step alone wrote it.
    expect(notesIn(file)).toEqual(['of step 2'])
  })

  it('is restored at the next start when the app ended between both renames', () => {
    const file = withCopy()
    fs.renameSync(file, `${file}.corrupt-20260905T040302Z`)
    expect(openAndClose(describing(file, migrations))).toMatchObject({ outcome: 'restored', path: null })
    expect(notesIn(file)).toEqual(['kept', 'of step 2'])
  })

  it('takes no copy that another key wrote or a newer version', () => {
    for (const name of ['any.db.before-1', 'any.db.before-3', 'any.db.before-x']) {
      const file = oldFile()
      const other = path.join(temporaryFolder(), 'any.db')
      const key = name.endsWith('1') ? anotherKey : aKey
      openAndClose(describing(other, migrations, { key }))
      fs.copyFileSync(other, path.join(path.dirname(file), name))
      damage(file)
      expect(openAndClose(describing(file, [first])).outcome).toBe('set-aside')
    }
  })
})

describe('going back to an older version of the app', () => {
  it('R38, U13: names the copy that this version can open, and opens it on demand', () => {
    const file = oldFile()
    openAndClose(describing(file, [first, second]))
    const bytes = fs.readFileSync(file)
    const result = openAndClose(describing(file, [first]))
    if (result.outcome !== 'too-new') throw new Error(result.outcome)
    expect(result.copy).toEqual({
      path: `${file}.before-1`,
      version: 1,
      madeAtMs: Math.round(fs.statSync(`${file}.before-1`).mtimeMs),
    })
    expect(fs.readFileSync(file).equals(bytes)).toBe(true)

    const back = openAndClose(describing(file, [first], { isCopyWanted: true }))
    if (back.outcome !== 'restored' || back.path === null) throw new Error(back.outcome)
    expect(notesIn(file)).toEqual(['kept'])
    expect(fs.readFileSync(back.path).equals(bytes)).toBe(true)
  })

  it('touches nothing when the copy cannot be read, and does not offer it', () => {
    const file = oldFile()
    openAndClose(describing(file, [first, second]))
    fs.writeFileSync(`${file}.before-1`, 'nothing that a key opens')
    const bytes = fs.readFileSync(file)
    for (const isCopyWanted of [false, true]) {
      const opened = openAndClose(describing(file, [first], { isCopyWanted }))
      expect(opened).toEqual({ outcome: 'too-new', copy: null })
    }
    expect(fs.readFileSync(file).equals(bytes)).toBe(true)
    expect(names(file).filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('touches nothing when there is no copy', () => {
    const file = oldFile()
    openAndClose(describing(file, [first, second]))
    fs.rmSync(`${file}.before-1`)
    const bytes = fs.readFileSync(file)
    expect(openAndClose(describing(file, [first]))).toEqual({ outcome: 'too-new', copy: null })
    const wanted = describing(file, [first], { isCopyWanted: true })
    expect(openAndClose(wanted)).toEqual({ outcome: 'too-new', copy: null })
    expect(fs.readFileSync(file).equals(bytes)).toBe(true)
    expect(names(file)).toEqual(['any.db'])
  })
})
