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
import { providerField } from '../../shared/model/list-field.ts'
import { lookInto } from '../connection.ts'
import { openDatabase } from '../open-database.ts'
import { outbox0003LaidValues } from './outbox-0003-laid-values.ts'
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

  it('tells what its waiting changes set once it is brought to the step that keeps that', () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'outbox.db')
    const migrations = outboxMigrations.slice(0, outboxMigrations.indexOf(outbox0003LaidValues))
    const opened = openDatabase({ file, key: aKey, synchronous: 'FULL', migrations, isKnownDamaged: false })
    if (!('db' in opened)) throw new Error(opened.outcome)
    const key = aContactKey('new-1')
    const body = (values: Record<string, string>) => JSON.stringify({ values })
    opened.db.exec(`
      INSERT INTO change (id, seq, account_id, key, ended_at_ms, body) VALUES
        ('b', 2, 'acct-1', '${key}', NULL, '${body({ city: 'Ulm' })}'),
        ('a', 1, 'acct-1', '${key}', NULL, '${body({ city: 'Bonn', zip: '5' })}'),
        ('c', 3, 'acct-1', '${key}', 9, '${body({ city: 'over' })}'),
        ('d', 4, 'acct-1', 'other', NULL, 'no JSON');
      INSERT INTO laid (key, account_id, provider_id, type, kind, state, is_new, shown, made_at_ms)
        VALUES ('${key}', 'acct-1', 'made-up', 'contact', 'create', 'waiting', 1, '{"name":"N"}', 1),
          ('other', 'acct-1', 'made-up', 'contact', 'update', 'waiting', 0, '{}', 1)`)
    opened.db.close()
    const store = storeWithOutbox(folder)
    const field = (name: string) => ({
      ...{ id: providerField(name), kind: 'text' as const, path: ['properties', name] },
      ...{ each: null, separator: null },
    })
    const view = {
      fields: [field('city'), field('zip')],
      columns: [field('city').id, field('zip').id],
      nowMs: 1,
    }
    const { rows } = store.ask('listItems', { query: aQuery(), offset: 0, limit: 9, view })
    expect(rows.map(({ cells }) => cells)).toEqual([{ 'field:city': 'Ulm', 'field:zip': '5' }])
    store.ask('closeAll', {})
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
