import { expect, it } from 'vitest'
import { compare, differing } from './compare.ts'
import { made } from './test-support/made-changes.ts'

const isSame = (_name: string, one: string, other: string): boolean => one.trim() === other.trim()

it('a property that is called as something every object has is not set until it is', () => {
  expect(differing(['constructor', 'valueOf'], {}, {}, isSame)).toEqual([])
  const change = made({ values: { constructor: 'Brunel' }, base: {} })
  expect(compare(change, {}, isSame)).toMatchObject({ toSend: { constructor: 'Brunel' }, conflicts: [] })
})
