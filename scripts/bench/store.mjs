/**
 * How fast the store answers and writes, measured where main asks it: over the wire of a process of its own. A search
 * is measured while nothing else happens and while a load writes as fast as it can; everything beside what SQLite
 * alone takes (`bare-sql.mjs`) in the same run.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { anAccountId, anotherAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { aKey } from '../../tests/support/opened-store.ts'
import { askingOver, startStoreInNode } from '../../tests/support/store-in-node.ts'
import { insertBare, searchBare } from './bare-sql.mjs'
import { byTurns, percentile } from './figures.mjs'
import { person } from './made-up-people.mjs'
import { applyPages, PAGE, pageInput } from './page-input.mjs'
import { measurePeers } from './peers.mjs'
import { atLeast, atMost } from './rows.mjs'
import { filledFolder } from './store-file.mjs'
import { measureInsights } from './store-insights.mjs'
import { measureLists } from './store-lists.mjs'
import { QUERIES } from './typed-queries.mjs'

const ITEMS = 1_000_000
/** Counting a million takes long, and the peers do not get there; a tenth of it says the same of the ratio. */
const COUNTED = 100_000
const QUICK_ITEMS = 20_000
const ROUNDS = 5
const QUICK_ROUNDS = 3
const WINDOW = 50
const INSERTED = 20_000
const QUICK_COUNTED = 5_000
const QUICK_INSERTED = 5_000
/** So many are made beforehand for the load beside which searches are measured; then they come with other contents. */
const LOADED = 20_000
/** Between two keys that somebody types fast. */
const PAUSE_MS = 10

const SEARCH_CEILING_MS = 10

/** `folder` is where the filled file is kept for the next time. */
export async function measure({ folder, items = ITEMS, isQuick }) {
  if (isQuick) return measureQuickly(folder)
  const rows = await measureStore({ keepIn: folder, items, rounds: ROUNDS, pauseMs: PAUSE_MS })
  const work = fs.mkdtempSync(path.join(folder, 'peers-work-'))
  try {
    return [...rows, ...(await measurePeers(work, Math.min(COUNTED, items)))]
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/**
 * Without the rows that a few thousand items say nothing of (a bare query is over sooner than a message is sent) and those that
 * one moment of a busy machine decides.
 */
async function measureQuickly(keepIn) {
  const work = fs.mkdtempSync(path.join(keepIn, 'store-work-'))
  try {
    const folder = filledFolder(QUICK_ITEMS, { keepIn, target: path.join(work, 'filled') })
    const given = { items: QUICK_ITEMS, rounds: QUICK_ROUNDS, pauseMs: 0 }
    const searches = await measureSearches(folder, given, async () => [])
    const counted = filledFolder(QUICK_COUNTED, { keepIn, target: path.join(work, 'counted') })
    const [insights] = await insightsOf(counted, { ...given, items: QUICK_COUNTED })
    const inserts = await measureInserts(work, QUICK_INSERTED, QUICK_ROUNDS)
    return [...searchRows(QUICK_ITEMS, searches).slice(0, 2), insights, ...insertRows(inserts)]
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

/** With so many rounds, and pauses between searches. */
export async function measureStore({ keepIn, items, rounds, pauseMs }) {
  const work = fs.mkdtempSync(path.join(keepIn, 'store-work-'))
  try {
    const folder = filledFolder(items, { keepIn, target: path.join(work, 'filled') })
    const searches = await measureSearches(folder, { items, rounds, pauseMs }, measureLists)
    const counted = Math.min(COUNTED, items)
    const insights = await insightsOf(
      counted === items ? folder : filledFolder(counted, { keepIn, target: path.join(work, 'counted') }),
      { items: counted, rounds },
    )
    const inserts = await measureInserts(work, Math.min(INSERTED, items), rounds)
    return [...searchRows(items, searches), ...searches.lists, ...insights, ...insertRows(inserts)]
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
}

async function insightsOf(folder, given) {
  const store = startStoreInNode()
  try {
    const ask = askingOver(store.wire)
    await ask('openWorkspace', { folder, key: aKey })
    return await measureInsights(ask, folder, given)
  } finally {
    await store.close()
  }
}

function searchRows(count, { bare, idle, loading, bareLoading, writtenPerSecond }) {
  const of = `over ${count.toLocaleString('en')} items`
  print('bare word index, newest 50 rows', bare)
  print('store, idle', idle)
  print(
    `store, while a load writes ${Math.round(writtenPerSecond).toLocaleString('en')} rows a second`,
    loading,
  )
  print('bare word index, while the same load writes', bareLoading)
  const row = (what, times, ceiling, budget) =>
    atMost({ what, ours: percentile(times, 0.95), ceiling, ...(budget === undefined ? {} : { budget }) })
  return [
    row(`ms, p95 of a search ${of}, idle`, idle, SEARCH_CEILING_MS),
    row(`ms, p95 of a search ${of}, while a load writes`, loading, SEARCH_CEILING_MS),
    row('the same idle, beside a bare query of the word index', idle, percentile(bare, 0.95), 3),
    row('the same while a load writes, beside the bare query', loading, percentile(bare, 0.95), 4),
    row(
      'the same, beside a bare query while the same load writes',
      loading,
      percentile(bareLoading, 0.95),
      null,
    ),
  ]
}

function insertRows({ inserted, ours, other, spread }) {
  return [
    atLeast({
      what: `rows a second, ${inserted.toLocaleString('en')} new items in pages of ${PAGE}, beside bare inserts`,
      ...{ ours, floor: other, budget: 1 / 0.6, spread },
    }),
  ]
}

/** `lists` is measured between the searches of an idle store and those beside a load. */
async function measureSearches(folder, { items, rounds, pauseMs }, lists) {
  const bare = searchBare(folder, QUERIES, rounds)
  const store = startStoreInNode()
  try {
    const ask = askingOver(store.wire)
    await ask('openWorkspace', { folder, key: aKey })
    await searchAll(ask, 1, pauseMs)
    const idle = await searchAll(ask, rounds, pauseMs)
    const measured = await lists(ask, items)
    const load = startLoad(ask, Math.min(LOADED, items))
    const loading = await searchAll(ask, rounds, pauseMs)
    const bareLoading = await searchBareBeside(folder, rounds)
    const writtenPerSecond = await load.stop()
    return { bare, idle, lists: measured, loading, bareLoading, writtenPerSecond }
  } finally {
    await store.close()
  }
}

/** The bare query while somebody else writes: after each of its transactions SQLite reads every page anew, and decrypts it. */
async function searchBareBeside(folder, rounds) {
  const child = fork(path.join(import.meta.dirname, 'bare-search-process.mjs'))
  child.send({ folder, queries: QUERIES, rounds })
  const [times] = await once(child, 'message')
  return times
}

/** @returns milliseconds per search, from asking to rows, as often as each is typed */
async function searchAll(ask, rounds, pauseMs) {
  const times = []
  for (let round = 0; round < rounds; round++) {
    for (const search of QUERIES) {
      const start = performance.now()
      await ask('listItems', { query: aQuery({ search }), offset: 0, limit: WINDOW })
      times.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
  return times
}

/** A first load of another account, page after page as fast as the store takes them. */
function startLoad(ask, rows) {
  const feed = { accountId: anotherAccountId, feed: 'contact' }
  let isStopped = false
  let pages = 0
  // Made before: making them would take the processor from what is measured.
  const made = Array.from({ length: Math.ceil(rows / PAGE) }, (_, page) => pageOf(page, anotherAccountId))
  const start = performance.now()
  const loading = (async () => {
    const { runId } = await ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
    while (!isStopped) {
      // From the second time on the same rows come with other contents: each is an update.
      const items = made[pages % made.length].map((stored) => ({
        ...stored,
        item: { ...stored.item, name: `${stored.item.name} ${Math.floor(pages / made.length)}` },
      }))
      await ask('applyPage', pageInput({ ...feed, runId }, items, pages))
      pages++
    }
  })()
  return {
    stop: async () => {
      isStopped = true
      await loading
      return (pages * PAGE * 1_000) / (performance.now() - start)
    },
  }
}

async function measureInserts(work, inserted, rounds) {
  const items = Array.from({ length: inserted }, (_, n) => person(n, 0))
  const folderOf = (name, round) => path.join(work, `${name}-${round}`)
  const measured = await byTurns({
    ...{ rounds, isRate: true },
    ours: (round) => insertPages(folderOf('pages', round), items),
    other: (round) => insertBare(folderOf('bare', round), items),
  })
  return { inserted, ...measured }
}

/** @returns rows a second */
async function insertPages(folder, items) {
  const store = startStoreInNode()
  try {
    const ask = askingOver(store.wire)
    await ask('openWorkspace', { folder, key: aKey })
    const feed = { accountId: anAccountId, feed: 'contact' }
    const { runId } = await ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
    const start = performance.now()
    await applyPages(ask, { ...feed, runId }, items)
    return (items.length / (performance.now() - start)) * 1_000
  } finally {
    await store.close()
  }
}

const pageOf = (page, accountId) =>
  Array.from({ length: PAGE }, (_, n) => person(page * PAGE + n, 0, { accountId }))

function print(what, times) {
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share).toFixed(2))
  console.log(`${what}: p50 ${p50}, p95 ${p95}, p99 ${p99}, max ${max} ms of ${times.length}`)
}
