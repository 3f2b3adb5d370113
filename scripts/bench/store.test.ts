import { expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { measureStore } from './store.mjs'

it('measures the store with a few hundred items, from the filling of its file to the rows of the table', async () => {
  const rows = await measureStore({ keepIn: temporaryFolder(), items: 300, rounds: 1, pauseMs: 0 })
  expect(rows.map(({ what }) => what)).toEqual([
    'ms, p95 of a search over 300 items, idle',
    'ms, p95 of a search over 300 items, while a load writes',
    'the same idle, beside a bare query of the word index',
    'the same while a load writes, beside the bare query',
    'the same, beside a bare query while the same load writes',
    'ms to the first rows of a filtered list over 300 items',
    'ms of the longest call for a list over 300 items',
    'ms to count Insights of 300 items, against the same SQL on a bare connection',
    'ms of the longest call that counts Insights of 300 items',
    'rows a second, 300 new items in pages of 100, beside bare inserts',
  ])
  for (const { ours, compared } of rows) {
    expect(ours).toBeGreaterThan(0)
    expect(compared).toBeGreaterThan(0)
  }
}, 60_000)
