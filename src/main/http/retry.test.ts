import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { waitBeforeRetry, type FailedCall } from './retry.ts'

const get = { method: 'GET' } as const
const search = { method: 'POST', isRead: true } as const
const almostOne = (): number => 0.999_999

const failed = (error: AppError, status: number | null, askedMs: number | null = null): FailedCall => ({
  error,
  status,
  askedMs,
})
const down = (status: number, askedMs: number | null = null): FailedCall =>
  failed({ kind: 'provider-down', status }, status, askedMs)
const limited = (retryAfterMs: number, status = 429): FailedCall =>
  failed({ kind: 'rate-limited', retryAfterMs }, status)

/** The waits before each repeat, as long as there is one. */
function waitsOf(
  call: Parameters<typeof waitBeforeRetry>[0],
  failure: FailedCall,
  priority: 'user' | 'background',
  random = almostOne,
) {
  const waits: number[] = []
  for (let tries = 1; ; tries += 1) {
    const waitMs = waitBeforeRetry(call, failure, tries, priority, random)
    if (waitMs === null) return waits
    waits.push(Math.round(waitMs))
  }
}

describe('sending a call again', () => {
  it.each([502, 503, 504, 521, 522, 523, 524])(
    'R57: repeats a read twice for the user after %i, five times in the background, later each time',
    (status) => {
      for (const call of [get, search]) {
        expect(waitsOf(call, down(status), 'user')).toEqual([600, 1_200])
        expect(waitsOf(call, down(status), 'background')).toEqual([600, 1_200, 2_400, 4_800, 9_600])
      }
    },
  )

  it('R57: never waits longer than half a minute of its own accord', () => {
    expect(waitBeforeRetry(get, down(503), 5, 'background', almostOne)).toBeLessThan(30_000)
  })

  it('R57: spreads the repeats of calls that failed together over the whole wait', () => {
    expect(waitBeforeRetry(get, down(503), 1, 'user', () => 0)).toBe(0)
    expect(waitBeforeRetry(get, down(503), 1, 'user', () => 0.5)).toBe(300)
    expect(waitsOf(get, failed({ kind: 'offline' }, null), 'user')).toEqual([600, 1_200])
  })

  it('R57: waits two seconds at least for records that are locked', () => {
    expect(waitsOf(get, down(423), 'user', () => 0)).toEqual([2_000, 2_000])
  })

  it('R57: repeats once after 500', () => {
    expect(waitsOf(get, down(500), 'background')).toEqual([600])
  })

  it.each([400, 403, 404, 409, 414, 429, 501, 530])('does not repeat after %i', (status) => {
    expect(waitsOf(get, down(status), 'background')).toEqual([])
  })

  it.each(['POST', 'PATCH', 'PUT', 'DELETE'] as const)('R57: never repeats a %s blindly', (method) => {
    const failures = [down(423), down(500), down(503), failed({ kind: 'offline' }, null), limited(1_000, 477)]
    for (const failure of [...failures, limited(1_000, 529), failed({ kind: 'timed-out' }, null)]) {
      expect(waitsOf({ method }, failure, 'background')).toEqual([])
      expect(waitsOf({ method, isRead: false }, failure, 'user')).toEqual([])
    }
  })

  it('R56: sends writes again after a 429 too, because it says that nothing was done', () => {
    expect(waitsOf({ method: 'POST' }, limited(10_000), 'user')).toEqual([0, 0, 0, 0, 0])
  })

  it('R56: gives up after six refusals for the user, after ten in the background', () => {
    expect(waitsOf(get, limited(0), 'user')).toHaveLength(5)
    expect(waitsOf(get, limited(0), 'background')).toHaveLength(9)
  })

  it('R56: leaves a long wait to the user, sooner where somebody looks on', () => {
    expect(waitsOf(get, limited(15_001), 'user')).toEqual([])
    expect(waitsOf(get, limited(15_001), 'background')).toHaveLength(9)
    expect(waitsOf(get, limited(120_001), 'background')).toEqual([])
    expect(waitsOf(get, limited(120_000, 477), 'background')).toHaveLength(9)
  })

  it('R56: honours a Retry-After of any failure that passes', () => {
    expect(waitsOf(get, down(503, 4_000), 'user', () => 0)).toEqual([4_000, 4_000])
    expect(waitsOf(get, down(503, 15_001), 'user')).toEqual([])
    expect(waitsOf(get, down(423, 90_000), 'background', () => 0)).toHaveLength(5)
  })
})
