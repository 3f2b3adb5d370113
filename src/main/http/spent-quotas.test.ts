import { describe, expect, it } from 'vitest'
import { createSpentQuotas } from './spent-quotas.ts'

function inHand() {
  const clock = { nowMs: 1_000_000 }
  return { clock, quotas: createSpentQuotas(() => clock.nowMs) }
}

describe('quotas that are spent', () => {
  it('are spent until the time that the provider says, by its own clock', () => {
    const { clock, quotas } = inHand()
    const quota = { period: 'day', untilMs: 50_000 } as const
    quotas.spend(quota, 20_000)
    clock.nowMs += 29_999
    expect(quotas.of('day')).toEqual(quota)
    expect(quotas.list()).toEqual([quota])
    clock.nowMs += 1
    expect(quotas.of('day')).toBeNull()
    quotas.spend(quota, 20_000)
    clock.nowMs += 30_000
    expect(quotas.list()).toEqual([])
  })

  it('are each of a period of its own, and none of calls that count for none', () => {
    const { quotas } = inHand()
    quotas.spend({ period: 'month', untilMs: null }, 0)
    expect([quotas.of('day'), quotas.of(null)]).toEqual([null, null])
    expect(quotas.of('month')).toEqual({ period: 'month', untilMs: null })
    expect(quotas.list()).toEqual([{ period: 'month', untilMs: 1_000_000 + 3_600_000 }])
  })

  it('are over at once where the time has come by the provider’s clock', () => {
    const { clock, quotas } = inHand()
    quotas.spend({ period: 'day', untilMs: 10 }, 20)
    expect(quotas.of('day')).toBeNull()
    quotas.spend({ period: 'day', untilMs: 30 }, 20)
    clock.nowMs += 9
    expect(quotas.of('day')).not.toBeNull()
  })
})
