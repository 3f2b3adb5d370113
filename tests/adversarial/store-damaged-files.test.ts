import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StoreReply } from '../../src/shared/store-messages.ts'
import { createStore } from '../../src/store/dispatch.ts'
import { aQuery, generatedItem, seededRandom } from '../support/made-up-items.ts'
import { aFullRun, contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aKey, storeInTest, storeWithWorkspace } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const pageBytes = 8_192
const rowCount = 120
const items = Array.from({ length: rowCount }, (_, index) => generatedItem(index))

/** A file as a clean end leaves it; and file and log as a crash leaves them, half of the rows in the log. */
let closedFile: Buffer
let crashedFile: Buffer
let crashedLog: Buffer

beforeAll(() => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-made-'))
  try {
    const file = path.join(folder, 'cache.db')
    const store = storeWithWorkspace(folder)
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const page = { ...emptyPage, runId, next: null, nowMs: 1 }
    store.ask('applyPage', { ...page, items: items.slice(0, rowCount / 2) })
    store.ask('closeWorkspace', {})
    store.ask('openWorkspace', { folder, key: aKey })
    store.ask('applyPage', { ...page, items: items.slice(rowCount / 2) })
    crashedFile = fs.readFileSync(file)
    crashedLog = fs.readFileSync(`${file}-wal`)
    store.ask('closeWorkspace', {})
    closedFile = fs.readFileSync(file)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
})

/** Opens a workspace with these bytes in its file; answers what the store said and where everything lies. */
function openWith(bytes: Buffer, log?: Buffer) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'cache.db')
  fs.writeFileSync(file, bytes)
  if (log) fs.writeFileSync(`${file}-wal`, log)
  const store = storeInTest()
  return { store, folder, report: store.ask('openWorkspace', { folder, key: aKey }) }
}

function expectSetAside(bytes: Buffer, what: string, log?: Buffer): void {
  const { store, folder, report } = openWith(bytes, log)
  if (report.outcome !== 'set-aside') throw new Error(`${what}: ${report.outcome}`)
  expect(path.dirname(report.path), what).toBe(folder)
  expect(path.basename(report.path), what).toMatch(/^cache\.db\.corrupt-\d{8}T\d{6}Z$/)
  expect(fs.readFileSync(report.path).equals(bytes), what).toBe(true)
  if (log) expect(fs.readFileSync(`${report.path}-wal`).equals(log), what).toBe(true)
  store.ask('putItem', { feed: contactFeed, item: items[0]!, nowMs: 1 })
  expect(store.ask('listItems', { query: aQuery(), offset: 0, limit: 9 }).total, what).toBe(1)
  store.ask('closeAll', {})
  fs.rmSync(folder, { recursive: true })
}

/** Reads everything there is; answers the store's replies. */
function readAll(folder: string): StoreReply[] {
  const store = createStore()
  store.answer({ id: 0, method: 'openWorkspace', input: { folder, key: aKey } })
  const list = (search: string) => ({ query: aQuery({ search }), offset: 0, limit: 500 })
  const replies = [
    store.answer({ id: 1, method: 'listItems', input: list('') }),
    ...['smith', 'a', '@mail', 'ovelace'].map((search) =>
      store.answer({ id: 2, method: 'listItems', input: list(search) }),
    ),
    ...items.map(({ item }) => store.answer({ id: 3, method: 'getItem', input: item })),
  ]
  store.answer({ id: 4, method: 'closeAll', input: {} })
  return replies
}

/** What is read of a damaged file is right, or the store says that the file is damaged. Never anything else. */
function expectRightOrCorrupt(
  replies: readonly StoreReply[],
  sound: readonly StoreReply[],
  what: string,
): void {
  replies.forEach((reply, index) => {
    if (reply.ok) expect(reply, what).toEqual(sound[index])
    else expect(reply.code, `${what}: ${reply.message}`).toBe('storage-corrupt')
  })
}

describe('a store file that cannot be read', () => {
  it('is set aside when it is garbage or zeroes, whatever its length (R37)', () => {
    const random = seededRandom(37)
    for (const length of [
      1,
      15,
      16,
      100,
      511,
      512,
      1_024,
      4_096,
      pageBytes - 1,
      pageBytes,
      3 * pageBytes + 7,
    ]) {
      const garbage = Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)))
      expectSetAside(garbage, `garbage of ${length} bytes`)
      expectSetAside(Buffer.alloc(length), `${length} zeroes`)
    }
    expectSetAside(Buffer.alloc(closedFile.length), 'a zeroed file of the same length')
    expectSetAside(Buffer.from('SQLite format 3\0'.padEnd(pageBytes, 'x')), 'a plain-text header')
    const zeroedHead = Buffer.from(closedFile)
    zeroedHead.fill(0, 0, pageBytes)
    expectSetAside(zeroedHead, 'a zeroed first page')
  })

  it('is set aside when it was cut at any page (R37)', () => {
    expect(closedFile.length % pageBytes).toBe(0)
    for (let length = 0; length < closedFile.length; length += pageBytes) {
      expectSetAside(closedFile.subarray(0, length), `cut at ${length}`)
    }
  })

  it('is set aside when it was cut within a page (R37)', () => {
    const random = seededRandom(38)
    const odd = Array.from({ length: 60 }, () => Math.floor(random() * closedFile.length))
    for (const length of [
      1,
      15,
      16,
      17,
      23,
      24,
      99,
      100,
      511,
      pageBytes - 1,
      closedFile.length - 1,
      ...odd,
    ]) {
      if (length % pageBytes !== 0) expectSetAside(closedFile.subarray(0, length), `cut at ${length}`)
    }
  })

  it('is set aside with its log when less than a page of it is left (R37)', () => {
    for (const length of [0, 1, 15, 100, 4_095]) {
      expectSetAside(crashedFile.subarray(0, length), `cut at ${length}`, crashedLog)
    }
  })

  it('opens with every whole page of a load when only its log was cut (R37)', () => {
    const random = seededRandom(39)
    const frames = Math.floor((crashedLog.length - 32) / (pageBytes + 24))
    const boundaries = Array.from({ length: frames + 1 }, (_, frame) => 32 + frame * (pageBytes + 24))
    const odd = Array.from({ length: 30 }, () => Math.floor(random() * crashedLog.length))
    const totals = new Set<number>()
    for (const length of [0, 1, 31, ...boundaries, ...odd, crashedLog.length]) {
      const { store, folder, report } = openWith(crashedFile, crashedLog.subarray(0, length))
      expect(report, `log cut at ${length}`).toEqual({ outcome: 'opened' })
      const { total } = store.ask('listItems', { query: aQuery(), offset: 0, limit: 1 })
      expect([rowCount / 2, rowCount], `log cut at ${length}`).toContain(total)
      totals.add(total)
      store.ask('closeAll', {})
      fs.rmSync(folder, { recursive: true })
    }
    expect(totals).toEqual(new Set([rowCount / 2, rowCount]))
  })

  it('never answers anything wrong when bytes of it were changed (R37)', () => {
    const intact = openWith(closedFile)
    intact.store.ask('closeAll', {})
    const sound = readAll(intact.folder)
    expect(sound.every((reply) => reply.ok)).toBe(true)
    const random = seededRandom(40)
    let unreadable = 0
    for (let n = 0; n < 40; n++) {
      const changed = Buffer.from(closedFile)
      const at = Math.floor(random() * changed.length)
      changed[at] = changed[at]! ^ (1 << Math.floor(random() * 8))
      const { store, folder, report } = openWith(changed)
      store.ask('closeAll', {})
      if (report.outcome === 'set-aside') unreadable++
      else {
        const replies = readAll(folder)
        expectRightOrCorrupt(replies, sound, `byte ${at}`)
        if (replies.some((reply) => !reply.ok)) unreadable++
      }
    }
    // Encryption notices: most pages are read by this test, so most changes must have been met.
    expect(unreadable).toBeGreaterThan(20)
  })

  it('is set aside on demand when damage shows only later, as after a cut beside a log (R37)', () => {
    const whole = openWith(crashedFile, crashedLog)
    whole.store.ask('closeAll', {})
    const sound = readAll(whole.folder)
    let foundLater = 0
    for (let length = pageBytes; length < crashedFile.length; length += pageBytes) {
      const { store, folder, report } = openWith(crashedFile.subarray(0, length), crashedLog)
      store.ask('closeAll', {})
      if (report.outcome === 'set-aside') continue
      const replies = readAll(folder)
      expectRightOrCorrupt(replies, sound, `cut at ${length}`)
      if (replies.every((reply) => reply.ok)) continue
      foundLater++
      const again = store.ask('openWorkspace', { folder, key: aKey, isKnownDamaged: true })
      expect(again.outcome).toBe('set-aside')
      store.ask('putItem', { feed: contactFeed, item: items[0]!, nowMs: 1 })
      store.ask('closeAll', {})
    }
    expect(foundLater).toBeGreaterThan(0)
  })
})
