import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StoreReply } from '../../src/shared/store-messages.ts'
import { lookInto } from '../../src/store/connection.ts'
import { createStore } from '../../src/store/dispatch.ts'
import { aChange, aContactKey, aDraft, aLaidRow, aNewRow, aVersion } from '../support/made-up-changes.ts'
import { anItem, aQuery, seededRandom } from '../support/made-up-items.ts'
import { contactFeed } from '../support/made-up-runs.ts'
import { mortalStore } from '../support/mortal-store.ts'
import { aKey, storeWithOutbox } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const pageBytes = 8_192
const count = 60

/** Both files as a clean end leaves them. */
let cache: Buffer
let outbox: Buffer

beforeAll(() => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-made-'))
  try {
    const store = storeWithOutbox(folder)
    for (let n = 0; n < count; n++) {
      const externalId = String(n)
      const item = anItem({ externalId, name: `Loaded ${n}` })
      store.ask('putItem', { feed: contactFeed, item, nowMs: 1 })
      store.ask('writeOutbox', {
        changes: [aChange({ seq: n, key: item.item.key, body: JSON.stringify('x'.repeat(700)) })],
        versions: [aVersion({ token: externalId, key: item.item.key })],
        laid: [aLaidRow({ externalId, shown: { name: `Edited ${n}` } }), aNewRow(`new-${n}`, `Made ${n}`)],
      })
    }
    store.ask('putDraft', { draft: aDraft() })
    store.ask('closeAll', {})
    cache = fs.readFileSync(path.join(folder, 'cache.db'))
    outbox = fs.readFileSync(path.join(folder, 'outbox.db'))
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
})

function folderWith(ofOutbox: Buffer): string {
  const folder = temporaryFolder()
  fs.writeFileSync(path.join(folder, 'cache.db'), cache)
  fs.writeFileSync(path.join(folder, 'outbox.db'), ofOutbox)
  return folder
}

/** Changes a byte in the first page of each of these tables. */
function damage(file: string, tables: readonly string[]): void {
  const find = `SELECT rootpage FROM sqlite_schema WHERE name = ?`
  const pages = lookInto(file, aKey, (db) =>
    tables.map((table) => db.prepare<[string], { rootpage: number }>(find).get(table)?.rootpage ?? 0),
  )
  const bytes = fs.readFileSync(file)
  for (const page of pages) bytes[(page - 1) * pageBytes + 100]! ^= 1
  fs.writeFileSync(file, bytes)
}

/** Reads everything that comes out of the outbox, or through it; answers the store's replies. */
function readAll(folder: string): { opened: StoreReply; replies: StoreReply[] } {
  const store = createStore()
  store.answer({ id: 0, method: 'openWorkspace', input: { folder, key: aKey } })
  const opened = store.answer({ id: 0, method: 'openOutbox', input: { folder, key: aKey } })
  const list = (search: string) => ({ query: aQuery({ search }), offset: 0, limit: 500 })
  const replies = [
    ...['', 'edited', 'made', 'loaded 7'].map((search) =>
      store.answer({ id: 1, method: 'listItems', input: list(search) }),
    ),
    store.answer({ id: 2, method: 'countItems', input: {} }),
    store.answer({ id: 3, method: 'readOutbox', input: {} }),
    store.answer({ id: 4, method: 'getDraft', input: aDraft() }),
    ...Array.from({ length: count }, (_, n) => ({ key: aContactKey(String(n)), limit: 9 })).map((input) =>
      store.answer({ id: 5, method: 'versionsOf', input }),
    ),
  ]
  store.answer({ id: 6, method: 'closeAll', input: {} })
  return { opened, replies }
}

const isAside = (folder: string, name: string) =>
  fs.readdirSync(folder).some((one) => one.startsWith(`${name}.corrupt-`))

describe('an outbox that cannot be read', () => {
  it('is set aside when it is garbage, cut, or of another key, and the cache is not (R37)', () => {
    const random = seededRandom(37)
    const garbage = Buffer.from(Array.from({ length: 20_000 }, () => Math.floor(random() * 256)))
    const cuts = [1, pageBytes - 1, pageBytes, 3 * pageBytes, outbox.length - 1].map((at) =>
      outbox.subarray(0, at),
    )
    for (const bytes of [garbage, Buffer.alloc(outbox.length), ...cuts]) {
      const folder = folderWith(bytes)
      const { opened, replies } = readAll(folder)
      expect(opened).toMatchObject({ ok: true, value: { outcome: 'set-aside' } })
      expect([isAside(folder, 'outbox.db'), isAside(folder, 'cache.db')]).toEqual([true, false])
      const aside = opened.ok ? (opened.value as { path: string }).path : ''
      expect(fs.readFileSync(aside).equals(bytes)).toBe(true)
      expect(replies[0]).toMatchObject({ ok: true, value: { total: count } })
      expect(replies[5]).toMatchObject({ ok: true, value: { changes: [], lastSeq: 0 } })
    }
  })

  it('R37: is set aside when what opening reads of it is damaged, so that the workspace can be opened', () => {
    const folder = folderWith(outbox)
    damage(path.join(folder, 'outbox.db'), ['ledger'])
    const { opened, replies } = readAll(folder)
    expect(opened).toMatchObject({ ok: true, value: { outcome: 'set-aside' } })
    expect(replies[5]).toMatchObject({ ok: true, value: { changes: [] } })
  })

  it('never answers anything wrong when bytes of it were changed, nor blames the cache (R37)', () => {
    const sound = readAll(folderWith(outbox)).replies
    expect(sound.every((reply) => reply.ok)).toBe(true)
    const random = seededRandom(41)
    let unreadable = 0
    for (let n = 0; n < 60; n++) {
      const changed = Buffer.from(outbox)
      const at = Math.floor(random() * changed.length)
      changed[at] = changed[at]! ^ (1 << Math.floor(random() * 8))
      const folder = folderWith(changed)
      const { opened, replies } = readAll(folder)
      expect(isAside(folder, 'cache.db')).toBe(false)
      if (opened.ok && (opened.value as { outcome: string }).outcome === 'set-aside') {
        unreadable++
        continue
      }
      replies.forEach((reply, index) => {
        if (reply.ok) expect(reply, `byte ${at}`).toEqual(sound[index])
        else expect(reply.code, `byte ${at}: ${reply.message}`).toBe('outbox-corrupt')
      })
      if (replies.some((reply) => !reply.ok)) unreadable++
    }
    expect(unreadable).toBeGreaterThan(30)
  })

  it('R37: is set aside when damage is met in use; the cache stays, main is told, and edits are kept again', async () => {
    const { host, told } = mortalStore([])
    const folder = folderWith(outbox)
    // Opening does not meet it.
    damage(path.join(folder, 'outbox.db'), ['change', 'laid', 'version'])
    try {
      await host.call('openWorkspace', { folder, key: aKey })
      expect(await host.call('openOutbox', { folder, key: aKey })).toMatchObject({
        value: { outcome: 'opened' },
      })
      const met = await Promise.all([
        host.call('readOutbox', {}),
        host.call('listItems', { query: aQuery(), offset: 0, limit: 9 }),
        host.call('writeOutbox', { changes: [aChange({ seq: 900 })] }),
      ])
      expect(met.some((answer) => !answer.ok && answer.error.kind === 'storage-corrupt')).toBe(true)
      expect(told).toEqual([{ outcome: 'set-aside', path: expect.stringMatching(/outbox\.db\.corrupt-/) }])
      expect(isAside(folder, 'cache.db')).toBe(false)
      const change = aChange({ seq: 901 })
      expect(await host.call('writeOutbox', { changes: [change] })).toEqual({ ok: true, value: null })
      const read = await host.call('readOutbox', {})
      expect(read).toMatchObject({ ok: true, value: { changes: [change] } })
      const list = await host.call('listItems', { query: aQuery(), offset: 0, limit: 9 })
      expect(list).toMatchObject({ ok: true, value: { total: count } })
    } finally {
      await host.close()
    }
  })
})

describe('a cache that is damaged in use', () => {
  it('R37: is set aside, and not an edit of the outbox with it', async () => {
    const { host, told } = mortalStore([])
    const folder = folderWith(outbox)
    damage(path.join(folder, 'cache.db'), ['item'])
    try {
      await host.call('openWorkspace', { folder, key: aKey })
      await host.call('openOutbox', { folder, key: aKey })
      const list = { query: aQuery(), offset: 0, limit: 200 }
      expect(await host.call('listItems', list)).toEqual({ ok: false, error: { kind: 'storage-corrupt' } })
      expect(told).toEqual([{ outcome: 'set-aside', path: expect.stringMatching(/cache\.db\.corrupt-/) }])
      expect(isAside(folder, 'outbox.db')).toBe(false)
      expect(await host.call('readOutbox', {})).toMatchObject({ ok: true, value: { lastSeq: count - 1 } })
      // What waits to be created is still shown.
      expect(await host.call('listItems', list)).toMatchObject({ ok: true, value: { total: count } })
    } finally {
      await host.close()
    }
  })
})
