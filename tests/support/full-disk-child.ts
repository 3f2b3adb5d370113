import fs from 'node:fs'
import path from 'node:path'
import { connectForReading } from '../../src/store/connection.ts'
import { createStore } from '../../src/store/dispatch.ts'
import { cache0001Items } from '../../src/store/migrations/cache-0001-items.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import type { StoreReply } from '../../src/shared/store-messages.ts'
import type { StoreInput, StoreMethod } from '../../src/shared/store-protocol.ts'
import { anAccountId, anotherAccountId, generatedItem } from './made-up-items.ts'
import { aChange, aContactKey, aLaidRow, aVersion } from './made-up-changes.ts'
import { aFeed, aFullRun, contactFeed, emptyPage } from './made-up-runs.ts'
import { aKey } from './opened-store.ts'

/** What happened at one step with so much room left. */
export interface FullDiskRun {
  readonly what: string
  readonly freeBytes: number
  /** `ok`, or the code of the refusal. */
  readonly outcome: string
  /** What was not as it had to be, in words. */
  readonly faults: readonly string[]
}

interface Case {
  readonly what: string
  /** Leaves in `folder` what lies there before the disk is full. */
  readonly prepare?: (folder: string) => void
  /** What is done with the full disk, and once more when there is room. */
  readonly act: (store: Asked, folder: string) => string
  /** Rows that must be there whatever comes of it, and after it was done with room. */
  readonly rows: { readonly before: number; readonly after: number }
  /** The rows are edits, which are there whole: all of those before or all of those after it was done. */
  readonly isOfOutbox?: boolean
}

const disk = process.argv[2] ?? ''
const ballast = path.join(disk, 'ballast')
const freeSteps = [0, 8, 48, 200, 400, 1_600, 12_800].map((kilobytes) => kilobytes * 1_024)

const cases: Case[] = [
  {
    what: 'a new workspace',
    act: (store, folder) => store.outcome('openWorkspace', { folder, key: aKey }),
    rows: { before: 0, after: 0 },
  },
  {
    what: 'a page of a load',
    prepare: filled,
    act: (store, folder) =>
      store.open(folder) ?? store.begin((runId) => store.outcome('applyPage', pageOf(runId, 500, 100))),
    rows: { before: 500, after: 600 },
  },
  {
    what: 'carrying the log over',
    prepare: filled,
    act: (store, folder) => store.open(folder) ?? store.finished(),
    rows: { before: 500, after: 500 },
  },
  {
    what: 'a change of the schema with its copy',
    prepare: filledWithOldSchema,
    act: (store, folder) => store.open(folder) ?? 'ok',
    rows: { before: 500, after: 500 },
  },
  {
    what: 'a removed account',
    prepare: filled,
    act: (store, folder) => store.open(folder) ?? store.removed(),
    rows: { before: 500, after: 500 },
  },
  {
    what: 'a damaged file',
    prepare: (folder) => {
      fs.mkdirSync(folder)
      fs.writeFileSync(path.join(folder, 'cache.db'), Buffer.alloc(100_000, 'garbage'))
    },
    act: (store, folder) => store.open(folder) ?? 'ok',
    rows: { before: 0, after: 0 },
  },
  {
    what: 'a record of the vault',
    act: (store, folder) =>
      store.outcome('openVault', { file: path.join(folder, 'vault.db'), key: aKey }, (ok) =>
        ok
          ? store.outcome('writeVaultRecord', {
              kind: 'k',
              workspaceId: '',
              id: 'i',
              sealed: Buffer.alloc(300_000),
            })
          : null,
      ),
    rows: { before: 0, after: 0 },
  },
  {
    what: 'a new outbox',
    act: (store, folder) => store.outcome('openOutbox', { folder, key: aKey }),
    rows: { before: 0, after: 0 },
    isOfOutbox: true,
  },
  {
    what: 'edits that are noted',
    prepare: withEdits,
    act: (store, folder) => store.edit(folder, edits(0, 400)),
    rows: { before: 200, after: 400 },
    isOfOutbox: true,
  },
  {
    what: 'an erasure',
    prepare: withEdits,
    act: (store, folder) => store.edit(folder, { erased: edits(0, 100).changes.map(({ key }) => key) }),
    rows: { before: 200, after: 100 },
    isOfOutbox: true,
  },
]

type Asked = ReturnType<typeof asked>

/** A store that answers in words. */
function asked() {
  const store = createStore()
  let id = 0
  const ask = <M extends StoreMethod>(method: M, input: StoreInput<M>): StoreReply =>
    store.answer({ id: ++id, method, input })
  const outcome = <M extends StoreMethod>(
    method: M,
    input: StoreInput<M>,
    then: (isOk: boolean) => string | null = () => null,
  ): string => {
    const reply = ask(method, input)
    return then(reply.ok) ?? (reply.ok ? 'ok' : reply.code)
  }
  return {
    outcome,
    /** Null when it worked. */
    open(folder: string): string | null {
      const opened = outcome('openWorkspace', { folder, key: aKey })
      return opened === 'ok' ? null : opened
    },
    edit(folder: string, write: StoreInput<'writeOutbox'>): string {
      const opened = outcome('openOutbox', { folder, key: aKey })
      return opened === 'ok' ? outcome('writeOutbox', write) : opened
    },
    begin(then: (runId: number) => string): string {
      const begun = ask('beginRun', { ...aFullRun, nowMs: 1 })
      return begun.ok ? then((begun.value as { runId: number }).runId) : begun.code
    },
    finished(): string {
      const ended = this.begin((runId) => {
        const again = outcome('applyPage', pageOf(runId, 0, 500))
        return again === 'ok'
          ? outcome('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs: 1 })
          : again
      })
      if (ended !== 'ok') return ended
      try {
        while (store.tidy());
        return 'ok'
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : 'thrown'
      }
    },
    removed(): string {
      const removed = outcome('removeAccount', { accountId: anotherAccountId })
      for (let n = 0; removed === 'ok' && n < 1_000; n += 1) {
        const reply = ask('finishRemovals', {})
        if (!reply.ok) return reply.code
        if ((reply.value as { isDone: boolean }).isDone) return 'ok'
      }
      return removed
    },
    close: () => ask('closeAll', {}),
  }
}

const pageOf = (runId: number, from: number, length: number): StoreInput<'applyPage'> => ({
  ...emptyPage,
  runId,
  items: Array.from({ length }, (_, n) => generatedItem(from + n)),
  next: null,
  nowMs: 1,
})

function filled(folder: string): void {
  const store = asked()
  store.open(folder)
  store.begin((runId) => {
    store.outcome('applyPage', pageOf(runId, 0, 500))
    return store.outcome('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs: 1 })
  })
  for (let n = 0; n < 100; n += 1) {
    store.outcome('putItem', {
      feed: contactFeed,
      item: generatedItem(n, 0, { accountId: anotherAccountId, type: 'deal' }),
      nowMs: 1,
    })
  }
  store.close()
}

/** Edits that are over, each of another record, with all that is kept of one. */
function edits(from: number, to: number) {
  const numbers = Array.from({ length: to - from }, (_, n) => from + n)
  const keyOf = (n: number) => aContactKey(String(n))
  return {
    changes: numbers.map((n) =>
      aChange({ seq: n, key: keyOf(n), endedAtMs: 1, body: JSON.stringify('x'.repeat(2_000)) }),
    ),
    versions: numbers.map((n) => aVersion({ token: String(n), key: keyOf(n) })),
    laid: numbers.map((n) => aLaidRow({ externalId: String(n), shown: { name: `Ada ${n}` } })),
  }
}

function withEdits(folder: string): void {
  const store = asked()
  store.edit(folder, edits(0, 200))
  store.close()
}

function filledWithOldSchema(folder: string): void {
  const result = openDatabase({
    file: path.join(folder, 'cache.db'),
    key: aKey,
    synchronous: 'NORMAL',
    migrations: [cache0001Items],
    isKnownDamaged: false,
  })
  if (result.outcome !== 'created') throw new Error(result.outcome)
  result.db.exec(`INSERT INTO stream (account_id, type, count) VALUES ('${anAccountId}', 'contact', 500);
    WITH RECURSIVE n (rid) AS (SELECT 1 UNION ALL SELECT rid + 1 FROM n WHERE rid < 500)
    INSERT INTO record SELECT rid, hex(randomblob(500)) FROM n`)
  result.db.close()
}

/** Fills the disk but for so many bytes. */
function leave(freeBytes: number): void {
  const handle = fs.openSync(ballast, 'a')
  try {
    for (;;) {
      const { bavail, bsize } = fs.statfsSync(disk)
      const length = Math.min(bavail * bsize - freeBytes, 1 << 20)
      if (length <= 0) return
      fs.writeSync(handle, Buffer.alloc(length))
    }
  } finally {
    fs.closeSync(handle)
  }
}

/** What is wrong with the file: with its pages, its indexes, or the number of its records. */
function faultsIn(folder: string, rows: number): string[] {
  const file = path.join(folder, 'cache.db')
  if (!fs.existsSync(file) || rows === 0) return []
  const db = connectForReading(file, aKey)
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    const records = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM record').get()?.n
    return [
      ...(integrity === 'ok' ? [] : [`integrity_check: ${String(integrity)}`]),
      ...(records !== undefined && records >= rows ? [] : [`${records} records instead of ${rows}`]),
    ]
  } finally {
    db.close()
  }
}

/** What is wrong with the outbox: with its pages, or with the numbers of what is kept of each record. */
function faultsInOutbox(folder: string, allowed: readonly number[]): string[] {
  const file = path.join(folder, 'outbox.db')
  if (!fs.existsSync(file)) return []
  const db = connectForReading(file, aKey)
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    const counts = ['change', 'version', 'laid', 'laid_word', 'laid_part'].map(
      (table) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`).get()?.n ?? -1,
    )
    const isWhole = counts.every((count) => count === counts[0] && allowed.includes(count))
    return [
      ...(integrity === 'ok' ? [] : [`integrity_check: ${String(integrity)}`]),
      ...(isWhole ? [] : [`${counts.join(', ')} rows instead of ${allowed.join(' or ')}`]),
    ]
  } finally {
    db.close()
  }
}

function runCase({ what, prepare, act, rows, isOfOutbox = false }: Case, freeBytes: number): FullDiskRun {
  const folder = path.join(disk, 'case')
  prepare?.(folder)
  leave(freeBytes)
  const store = asked()
  const outcome = act(store, folder)
  // What is open can still be read.
  const reading = isOfOutbox ? store.outcome('readOutbox', {}) : store.outcome('countItems', {})
  store.close()
  fs.rmSync(ballast)
  const look = (wanted: number, allowed: readonly number[]): string[] =>
    isOfOutbox ? faultsInOutbox(folder, allowed) : faultsIn(folder, wanted)
  const faults = look(rows.before, [rows.before, rows.after]).map((fault) => `afterwards: ${fault}`)
  if (reading !== 'ok' && reading !== 'not-open') faults.push(`while full: ${reading}`)
  const again = asked()
  const later = act(again, folder)
  again.close()
  if (later !== 'ok') faults.push(`with room: ${later}`)
  faults.push(...look(rows.after, [rows.after]).map((fault) => `with room: ${fault}`))
  const rest = fs.readdirSync(folder).filter((name) => name.includes('.tmp') || name.includes('.corrupt-'))
  if (rest.length > (what === 'a damaged file' ? 1 : 0)) faults.push(`left: ${rest.join(', ')}`)
  fs.rmSync(folder, { recursive: true })
  return { what, freeBytes, outcome, faults }
}

/** Loads until the disk is full, then on with the room that the ballast gave back. */
function loadUntilFull(): FullDiskRun {
  const folder = path.join(disk, 'case')
  const freeBytes = 24 << 20
  leave(freeBytes)
  const store = asked()
  store.open(folder)
  let stored = 0
  const load = (): string => store.begin((runId) => store.outcome('applyPage', pageOf(runId, stored, 250)))
  let outcome = load()
  for (; outcome === 'ok'; outcome = load()) stored += 250
  const faults = stored > 2_000 ? [] : [`only ${stored} rows came before the disk was full`]
  fs.rmSync(ballast)
  const later = load()
  if (later !== 'ok') faults.push(`with room: ${later}`)
  store.close()
  faults.push(...faultsIn(folder, stored + 250))
  return { what: 'a load that fills it', freeBytes, outcome, faults }
}

const runs = cases.flatMap((each) => freeSteps.map((freeBytes) => runCase(each, freeBytes)))
console.log(JSON.stringify([...runs, loadUntilFull()]))
