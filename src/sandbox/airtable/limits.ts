import type { SandboxReply } from '../exchange.ts'
import type { AirtableBehaviour } from './behaviour.ts'
import { errorReply } from './errors.ts'

/** Which budgets a call draws on. */
export type Spending = {
  /** The base that it concerns, if any. */
  baseId: string | undefined
  /** Calls below /v0/meta go on working when the month's calls are spent (one public report; unverified). */
  isMeta: boolean
}

const PER_BASE = 5
const PER_USER = 50
const WINDOW_MS = 1_000
const PENALTY_MS = 30_000

type Budget = { times: number[]; refusedUntilMs: number }

/** 5 calls a second per base, 50 per user; whoever asks for more is refused for 30 seconds (rate limits page). */
export function createLimits(
  now: () => number,
  behaviour: () => AirtableBehaviour,
): (spending: Spending) => SandboxReply | undefined {
  const budgets = new Map<string, Budget>()
  let month = ''
  let monthlyCalls = 0

  const isOver = (name: string, limit: number): boolean => {
    const budget = budgets.get(name) ?? { times: [], refusedUntilMs: 0 }
    budgets.set(name, budget)
    if (now() < budget.refusedUntilMs) return true
    budget.times = budget.times.filter((atMs) => atMs > now() - WINDOW_MS)
    if (budget.times.length >= limit) {
      budget.refusedUntilMs = now() + PENALTY_MS
      return true
    }
    budget.times.push(now())
    return false
  }
  const isSpent = (): boolean => {
    const { billing, monthlyCalls: cap } = behaviour()
    const current = new Date(now()).toISOString().slice(0, 7)
    if (month !== current) {
      month = current
      monthlyCalls = 0
    }
    monthlyCalls++
    return billing === 'spent' || (cap !== null && monthlyCalls > cap)
  }

  return ({ baseId, isMeta }) => {
    if (
      behaviour().limits &&
      (isOver('user', PER_USER) || (baseId !== undefined && isOver(baseId, PER_BASE)))
    ) {
      return errorReply(429, 'RATE_LIMIT_REACHED', 'Rate limit exceeded. Please try again later')
    }
    if (isMeta || !isSpent()) return undefined
    return errorReply(
      429,
      'PUBLIC_API_BILLING_LIMIT_EXCEEDED',
      'API billing plan limit exceeded. Please upgrade your plan or wait until the next billing period.',
    )
  }
}
