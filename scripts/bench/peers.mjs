/**
 * The same hundred thousand contacts in what an app would use that takes no database: a JSON file of electron-store, and
 * IndexedDB in a page of the same Electron. Neither of the two encrypts, and neither finds what lies within a word.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ElectronStore from 'electron-store'
import { anAccountId, aQuery } from '../../tests/support/made-up-items.ts'
import { aKey } from '../../tests/support/opened-store.ts'
import { askingOver, startStoreInNode } from '../../tests/support/store-in-node.ts'
import { fold } from '../../src/store/fold.ts'
import { foreground } from '../session/child.mjs'
import { electronEnvironment } from '../session/electron-environment.mjs'
import { projectFolder, toolEnvironment } from '../tools.mjs'
import { median, percentile } from './figures.mjs'
import { person } from './made-up-people.mjs'
import { applyPages, pageInput } from './page-input.mjs'
import { atMost, notMeasured } from './rows.mjs'
import { QUERIES } from './typed-queries.mjs'

const ROUNDS = 5
const WINDOW = 50
/** Rows in one transaction of the peers; ours come as a provider gives them. */
const BATCH = 1_000
/** Every third letter is enough for what takes a tenth of a second. */
const FEW_QUERIES = QUERIES.filter((_, at) => at % 3 === 0)

/** `work` is a folder that the caller removes. */
export async function measurePeers(work, items) {
  const people = Array.from({ length: items }, (_, n) => person(n, 0))
  const plain = people.map(({ item, record }) => ({
    ...{ key: item.key, name: item.name, modified: item.modifiedAtMs ?? 0 },
    words: wordsOf([item.name, item.email, item.organisation, item.phone].join(' ')),
    record,
  }))
  const ours = await measureOurs(path.join(work, 'ours'), people)
  const json = measureElectronStore(path.join(work, 'json'), plain)
  return [
    ...rowsAgainst('a JSON file of electron-store', ours, json, {
      items,
      // Nobody who keeps an index writes as fast as one who writes a text.
      ofWriting: { budget: null, note: 'once; it is one text without an index' },
    }),
    ...(await indexedDbRows(work, plain, ours)),
  ]
}

function rowsAgainst(peer, ours, theirs, { items, ofWriting }) {
  const against = `${items.toLocaleString('en')} items, against ${peer}`
  const row = (what, name, of, more) =>
    atMost({ what: `ms ${what} ${against}`, ours: of(ours[name]), ceiling: of(theirs[name]), ...more })
  const withSpread = (name) => ({
    spread: [0.25, 0.75].map((share) => percentile(ours[name], share) / median(theirs[name])),
  })
  return [
    row('to write all', 'writeMs', (one) => one, ofWriting),
    row('to find by words, p95, in', 'findMs', (all) => percentile(all, 0.95), {}),
    row('to change one of', 'changeMs', median, withSpread('changeMs')),
    row('to open, and read the newest 50 of', 'openMs', median, withSpread('openMs')),
  ]
}

const wordsOf = (text) => [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])]

async function measureOurs(folder, people) {
  const store = startStoreInNode()
  try {
    const ask = askingOver(store.wire)
    await ask('openWorkspace', { folder, key: aKey })
    const feed = { accountId: anAccountId, feed: 'contact' }
    const { runId } = await ask('beginRun', { ...feed, mode: 'full', nowMs: 1 })
    const writeMs = await timed(() => applyPages(ask, { ...feed, runId }, people))
    await ask('finishRun', { ...feed, runId, removesUnseen: false, nowMs: 1 })
    const list = (search) =>
      ask('listItems', {
        query: aQuery({ search, sort: [{ by: 'modified', direction: 'descending' }] }),
        ...{ offset: 0, limit: WINDOW },
      })
    const findMs = []
    for (const search of FEW_QUERIES) {
      const query = { query: aQuery({ search }), offset: 0, limit: WINDOW }
      findMs.push(await timed(() => ask('listItems', query)))
    }
    const { runId: changing } = await ask('beginRun', { ...feed, mode: 'changes', nowMs: 2 })
    const changeMs = []
    for (let round = 0; round <= ROUNDS * 4; round += 1) {
      const { item, ...rest } = people[(round * 7_919) % people.length]
      const changed = { ...rest, item: { ...item, name: `${item.name} ${round}` } }
      changeMs.push(
        await timed(() => ask('applyPage', pageInput({ ...feed, runId: changing }, [changed], round))),
      )
    }
    const openMs = []
    for (let round = 0; round <= ROUNDS; round += 1) {
      await ask('closeWorkspace', {})
      openMs.push(
        await timed(async () => {
          await ask('openWorkspace', { folder, key: aKey })
          await list('')
        }),
      )
    }
    return { writeMs, findMs, changeMs: changeMs.slice(1), openMs: openMs.slice(1) }
  } finally {
    await store.close()
  }
}

/** As its readme has it used; looking for words goes over what it once gave, which is kept in memory. */
function measureElectronStore(cwd, plain) {
  const keyed = Object.fromEntries(plain.map((item, n) => [`item-${n}`, item]))
  const made = () => new ElectronStore({ cwd, name: 'items' })
  const store = made()
  const writeMs = timedNow(() => store.set('items', keyed))
  let all = []
  const open = () => {
    all = Object.values(made().get('items'))
    all.toSorted((a, b) => b.modified - a.modified).slice(0, WINDOW)
  }
  const openMs = Array.from({ length: ROUNDS + 1 }, () => timedNow(open)).slice(1)
  const find = (search) => {
    const wanted = wordsOf(search)
    const found = []
    for (const item of all) {
      const isFound = wanted.every((word) => item.words.some((has) => has.startsWith(word)))
      if (isFound && found.push(item) === WINDOW) return found
    }
    return found
  }
  const findMs = FEW_QUERIES.map((search) => timedNow(() => find(search)))
  const changeMs = Array.from({ length: ROUNDS }, (_, round) =>
    timedNow(() => store.set(`items.item-${round * 7}.name`, `changed ${round}`)),
  )
  return { writeMs, findMs, changeMs, openMs }
}

/** A page needs a display, which not every machine has. */
async function indexedDbRows(work, plain, ours) {
  const [items, report] = ['items.json', 'report.json'].map((name) => path.join(work, name))
  fs.writeFileSync(items, JSON.stringify(plain))
  const queries = FEW_QUERIES.map(wordsOf)
    .filter((words) => words.length > 0)
    .map((words) => words.toSorted((a, b) => b.length - a.length))
  const given = { queries, batch: BATCH, rows: WINDOW, rounds: ROUNDS * 4 }
  try {
    await inElectron(
      { BENCH_ITEMS: items, BENCH_REPORT: report, BENCH_GIVEN: JSON.stringify(given) },
      path.join(work, 'page'),
    )
    const theirs = JSON.parse(fs.readFileSync(report, 'utf8'))
    return rowsAgainst('IndexedDB', ours, theirs, { items: plain.length, ofWriting: { note: 'once' } })
  } catch (error) {
    return [notMeasured('the same against IndexedDB', error instanceof Error ? error.message : String(error))]
  }
}

async function inElectron(given, userData) {
  const { env } = electronEnvironment()
  const electron = createRequire(import.meta.url)('electron')
  const app = [
    electron,
    fileURLToPath(import.meta.resolve('./indexeddb-main.mjs')),
    `--user-data-dir=${userData}`,
  ]
  const wrapper =
    process.platform === 'linux' ? ['sh', path.join(projectFolder, 'scripts/without-keyring.sh')] : []
  const [command, ...args] = [...wrapper, ...app]
  const code = await foreground(command, args, {
    cwd: projectFolder,
    env: toolEnvironment({ ...env, ...given }),
  })
  if (code !== 0) throw new Error(`Electron ended with ${code}`)
}

async function timed(work) {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function timedNow(work) {
  const start = performance.now()
  work()
  return performance.now() - start
}
