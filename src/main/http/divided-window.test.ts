import { describe, expect, it } from 'vitest'
import type { LimitClass } from '../providers/rate-limits.ts'
import { createRateBucket } from './rate-bucket.ts'

const limit: LimitClass = {
  name: 'all',
  kind: 'calls',
  window: { calls: 12, perMs: 1_000, reserved: 0 },
  atOnce: 50,
}

describe('a window that is divided among devices', () => {
  it.each([
    [1, 12],
    [3, 4],
    [100, 1],
  ])('among %i, this one sends %i', (devices, most) => {
    const bucket = createRateBucket(
      limit,
      () => 0,
      () => devices,
    )
    let sent = 0
    while (bucket.readyInMs('user') <= 0) {
      bucket.take('user')
      sent += 1
    }
    expect(sent).toBe(most)
  })
})
