import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type Account } from '../../shared/model/account.ts'
import { feedNameSchema } from '../../shared/model/feed.ts'
import { loadChoiceSchema } from '../../shared/model/load-choice.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import { err, ok } from '../../shared/result.ts'
import type { FeedState } from '../../shared/store-protocol.ts'
import { createLogger } from '../logging/logger.ts'
import { createKnownSecrets } from '../logging/redact.ts'
import type { Feed } from '../providers/feeds.ts'
import type { AccountFeeds } from './due-runs.ts'
import type { LoadRequest } from './loads.ts'
import type { FeedOutcome } from './run-load.ts'
import { createSchedule } from './schedule.ts'

const minuteMs = 60_000
const startMs = 1_000_000_000_000
const contacts = feedNameSchema.parse('contacts')
const deals = feedNameSchema.parse('deals')
const accountId = accountIdSchema.parse('account-1')
const done: FeedOutcome = { outcome: 'done', error: null, reference: null }
const failed = (error: AppError): FeedOutcome => ({ outcome: 'failed', error, reference: 'PT-1' })

const aFeed = (name: Feed['name']): Feed => ({
  name,
  types: ['contact'],
  label: null,
  container: null,
  isOptIn: false,
  after: [],
  everyMs: { changes: 15 * minuteMs },
})

/** A schedule over an account whose loads the test ends, with a clock and timers in its hands. */
async function start(choice: { everyMinutes?: number | null } = {}) {
  const timers = new Map<number, { atMs: number; ring: () => void }>()
  const begun: string[] = []
  let nowMs = startMs
  let timerId = 0
  let isRunning = false
  let isOffline = false
  let refusal: AppError | null = null
  let request: LoadRequest | null = null
  const accounts: Account[] = [
    {
      id: accountId,
      providerId: providerIdSchema.parse('harbour'),
      label: 'Acme',
      externalId: '1',
      timeZone: null,
      status: 'connected',
      scopes: [],
      access: 'read',
      source: 'sign-in',
      uiOrigin: null,
      connectedAtMs: 1,
    },
  ]
  const finishedAtMs = { [contacts]: startMs, [deals]: startMs }
  const interrupted = new Set<Feed['name']>()
  const feedsNow = (): AccountFeeds => ({
    feeds: [aFeed(contacts), aFeed(deals)],
    states: [contacts, deals].map((feed): FeedState => ({
      accountId,
      feed,
      run: interrupted.has(feed) ? { mode: 'changes', seen: 0, startedAtMs: startMs } : null,
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
    logger: createLogger(() => undefined, createKnownSecrets(), Date.now),
    isWorkingOffline: () => isOffline,
    accounts: async () => ok([...accounts]),
    loads: {
      isRunning: () => isRunning,
      feedsOf: async () => ok(feedsNow()),
      async start(_id, asked) {
        begun.push([asked.how, ...[...(asked.without ?? [])].map((feed) => `-${feed}`)].join(' '))
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
    accounts,
    begunNow,
    offline: (is: boolean) => (isOffline = is),
    refuse: (error: AppError | null) => (refusal = error),
    /** The load that goes on ends; feeds that are not named were done. */
    async end(outcomes: Partial<Record<string, FeedOutcome>> = {}, isStopped = false) {
      isRunning = false
      const without = request?.without ?? new Set()
      const all = [contacts, deals]
        .filter((feed) => !without.has(feed))
        .map((feed) => [feed, outcomes[feed] ?? done] as const)
      for (const [feed, { outcome }] of all) {
        if (outcome === 'done') finishedAtMs[feed] = nowMs
        if (outcome === 'done') interrupted.delete(feed)
        else interrupted.add(feed)
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
    times: () =>
      [...schedule.timesOf(accounts[0]!, feedsNow()).values()].map((ms) => (ms - startMs) / minuteMs),
  }
  return world
}

describe('the schedule', () => {
  it('looks at all accounts at the start, and then at the interval', async () => {
    const world = await start()
    world.schedule.begin()
    expect(await world.begunNow()).toEqual(['glance'])
    await world.end()
    expect(await world.pass(14)).toEqual([])
    expect(await world.pass(2)).toEqual(['due'])
    expect(world.minute()).toBe(15)
    await world.end()
    expect(world.times()).toEqual([30, 30])
    expect(await world.pass(30)).toEqual(['due'])
  })

  it('takes the interval that the user chose, or never looks', async () => {
    const often = await start({ everyMinutes: 3 })
    often.schedule.begin()
    await often.begunNow()
    await often.end()
    expect(await often.pass(4)).toEqual(['due'])
    const never = await start({ everyMinutes: null })
    never.schedule.begin()
    // What was interrupted goes on; the load finds nothing else to do.
    expect(await never.begunNow()).toEqual(['glance'])
    await never.end()
    expect(await never.pass(10_000)).toEqual([])
    expect(never.times()).toEqual([])
  })

  it('looks when the window gets the focus, once a minute at most', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    await world.end()
    world.schedule.focused()
    expect(await world.begunNow()).toEqual([])
    await world.pass(2)
    world.schedule.focused()
    world.schedule.focused()
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('looks when the computer woke up', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    await world.end()
    world.sleep(600)
    world.schedule.returned()
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('begins nothing while the user works offline, and looks when that is over', async () => {
    const world = await start()
    world.offline(true)
    world.schedule.begin()
    world.schedule.focused()
    world.schedule.freed(accountId)
    expect(await world.begunNow()).toEqual([])
    expect(await world.pass(600)).toEqual([])
    expect(world.times()).toEqual([])
    world.offline(false)
    world.schedule.returned()
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('lets a paused, disconnected or signed out account be', async () => {
    for (const status of ['paused', 'disconnected', 'needs-reconnect'] as const) {
      const world = await start()
      world.accounts[0] = { ...world.accounts[0]!, status }
      world.schedule.begin()
      world.schedule.freed(accountId)
      world.schedule.focused()
      expect(await world.begunNow()).toEqual([])
      expect(world.times()).toEqual([])
    }
  })

  it('compares everything after a new grant of an account that is known, and loads a new one', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    world.schedule.connected(accountId, true)
    // Also while a load goes on.
    expect(await world.begunNow()).toEqual(['reconnected'])
    await world.end()
    world.schedule.connected(accountId, false)
    expect(await world.begunNow()).toEqual(['due'])
  })

  it('tries again after failures that pass, later each time, until it went well', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    const offline = { [contacts]: failed({ kind: 'offline' }) }
    const minutes: number[] = []
    for (let round = 0; round < 6; round++) {
      await world.end(offline)
      const before = world.minute()
      expect((await world.pass(60)).length).toBe(1)
      minutes.push(world.minute() - before)
    }
    expect(minutes).toEqual([1, 2, 5, 15, 15, 15])
    await world.end()
    const before = world.minute()
    await world.pass(60)
    expect(world.minute() - before).toBe(15)
    await world.end(offline)
    await world.pass(60)
    expect(world.minute() - before).toBe(16)
  })

  it('does not try again by itself what no time will mend, and goes on with the rest', async () => {
    const errors: readonly (readonly [AppError, number])[] = [
      [{ kind: 'missing-permission', scopes: [] }, 60],
      [{ kind: 'unexpected-response', detail: '' }, 15],
    ]
    for (const [error, untilMinute] of errors) {
      const world = await start()
      world.schedule.begin()
      await world.begunNow()
      await world.end({ [contacts]: failed(error) })
      expect(world.times()).toEqual([untilMinute, 15])
      if (untilMinute === 60) expect(await world.pass(16)).toEqual(['due -contacts'])
    }
  })

  it('waits for the time that an error names, be it a limit or a quota that is spent', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    const untilMs = startMs + 300 * minuteMs
    // Whatever its kind is.
    const quota = { kind: 'missing-permission', scopes: [], untilMs } as AppError
    await world.end({
      [contacts]: failed(quota),
      [deals]: failed({ kind: 'rate-limited', retryAfterMs: 9 * minuteMs }),
    })
    expect(world.times()).toEqual([300, 9])
  })

  it('does not begin again by itself what the user has just stopped', async () => {
    const world = await start({ everyMinutes: 1 })
    world.schedule.begin()
    await world.begunNow()
    const cancelled: FeedOutcome = { outcome: 'cancelled', error: null, reference: null }
    await world.end({ [contacts]: cancelled, [deals]: cancelled }, true)
    expect(await world.pass(14)).toEqual([])
    world.schedule.focused()
    expect(await world.begunNow()).toEqual(['glance -contacts -deals'])
  })

  it('tries at once what failed for a reason that passes when the reason may be gone', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    await world.end({
      [contacts]: failed({ kind: 'offline' }),
      [deals]: failed({ kind: 'missing-permission', scopes: [] }),
    })
    world.schedule.freed(accountId)
    expect(await world.begunNow()).toEqual(['glance -deals'])
  })

  it('tries again an account that could not be begun with', async () => {
    const world = await start()
    world.refuse({ kind: 'offline' })
    world.schedule.begin()
    await world.begunNow()
    expect(await world.pass(1)).toEqual(['due'])
    world.refuse(null)
    expect(await world.pass(2)).toEqual(['due'])
  })

  it('looks again as soon as a load ends that went on while the store lost what it had', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    world.schedule.emptied()
    expect(await world.begunNow()).toEqual([])
    await world.end({ [contacts]: { outcome: 'interrupted', error: null, reference: null } })
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('clears what it held back, and looks, when the user chose something else', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    await world.end({ [contacts]: failed({ kind: 'missing-permission', scopes: [] }) })
    world.schedule.changed(accountId)
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('begins nothing more once it was stopped', async () => {
    const world = await start()
    world.schedule.begin()
    await world.begunNow()
    await world.end()
    world.schedule.stop()
    world.schedule.focused()
    world.schedule.freed(accountId)
    expect(await world.pass(600)).toEqual([])
  })
})
