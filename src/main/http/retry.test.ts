import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { waitBeforeRetry } from './retry.ts'

const get = { method: 'GET' } as const
const half = (): number => 0.5
const down = (status: number): AppError => ({ kind: 'provider-down', status })

describe('sending a call again', () => {
  it.each([423, 502, 503, 504])('R57: repeats a GET twice after %i, a little later each time', (status) => {
    expect([1, 2, 3].map((tries) => waitBeforeRetry(get, down(status), tries, half))).toEqual([
      300,
      600,
      null,
    ])
  })

  it('R57: spreads the repeats of calls that failed together', () => {
    expect(waitBeforeRetry(get, down(503), 1, () => 0)).toBe(150)
    expect(waitBeforeRetry(get, down(503), 1, () => 0.999)).toBeCloseTo(450, 0)
  })

  it.each([400, 500, 501, 530])('does not repeat after %i', (status) => {
    expect(waitBeforeRetry(get, down(status), 1)).toBeNull()
  })

  it.each(['POST', 'PATCH', 'PUT', 'DELETE'] as const)('R57: never repeats a %s blindly', (method) => {
    for (const error of [down(503), { kind: 'offline' }, { kind: 'timed-out' }] as const) {
      expect(waitBeforeRetry({ method }, error, 1)).toBeNull()
    }
  })

  it('R57: repeats a POST that says that it only reads, like a GET', () => {
    const search = { method: 'POST', isRead: true } as const
    expect([1, 2, 3].map((tries) => waitBeforeRetry(search, down(503), tries, half))).toEqual([
      300,
      600,
      null,
    ])
    expect(waitBeforeRetry({ method: 'POST', isRead: false }, down(503), 1)).toBeNull()
  })

  it('R56: waits out a short rate limit, for writes too: it says that nothing was done', () => {
    const limited = { kind: 'rate-limited', retryAfterMs: 10_000 } as const
    expect(waitBeforeRetry({ method: 'POST' }, limited, 1, half)).toBe(10_150)
    expect(waitBeforeRetry(get, limited, 6, half)).toBeNull()
  })

  it('R56: leaves a long rate limit to the user, and never comes back at once', () => {
    expect(waitBeforeRetry(get, { kind: 'rate-limited', retryAfterMs: 15_001 }, 1)).toBeNull()
    expect(waitBeforeRetry(get, { kind: 'rate-limited', retryAfterMs: 0 }, 1, half)).toBe(450)
  })
})
