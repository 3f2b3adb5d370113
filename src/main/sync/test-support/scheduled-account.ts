import type { AppError } from '../../../shared/errors.ts'
import { accountIdSchema, accountSchema, type Account } from '../../../shared/model/account.ts'
import { feedNameSchema } from '../../../shared/model/feed.ts'
import { loadChoiceSchema } from '../../../shared/model/load-choice.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FeedState } from '../../../shared/store-protocol.ts'
import { createLogger } from '../../logging/logger.ts'
import { createKnownSecrets } from '../../logging/redact.ts'
import type { Feed } from '../../providers/feeds.ts'
import type { AccountFeeds } from '../due-runs.ts'
import type { LoadRequest } from '../loads.ts'
import type { FeedOutcome } from '../run-load.ts'
import { createSchedule } from '../schedule.ts'

export const minuteMs = 60_000
export const startMs = 1_000_000_000_000
export const contacts = feedNameSchema.parse('contacts')
export const deals = feedNameSchema.parse('deals')
export const accountId = accountIdSchema.parse('account-1')
const done: FeedOutcome = { outcome: 'done', error: null, reference: null }
export const failed = (error: AppError): FeedOutcome => ({ outcome: 'failed', error, reference: 'PT-1' })

const aFeed = (name: Feed['name']): Feed => ({
  name,
  types: ['contact'],
  label: null,
  container: null,
  isOptIn: false,
  after: [],
  everyMs: { changes: 15 * minuteMs },
})

/** How, what is left out, and what is looked at in any case. */
function wordsOf({ how, without, owed }: LoadRequest): string {
  const left = [...(without ?? [])]
  const added = [...(owed ?? [])].filter((feed) => !left.includes(feed))
  return [how, ...left.map((feed) => `-${feed}`), ...added.map((feed) => `+${feed}`)].join(' ')
}

/** A schedule over an account whose loads the test ends, with a clock and timers in its hands. */
export async function startSchedule(choice: { everyMinutes?: number | null } = {}) {
  const timers = new Map<number, { atMs: number; ring: () => void }>()
  const begun: string[] = []
  let nowMs = startMs
  let timerId = 0
  let isRunning = false
  let isOffline = false
  let isMetered = false
  let refusal: AppError | null = null
  let unknown: AppError | null = null
  const lines: string[] = []
  let request: LoadRequest | null = null
  let account: Account = accountSchema.parse({
    id: accountId,
    providerId: 'harbour',
    label: 'Acme',
    externalId: '1',
    status: 'connected',
    scopes: [],
    uiOrigin: null,
    connectedAtMs: 1,
  })
  const finishedAtMs = { [contacts]: startMs, [deals]: startMs }
  const feedsNow = (): AccountFeeds => ({
    feeds: [aFeed(contacts), aFeed(deals)],
    states: [contacts, deals].map((feed): FeedState => ({
      accountId,
      feed,
      run: null,
      watermark: null,
      counts: [],
      finishedAtMs: {
        full: startMs - 1,
        changes: finishedAtMs[feed] ?? startMs,
        removals: null,
        sweep: null,
      },
    })),
    choice: loadChoiceSchema.parse(choice),
    renew: [],
  })
  const schedule = createSchedule({
    now: () => nowMs,
    later(callback, delayMs) {
      const id = timerId++
      timers.set(id, { atMs: nowMs + delayMs, ring: callback })
      return () => timers.delete(id)
    },
    random: () => 0.5,
    logger: createLogger((_level, line) => lines.push(line), createKnownSecrets(), Date.now),
    isWorkingOffline: () => isOffline,
    isMetered: () => isMetered,
    accounts: async () => (unknown === null ? ok([account]) : err(unknown)),
    loads: {
      isRunning: () => isRunning,
      feedsOf: async () => ok(feedsNow()),
      async start(_id, asked) {
        begun.push(wordsOf(asked))
        if (refusal !== null) return err(refusal)
        isRunning = true
        request = asked
        return ok(null)
      },
    },
  })
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  /** What was begun since the last time, after all that follows at once. */
  const begunNow = async (): Promise<string[]> => {
    await turns()
    return begun.splice(0)
  }
  const world = {
    schedule,
    setStatus: (status: Account['status']) => (account = { ...account, status }),
    begunNow,
    offline: (is: boolean) => (isOffline = is),
    metered: (is: boolean) => (isMetered = is),
    refuse: (error: AppError | null) => (refusal = error),
    /** The accounts cannot be told. */
    tellNoAccounts: (error: AppError) => (unknown = error),
    lines,
    /** The load that goes on ends; feeds that are not named were done. */
    async end(outcomes: Partial<Record<string, FeedOutcome>> = {}, isStopped = false) {
      isRunning = false
      const without = request?.without ?? new Set()
      const all = [contacts, deals]
        .filter((feed) => !without.has(feed))
        .map((feed) => [feed, outcomes[feed] ?? done] as const)
      for (const [feed, { outcome }] of all) {
        if (outcome === 'done') finishedAtMs[feed] = nowMs
      }
      schedule.ended(accountId, { outcomes: new Map(all), isStopped })
      await turns()
    },
    /** Lets time pass, timers ring. */
    async pass(minutes: number): Promise<string[]> {
      const untilMs = nowMs + minutes * minuteMs
      for (;;) {
        await turns()
        const due = [...timers]
          .filter(([, { atMs }]) => atMs <= untilMs)
          .toSorted(([, a], [, b]) => a.atMs - b.atMs)
        const [first] = due
        if (first === undefined) break
        timers.delete(first[0])
        nowMs = Math.max(nowMs, first[1].atMs)
        first[1].ring()
        await turns()
        if (isRunning) break
      }
      if (!isRunning) nowMs = untilMs
      return begunNow()
    },
    sleep: (minutes: number) => (nowMs += minutes * minuteMs),
    minute: () => Math.round((nowMs - startMs) / minuteMs),
    times: () => [...schedule.timesOf(account, feedsNow()).values()].map((ms) => (ms - startMs) / minuteMs),
  }
  return world
}
