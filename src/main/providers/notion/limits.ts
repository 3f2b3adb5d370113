import type { LimitClass, RateLimits } from '../rate-limits.ts'

/**
 * Three calls a second and connection on average, counted by the minute (Notion's reference, "Request limits").
 * Workspaces of the larger plans have more, which no reply says; the workspace's own budget is smaller at times,
 * which a refusal says.
 */
const calls: LimitClass = {
  name: 'calls',
  kind: 'calls',
  window: { calls: 180, perMs: 60_000, reserved: 0.03 },
  atOnce: 5,
}

export const rateLimits: RateLimits = { classesOf: () => [calls] }
