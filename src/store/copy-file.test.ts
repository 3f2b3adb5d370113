import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StoreInput } from '../shared/store-protocol.ts'
import { filesContaining } from '../../tests/support/canary-scan.ts'
import { aChange, aDraft, aLaidRow, aVersion } from '../../tests/support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { aFeed, aFullRun, emptyPage } from '../../tests/support/made-up-runs.ts'
import { aKey, anotherKey, storeInTest, storeWithOutbox } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { adoptFile } from './adopt-file.ts'
import { connectAlone, connectForWriting, isOpenedBy } from './connection.ts'
import { copyFile } from './copy-file.ts'

const copyKey = new Uint8Array(32).fill(9)
const table = anItem({ externalId: 't', type: 'table', name: 'Table' })
const record = anItem({ externalId: '7', type: 'record', name: 'Row', parentKey: table.item.key })
const items = [anItem({ name: 'Ada <b>&' }), table, record]

/** A workspace with something in every table that names an account, and copies of its files made while it is open. */
function copied() {
  const folder = temporaryFolder()
  const store = storeWithOutbox(folder)
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  store.ask('applyPage', {
    ...{ ...emptyPage, runId, items, nowMs: 1 },
    links: [{ from: table.item.key, toType: 'record', to: [{ key: record.item.key, label: null }] }],
  })
  const change = aChange({ seq: 1, body: JSON.stringify({ key: items[0]!.item.key, name: 'Canary Jones' }) })
  const shown = { name: 'Canary Jones' }
  store.ask('writeOutbox', {
    changes: [change],
    laid: [aLaidRow({ shown })],
    versions: [aVersion({ token: 'one' })],
  })
  store.ask('putDraft', { draft: aDraft({ id: items[0]!.item.key }) })
  store.ask('putArrangement', { kind: 'place', scope: '', json: `{"href":"/items?a=${anAccountId}"}` })
  const at = path.join(folder, 'work')
  const copyOf = (what: 'cache' | 'outbox') =>
    copyFile({ what, folder, key: aKey, copy: path.join(at, what), copyKey })
  return { folder, store, at, facts: { cache: copyOf('cache'), outbox: copyOf('outbox') } }
}

const adopting = (at: string, what: 'cache' | 'outbox'): StoreInput<'adoptFile'> => ({
  ...{ what, copy: path.join(at, what), copyKey, key: anotherKey },
  target: path.join(at, 'own', `${what}.db`),
  accounts: [{ from: anAccountId, to: anotherAccountId }],
})

describe('a copy of a workspace’s file', () => {
  it('59: is made while the workspace is open, under a key of its own, with nothing in clear beside it', async () => {
    const { store, at, facts } = copied()
    expect(facts.cache).toMatchObject({ count: 3 })
    expect(facts.outbox).toMatchObject({ count: 1 })
    expect(fs.readdirSync(at).toSorted()).toEqual(['cache', 'outbox'])
    expect(isOpenedBy(path.join(at, 'cache'), copyKey)).toBe(true)
    expect(isOpenedBy(path.join(at, 'cache'), aKey)).toBe(false)
    expect(
      await filesContaining(at, ['Canary Jones', 'ada@example.org', anAccountId, 'CREATE TABLE']),
    ).toEqual([])
    expect(fs.statSync(path.join(at, 'outbox')).mode & 0o777).toBe(0o600)
    expect(store.ask('countItems', {})).toHaveLength(3)
  })

  it('59: becomes a workspace of other accounts, with everything that was in it', () => {
    const { store, at } = copied()
    const before = store.ask('listItems', { query: aQuery(), offset: 0, limit: 9 })
    for (const what of ['cache', 'outbox'] as const) expect(adoptFile(adopting(at, what))).toBe('adopted')
    const own = storeInTest()
    const opening = { folder: path.join(at, 'own'), key: anotherKey }
    expect(own.ask('openWorkspace', opening)).toEqual({ outcome: 'opened' })
    expect(own.ask('openOutbox', opening)).toEqual({ outcome: 'opened' })
    const renamed = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(anAccountId, anotherAccountId))
    const after = own.ask('listItems', { query: aQuery(), offset: 0, limit: 9 })
    expect(after).toEqual(renamed(before))
    const key = renamed(items[0]!.item.key) as typeof table.item.key
    expect(own.ask('readOutbox', {}).changes).toMatchObject([{ accountId: anotherAccountId, key }])
    expect(own.ask('readOutbox', {}).changes[0]?.body).toContain(key)
    expect(own.ask('versionsOf', { key, limit: 9 })).toHaveLength(1)
    expect(own.ask('getDraft', { id: key as never })).toMatchObject({ accountId: anotherAccountId })
    expect(own.ask('getArrangement', { kind: 'place', scope: '' })).toContain(anotherAccountId)
    expect(own.ask('linksOf', { key: renamed(table.item.key) as never, limit: 9 })).toMatchObject({
      total: 1,
    })
    // What was loaded does not look changed to the next load, the key of what it stands in included.
    const feed = { ...aFeed, accountId: anotherAccountId }
    const { runId } = own.ask('beginRun', { ...feed, mode: 'full', nowMs: 2 })
    const again = renamed(items) as typeof items
    expect(own.ask('applyPage', { ...emptyPage, ...feed, runId, items: again, nowMs: 2 })).toMatchObject({
      unchanged: 3,
    })
    expect(own.ask('checkStorage', {})).toEqual({ problems: [] })
    own.ask('closeAll', {})
  })

  it('comes to the same when it is made twice', () => {
    const { at, folder } = copied()
    copyFile({ what: 'outbox', folder, key: aKey, copy: path.join(at, 'outbox'), copyKey })
    for (const time of [1, 2]) expect([time, adoptFile(adopting(at, 'outbox'))]).toEqual([time, 'adopted'])
    expect(fs.readdirSync(path.join(at, 'own'))).toEqual(['outbox.db'])
  })
})

describe('a copy from elsewhere', () => {
  it.each([
    ['a trigger', `CREATE TRIGGER evil AFTER INSERT ON draft BEGIN DELETE FROM change; END`],
    ['a view in the place of a table', 'DROP TABLE draft; CREATE VIEW draft AS SELECT 1 AS id'],
    ['a table more', 'CREATE TABLE more (a)'],
  ])('is refused with %s that is not ours', (_, sql) => {
    const { at } = copied()
    const db = connectAlone(path.join(at, 'outbox'), copyKey)
    db.exec(sql)
    db.close()
    expect(adoptFile(adopting(at, 'outbox'))).toBe('damaged')
    expect(fs.existsSync(path.join(at, 'own'))).toBe(false)
  })

  it('is refused when a newer version made it, or the key is another one', () => {
    const { at } = copied()
    expect(adoptFile({ ...adopting(at, 'outbox'), copyKey: aKey })).toBe('damaged')
    const db = connectForWriting(path.join(at, 'outbox'), copyKey, 'FULL')
    db.pragma('user_version = 99')
    db.close()
    expect(adoptFile(adopting(at, 'outbox'))).toBe('too-new')
    expect(fs.existsSync(path.join(at, 'own'))).toBe(false)
  })
})
