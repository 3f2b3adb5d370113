import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type Account } from '../../shared/model/account.ts'
import { createAccountHolds } from './account-holds.ts'

const account = (id: string, status: Account['status'] = 'connected'): Account =>
  ({ id: accountIdSchema.parse(id), status }) as Account
const ada = account('a')
const offline: AppError = { kind: 'offline' }

function inHand(random = 1) {
  const state = { nowMs: 10_000, isWorkingOffline: false }
  const holds = createAccountHolds({
    now: () => state.nowMs,
    random: () => random,
    isWorkingOffline: () => state.isWorkingOffline,
  })
  /** How long the account is held from now on, and why. */
  const held = (of = ada) => {
    const hold = holds.of(of)
    return hold === null || hold.untilMs === null ? hold : [hold.for, hold.untilMs - state.nowMs]
  }
  return { state, holds, held }
}

describe('an account whose changes are not sent', () => {
  it('is held by the user’s switch, then by its own status, before anything else', () => {
    const { state, holds, held } = inHand()
    expect(held()).toBeNull()
    holds.failed(ada.id, offline)
    expect(held(account('a', 'paused'))).toEqual({ for: 'paused', untilMs: null })
    expect(held(account('a', 'needs-reconnect'))).toEqual({ for: 'reconnect', untilMs: null })
    state.isWorkingOffline = true
    expect(held(account('a', 'paused'))).toEqual({ for: 'working-offline', untilMs: null })
  })

  it.each<[AppError, [string, number]]>([
    [{ kind: 'offline' }, ['network', 3_000]],
    [{ kind: 'reply-lost' }, ['network', 3_000]],
    [{ kind: 'mirror-unreachable' }, ['network', 3_000]],
    [{ kind: 'rate-limited', retryAfterMs: 8_000 }, ['limit', 8_000]],
    [{ kind: 'rate-limited', retryAfterMs: 10 }, ['limit', 3_000]],
    [{ kind: 'quota-spent', period: 'day', untilMs: 70_000 }, ['limit', 60_000]],
    [{ kind: 'quota-spent', period: 'day', untilMs: null }, ['limit', 3_000]],
    [{ kind: 'reconnect-required' } as AppError, ['reconnect', 3_000]],
    [{ kind: 'client-not-configured' } as AppError, ['reconnect', 3_000]],
    [{ kind: 'client-rejected' } as AppError, ['reconnect', 3_000]],
    [{ kind: 'provider-down', status: 503 }, ['provider', 3_000]],
  ])('is held after %j for a while: %j', (error, expected) => {
    const { holds, held } = inHand()
    holds.failed(ada.id, error)
    expect(held()).toEqual(expected)
    expect(held(account('b'))).toBeNull()
  })

  it('is tried again at its time, and not before', () => {
    const { state, holds, held } = inHand()
    holds.failed(ada.id, offline)
    state.nowMs += 2_999
    expect(held()).toEqual(['network', 1])
    state.nowMs += 1
    expect(held()).toBeNull()
  })

  it('is held twice as long each time, two minutes at most, and anew after it worked', () => {
    const { state, holds, held } = inHand()
    const waits = Array.from({ length: 8 }, () => {
      holds.failed(ada.id, offline)
      const hold = held() as [string, number]
      state.nowMs += hold[1]
      return hold[1]
    })
    expect(waits).toEqual([3_000, 6_000, 12_000, 24_000, 48_000, 96_000, 120_000, 120_000])
    for (let turn = 0; turn < 2_000; turn += 1) {
      state.nowMs += 120_000
      holds.failed(ada.id, offline)
    }
    expect(held()).toEqual(['network', 120_000])
    holds.worked(ada.id)
    expect(held()).toBeNull()
    holds.failed(ada.id, offline)
    expect(held()).toEqual(['network', 3_000])
  })

  it('counts failures at the same time as one, by the last reason', () => {
    const { state, holds, held } = inHand()
    holds.failed(ada.id, offline)
    holds.failed(ada.id, { kind: 'provider-down', status: 503 })
    expect(held()).toEqual(['provider', 3_000])
    state.nowMs += 3_000
    holds.failed(ada.id, offline)
    expect(held()).toEqual(['network', 6_000])
  })

  it('is held half as long by the smallest of the dice', () => {
    const { holds, held } = inHand(0)
    holds.failed(ada.id, offline)
    expect(held()).toEqual(['network', 1_500])
  })

  it('is held no more where what held it may be over, it alone or all', () => {
    const { holds, held } = inHand()
    const bo = account('b')
    for (const { id } of [ada, bo]) holds.failed(id, offline)
    holds.lift(ada.id)
    expect([held(ada), held(bo)]).toEqual([null, ['network', 3_000]])
    holds.failed(ada.id, offline)
    expect(held(ada)).toEqual(['network', 3_000])
    holds.lift(null)
    expect([held(ada), held(bo)]).toEqual([null, null])
  })
})
