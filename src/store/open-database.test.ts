import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aKey, anotherKey } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { connect, type Sqlite } from './driver.ts'
import { openDatabase, type DatabaseDescription, type OpenedDatabase } from './open-database.ts'

const migrations = ['CREATE TABLE note (text TEXT NOT NULL) STRICT;']

function describing(file: string, chosen: Partial<DatabaseDescription> = {}): DatabaseDescription {
  return { file, key: aKey, synchronous: 'FULL', migrations, isKnownDamaged: false, ...chosen }
}

function dbOf(result: OpenedDatabase): Sqlite {
  if (result.outcome === 'too-new') throw new Error('nothing was opened')
  return result.db
}

function madeFile(): string {
  const file = path.join(temporaryFolder(), 'any.db')
  const db = dbOf(openDatabase(describing(file)))
  db.exec(`INSERT INTO note VALUES ('canary words')`)
  db.close()
  return file
}

const sha256 = (file: string): string => createHash('sha256').update(fs.readFileSync(file)).digest('hex')

describe('opening a database', () => {
  it('makes a new one and opens it again with what was written', () => {
    const file = path.join(temporaryFolder(), 'sub', 'folder', 'any.db')
    const created = openDatabase(describing(file))
    expect(created.outcome).toBe('created')
    dbOf(created).exec(`INSERT INTO note VALUES ('kept')`)
    dbOf(created).close()
    const opened = openDatabase(describing(file))
    expect(opened.outcome).toBe('opened')
    expect(dbOf(opened).prepare('SELECT text FROM note').all()).toEqual([{ text: 'kept' }])
    dbOf(opened).close()
  })

  it('sets what the recipe says', () => {
    const db = dbOf(openDatabase(describing(path.join(temporaryFolder(), 'any.db'))))
    const value = (name: string): unknown => db.pragma(name, { simple: true })
    expect(value('cipher')).toBe('aegis')
    expect(value('page_size')).toBe(8_192)
    expect(value('temp_store')).toBe(2)
    expect(value('journal_mode')).toBe('wal')
    expect(value('synchronous')).toBe(2)
    expect(value('cache_size')).toBe(-65_536)
    expect(value('wal_autocheckpoint')).toBe(16_000)
    expect(value('busy_timeout')).toBe(5_000)
    expect(value('foreign_keys')).toBe(1)
    db.close()
  })

  it('keeps files and folders to the user under any umask (R25)', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'made', 'any.db')
    const before = process.umask(0o000)
    try {
      const db = dbOf(openDatabase(describing(file)))
      db.exec(`INSERT INTO note VALUES ('x')`)
      const modes = ['', 'any.db', 'any.db-wal', 'any.db-shm'].map(
        (name) => fs.statSync(path.join(folder, 'made', name)).mode & 0o777,
      )
      db.close()
      expect(modes).toEqual([0o700, 0o600, 0o600, 0o600])
      fs.chmodSync(file, 0o644)
      dbOf(openDatabase(describing(file))).close()
      expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    } finally {
      process.umask(before)
    }
  })

  it('refuses a key that SQLite would take for a passphrase', () => {
    const file = path.join(temporaryFolder(), 'any.db')
    expect(() => openDatabase(describing(file, { key: new Uint8Array(31) }))).toThrow('32 bytes')
    expect(fs.existsSync(file)).toBe(false)
  })

  it('sets a file aside that another key wrote, and that key still opens it (R37)', () => {
    const file = madeFile()
    const bytes = sha256(file)
    const result = openDatabase(describing(file, { key: anotherKey }))
    if (result.outcome !== 'set-aside') throw new Error(result.outcome)
    result.db.close()
    expect(sha256(result.path)).toBe(bytes)
    const old = dbOf(openDatabase(describing(result.path)))
    expect(old.prepare('SELECT text FROM note').all()).toEqual([{ text: 'canary words' }])
    old.close()
  })

  it('sets an unencrypted database aside instead of reading or filling it (R37)', () => {
    const file = path.join(temporaryFolder(), 'any.db')
    const plain = connect(file, { readonly: false })
    plain.exec('CREATE TABLE note (text TEXT)')
    plain.close()
    expect(fs.readFileSync(file, 'latin1')).toContain('SQLite format 3')
    const result = openDatabase(describing(file))
    expect(result.outcome).toBe('set-aside')
    dbOf(result).close()
    expect(fs.readFileSync(file, 'latin1')).not.toContain('SQLite format 3')
  })

  it.each<[string, (file: string) => void]>([
    ['a folder', (file) => fs.mkdirSync(file)],
    ['a link', (file) => fs.symlinkSync('/nowhere', file)],
    ['a pipe', (file) => void execFileSync('mkfifo', [file])],
    [
      'a folder in place of the log',
      (file) => {
        fs.writeFileSync(file, 'x')
        fs.mkdirSync(`${file}-wal`)
      },
    ],
    ['an empty file', (file) => fs.writeFileSync(file, '')],
    ['a log without its database', (file) => fs.writeFileSync(`${file}-wal`, 'x')],
  ])('sets %s aside and makes a new database (R37, R70)', (_, obstruct) => {
    const file = path.join(temporaryFolder(), 'any.db')
    obstruct(file)
    const result = openDatabase(describing(file))
    if (result.outcome !== 'set-aside') throw new Error(result.outcome)
    result.db.exec(`INSERT INTO note VALUES ('works')`)
    result.db.close()
    const aside = fs.readdirSync(path.dirname(file)).filter((name) => name.startsWith('any.db.corrupt-'))
    expect(aside.length).toBeGreaterThan(0)
    const again = openDatabase(describing(file))
    expect(dbOf(again).prepare('SELECT text FROM note').all()).toEqual([{ text: 'works' }])
    dbOf(again).close()
  })

  it('leaves a file of a newer version untouched, and its log too (R38)', () => {
    const file = path.join(temporaryFolder(), 'any.db')
    const newer = dbOf(openDatabase(describing(file, { migrations: [...migrations, 'SELECT 1;'] })))
    newer.exec(`INSERT INTO note VALUES ('from the future')`)
    // A copy of both files while they are open is what a crash leaves.
    const crashed = path.join(temporaryFolder(), 'any.db')
    for (const ending of ['', '-wal']) fs.copyFileSync(file + ending, crashed + ending)
    newer.close()
    for (const each of [file, crashed]) {
      const endings = ['', '-wal'].filter((ending) => fs.existsSync(each + ending))
      const before = endings.map((ending) => sha256(each + ending))
      expect(openDatabase(describing(each)).outcome).toBe('too-new')
      expect(endings.map((ending) => sha256(each + ending))).toEqual(before)
    }
  })

  it('sets a file aside unseen when the caller has met damage in it', () => {
    const file = madeFile()
    const result = openDatabase(describing(file, { isKnownDamaged: true }))
    expect(result.outcome).toBe('set-aside')
    expect(dbOf(result).prepare('SELECT text FROM note').all()).toEqual([])
    dbOf(result).close()
  })

  it('sets nothing aside when the reason lies outside the file', () => {
    const file = path.join(temporaryFolder(), 'file', 'any.db')
    fs.writeFileSync(path.dirname(file), 'a file where the folder should be')
    expect(() => openDatabase(describing(file))).toThrow()
    expect(fs.readdirSync(path.dirname(path.dirname(file)))).toEqual(['file'])
  })
})
