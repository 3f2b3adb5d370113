import type { ItemQuery } from './model/item.ts'

// Apart from the schemas: whoever imports those loads zod, which the store does without.

/** All items of a kind, in the order that a list has by itself; with a change to that. */
export const plainQuery = (chosen: Partial<ItemQuery> = {}): ItemQuery => ({
  type: null,
  accountId: null,
  parentKey: null,
  search: '',
  filter: null,
  sort: [],
  kept: [],
  ...chosen,
})
