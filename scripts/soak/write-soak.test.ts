import { expect, it } from 'vitest'
import { tableOf } from './write-soak.mjs'

it('names each long proof with its seed and its last line, and those that were not run', () => {
  const parts = { kills: { what: 'Kills' }, rows: { what: 'Rows' }, edits: { what: 'Edits' } }
  const run = { failed: 0, atMs: Date.UTC(2026, 10, 29), seconds: 12, commit: 'abc' }
  const table = tableOf(parts, {
    kills: { ...run, name: 'kills', says: '500 runs', seed: 7 },
    rows: { ...run, name: 'rows', says: '3 tests passed', seed: null },
  })
  const [, , kills, rows, edits] = table.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  expect(kills).toEqual(['', 'Kills', '`kills`', '7', '500 runs', '2026-11-29, abc', '12', ''])
  expect(rows).toEqual(['', 'Rows', '`rows`', 'its own', '3 tests passed', '2026-11-29, abc', '12', ''])
  expect(edits).toEqual(['', 'Edits', '`edits`', '', 'not run yet', '', '', ''])
})
