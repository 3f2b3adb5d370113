/**
 * How fast a load is, in the app's own main code without Electron: store and sandbox in processes of their own, HTTP
 * between. Sizes can be cut with BENCH_SCALE (0.1 is a tenth of the records), for a quick look.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { valueOf } from '../../tests/support/core-in-node.ts'
import { atLeast, atMost } from './rows.mjs'
import { bareInsertRate } from './bare-insert.mjs'
import { callAdmin, startLoadedCore, startSandboxProcess, untilLoaded, watchStalls } from './core-process.mjs'
import { formulaOf, shortestLoad } from './load-bound.mjs'
import { loadAsPredecessors } from './predecessor.mjs'

const scale = Number(process.env.BENCH_SCALE ?? 1)
const scaled = (count) => Math.round(count * scale)
const latencySeconds = 0.15
/** HubSpot's published limits of an app of the marketplace, and of search (its usage guidelines). */
const kinds = [
  { name: 'lists', pageSize: 100, callsPerSecond: 11, chainsPerType: 1 },
  { name: 'searches', pageSize: 200, callsPerSecond: 5, chainsPerType: 1 },
]

export async function measure() {
  return [...(await slowNetwork()), ...(await fastNetwork()), ...(await changes())]
}

const sizes = ({ contacts, companies, deals }) => [
  ...['--contacts', String(contacts), '--companies', String(companies), '--deals', String(deals)],
]

/** A first load over the Internet: 150 ms a reply, HubSpot's limits enforced. */
async function slowNetwork() {
  const counts = { contacts: scaled(30_000), companies: scaled(6_000), deals: scaled(6_000) }
  const options = [...sizes(counts), '--latency', String(latencySeconds * 1000), '--limits', 'real']
  const sandbox = await startSandboxProcess(options)
  const { core, close } = await startLoadedCore(sandbox.endpoints)
  try {
    const stalls = watchStalls()
    const { seconds, whole } = await timeOfLoad(core)
    const stall = stalls()
    const bound = shortestLoad({ counts, latencySeconds, kinds })
    console.log(`\n  ${formulaOf({ latencySeconds, kinds })}: ${bound.toFixed(1)} s at the least`)
    console.log(`  loaded in ${seconds.toFixed(1)} s, links and all in ${whole.toFixed(1)} s`)
    await printCounts(sandbox.endpoints)
    const token = await grantOf(sandbox.endpoints)
    const before = await loadAsPredecessors(sandbox.endpoints, token, counts)
    console.log(
      `  the predecessors' way: ${before.requests} requests, ${before.seconds.toFixed(1)} s, ${before.missing} records missing`,
    )
    return [
      atMost({
        what: 's of a first load at 150 ms with limits',
        ours: seconds,
        ceiling: bound,
        budget: 1 / 0.9,
      }),
      atMost({ what: 'ms of the longest stall in main meanwhile', ours: stall.max, ceiling: 50 }),
    ]
  } finally {
    await close()
    sandbox.close()
  }
}

/** As fast as the machine goes: neither latency nor limits. */
async function fastNetwork() {
  const counts = { contacts: scaled(100_000), companies: scaled(20_000), deals: scaled(20_000) }
  const total = counts.contacts + counts.companies + counts.deals
  const folder = mkdtempSync(path.join(os.tmpdir(), 'portolan-bench-'))
  const sandbox = await startSandboxProcess(sizes(counts))
  const { core, close } = await startLoadedCore(sandbox.endpoints)
  try {
    const stalls = watchStalls()
    const { seconds } = await timeOfLoad(core)
    const stall = stalls()
    const rows = valueOf(await core.handlers.items.counts({})).reduce((sum, { count }) => sum + count, 0)
    const bare = await bareInsertRate(core, folder)
    console.log(`\n  ${rows} of ${total} made-up records are live`)
    return [
      atLeast({
        what: 'records a second without latency and limits',
        ours: rows / seconds,
        floor: bare,
        budget: 1 / 0.6,
      }),
      atMost({ what: 'ms of the longest stall in main meanwhile ', ours: stall.max, ceiling: 50 }),
    ]
  } finally {
    await close()
    sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A hundred changes among 100,000 records, and what the sweeps cost. */
async function changes() {
  const counts = { contacts: scaled(100_000), companies: 1_000, deals: 1_000 }
  const sandbox = await startSandboxProcess(sizes(counts))
  const { core, account, close } = await startLoadedCore(sandbox.endpoints)
  try {
    await untilLoaded(core)
    for (let n = 0; n < 100; n++) {
      const { id } = await callAdmin(sandbox.endpoints, 'POST', 'hubspot/records/contacts', {
        properties: { firstname: 'Changed', lastname: String(n) },
      })
      await callAdmin(sandbox.endpoints, 'POST', `hubspot/records/contacts/${id}`, {
        properties: { jobtitle: 'x' },
      })
    }
    const requests = async (how) => {
      const before = await countRequests(sandbox.endpoints)
      valueOf(await core.handlers.sync.start({ accountId: account.id, feed: null, how }))
      await untilLoaded(core)
      const after = await countRequests(sandbox.endpoints)
      return Object.fromEntries(
        Object.entries(after)
          .map(([kind, count]) => [kind, count - (before[kind] ?? 0)])
          .filter(([, count]) => count > 0),
      )
    }
    const now = await requests('now')
    const isSweep = (kind) => /^GET .*\/(contacts|companies|deals)$/.test(kind)
    const sum = (entries) => entries.reduce((total, [, count]) => total + count, 0)
    const incremental = Object.entries(now).filter(([kind]) => !isSweep(kind))
    console.log('\n  looking for changes:', Object.fromEntries(incremental))
    console.log(
      '  lists of what was archived:',
      Object.fromEntries(Object.entries(now).filter(([kind]) => isSweep(kind))),
    )
    console.log('  comparing everything:', await requests('compare'))
    return [atMost({ what: 'requests for 100 changes among 100,000', ours: sum(incremental), ceiling: 10 })]
  } finally {
    await close()
    sandbox.close()
  }
}

/** Seconds until all types are here, and until the load is through with links and all. */
async function timeOfLoad(core) {
  const start = performance.now()
  let loadedAt = null
  await untilLoaded(core, ({ streams }) => {
    if (
      loadedAt === null &&
      streams.length > 0 &&
      streams.every(({ finishedAtMs }) => finishedAtMs !== null)
    ) {
      loadedAt = performance.now()
    }
  })
  const end = performance.now()
  return { seconds: ((loadedAt ?? end) - start) / 1000, whole: (end - start) / 1000 }
}

const countRequests = async (endpoints) => (await callAdmin(endpoints, 'GET', 'requests')).counts
const printCounts = async (endpoints) => console.log('  requests:', await countRequests(endpoints))

async function grantOf(endpoints) {
  const scopes = ['contacts', 'companies', 'deals'].map((type) => `crm.objects.${type}.read`)
  const grant = await callAdmin(endpoints, 'POST', 'hubspot/grants', { scopes: ['oauth', ...scopes] })
  return grant.access_token
}
