import { describe, expect, it } from 'vitest'
import { faultsOf, untilCalm } from './judge.mjs'
import { atMost, notMeasured } from './rows.mjs'

const rowOf = (ratio: number) => ({
  part: 'store',
  ...atMost({ what: 'ms of a search', ours: ratio * 5, ceiling: 10, budget: 0.5 }),
})
const met = rowOf(0.9)
const missed = rowOf(2)
const farOff = rowOf(2.1)
const unmeasured = { part: 'package', ...notMeasured('package', 'nothing is packed') }

describe('a quick run', () => {
  it('fails where a ratio is worse than twice its budget, and says which', () => {
    expect(faultsOf([met, farOff], { isQuick: true })).toEqual([
      'store: ms of a search: 1.05 is worse than 2 times its budget of 0.5',
    ])
  })

  it('does not fail where a budget is missed by less', () => {
    expect(missed.verdict).toBe('missed')
    expect(faultsOf([met, missed, unmeasured], { isQuick: true })).toEqual([])
  })

  it('fails where nothing could be measured at all', () => {
    expect(faultsOf([unmeasured], { isQuick: true })).toEqual(['nothing could be measured'])
    expect(faultsOf([], { isQuick: true })).toEqual(['nothing could be measured'])
  })

  it('measures again what is far off, and believes the best of three', async () => {
    const results = [[farOff], [missed], [met]]
    let asked = 0
    const ask = async () => results[asked++] ?? []
    expect(await untilCalm(ask)).toEqual([missed])
    expect(asked).toBe(2)
  })

  it('believes it when it is far off three times running', async () => {
    let asked = 0
    expect(await untilCalm(async () => [(asked++, farOff)])).toEqual([farOff])
    expect(asked).toBe(3)
  })
})

describe('a whole run', () => {
  it('takes a missed budget for a finding, however bad', () => {
    expect(faultsOf([met, missed, farOff], { isQuick: false })).toEqual([])
  })

  it('fails where something was not measured, and says why', () => {
    expect(faultsOf([met, unmeasured], { isQuick: false })).toEqual([
      'package was not measured: nothing is packed',
    ])
  })
})
