import { expect, it } from 'vitest'
import { err, ok } from '../../../../shared/result.ts'
import type { StoredRows } from '../../feeds.ts'
import { lacksOf } from './lacks.ts'

const factsOf = (facts: Readonly<Record<string, unknown>>): Pick<StoredRows, 'fact'> => ({
  fact: async (name) => ok(facts[name]),
})

it('tells how many objects came without their contents, where any did', async () => {
  expect(await lacksOf(factsOf({}))).toEqual(ok([]))
  expect(await lacksOf(factsOf({ found: 640, partial: 0 }))).toEqual(ok([]))
  expect(await lacksOf(factsOf({ found: 640, partial: 12 }))).toEqual(
    ok([{ kind: 'without-contents', count: 12, of: 640 }]),
  )
  expect(await lacksOf({ fact: async () => err({ kind: 'storage-corrupt' }) })).toEqual(
    err({ kind: 'storage-corrupt' }),
  )
})
