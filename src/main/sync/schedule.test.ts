import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import type { FeedOutcome } from './run-load.ts'
import {
  accountId,
  contacts,
  deals,
  failed,
  minuteMs,
  startMs,
  startSchedule,
} from './test-support/scheduled-account.ts'

describe('the schedule', () => {
  it('looks at all accounts at the start, and then at the interval', async () => {
    const world = await startSchedule()
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
    const often = await startSchedule({ everyMinutes: 3 })
    often.schedule.begin()
    await often.begunNow()
    await often.end()
    expect(await often.pass(4)).toEqual(['due'])
    const never = await startSchedule({ everyMinutes: null })
    never.schedule.begin()
    // What was interrupted goes on; the load finds nothing else to do.
    expect(await never.begunNow()).toEqual(['glance'])
    await never.end()
    expect(await never.pass(10_000)).toEqual([])
    expect(never.times()).toEqual([])
  })

  it('row 24: looks for the first time after the interval where the user does not want it at the start', async () => {
    const world = await startSchedule({ everyMinutes: 20 })
    await world.pass(15)
    world.schedule.begin(false)
    expect(await world.begunNow()).toEqual([])
    // It would have been due at 20.
    expect(world.times()).toEqual([35, 35])
    expect(await world.pass(19)).toEqual([])
    expect(await world.pass(2)).toEqual(['due'])
    const never = await startSchedule({ everyMinutes: null })
    never.schedule.begin(false)
    expect(await never.pass(10_000)).toEqual([])
  })

  it('row 24: begins nothing by itself on a metered network, and all that the user asks for', async () => {
    const world = await startSchedule()
    world.metered(true)
    world.schedule.begin()
    await world.pass(2)
    world.schedule.focused()
    world.schedule.returned()
    world.schedule.freed(accountId)
    world.schedule.emptied()
    expect(await world.pass(600)).toEqual([])
    expect(world.times()).toEqual([])
    world.schedule.changed(accountId)
    expect(await world.begunNow()).toEqual(['glance'])
    await world.end()
    world.schedule.connected(accountId, false)
    expect(await world.begunNow()).toEqual(['due'])
    await world.end({ [contacts]: failed({ kind: 'offline' }) })
    expect(await world.pass(600)).toEqual([])
    // The user is elsewhere now.
    world.metered(false)
    world.schedule.returned()
    expect(await world.begunNow()).toEqual(['glance +contacts'])
  })

  it('looks when the window gets the focus, once a minute at most', async () => {
    const world = await startSchedule()
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

  it('looks when the window gets the focus after the clock was set back', async () => {
    const world = await startSchedule()
    world.schedule.begin()
    await world.begunNow()
    await world.end()
    world.sleep(-600)
    world.schedule.focused()
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('looks when the computer woke up', async () => {
    const world = await startSchedule()
    world.schedule.begin()
    await world.begunNow()
    await world.end()
    world.sleep(600)
    world.schedule.returned()
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('begins nothing while the user works offline, and looks when that is over', async () => {
    const world = await startSchedule()
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
      const world = await startSchedule()
      world.setStatus(status)
      world.schedule.begin()
      world.schedule.freed(accountId)
      world.schedule.focused()
      expect(await world.begunNow()).toEqual([])
      expect(world.times()).toEqual([])
    }
  })

  it('compares everything after a new grant of an account that is known, and loads a new one', async () => {
    const world = await startSchedule()
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
    const world = await startSchedule()
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
      const world = await startSchedule()
      world.schedule.begin()
      await world.begunNow()
      await world.end({ [contacts]: failed(error) })
      expect(world.times()).toEqual([untilMinute, 15])
      if (untilMinute === 60) expect(await world.pass(16)).toEqual(['due -contacts'])
    }
  })

  it('waits for the time that an error names, be it a limit or a quota that is spent', async () => {
    const world = await startSchedule()
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
    const world = await startSchedule({ everyMinutes: 1 })
    world.schedule.begin()
    await world.begunNow()
    const cancelled: FeedOutcome = { outcome: 'cancelled', error: null, reference: null }
    await world.end({ [contacts]: cancelled, [deals]: cancelled }, true)
    expect(await world.pass(14)).toEqual([])
    world.schedule.focused()
    expect(await world.begunNow()).toEqual(['glance -contacts -deals'])
  })

  it('tries at once what failed for a reason that passes when the reason may be gone', async () => {
    const world = await startSchedule()
    world.schedule.begin()
    await world.begunNow()
    await world.end({
      [contacts]: failed({ kind: 'offline' }),
      [deals]: failed({ kind: 'missing-permission', scopes: [] }),
    })
    world.schedule.freed(accountId)
    expect(await world.begunNow()).toEqual(['glance -deals +contacts'])
  })

  it('tries again an account that could not be begun with', async () => {
    const world = await startSchedule()
    world.refuse({ kind: 'offline' })
    world.schedule.begin()
    await world.begunNow()
    expect(await world.pass(1)).toEqual(['due'])
    world.refuse(null)
    expect(await world.pass(2)).toEqual(['due'])
  })

  it('looks again as soon as a load ends that went on while the store lost what it had', async () => {
    const world = await startSchedule()
    world.schedule.begin()
    await world.begunNow()
    world.schedule.emptied()
    expect(await world.begunNow()).toEqual([])
    await world.end({ [contacts]: { outcome: 'interrupted', error: null, reference: null } })
    expect(await world.begunNow()).toEqual(['glance +contacts'])
  })

  it('clears what it held back, and looks, when the user chose something else', async () => {
    const world = await startSchedule()
    world.schedule.begin()
    await world.begunNow()
    await world.end({ [contacts]: failed({ kind: 'missing-permission', scopes: [] }) })
    world.schedule.changed(accountId)
    expect(await world.begunNow()).toEqual(['glance'])
  })

  it('warns where the accounts cannot be told, and not where no workspace is open', async () => {
    const world = await startSchedule()
    world.tellNoAccounts({ kind: 'no-workspace' })
    world.schedule.begin()
    expect(await world.begunNow()).toEqual([])
    expect(world.lines).toEqual([])
    world.tellNoAccounts({ kind: 'storage-unavailable' })
    world.schedule.returned()
    expect(await world.begunNow()).toEqual([])
    expect(world.lines).toEqual([expect.stringContaining('load.not-planned')])
  })

  it('begins nothing more once it was stopped', async () => {
    const world = await startSchedule()
    world.schedule.begin()
    await world.begunNow()
    await world.end()
    world.schedule.stop()
    world.schedule.focused()
    world.schedule.freed(accountId)
    expect(await world.pass(600)).toEqual([])
  })
})
