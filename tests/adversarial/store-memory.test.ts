import { serialize } from 'node:v8'
import { describe, expect, it } from 'vitest'
import type { ItemQuery } from '../../src/shared/model/item.ts'
import { providerField } from '../../src/shared/model/list-field.ts'
import { anAccountId, aQuery, generatedItem } from '../support/made-up-items.ts'
import { aFullRun, emptyPage } from '../support/made-up-runs.ts'
import { aKey } from '../support/opened-store.ts'
import { askingOver, startStoreInNode } from '../support/store-in-node.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A workspace of 200,000 takes minutes. */
const rowCount = Number(process.env['PORTOLAN_STORE_ROWS'] ?? 30_000)
const pageSize = 500
const stream = { accountId: anAccountId, type: 'contact' } as const

const property = providerField('property_3')
const view = {
  fields: [{ id: property, kind: 'text', path: ['properties', 'property_3'], each: null, separator: null }],
  columns: ['email', 'place', property],
  nowMs: 1,
} as const
/** No index has any of them. */
const lists: readonly Partial<ItemQuery>[] = [
  { sort: [{ by: property, direction: 'descending' }] },
  {
    sort: [
      { by: 'organisation', direction: 'ascending' },
      { by: 'name', direction: 'descending' },
    ],
  },
  { search: 'a', sort: [{ by: 'email', direction: 'ascending' }] },
  { filter: { match: 'all', parts: [{ field: property, test: 'contains', values: ['1'] }] } },
]

describe('a store with many items', () => {
  it(
    'takes bounded memory and answers in short messages (R36)',
    async () => {
      const store = startStoreInNode()
      try {
        const ask = askingOver(store.wire)
        let longestReply = 0
        store.wire.onMessage((reply) => (longestReply = Math.max(longestReply, serialize(reply).byteLength)))
        await ask('openWorkspace', { folder: temporaryFolder(), key: aKey })
        const { runId } = await ask('beginRun', { ...aFullRun, nowMs: 1 })
        const load = async (from: number, to: number): Promise<void> => {
          for (let at = from; at < to; at += pageSize) {
            const items = Array.from({ length: pageSize }, (_, n) => generatedItem(at + n))
            await ask('applyPage', { ...emptyPage, runId, items, next: String(at), nowMs: 1 })
          }
        }
        const query = async (): Promise<void> => {
          for (const search of ['', 'a', 'smith', 'ada lovelace', 'ovelace', '4915']) {
            for (const offset of [0, 500, 12_300, 24_000]) {
              await ask('listItems', { query: aQuery({ search }), offset, limit: 500 })
            }
          }
          for (const list of lists) {
            const query = aQuery(list)
            for (let isComplete = false; !isComplete;) {
              const { progress } = await ask('listItems', { query, offset: 0, limit: 500, view })
              isComplete = progress === null
            }
            const { total } = await ask('listKeys', { query, offset: 5_000, limit: 1_000, view })
            expect(total).toBeGreaterThan(1_000)
          }
        }
        await load(0, 10_000)
        await query()
        const before = await store.residentBytes()
        await load(10_000, rowCount)
        await query()
        const after = await store.residentBytes()

        expect(await ask('countItems', {})).toEqual([{ ...stream, count: rowCount }])
        expect(longestReply).toBeGreaterThan(50_000)
        expect(longestReply).toBeLessThan(1_000_000)
        // Three times the rows or more; SQLite's page cache alone may take 64 MB.
        expect(after - before).toBeLessThan(128 * 2 ** 20)
        expect(after).toBeLessThan(400 * 2 ** 20)
      } finally {
        await store.close()
      }
    },
    Math.max(240_000, rowCount * 5),
  )
})
