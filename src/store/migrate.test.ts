import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { connect } from './driver.ts'
import { migrate, schemaVersion } from './migrate.ts'

const first = 'CREATE TABLE a (x INTEGER) STRICT; INSERT INTO a VALUES (1);'
const second = 'ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5;'

function emptyDatabase() {
  const file = path.join(temporaryFolder(), 'any.db')
  return connect(file, { readonly: false })
}

describe('migrations', () => {
  it('runs the steps that the file has not seen, in order, and counts them', () => {
    const db = emptyDatabase()
    migrate(db, [first])
    expect(schemaVersion(db)).toBe(1)
    migrate(db, [first, second])
    expect(schemaVersion(db)).toBe(2)
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 5 }])
    migrate(db, [first, second])
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1, y: 5 }])
    db.close()
  })

  it('takes a step that fails back as a whole, and the steps before it too', () => {
    const db = emptyDatabase()
    migrate(db, [first])
    const steps = [first, second, 'INSERT INTO a VALUES (2, 2); INSERT INTO missing VALUES (1);']
    expect(() => migrate(db, steps)).toThrow()
    expect(schemaVersion(db)).toBe(1)
    expect(db.prepare('SELECT * FROM a').all()).toEqual([{ x: 1 }])
    db.close()
  })
})
