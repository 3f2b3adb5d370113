import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  aChange,
  aContactKey,
  aDraft,
  aNewRow,
  aStep,
  aVersion,
} from '../../../tests/support/made-up-changes.ts'
import { aQuery } from '../../../tests/support/made-up-items.ts'
import { aKey, storeWithOutbox } from '../../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import { lookInto } from '../connection.ts'
import { openDatabase } from '../open-database.ts'
import { outboxMigrations } from './steps.ts'

/** Opens a file with so many steps, as another version of the app would; answers what became of it. */
function openWith(folder: string, migrations: readonly string[]): string {
  const file = path.join(folder, 'outbox.db')
  const opened = openDatabase({ file, key: aKey, synchronous: 'FULL', migrations, isKnownDamaged: false })
  if ('db' in opened) opened.db.close()
  return opened.outcome
}

function fill(folder: string): void {
  const store = storeWithOutbox(folder)
  const change = aChange({ seq: 1 })
  store.ask('writeOutbox', {
    changes: [change],
    steps: [aStep({ seq: 2 }, [change])],
    versions: [aVersion({ token: 'a' })],
    laid: [aNewRow('new-1', 'Łukasz')],
  })
  store.ask('putDraft', { draft: aDraft() })
  store.ask('closeAll', {})
}

function expectFilled(folder: string): void {
  const store = storeWithOutbox(folder)
  const change = aChange({ seq: 1 })
  expect(store.ask('readOutbox', {})).toEqual({
    changes: [change],
    steps: [aStep({ seq: 2 }, [change])],
    lastSeq: 2,
  })
  expect(store.ask('versionsOf', { key: aContactKey('1'), limit: 9 })).toHaveLength(1)
  expect(store.ask('getDraft', aDraft())).toEqual(aDraft())
  const query = aQuery({ search: 'lukasz' })
  expect(store.ask('listItems', { query, offset: 0, limit: 9 }).rows).toMatchObject([{ name: 'Łukasz' }])
  expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
  store.ask('closeAll', {})
}

describe('an outbox of version 1', () => {
  it('is made by the first step, and keeps what was put into it', () => {
    const folder = temporaryFolder()
    expect(openWith(folder, outboxMigrations.slice(0, 1))).toBe('created')
    fill(folder)
    expectFilled(folder)
  })

  it('R39: is copied before a later version changes it, and left as it was where a step fails', () => {
    const folder = temporaryFolder()
    fill(folder)
    const broken = [...outboxMigrations, 'CREATE TABLE later (n INTEGER) STRICT; no such step']
    expect(() => openWith(folder, broken)).toThrow('syntax error')
    expectFilled(folder)
    expect(openWith(folder, [...outboxMigrations, 'CREATE TABLE later (n INTEGER) STRICT'])).toBe('opened')
    const copy = path.join(folder, `outbox.db.before-${outboxMigrations.length}`)
    expect(fs.existsSync(copy)).toBe(true)
    expect(lookInto(copy, aKey, (db) => db.prepare('SELECT seq FROM change').all())).toEqual([{ seq: 1 }])
    expect(openWith(folder, outboxMigrations)).toBe('too-new')
  })
})
