import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StoredItem } from '../../src/shared/store-protocol.ts'
import { getItem } from '../../src/store/items.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { applyPage, finishRun, putItem, removeItem } from '../../src/store/runs.ts'
import { countItems } from '../../src/store/streams.ts'
import { beginRun } from '../../src/store/feeds.ts'
import { anAccountId, anItem } from '../support/made-up-items.ts'
import { aFeed, aFullRun, contactFeed, emptyPage } from '../support/made-up-runs.ts'
import { aKey } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const stream = { accountId: anAccountId, type: 'contact' } as const

const value = fc.oneof(
  fc.constantFrom('', '\0', 'a\0b', 'x'.repeat(700), 'ﬁ ﬁ', 'İi', 'ß', '123', '😀 a'),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const someItem = fc
  .record({
    externalId: fc.integer({ min: 0, max: 12 }).map(String),
    name: value,
    email: fc.option(value),
    organisation: fc.option(value),
    phone: fc.option(value),
    record: fc.constantFrom('{}', '{"a":1}', '[]'),
  })
  .map((chosen): StoredItem => anItem(chosen))
const step = fc.oneof(
  someItem.map((item) => ({ do: 'put', item }) as const),
  someItem.map((item) => ({ do: 'remove', item }) as const),
  fc.array(someItem, { maxLength: 8 }).map((items) => ({ do: 'page', items }) as const),
  fc.constant({ do: 'finish' } as const),
)

describe('the indexes', () => {
  it('stay true to the rows, and the counts too, through any changes with any values (U10)', () => {
    const folder = temporaryFolder()
    let run = 0
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 30 }), (steps) => {
        const result = openDatabase({
          file: path.join(folder, String(++run), 'cache.db'),
          key: aKey,
          synchronous: 'NORMAL',
          migrations: cacheMigrations,
          isKnownDamaged: false,
        })
        if (result.outcome !== 'created') throw new Error(result.outcome)
        const { db } = result
        const model = new Map<string, StoredItem>()
        const seen = new Set<string>()
        for (const each of steps) {
          const { runId } = beginRun(db, { ...aFullRun, nowMs: 1 })
          switch (each.do) {
            case 'put':
              putItem(db, { feed: contactFeed, item: each.item, nowMs: 1 })
              break
            case 'remove':
              expect(removeItem(db, { key: each.item.item.key, nowMs: 1 }).removed).toBe(
                model.delete(each.item.item.key),
              )
              break
            case 'page':
              applyPage(db, { ...emptyPage, runId, items: each.items, next: null, nowMs: 1 })
              break
            case 'finish': {
              const unseen = [...model.keys()].filter((key) => !seen.has(key))
              const { removed } = finishRun(db, { ...aFeed, runId, removesUnseen: true, nowMs: 1 })
              expect(removed).toBe(unseen.length)
              for (const key of unseen) model.delete(key)
              seen.clear()
            }
          }
          for (const stored of each.do === 'page' ? each.items : each.do === 'put' ? [each.item] : []) {
            model.set(stored.item.key, stored)
            seen.add(stored.item.key)
          }
        }
        for (const table of ['word', 'part']) {
          db.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`)
        }
        expect(countItems(db)).toEqual([{ ...stream, count: model.size }])
        for (const { item, record } of model.values()) {
          expect(getItem(db, item)).toEqual({ item, record, loadedAtMs: 1 })
        }
        db.close()
      }),
      { numRuns: 40, seed: 20_260_905, endOnFailure: true },
    )
  })
})
