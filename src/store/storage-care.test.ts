import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aChange } from '../../tests/support/made-up-changes.ts'
import { anItem } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { aKey, storeWithOutbox } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { connectForWriting } from './connection.ts'

describe('looking after the files of a workspace', () => {
  it('counts every byte of both', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    store.ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
    store.ask('writeOutbox', { changes: [aChange({ seq: 1, body: 'x'.repeat(100_000) })] })
    const onDisk = () =>
      fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)
    expect(store.ask('storageSize', {})).toMatchObject({ bytes: onDisk(), items: 1 })
    expect(store.ask('storageSize', {}).engine).toEqual({
      sqlite: expect.stringMatching(/^3\.\d+\.\d+$/),
      extension: expect.stringMatching(/^SQLite3 Multiple Ciphers \d/),
      cipher: 'aegis',
    })
    store.ask('closeOutbox', {})
    expect(store.ask('storageSize', {})).toMatchObject({ bytes: onDisk(), items: 1 })
  })

  it('finds what is wrong in the outbox too, and says that it is there', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    store.ask('writeOutbox', { changes: [1, 2, 3].map((seq) => aChange({ seq })) })
    expect(store.ask('checkStorage', {})).toEqual({ problems: [] })
    store.ask('closeOutbox', {})
    const db = connectForWriting(path.join(folder, 'outbox.db'), aKey, 'FULL')
    db.exec('CREATE TABLE odd (n INTEGER CHECK (n > 0))')
    db.pragma('ignore_check_constraints = ON')
    db.exec('INSERT INTO odd VALUES (-1)')
    db.close()
    store.ask('openOutbox', { folder, key: aKey })
    const { problems } = store.ask('checkStorage', {})
    expect(problems).toEqual([expect.stringMatching(/^outbox\.db: .*odd/)])
  })
})
