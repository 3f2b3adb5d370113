import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import type { LoadHow } from '../../../src/main/sync/due-runs.ts'
import type { FeedName, RunReport } from '../../../src/shared/model/feed.ts'
import { valueOf } from '../core-in-node.ts'
import { seededRandom } from '../made-up-items.ts'
import type { Death } from '../store-in-node.ts'
import { below, oneOf, type Random } from './acts.ts'
import { fullLoadsIn } from './full-loads.ts'
import { endFaults, putFault, randomFault, type StormService } from './random-fault.ts'
import { stormAccount, type StormAccount } from './storm-account.ts'
import { startStormEngine, type StormEngine } from './storm-engine.ts'
import { stormStep } from './storm-step.ts'
import { openStormStore } from './storm-store.ts'
import { calmWeather, stormWeather } from './storm-weather.ts'
import { stormDifferences } from './stored-storm.ts'

export interface Storm {
  readonly service: StormService
  readonly seed: number
  /** Changes by others, in all. */
  readonly steps: number
  /** An empty one, for the store's file. */
  readonly folder: string
}

export interface StormEnd {
  /** What is wrong, in words; empty when nothing is. */
  readonly problems: readonly string[]
  readonly loads: number
  readonly kills: number
  /** Loads of the storm that ended with a failure: there must be some, or the storm proves little. */
  readonly failures: number
  /** For the message of a test that fails. */
  readonly says: string
}

const NOW_MS = Date.UTC(2026, 10, 20, 12)
const nothing = { contacts: 0, companies: 0, deals: 0, notionPages: 1, airtableRecords: 1 }
const sizes = {
  hubspot: { ...nothing, contacts: 400, companies: 60, deals: 60 },
  notion: { ...nothing, notionPages: 150 },
  airtable: { ...nothing, airtableRecords: 300 },
} as const
/** A look for changes is what the app does most of the time. */
const hows: readonly LoadHow[] = [
  'now',
  'now',
  'now',
  'now',
  'due',
  'due',
  'glance',
  'reconnected',
  'compare',
]
/** One in so many kills is that of a real process. */
const realKillEvery = 8
const mostFinalSyncs = 8

/**
 * Loads an account, lets others change it while loads go on, fail, are stopped and die, and then brings the store
 * up to date without a full load. The seed decides what is done, though not between which two calls of a load a
 * change falls: those run side by side.
 */
export async function runStorm({ service, seed, steps, folder }: Storm): Promise<StormEnd> {
  const sandbox = await startSandbox({ ...sizes[service], now: () => NOW_MS })
  try {
    return await storm(sandbox, { service, seed, steps, folder })
  } finally {
    await sandbox.close()
  }
}

async function storm(sandbox: Sandbox, { service, seed, steps, folder }: Storm): Promise<StormEnd> {
  const random = seededRandom(seed)
  const said: string[] = []
  const crashes: string[] = []
  let [done, loads, kills, callsLeft] = [0, 0, 0, Infinity]
  let atCall = (): void => undefined
  let isStormy = false
  const step = (): void => {
    said.push(stormStep(random, sandbox, { services: [service] }))
    done += 1
  }
  const account = stormAccount(service, sandbox, () => {
    sandbox.clock.advance(20)
    if (isStormy && done < steps && random() < 0.05) step()
    if (--callsLeft === 0) atCall()
  })
  const restart = async (death: Death | null = null, isReal = false): Promise<StormEngine> =>
    startStormEngine(account, await openStormStore(folder, death, isReal), sandbox.clock.now)

  let engine = await restart()
  await engine.load('now')
  const before = await stormDifferences(service, sandbox, engine.store, account.account, account.choice)
  // What is wrong from the start is no matter of storms.
  if (before.length > 0) return { problems: before, loads, kills, failures: 0, says: 'the first load' }

  while (done < steps) {
    for (let left = 1 + below(random, 12); left > 0 && done < steps; left--) step()
    if (random() < 0.25) said.push(stormWeather(random, sandbox))
    for (let faults = below(random, 7); faults > 0; faults--) said.push(addFault(random, sandbox, service))
    const isKill = random() < 0.2
    if (isKill) {
      await engine.close()
      kills += 1
      const at = random() < 0.5 ? 'request' : 'reply'
      // The first one opens the workspace.
      engine = await restart({ at, nth: 2 + below(random, 60) }, kills % realKillEvery === 0)
    } else if (random() < 0.15) {
      callsLeft = 1 + below(random, 8)
      atCall = () => void engine.cancel()
    }
    const how = oneOf(random, hows) ?? 'now'
    const feed = random() < 0.4 ? null : oneOf(random, await engine.feeds())
    said.push(`${isKill ? 'killed in a load' : 'load'} ${how} ${feed ?? 'all'}`)
    isStormy = true
    await engine.load(how, feed)
    isStormy = false
    loads += 1
    callsLeft = Infinity
    crashes.push(...engine.crashes())
    if (isKill || random() < 0.05) {
      await engine.close()
      engine = await restart()
    }
    if (random() < 0.5) endFaults(sandbox)
  }

  calmWeather(sandbox)
  endFaults(sandbox)
  await engine.close()
  engine = await restart()
  const failures = (await reportsOf(engine, account, 0)).filter(({ outcome }) => outcome === 'failed').length
  try {
    const problems = await finalSync(sandbox, service, engine, account)
    const says = `seed ${seed}, ${service}, after ${done} changes:\n${said.slice(-15).join('\n')}`
    return { problems: [...new Set(crashes), ...problems], loads, kills, failures, says }
  } finally {
    await engine.close()
  }
}

function addFault(random: Random, sandbox: Sandbox, service: StormService): string {
  const fault = randomFault(random, sandbox.clock.now(), [service])
  putFault(sandbox, fault)
  return fault.says
}

/**
 * Looks for what changed and what is gone, and compares, until nothing moves any more: what one sweep does not find
 * in Notion goes with the next one that does not find it, and a sweep asks for some hundred pages at most.
 */
async function finalSync(
  sandbox: Sandbox,
  service: StormService,
  engine: StormEngine,
  account: StormAccount,
): Promise<string[]> {
  // Longer than what was removed a moment ago is kept from coming back.
  sandbox.clock.advance(20 * 60_000)
  sandbox.requests.clear()
  const known = await readFeeds(engine, account)
  const fromMs = sandbox.clock.now()
  let moved = true
  let syncs = 0
  for (; moved && syncs < mostFinalSyncs; syncs++) {
    const startedAtMs = sandbox.clock.now()
    await engine.load('now')
    await engine.load('compare')
    const reports = await reportsOf(engine, account, startedAtMs)
    moved = syncs === 0 || reports.some(({ added, changed, removed }) => added + changed + removed > 0)
    sandbox.clock.advance(60_000)
  }
  const reports = await reportsOf(engine, account, fromMs)
  return [
    ...(moved ? [`${syncs} syncs, and still something to do`] : []),
    ...reports
      .filter(({ outcome }) => outcome !== 'done')
      .map(({ feed, mode, outcome, error }) => `${mode} of ${feed} ${outcome}: ${JSON.stringify(error)}`),
    ...fullLoadsIn(service, sandbox, reports, known),
    ...engine.crashes(),
    ...(await stormDifferences(service, sandbox, engine.store, account.account, account.choice)),
  ]
}

/** Feeds that were read in full before. A table that came back after its rows were taken out is not among them. */
async function readFeeds(engine: StormEngine, { account }: StormAccount): Promise<ReadonlySet<FeedName>> {
  const states = valueOf(await engine.store.call('feedStates', { accountId: account.id }))
  return new Set(states.filter(({ finishedAtMs }) => finishedAtMs.full !== null).map(({ feed }) => feed))
}

async function reportsOf(
  { store }: StormEngine,
  { account }: StormAccount,
  fromMs: number,
): Promise<RunReport[]> {
  const reports = valueOf(await store.call('listRuns', { accountId: account.id, limit: 500 }))
  return reports.filter(({ startedAtMs }) => startedAtMs >= fromMs)
}
