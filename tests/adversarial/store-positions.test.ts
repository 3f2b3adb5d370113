import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Item, ItemQuery } from '../../src/shared/model/item.ts'
import { sortName } from '../../src/store/fold.ts'
import { anAccountId, anItem, anotherAccountId, aQuery } from '../support/made-up-items.ts'
import { storeInTest, aKey } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const aName = fc.oneof(
  fc.constantFrom('', 'a', 'A', 'á', 'b', 'Zoë', 'zoe', '\u{10ffff}', '\uffff', '\ue000', '😀'),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
)
const someItem = fc.record({
  name: aName,
  type: fc.constantFrom('contact', 'company', 'deal'),
  accountId: fc.constantFrom(anAccountId, anotherAccountId),
  modifiedAtMs: fc.option(fc.integer({ min: -3, max: 3 })),
})
const aFilter = fc.record({
  type: fc.option(fc.constantFrom('contact', 'company', 'deal')),
  accountId: fc.option(fc.constantFrom(anAccountId, anotherAccountId)),
  sort: fc.record({
    by: fc.constantFrom('name', 'modified'),
    direction: fc.constantFrom('ascending', 'descending'),
  }),
})
const aWindow = fc.record({
  query: aFilter,
  offset: fc.nat({ max: 70 }),
  limit: fc.integer({ min: 1, max: 20 }),
})

const sortKey = (item: Item, by: 'name' | 'modified'): string | number =>
  by === 'name' ? sortName(item.name) : (item.modifiedAtMs ?? Number.NEGATIVE_INFINITY)

/** As SQLite compares: numbers by value, text by its UTF-8 bytes. */
const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number'
    ? a - Number(b) || (a < Number(b) ? -1 : 0)
    : Buffer.compare(Buffer.from(a), Buffer.from(String(b)))

describe('rows by position', () => {
  it('are those of the sorted whole, whatever was asked and changed before (U10)', () => {
    const folder = temporaryFolder()
    let run = 0
    fc.assert(
      fc.property(
        fc.array(someItem, { maxLength: 60 }),
        fc.array(fc.oneof({ weight: 9, arbitrary: aWindow }, { weight: 1, arbitrary: someItem }), {
          maxLength: 40,
        }),
        (made, steps) => {
          const store = storeInTest()
          store.ask('openWorkspace', { folder: `${folder}/${++run}`, key: aKey })
          const stored: Item[] = []
          const put = (chosen: (typeof made)[number]): void => {
            const item = anItem({ ...chosen, externalId: String(stored.length) })
            store.ask('putItem', { item, nowMs: 1 })
            stored.push(item.item)
          }
          made.forEach(put)
          for (const step of steps) {
            if ('name' in step) put(step)
            else {
              const reply = store.ask('listItems', { ...step, query: aQuery(step.query) })
              expectWindow(reply, stored, step)
            }
          }
          store.ask('closeAll', {})
        },
      ),
      { numRuns: 60, seed: 20_260_905 },
    )
  })
})

/**
 * The order of rows that compare equal is the store's own affair, as long as it is one order: so the keys
 * of the window must be those of the sorted whole, and the rows distinct and of the query.
 */
function expectWindow(
  reply: { rows: readonly { key: string }[]; total: number },
  stored: readonly Item[],
  { query, offset, limit }: { query: Partial<ItemQuery>; offset: number; limit: number },
): void {
  const { by, direction } = query.sort!
  const matching = stored.filter(
    (item) =>
      (query.type ?? item.type) === item.type && (query.accountId ?? item.accountId) === item.accountId,
  )
  const sorted = matching.map((item) => sortKey(item, by)).sort(compare)
  if (direction === 'descending') sorted.reverse()
  expect(reply.total).toBe(matching.length)
  const items = reply.rows.map((row) => matching.find((item) => item.key === row.key))
  expect(items).not.toContain(undefined)
  expect(new Set(items).size).toBe(items.length)
  expect(items.map((item) => sortKey(item!, by))).toEqual(sorted.slice(offset, offset + limit))
}
