import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { generatedItem, seededRandom } from './made-up-items.ts'
import { aFeed, aFullRun, emptyPage } from './made-up-runs.ts'
import { aKey } from './opened-store.ts'
import { askingOver, startStoreInNode, type Ask } from './store-in-node.ts'

const pageSize = 20
const pages = 40

export interface KilledLoad {
  /** Pages whose reply had arrived when the process was killed. */
  readonly acknowledged: number
  /** Pages that were in the file afterwards. */
  readonly stored: number
  /** What was wrong with the file, in words; empty when nothing was. */
  readonly faults: readonly string[]
}

/**
 * Loads a first generation of rows, then kills the store process without warning while it writes a second
 * one over it with new rows after it, and looks at what the file holds. Then lets the load go on to its end
 * and looks again. The moment of the kill follows from the seed.
 */
export async function killDuringLoad(folder: string, seed: number): Promise<KilledLoad> {
  const random = seededRandom(seed)
  const acknowledged = await loadUntilKilled(folder, random)
  const { stored, faults } = inspect(folder)
  if (stored < acknowledged) faults.push(`${acknowledged - stored} acknowledged pages are lost`)

  const store = startStoreInNode()
  try {
    const ask = askingOver(store.wire)
    await ask('openWorkspace', { folder, key: aKey })
    await loadPages(ask, 1)
    const run = await ask('beginRun', { ...aFullRun, nowMs: 3 })
    const { removed } = await ask('finishRun', {
      ...aFeed,
      runId: run.runId,
      removesUnseen: true,
      nowMs: 3,
    })
    if (removed !== 0) faults.push(`resumed: ${removed} rows removed`)
    await ask('closeAll', {})
  } finally {
    await store.close()
  }
  return { acknowledged, stored, faults: [...faults, ...inspect(folder).faults] }
}

async function loadUntilKilled(folder: string, random: () => number): Promise<number> {
  const store = startStoreInNode()
  const ask = askingOver(store.wire)
  await ask('openWorkspace', { folder, key: aKey })
  const { runId } = await ask('beginRun', { ...aFullRun, nowMs: 1 })
  for (let page = 0; page < pages / 2; page++) {
    await ask('applyPage', { ...emptyPage, runId, items: pageOf(page, 0), next: null, nowMs: 1 })
  }
  await ask('finishRun', { ...aFeed, runId, removesUnseen: true, nowMs: 1 })

  let acknowledged = 0
  const killAfter = Math.floor(random() * (pages - 2))
  let killed: Promise<void> | undefined
  const load = loadPages(ask, 1, () => {
    acknowledged++
    // Somewhere within the next page or two.
    if (acknowledged === killAfter + 1) killed = wait(random() * 25).then(() => store.close())
  })
  // The page on its way fails when the process is gone; the caller sees by the count how far it came.
  await Promise.allSettled([load])
  await killed
  return acknowledged
}

/** Sends the pages that are missing; stops where the store stops answering. */
async function loadPages(ask: Ask, generation: number, acknowledge = (): void => undefined): Promise<void> {
  const { runId, cursor } = await ask('beginRun', { ...aFullRun, nowMs: 2 })
  for (let page = Number(cursor ?? 0); page < pages; page++) {
    const items = pageOf(page, generation)
    await ask('applyPage', { ...emptyPage, runId, items, next: String(page + 1), nowMs: 2 })
    acknowledge()
  }
}

function pageOf(page: number, generation: number) {
  return Array.from({ length: pageSize }, (_, n) => generatedItem(page * pageSize + n, generation))
}

/** Compares every row, mark, count and index of the file with what so many whole pages must have left. */
function inspect(folder: string): { stored: number; faults: string[] } {
  const faults: string[] = []
  const result = openDatabase({
    file: path.join(folder, 'cache.db'),
    key: aKey,
    synchronous: 'NORMAL',
    migrations: cacheMigrations,
    isKnownDamaged: false,
  })
  if (result.outcome !== 'opened') return { stored: 0, faults: [`the file was ${result.outcome}`] }
  const { db } = result
  const all = <Row>(text: string): Row[] => db.prepare<[], Row>(text).all()
  const run = all<{ cursor: string | null; seen: number }>('SELECT cursor, seen FROM run')[0]
  const isFinished = run === undefined
  const stored = isFinished ? pages : Number(run.cursor ?? 0)
  const expected = Math.max(stored, pages / 2) * pageSize
  if (!isFinished && run.seen !== stored * pageSize) faults.push(`${run.seen} rows are marked as seen`)

  const rows = all<{ external_id: string; name: string; json: string }>(
    'SELECT external_id, name, json FROM item JOIN record USING (rid) JOIN seen USING (rid)',
  )
  const counts = all<{ items: number; records: number; seen: number; count: number }>(
    `SELECT (SELECT count(*) FROM item) AS items, (SELECT count(*) FROM record) AS records,
       (SELECT count(*) FROM seen) AS seen, (SELECT count FROM stream) AS count`,
  )[0]
  for (const [name, count] of [...Object.entries(counts ?? {}), ['joined', rows.length] as const]) {
    if (count !== expected) faults.push(`${name}: ${count} instead of ${expected}`)
  }
  for (const row of rows) {
    const index = Number(row.external_id) - 100_000
    const generation = index < stored * pageSize ? 1 : 0
    const wanted = generatedItem(index, generation)
    if (row.json !== wanted.record || row.name !== wanted.item.name) {
      faults.push(`row ${index} is not of generation ${generation}`)
    }
  }
  const integrity = db.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') faults.push(`integrity_check: ${String(integrity)}`)
  for (const table of ['word', 'part']) {
    // Compares the index with the rows and throws SQLITE_CORRUPT_VTAB where they differ.
    db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`)
  }
  db.close()
  return { stored, faults }
}
