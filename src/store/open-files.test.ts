import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aChange, aNewRow } from '../../tests/support/made-up-changes.ts'
import { aQuery } from '../../tests/support/made-up-items.ts'
import {
  aKey,
  anotherKey,
  storeInTest,
  storeWithOutbox,
  storeWithWorkspace,
  type StoreInTest,
} from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { connectForWriting } from './connection.ts'
import {
  closeVault,
  closeWorkspace,
  openOutbox,
  openVault,
  openWorkspace,
  type OpenFiles,
} from './open-files.ts'

const fill = (store: StoreInTest) =>
  store.ask('writeOutbox', { changes: [aChange({ seq: 1 })], laid: [aNewRow('new-1', 'Ada')] })
const seqs = (store: StoreInTest) => store.ask('readOutbox', {}).changes.map(({ seq }) => seq)
const total = (store: StoreInTest) => store.ask('listItems', { query: aQuery(), offset: 0, limit: 9 }).total
const logs = (folder: string) => fs.readdirSync(folder).filter((name) => name.includes('-wal'))

describe('the outbox', () => {
  it('is a file of its own beside the cache, under the same key, for the user alone', () => {
    const folder = temporaryFolder()
    const store = storeWithWorkspace(folder)
    expect(store.refusal('readOutbox', {})).toBe('not-open')
    expect(store.refusal('writeOutbox', {})).toBe('not-open')
    expect(store.ask('openOutbox', { folder, key: aKey })).toEqual({ outcome: 'created' })
    fill(store)
    store.ask('closeAll', {})
    const file = path.join(folder, 'outbox.db')
    expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    expect(logs(folder)).toEqual([])
    fs.rmSync(path.join(folder, 'cache.db'))
    const again = storeInTest()
    expect(again.ask('openOutbox', { folder, key: aKey })).toEqual({ outcome: 'opened' })
    // What the user did does not hang on what was loaded.
    expect(seqs(again)).toEqual([1])
    expect(again.ask('openOutbox', { folder, key: anotherKey }).outcome).toBe('set-aside')
    expect(seqs(again)).toEqual([])
  })

  it('is on the disk with every answer, as the vault is and the cache need not be', () => {
    const folder = temporaryFolder()
    const files: OpenFiles = { vault: null, workspace: null, outbox: null }
    openWorkspace(files, { folder, key: aKey })
    openOutbox(files, { folder, key: aKey })
    openVault(files, { file: path.join(folder, 'vault.db'), key: aKey })
    const durability = [files.outbox?.db, files.vault, files.workspace?.db].map((db) =>
      db?.pragma('synchronous', { simple: true }),
    )
    // FULL is 2, NORMAL is 1 (sqlite.org/pragma.html#pragma_synchronous).
    expect(durability).toEqual([2, 2, 1])
    closeWorkspace(files)
    closeVault(files)
  })

  it.each([
    ['when its workspace is closed', (store: StoreInTest) => store.ask('closeWorkspace', {})],
    ['with everything', (store: StoreInTest) => store.ask('closeAll', {})],
    [
      'when another workspace is opened',
      (store: StoreInTest) => store.ask('openWorkspace', { folder: temporaryFolder(), key: aKey }),
    ],
    ['by itself', (store: StoreInTest) => store.ask('closeOutbox', {})],
  ])('is closed %s', (_, close) => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    fill(store)
    close(store)
    expect(store.refusal('readOutbox', {})).toBe('not-open')
    expect(logs(folder).filter((name) => name.startsWith('outbox'))).toEqual([])
  })

  it('stays open when the cache of its workspace is replaced, and nothing of it is lost', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    fill(store)
    expect(store.ask('openWorkspace', { folder, key: aKey, isKnownDamaged: true }).outcome).toBe('set-aside')
    expect([seqs(store), total(store)]).toEqual([[1], 1])
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('outbox.db.corrupt'))).toEqual([])
  })

  it('is set aside at a word, and the cache stays as it is', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    fill(store)
    const report = store.ask('openOutbox', { folder, key: aKey, isKnownDamaged: true })
    expect(report.outcome).toBe('set-aside')
    expect([seqs(store), total(store)]).toEqual([[], 0])
    const aside = fs.readdirSync(folder).filter((name) => name.includes('.corrupt-'))
    expect(aside.length).toBeGreaterThan(0)
    expect(aside.every((name) => name.startsWith('outbox.db'))).toBe(true)
  })

  it('R38: is left alone where a newer version wrote it, and nothing is open then', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    fill(store)
    store.ask('closeAll', {})
    const file = path.join(folder, 'outbox.db')
    const db = connectForWriting(file, aKey, 'FULL')
    db.pragma('user_version = 99')
    db.close()
    const bytes = fs.readFileSync(file)
    store.ask('openWorkspace', { folder, key: aKey })
    expect(store.ask('openOutbox', { folder, key: aKey })).toEqual({
      outcome: 'too-new',
      path: file,
      copy: null,
    })
    expect(store.refusal('writeOutbox', {})).toBe('not-open')
    expect(fs.readFileSync(file).equals(bytes)).toBe(true)
  })
})
