import { expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import type { Book } from './book.ts'
import { made } from './test-support/made-changes.ts'
import { discarded } from './waiting-edits.ts'

it('holds an edit against what was seen before all those that are let go together', () => {
  const key = itemKeySchema.parse('hubspot:a:contact:9')
  const steps = ['there', 'one', 'two', 'three']
  const [first, second, third] = steps.slice(1).map((phone, at) => {
    return made({ key, seq: at + 1, values: { phone }, base: { phone: steps[at] ?? '' } })
  })
  if (first === undefined || second === undefined || third === undefined) throw new Error('three were made')
  const book = { openOf: () => [first, second, third] } as unknown as Book
  for (const chosen of [
    [first, second],
    [second, first],
  ]) {
    const changes = discarded({ book, now: () => 7 }, chosen)
    expect(changes.find(({ id }) => id === third.id)?.base).toEqual({ phone: 'there' })
    expect(changes.filter(({ state }) => state === 'discarded')).toHaveLength(2)
  }
})
