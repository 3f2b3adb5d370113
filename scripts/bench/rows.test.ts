import { describe, expect, it } from 'vitest'
import { atLeast, atMost, notMeasured, toTable } from './rows.mjs'

describe('a row of a bench', () => {
  it('reads smaller is better for a throughput: the floor by ours', () => {
    expect(atLeast({ what: 'pages a second', ours: 800, floor: 400 })).toEqual({
      what: 'pages a second',
      ours: 800,
      compared: 400,
      ratio: 0.5,
      budget: 1,
      verdict: 'met',
    })
    expect(atLeast({ what: 'pages a second', ours: 399.9, floor: 400 })).toMatchObject({
      ratio: 1,
      verdict: 'missed',
    })
    expect(atLeast({ what: 'pages a second', ours: 0, floor: 400 }).verdict).toBe('missed')
  })

  it('reads smaller is better for a cost: ours by what is allowed', () => {
    expect(atMost({ what: '% of a core', ours: 5, ceiling: 10 })).toMatchObject({
      ratio: 0.5,
      verdict: 'met',
    })
    expect(atMost({ what: '% of a core', ours: 10, ceiling: 10 }).verdict).toBe('met')
    expect(atMost({ what: '% of a core', ours: 20, ceiling: 10 }).verdict).toBe('missed')
  })

  it('stands in a table with the others', () => {
    const rows = [
      atLeast({ what: 'pages a second', ours: 800, floor: 400 }),
      atMost({ what: '% of a core', ours: 20, ceiling: 10 }),
    ]
    expect(toTable(rows).split('\n')).toEqual([
      '                ours  compared with  ratio  budget  verdict',
      'pages a second   800            400    0.5       1      met',
      '% of a core       20             10      2       1   missed',
    ])
  })

  it('says how far the rounds lie apart, that nothing was agreed, or why it was not measured', () => {
    const rows = [
      atMost({ what: 'ms', ours: 30, ceiling: 20, budget: null, spread: [1.2, 1.8], note: 'once' }),
      notMeasured('package', 'nothing is packed'),
    ]
    expect(toTable(rows).split('\n')).toEqual([
      '                             ours  compared with          ratio  budget       verdict',
      'ms (once)                      30             20  1.5 (1.2–1.8)       -     no budget',
      'package (nothing is packed)     -              -              -       -  not measured',
    ])
  })
})
