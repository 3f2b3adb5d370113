import { expect } from 'vitest'
import type { FilterTest, ItemFilter } from '../../src/shared/model/filter.ts'
import type { ItemQuery } from '../../src/shared/model/item.ts'
import { providerField, type FieldId, type FieldKind } from '../../src/shared/model/list-field.ts'
import type { StoredField } from '../../src/shared/list-protocol.ts'
import { anItem, aQuery } from './made-up-items.ts'
import { contactFeed } from './made-up-runs.ts'
import { storeWithWorkspace, type StoreInTest } from './opened-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** What relative dates count from: a Sunday. */
export const nowMs = Date.UTC(2026, 10, 29, 12)
/** The field that {@link fieldOf} describes. */
export const value = providerField('value')

/** A field of a provider, at `properties.value` of a record. */
export const fieldOf = (kind: FieldKind, chosen: Partial<StoredField> = {}): StoredField => ({
  id: value,
  kind,
  path: ['properties', 'value'],
  each: null,
  separator: null,
  ...chosen,
})

/** Stores items, named and numbered by their places unless they say otherwise. */
export function put(store: StoreInTest, ...items: Parameters<typeof anItem>[0][]): StoreInTest {
  items.forEach((chosen, n) =>
    store.ask('putItem', {
      feed: contactFeed,
      item: anItem({ externalId: String(n), name: String(n), ...chosen }),
      nowMs: 1,
    }),
  )
  return store
}

/** Items whose names are their places among the values. */
export const storeOf = (...values: unknown[]): StoreInTest =>
  put(
    storeWithWorkspace(temporaryFolder()),
    ...values.map((one) => ({ record: JSON.stringify({ properties: { value: one } }) })),
  )

/** A filter of one condition. */
export const only = (test: FilterTest, values: string[] = [], field: FieldId = value): ItemFilter => ({
  match: 'all',
  parts: [{ field, test, values }],
})

/** Names of the rows, as numbers. */
export function found(store: StoreInTest, field: StoredField | null, chosen: Partial<ItemQuery>): number[] {
  const view = { fields: field === null ? [] : [field], columns: [], nowMs }
  const { rows, total, progress } = store.ask('listItems', {
    query: aQuery(chosen),
    offset: 0,
    limit: 500,
    view,
  })
  expect(progress).toBe(null)
  expect(total).toBe(rows.length)
  return rows.map(({ name }) => Number(name))
}
