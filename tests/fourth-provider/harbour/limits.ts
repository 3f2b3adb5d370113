import type { RateLimits } from '../../../src/main/providers/rate-limits.ts'

/** Harbour counts all calls of a login together. */
export const rateLimits: RateLimits = {
  classesOf: () => [
    {
      name: 'calls',
      kind: 'calls',
      window: { calls: 600, perMs: 60_000, reserved: 0.03 },
      atOnce: 5,
    },
  ],
}
