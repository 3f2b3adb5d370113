import { expect, it } from 'vitest'
import { byTurns, median, percentile } from './figures.mjs'

it('takes the value below which a share lies', () => {
  expect(median([5, 1, 3])).toBe(3)
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2)
  expect(percentile([1, 2, 3, 4], 0.95)).toBe(4)
  expect(percentile([7], 0)).toBe(7)
})

it('measures two by turns, leaves out the first round, and pairs what was measured together', async () => {
  const order: string[] = []
  // The machine grows twice as slow: the ratio is the same in each round.
  const measure = (name: string, ms: number) => (round: number) => {
    order.push(name)
    return ms * 2 ** round
  }
  const measured = await byTurns({ rounds: 3, ours: measure('ours', 3), other: measure('other', 2) })
  expect(order.join(' ')).toBe('ours other other ours ours other other ours')
  expect(measured).toEqual({ ours: 12, other: 8, spread: [1.5, 1.5] })
})

it('turns the ratio round where more is better', async () => {
  const { spread } = await byTurns({ rounds: 1, isRate: true, ours: () => 100, other: () => 60 })
  expect(spread).toEqual([0.6, 0.6])
})
