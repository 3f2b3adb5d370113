import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aChange, aDraft, aNewRow, aStep, aVersion } from '../support/made-up-changes.ts'
import { anItem, aQuery } from '../support/made-up-items.ts'
import { aFullRun, contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aKey, anotherKey, storeInTest, storeWithOutbox } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const canary = 'canaryQx7'

/** Names of the files under `folder` in which the text stands, in the encodings SQLite and JavaScript use. */
function filesWith(folder: string, text: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .filter((name) => {
      const bytes = fs.readFileSync(path.join(folder, name))
      return bytes.includes(Buffer.from(text, 'utf8')) || bytes.includes(Buffer.from(text, 'utf16le'))
    })
}

describe('what lies on disk', () => {
  it('holds nothing readable, in file, log or set-aside copy (R24)', () => {
    const folder = temporaryFolder()
    const store = storeInTest()
    store.ask('openVault', { file: path.join(folder, 'vault.db'), key: anotherKey })
    store.ask('openWorkspace', { folder, key: aKey })
    store.ask('writeVaultRecord', {
      kind: `kind-${canary}`,
      workspaceId: canary,
      id: canary,
      sealed: Buffer.from(canary.repeat(500)),
    })
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const items = Array.from({ length: 400 }, (_, n) =>
      anItem({
        externalId: `${canary}-${n}`,
        name: `${canary} ${n}`,
        email: `${canary}@example.org`,
        url: `https://example.org/${canary}`,
        record: JSON.stringify({ note: canary.repeat(20) }),
      }),
    )
    store.ask('applyPage', { ...emptyPage, runId, items, next: canary, nowMs: 1 })
    // The store itself does hold it, and sorts and searches it.
    expect(store.ask('listItems', { query: aQuery({ search: canary }), offset: 0, limit: 1 }).total).toBe(400)

    expect(fs.statSync(path.join(folder, 'cache.db-wal')).size).toBeGreaterThan(100_000)
    expect(filesWith(folder, canary)).toEqual([])
    expect(filesWith(folder, canary.toLowerCase())).toEqual([])
    expect(filesWith(folder, 'CREATE TABLE')).toEqual([])
    expect(filesWith(folder, 'SQLite format')).toEqual([])

    store.ask('closeAll', {})
    expect(store.ask('openWorkspace', { folder, key: anotherKey }).outcome).toBe('set-aside')
    store.ask('closeAll', {})
    expect(filesWith(folder, canary)).toEqual([])
    expect(filesWith(folder, 'CREATE TABLE')).toEqual([])
  })

  it('holds nothing readable of what the user did either, while it is written, kept and set aside (R24)', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    const key = anItem({ externalId: canary }).item.key
    for (let n = 0; n < 300; n++) {
      store.ask('writeOutbox', {
        changes: [aChange({ seq: n, key, body: JSON.stringify({ note: canary.repeat(20) }) })],
        steps: [aStep({ seq: n, body: canary })],
        versions: [aVersion({ token: `${canary}${n}`, key, body: canary.repeat(20) })],
        laid: [aNewRow(`${canary}-${n}`, `${canary} ${n}`, { shown: { email: `${canary}@example.org` } })],
      })
    }
    store.ask('putDraft', { draft: aDraft({ id: key, values: { [canary]: canary } }) })
    expect(store.ask('listItems', { query: aQuery({ search: canary }), offset: 0, limit: 1 }).total).toBe(300)
    const expectNothingReadable = () => {
      for (const text of [canary, canary.toLowerCase(), 'CREATE TABLE', 'SQLite format']) {
        expect(filesWith(folder, text)).toEqual([])
      }
    }
    expect(fs.statSync(path.join(folder, 'outbox.db-wal')).size).toBeGreaterThan(100_000)
    expectNothingReadable()
    store.ask('closeAll', {})
    expectNothingReadable()
    expect(store.ask('openOutbox', { folder, key: anotherKey }).outcome).toBe('set-aside')
    store.ask('closeAll', {})
    expectNothingReadable()
  })

  it('differs from file to file under the same key and content, so nothing can be told by comparing (R24)', () => {
    const files = [temporaryFolder(), temporaryFolder()].map((folder) => {
      const store = storeInTest()
      store.ask('openWorkspace', { folder, key: aKey })
      store.ask('putItem', { feed: contactFeed, item: anItem(), nowMs: 1 })
      store.ask('closeAll', {})
      return fs.readFileSync(path.join(folder, 'cache.db'))
    })
    const pages = files.map((bytes) =>
      Array.from({ length: bytes.length / 8_192 }, (_, page) =>
        bytes.subarray(page * 8_192, (page + 1) * 8_192).toString('base64'),
      ),
    )
    const [one, two] = pages
    expect(one!.length).toBeGreaterThan(10)
    expect(one!.filter((page) => two!.includes(page))).toEqual([])
  })
})
