import { describe, expect, it } from 'vitest'
import { formatOffset, nextMidnightMs, utcOffsetMs } from './account-time.ts'
import { hubspotBehaviourSchema } from './behaviour.ts'
import { createLimits, type LimitKind } from './limits.ts'

function setUp(changes: Record<string, unknown>) {
  const clock = { nowMs: Date.UTC(2026, 10, 20, 12) }
  let behaviour = hubspotBehaviourSchema.parse({ limits: true, ...changes })
  const limits = createLimits(
    () => clock.nowMs,
    () => behaviour,
  )
  const call = (kind: LimitKind = 'ordinary') =>
    limits.addHeaders(limits.refuse(kind) ?? { status: 200, headers: {}, body: '' }, kind)
  return {
    ...{ clock, limits, call },
    statuses: (count: number, kind?: LimitKind) => Array.from({ length: count }, () => call(kind).status),
    turn: (more: Record<string, unknown>) => {
      behaviour = hubspotBehaviourSchema.parse({ ...behaviour, ...more })
    },
  }
}

describe('the limit per ten seconds', () => {
  it('rolls: each call frees its place ten seconds later, and not before', () => {
    const { clock, statuses } = setUp({ tenSecondlyMax: 3 })
    expect(statuses(2)).toEqual([200, 200])
    clock.nowMs += 6_000
    expect(statuses(2)).toEqual([200, 429])
    clock.nowMs += 3_999
    expect(statuses(1)).toEqual([429])
    clock.nowMs += 1
    expect(statuses(3)).toEqual([200, 200, 429])
  })

  it.each([100, 110, 190, 250])('is told in every answer: %d', (max) => {
    const { call } = setUp({ tenSecondlyMax: max })
    call()
    expect(call().headers).toMatchObject({
      'x-hubspot-ratelimit-max': String(max),
      'x-hubspot-ratelimit-remaining': String(max - 2),
      'x-hubspot-ratelimit-interval-milliseconds': '10000',
    })
  })

  it('leaves search and exempt calls alone, which tell nothing of it', () => {
    const { call, statuses } = setUp({ tenSecondlyMax: 1, searchesPerSecond: 2 })
    expect(statuses(1)).toEqual([200])
    expect(statuses(2, 'exempt')).toEqual([200, 200])
    expect(statuses(3, 'search')).toEqual([200, 200, 429])
    expect(Object.keys(call('search').headers).filter((name) => name.includes('ratelimit'))).toEqual([])
    expect(Object.keys(call('exempt').headers).filter((name) => name.includes('ratelimit'))).toEqual([])
  })

  it('is counted also for calls that never end, without remembering all of them', () => {
    const { clock, statuses } = setUp({ tenSecondlyMax: 5 })
    for (let at = 0; at < 5_000; at++) {
      clock.nowMs += 2_000
      if (statuses(1)[0] !== 200) expect.fail(`call ${at} was refused`)
    }
  })

  it('is off unless it is asked for', () => {
    const { statuses } = setUp({ limits: false, tenSecondlyMax: 1, searchesPerSecond: 0, dailyMax: 0 })
    expect(statuses(3)).toEqual([200, 200, 200])
    expect(statuses(1, 'search')).toEqual([200])
  })
})

describe('the limit per day', () => {
  it('counts everything, and begins anew at midnight where the account is', () => {
    const { clock, limits, statuses } = setUp({ dailyMax: 3 })
    expect(statuses(2)).toEqual([200, 200])
    expect(statuses(2, 'search')).toEqual([200, 429])
    expect(limits.day()).toEqual({ used: 3, max: 3, endsAtMs: Date.UTC(2026, 10, 21) })
    clock.nowMs = Date.UTC(2026, 10, 21) - 1
    expect(statuses(1)).toEqual([429])
    clock.nowMs++
    expect(statuses(1)).toEqual([200])
  })

  it.each([
    ['in winter', Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 0, 16), '+00:00'],
    ['in summer', Date.UTC(2026, 6, 15, 12), Date.UTC(2026, 6, 15, 23), '+01:00'],
    ['late on a summer evening', Date.UTC(2026, 6, 15, 23, 30), Date.UTC(2026, 6, 16, 23), '+01:00'],
    ['on the day of 23 hours', Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 2, 29, 23), '+00:00'],
    ['on the day of 25 hours', Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 26), '+01:00'],
  ])('knows when the day ends %s', (_when, nowMs, endsAtMs, offset) => {
    expect(nextMidnightMs(nowMs)).toBe(endsAtMs)
    expect(formatOffset(utcOffsetMs(nowMs))).toBe(offset)
  })

  it('writes offsets of half hours and of the west', () => {
    expect(formatOffset(-12_600_000)).toBe('-03:30')
    expect(formatOffset(20_700_000)).toBe('+05:45')
  })
})

describe('a spell of refusals', () => {
  it('begins with the first call and can be asked for again', () => {
    const { clock, call, turn } = setUp({ limits: false, migrationSeconds: 5 })
    clock.nowMs += 60_000
    expect(call()).toMatchObject({ status: 477, headers: { 'retry-after': '5' } })
    clock.nowMs += 4_200
    expect(call().headers['retry-after']).toBe('1')
    clock.nowMs += 800
    expect(call().status).toBe(200)
    turn({ migrationSeconds: 0, lockSeconds: 2 })
    expect(call().status).toBe(423)
    turn({ lockSeconds: 0 })
    expect(call().status).toBe(200)
    turn({ migrationSeconds: 5 })
    expect(call().status).toBe(477)
  })
})
