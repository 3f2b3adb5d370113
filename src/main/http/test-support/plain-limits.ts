import type { LimitClass, LimitedCall, RateLimits } from '../../providers/rate-limits.ts'
import type { Refusal } from '../limiter.ts'
import type { Answer, Simulation } from './simulated-service.ts'

export const calls: LimitClass = {
  name: 'calls',
  kind: 'calls',
  window: { calls: 10, perMs: 10_000, reserved: 0.2 },
  atOnce: 3,
}
export const plain: RateLimits = { classesOf: () => [calls] }
export const call: LimitedCall = { method: 'GET', path: ['records'] }
export const asked = (waitMs: number, also: Refusal['also'] = []): Answer => ({ refusal: { waitMs, also } })

/** Answers the first calls with these, every later one with nothing special. */
export const inTurn =
  (...answers: readonly Answer[]) =>
  (): Answer => {
    const [next, ...rest] = answers
    answers = rest
    return next ?? {}
  }

export function sendMany(
  simulation: Simulation,
  count: number,
  prefix: string,
  priority: 'user' | 'background',
): void {
  for (let at = 0; at < count; at += 1) void simulation.send(`${prefix}${at}`, call, priority)
}

/** The calls that were sent, in their order. */
export const turns = ({ log }: Simulation) =>
  log.filter(({ sentMs }) => sentMs !== null).toSorted((a, b) => (a.sentMs ?? 0) - (b.sentMs ?? 0))
