import { setTimeout as sleep } from 'node:timers/promises'
import { loadChoiceSchema } from '../../../../src/shared/model/load-choice.ts'
import { eventually, valueOf } from '../../core-in-node.ts'
import { seededRandom } from '../../made-up-items.ts'
import { below, type Random } from '../acts.ts'
import { stormDifferences } from '../stored-storm.ts'
import { appActs, fates } from './app-acts.ts'
import { editActs } from './edit-acts.ts'
import { otherActs } from './other-acts.ts'
import { noteWhatUndoMade, outboxActs } from './outbox-acts.ts'
import { brokenPromises, wrongScreens } from './promise-checks.ts'
import { createPromises } from './promises.ts'
import { resolve } from './resolve-act.ts'
import type { StormAct, StormContext } from './storm-context.ts'
import { startStormDesk, type StormDesk } from './storm-desk.ts'
import { weatherActs } from './weather-acts.ts'
import { checkWrites } from './write-checks.ts'

export interface EditStormEnd {
  /** What is wrong, in words; empty when nothing is. */
  readonly problems: readonly string[]
  /** Edits that the app acknowledged. */
  readonly edits: number
  /** Requests that changed something at the portal. */
  readonly sent: number
  /** Deaths of the store's process and of the whole app. */
  readonly deaths: number
  /** Why the app asked the user: each kind once. */
  readonly reasons: readonly string[]
  /** For the message of a test that fails. */
  readonly says: string
}

const acts: readonly StormAct[] = [...editActs, ...outboxActs, ...appActs, ...otherActs, ...weatherActs]
const mostAtOnce = 3
const calmMs = 40_000
const restMs = 400
/** After so many questions about the same the user gives in, and lets it go. */
const mostQuestions = 60

/**
 * A user edits contacts, others do, the weather is bad, and the app is killed now and then; then it calms down, and
 * the user answers what is asked. The seed decides what is done, though not what overtakes what.
 */
export async function runEditStorm(given: { seed: number; steps: number }): Promise<EditStormEnd> {
  const desk = await startStormDesk()
  try {
    return await storm(desk, given)
  } finally {
    await desk.close()
  }
}

async function storm(
  desk: StormDesk,
  { seed, steps }: { seed: number; steps: number },
): Promise<EditStormEnd> {
  const random = seededRandom(seed)
  const promises = createPromises()
  const problems: string[] = []
  const said: string[] = []
  let [step, counted, deaths] = [0, 0, 0]
  const reasons = new Set<string>()
  const context: StormContext = {
    desk,
    random,
    promises,
    step: () => step,
    count: () => (counted += 1),
    problem: (text) => {
      if (problems.length < 20) problems.push(`step ${step}: ${text}`)
    },
    asked: (reason) => void reasons.add(reason),
    known: new Set(),
    forms: [],
  }
  for (const { id } of desk.sandbox.hubspot.truth.records('contacts', [])) promises.isOne(id, `m${id}`)
  const writes = checkWrites(desk.watch, desk.sandbox, promises, context.problem)

  async function perform(act: StormAct): Promise<void> {
    const mine = step
    try {
      // What befalls the app is not over when the app is gone.
      const done = act.perform(context)
      const what = await (fates.includes(act) ? done : Promise.race([done, desk.gone()]))
      if (what !== null) said.push(`${mine} ${what}`)
      if (what !== null && fates.includes(act)) {
        deaths += 1
        promises.startAgain()
      }
    } catch (thrown) {
      const { message } = thrown as Error
      if (message === 'the app is gone' || message.includes('"no-workspace"')) return
      if (message.includes('"storage-unavailable"')) return
      context.problem(`it threw: ${message.slice(0, 500)}`)
    }
  }

  async function settleDoubts(): Promise<null> {
    await noteWhatUndoMade(context)
    writes.settleDoubts()
    return null
  }

  for (step = 1; step <= steps && problems.length === 0; step += 1) {
    const chosen = Array.from({ length: 1 + below(random, mostAtOnce) }, () => choose(random, acts))
    const fate = random() < 0.1 ? choose(random, fates) : null
    const pauseMs = random() < 0.3 ? below(random, 60) : 0
    const fateAfterMs = random() < 0.5 ? below(random, 12) : null
    const under = chosen.map(perform)
    if (fate !== null) {
      // At some time, or at the very moment when the app has acknowledged something.
      await (fateAfterMs === null ? Promise.race(under) : sleep(fateAfterMs))
      await perform(fate)
    }
    await Promise.all(under)
    if (writes.areInDoubt()) await perform({ weight: 0, perform: settleDoubts })
    if (pauseMs > 0) await sleep(pauseMs)
    if (step === Math.ceil(steps / 2)) problems.push(...(await atRest(context)))
  }
  problems.push(...(await atRest(context)))
  await calmDown(context, said)
  await settleDoubts()
  problems.push(...(await finalDifferences(context)), ...(await brokenPromises(context)))
  problems.push(...(await wrongScreens(context)), ...desk.troubles())
  return {
    problems: [...new Set(problems)],
    edits: promises.values.length + promises.changes.length,
    sent: desk.watch.writes.filter(({ by }) => by === 'app').length,
    deaths,
    reasons: [...reasons].toSorted(),
    says: `seed ${seed}, after ${step - 1} steps:\n${worthTelling(said, problems).join('\n')}`,
  }
}

/** What was done last, and before that whatever names a value or a record that a problem is about. */
function worthTelling(said: readonly string[], problems: readonly string[]): string[] {
  const namesIn = (text: string): string[] => text.match(/\b[urmk]?\d{2,}\b|(?<=\s)9\b|new-[\w-]{36}/g) ?? []
  const names = new Set(problems.flatMap(namesIn))
  const isAbout = (line: string): boolean => namesIn(line).some((name) => names.has(name))
  return [...said.slice(0, -15).filter(isAbout).slice(-40), ...said.slice(-15)]
}

function choose(random: Random, from: readonly StormAct[]): StormAct {
  let rest = random() * from.reduce((sum, { weight }) => sum + weight, 0)
  const chosen = from.find(({ weight }) => (rest -= weight) < 0) ?? from[0]
  if (chosen === undefined) throw new Error('There are no acts to choose from')
  return chosen
}

/** In the middle of it, with the network off and the app started anew: what does it still know? */
async function atRest(context: StormContext): Promise<string[]> {
  const { desk } = context
  const wasOffline = desk.isOffline()
  await desk.offline(true)
  await desk.restart('closed')
  // A new contact that is to be deleted again ends by itself, for nobody has to be told.
  await sleep(restMs)
  const found = [...(await brokenPromises(context)), ...(await wrongScreens(context))]
  await desk.offline(wasOffline)
  return found.map((text) => `at rest in step ${context.step()}: ${text}`)
}

/** The weather ends, and the user answers everything until nothing waits. */
async function calmDown(context: StormContext, said: string[]): Promise<void> {
  const { desk } = context
  desk.sandbox.faults.clear()
  desk.sandbox.hubspot.behaviour.set({ searchLagMs: 0 })
  await desk.offline(false)
  const untilMs = Date.now() + calmMs
  for (let turn = 0; ; turn += 1) {
    const { waiting, needsYou, waitingCount, needsYouCount } = await desk.outbox()
    if (waitingCount + needsYouCount === 0) return
    if (Date.now() > untilMs) {
      const left = [...waiting, ...needsYou].map(({ kind, key, state, waitsFor, reason, lastError }) =>
        JSON.stringify({ kind, key, state, waitsFor, reason: reason?.kind, lastError }),
      )
      context.problem(`it does not come to an end: ${left.slice(0, 5).join(' ')}`)
      return
    }
    const listed = valueOf(await desk.core().handlers.accounts.list({}))
    if (listed.some(({ status }) => status === 'needs-reconnect')) await desk.signInAgain()
    const { outbox } = desk.core().handlers
    for (const change of needsYou) {
      if (turn > mostQuestions) await outbox.discard({ ids: [change.id] })
      else said.push(`calm: ${(await resolve(context, change)) ?? ''}`)
    }
    const ids = waiting.filter(({ state }) => state !== 'sending').map(({ id }) => id)
    if (turn % 10 === 0) {
      context.promises.takeBack('all')()
      if (ids.length > 0) await outbox.retry({ ids })
    }
    await sleep(40)
  }
}

const anyChoice = loadChoiceSchema.parse({ included: [], excluded: [], properties: {} })

/** What the cache has other than the portal after the last load. */
async function finalDifferences({ desk }: StormContext): Promise<string[]> {
  const { sandbox, account } = desk
  // Longer than what was removed a moment ago is kept from coming back.
  sandbox.clock.advance(20 * 60_000)
  const { sync } = desk.core().handlers
  let found: string[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    for (const how of ['now', 'compare'] as const) {
      valueOf(await sync.start({ accountId: account.id, feed: null, how }))
      await eventually(async () => valueOf(await sync.getStatus({})).every(({ isRunning }) => !isRunning))
    }
    found = await stormDifferences('hubspot', sandbox, { call: desk.core().askStore }, account, anyChoice)
    if (found.length === 0) break
  }
  return found
}
