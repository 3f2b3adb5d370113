import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { anAccountId, anItem, aQuery } from '../../../tests/support/made-up-items.ts'
import { aFullRun, emptyPage } from '../../../tests/support/made-up-runs.ts'
import { aKey, storeWithWorkspace } from '../../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../../tests/support/temporary-folder.ts'
import type { Sqlite } from '../driver.ts'
import { openDatabase } from '../open-database.ts'
import { ridRange } from '../rid-range.ts'
import { cacheMigrations } from './steps.ts'

/** A file as the app left it that knew only so many steps. */
function fileOfVersion(folder: string, version: number, fill: (db: Sqlite) => void): void {
  const opened = openDatabase({
    file: path.join(folder, 'cache.db'),
    key: aKey,
    synchronous: 'NORMAL',
    migrations: cacheMigrations.slice(0, version),
    isKnownDamaged: false,
  })
  if (opened.outcome !== 'created') throw new Error(opened.outcome)
  fill(opened.db)
  opened.db.close()
}

/** Two contacts, one complete load and one that was interrupted, as version 1 wrote them. */
function fillVersion1(db: Sqlite): void {
  const stream = db.prepare<[string, string, number, number, number | null], never>(
    'INSERT INTO stream (account_id, type, last_rid, count, finished_at_ms) VALUES (?, ?, ?, ?, ?)',
  )
  const { first } = ridRange(1)
  stream.run(anAccountId, 'contact', first + 2, 2, 7_000)
  stream.run(anAccountId, 'deal', ridRange(2).first, 0, null)
  db.exec(`INSERT INTO run (stream, cursor, seen, started_at_ms) VALUES (2, 'old place', 0, 1)`)
  const names = ['Łukasz Nowak', 'Ada Lovelace']
  names.forEach((name, n) => {
    const { key } = anItem({ externalId: String(n) }).item
    db.prepare<[number, string, string, string, string], never>(
      `INSERT INTO item (rid, stream, key, provider_id, external_id, name, sort_name, modified, is_directory,
         is_visible, hash) VALUES (?, 1, ?, 'made-up', ?, ?, ?, 5, 0, 1, x'00')`,
    ).run(first + n + 1, key, String(n), name, name.toLowerCase())
    db.prepare<[number], never>(`INSERT INTO record (rid, json) VALUES (?, '{"v":1}')`).run(first + n + 1)
    db.prepare<[number], never>('INSERT INTO seen (rid, run, at_ms) VALUES (?, 1, 6000)').run(first + n + 1)
  })
}

describe('a cache of version 1', () => {
  it('keeps its rows, counts and times; every type becomes a feed; a run that was under way begins anew', () => {
    const folder = temporaryFolder()
    fileOfVersion(folder, 1, fillVersion1)
    const store = storeWithWorkspace(folder)
    const full = { full: 7_000, changes: null, removals: null, sweep: null }
    expect(store.ask('feedStates', { accountId: null })).toEqual([
      {
        accountId: anAccountId,
        feed: 'contact',
        run: null,
        watermark: null,
        finishedAtMs: full,
        counts: [{ type: 'contact', count: 2 }],
      },
      {
        accountId: anAccountId,
        feed: 'deal',
        run: null,
        watermark: null,
        finishedAtMs: { ...full, full: null },
        counts: [{ type: 'deal', count: 0 }],
      },
    ])
    expect(store.ask('countItems', {})).toContainEqual({ accountId: anAccountId, type: 'contact', count: 2 })
    const { key } = anItem({ externalId: '0' }).item
    expect(store.ask('getItem', { key })).toMatchObject({ record: '{"v":1}', loadedAtMs: 6_000 })
  })

  it('has its rows taken out by the next full run that does not meet them', () => {
    const folder = temporaryFolder()
    fileOfVersion(folder, 1, fillVersion1)
    const store = storeWithWorkspace(folder)
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 9_000 })
    store.ask('applyPage', { ...emptyPage, runId, items: [anItem({ externalId: '1' })], nowMs: 9_000 })
    const { accountId, feed } = aFullRun
    expect(
      store.ask('finishRun', { accountId, feed, runId, removesUnseen: true, nowMs: 9_000 }).removed,
    ).toBe(1)
  })
})

/** Contacts of these names, as versions 2 to 4 wrote them. */
const fillNamed =
  (names: readonly string[]) =>
  (db: Sqlite): void => {
    db.prepare<[string, number, number], never>(
      `INSERT INTO stream (account_id, type, last_rid, count) VALUES (?, 'contact', ?, ?)`,
    ).run(anAccountId, ridRange(1).first + names.length, names.length)
    names.forEach((name, n) =>
      db
        .prepare<[number, string, string, string], never>(
          `INSERT INTO item (rid, stream, key, provider_id, external_id, name, sort_name, modified, is_directory,
             is_visible, hash) VALUES (?, 1, ?, 'made-up', '', ?, ?, 5, 0, 1, x'00')`,
        )
        .run(ridRange(1).first + n, `key ${n}`, name, name.toLowerCase()),
    )
  }

describe('a cache before search was folded', () => {
  it('is found without its marks afterwards, and is in the new order', () => {
    const folder = temporaryFolder()
    fileOfVersion(folder, 2, fillNamed(['Łukasz', 'Ludwig', 'Mary']))
    const store = storeWithWorkspace(folder)
    const names = (search: string) =>
      store.ask('listItems', { query: aQuery({ search }), offset: 0, limit: 9 }).rows.map(({ name }) => name)
    expect(names('luka')).toEqual(['Łukasz'])
    expect(names('')).toEqual(['Ludwig', 'Łukasz', 'Mary'])
    expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
  })
})

describe('a cache before longer beginnings of words had entries of their own', () => {
  it('is found by beginnings of any length, and so is what comes and goes afterwards', () => {
    const folder = temporaryFolder()
    fileOfVersion(folder, 4, fillNamed(['Lindberg', 'Lindström', 'Linden']))
    const store = storeWithWorkspace(folder)
    const found = (search: string) =>
      store.ask('listItems', { query: aQuery({ search }), offset: 0, limit: 9 }).rows.map(({ name }) => name)
    const isFound = (names: readonly string[]): void => {
      for (const name of names) {
        for (let length = 1; length <= name.length; length++) {
          const typed = name.slice(0, length)
          const begins = names.filter((one) => one.toLowerCase().startsWith(typed.toLowerCase()))
          expect(new Set(found(typed))).toEqual(new Set(begins))
        }
      }
    }
    isFound(['Lindberg', 'Lindström', 'Linden'])
    const another = anItem({ externalId: '9', name: 'Lindqvist' })
    store.ask('putItem', { feed: aFullRun.feed, item: another, nowMs: 1 })
    isFound(['Lindberg', 'Lindström', 'Linden', 'Lindqvist'])
    store.ask('removeItem', { key: another.item.key, nowMs: 1 })
    isFound(['Lindberg', 'Lindström', 'Linden'])
    expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
  })
})
