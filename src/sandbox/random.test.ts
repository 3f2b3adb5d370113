import { describe, expect, it } from 'vitest'
import { between, createRandom, createShuffle, fillDigits, pick } from './random.ts'

describe('the seeded generator', () => {
  it('draws the same numbers for the same seed, stream and index', () => {
    const first = createRandom(7, 1, 500)
    const again = createRandom(7, 1, 500)
    expect([first(), first(), first()]).toEqual([again(), again(), again()])
  })

  it('draws other numbers when any of the three differs', () => {
    const draws = [
      createRandom(7, 1, 500),
      createRandom(8, 1, 500),
      createRandom(7, 2, 500),
      createRandom(7, 1, 501),
    ]
    expect(new Set(draws.map((draw) => draw())).size).toBe(4)
  })

  it('spreads over the whole range', () => {
    const random = createRandom(1, 1, 1)
    const draws = Array.from({ length: 10_000 }, () => between(random, 0, 9))
    const frequencies = Array.from(
      { length: 10 },
      (_, digit) => draws.filter((draw) => draw === digit).length,
    )
    expect(Math.min(...frequencies)).toBeGreaterThan(850)
    expect(Math.max(...frequencies)).toBeLessThan(1_150)
  })

  it('fills digits into a pattern and leaves the rest of it alone', () => {
    expect(fillDigits(createRandom(1, 1, 1), '+49 30 ## (#)')).toMatch(/^\+49 30 \d\d \(\d\)$/)
  })

  it('refuses to pick from an empty list', () => {
    expect(() => pick(createRandom(1, 1, 1), [])).toThrow('Nothing to pick from')
  })
})

describe('the shuffle', () => {
  it.each([1, 2, 3, 10, 997, 9_650])('takes every one of %i places once and can be undone', (size) => {
    const shuffle = createShuffle(size, 42)
    const places = Array.from({ length: size }, (_, position) => shuffle.forward(position))
    expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, place) => place))
    expect(places.map(shuffle.backward)).toEqual(Array.from({ length: size }, (_, position) => position))
  })

  it('depends on the seed', () => {
    const order = (seed: number): number[] =>
      Array.from({ length: 50 }, (_, at) => createShuffle(50, seed).forward(at))
    expect(order(1)).not.toEqual(order(2))
  })
})
