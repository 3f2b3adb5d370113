import { describe, expect, it } from 'vitest'
import { createEditOrder, ordinalAt } from './edit-order.ts'

const MINUTE = Date.UTC(2026, 0, 1) / 60_000
const make = () =>
  createEditOrder(function* () {
    for (let ordinal = 0; ordinal < 100; ordinal++) yield [ordinal, MINUTE + (ordinal % 7)] as const
  })
const ordinals = (places: Iterable<number>): number[] => [...places].map(ordinalAt)

describe('the order of edits', () => {
  it('goes through everything once, either way', () => {
    const order = make()
    const newest = ordinals(order.walk(true))
    expect(new Set(newest).size).toBe(100)
    expect(newest[0]).toBe(97)
    expect(ordinals(order.walk(false))).toEqual(newest.toReversed())
  })

  it('goes on from any place, although things were edited in between', () => {
    const order = make()
    const places = [...order.walk(true)]
    order.touch(places.slice(50).map(ordinalAt)[0] ?? 0, MINUTE + 60)
    order.touch(1_000, MINUTE + 61)
    const rest = ordinals(order.walk(true, places[49]))
    expect(rest).toEqual(places.slice(51).map(ordinalAt))
    expect(ordinals(order.walk(true)).slice(0, 2)).toEqual([1_000, ordinalAt(places[50] ?? 0)])
    expect(ordinals(order.walk(false, places[49]))).toHaveLength(51)
  })
})
