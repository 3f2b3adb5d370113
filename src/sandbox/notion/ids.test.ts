import { describe, expect, it } from 'vitest'
import { createIds } from './ids.ts'

describe('the ids of Notion', () => {
  const ids = createIds(7)

  it('are UUIDs that lead back to what they name, with and without hyphens', () => {
    for (const [index, sub] of [
      [0, 0],
      [5, 65_535],
      [199_999, 3],
      [2 ** 31, 1],
    ] as const) {
      const id = ids.idOf('block', index, sub)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
      expect(ids.read('block', id)).toEqual({ index, sub })
      expect(ids.read('block', id.replaceAll('-', '').toUpperCase())).toEqual({ index, sub })
    }
  })

  it('differ by kind and seed, and a made-up one names nothing', () => {
    const id = ids.idOf('page', 3)
    expect(ids.read('database', id)).toBeUndefined()
    expect(createIds(8).read('page', id)).toBeUndefined()
    expect(ids.read('page', `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`)).toBeUndefined()
    expect(ids.read('page', 'nonsense')).toBeUndefined()
    const all = Array.from({ length: 5_000 }, (_, index) => ids.idOf('page', index))
    expect(new Set(all).size).toBe(5_000)
  })
})
