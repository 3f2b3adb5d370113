import type { Client } from '../../shared/ipc/types.ts'
import type { ContactRecord } from '../../shared/model/contact.ts'
import type { Item, ItemRow } from '../../shared/model/item.ts'
import { itemTypeSchema } from '../../shared/model/item-type.ts'
import { fakeNowMs, type FakeState, type ItemAnswer, valuesOf } from './fake-state.ts'
import type { FieldId } from '../../shared/model/list-field.ts'
import { fakeCell, fakeMatches } from './fake-filter.ts'
import { failWith, succeed } from './replies.ts'

export function recordOf(state: FakeState, item: Item): ContactRecord {
  const values = valuesOf(item)
  const record = state.records[item.key] ?? {
    id: item.externalId,
    properties: { ...values, hs_object_id: item.externalId },
    updatedAt: item.modifiedAtMs === null ? null : new Date(item.modifiedAtMs).toISOString(),
    archived: false,
  }
  return { key: item.key, externalId: item.externalId, values, modifiedAtMs: item.modifiedAtMs, record }
}

function rowOf(state: FakeState, item: Item, columns: readonly FieldId[]): ItemRow {
  const pending = state.pending[item.key]
  return {
    key: item.key,
    providerId: item.providerId,
    accountId: item.accountId,
    type: item.type,
    externalId: item.externalId,
    name: item.name,
    email: item.email,
    organisation: item.organisation,
    phone: item.phone,
    modifiedAtMs: item.modifiedAtMs,
    pending: pending === undefined ? null : { kind: pending.kind, state: pending.state },
    cells: Object.fromEntries(columns.map((id) => [id, fakeCell(state, item, id)])),
    isOutside: false,
  }
}

/** From the outermost to the one that holds the item. */
function parentsOf(state: FakeState, { parentKey }: Item): ItemAnswer['parents'] {
  const parent = state.items.find(({ key }) => key === parentKey)
  if (parent === undefined) return []
  return [...parentsOf(state, parent), { key: parent.key, type: parent.type, name: parent.name }]
}

const countsOf = (links: ItemAnswer['links']): ItemAnswer['linkCounts'] =>
  [...new Set(links.map(({ type }) => type))].map((type) => ({
    type,
    count: links.filter((link) => link.type === type).length,
  }))

type AskedQuery = Parameters<Client['items']['list']>[0]['query']

/** The items of a query, in its order. */
function matching(state: FakeState, query: AskedQuery): readonly Item[] {
  const wanted = query.search.toLowerCase()
  const [sort = { by: 'name', direction: 'ascending' }] = query.sort
  const sign = sort.direction === 'ascending' ? 1 : -1
  return state.items
    .filter((item) => query.type === null || item.type === query.type)
    .filter((item) => query.accountId === null || item.accountId === query.accountId)
    .filter((item) => query.parentKey === null || item.parentKey === query.parentKey)
    .filter((item) => fakeMatches(state, item, query.filter))
    .filter((item) => `${item.name} ${item.email ?? ''}`.toLowerCase().includes(wanted))
    .toSorted((one, other) =>
      sort.by === 'name'
        ? sign * one.name.localeCompare(other.name)
        : sign * ((one.modifiedAtMs ?? 0) - (other.modifiedAtMs ?? 0)),
    )
}

/** The list, single items and what stands on pages, out of what the state has. */
export function createFakeItems(state: FakeState): Client['items'] {
  return {
    list({ query, columns, offset, limit }) {
      const rows = matching(state, query)
      return Promise.resolve(
        succeed({
          rows: rows.slice(offset, offset + limit).map((item) => rowOf(state, item, columns)),
          total: rows.length,
          isMore: false,
          progress: null,
        }),
      )
    },
    keys({ query, offset, limit }) {
      const keys = matching(state, query).map(({ key }) => key)
      return Promise.resolve(
        succeed({
          keys: keys.slice(offset, offset + limit),
          total: keys.length,
          isMore: false,
          progress: null,
        }),
      )
    },
    fields: () => Promise.resolve(succeed(state.fields)),
    searchAtProvider: () => Promise.resolve(succeed({ keys: [], isMore: false })),
    counts() {
      const counts = state.accounts.flatMap(({ id }) =>
        itemTypeSchema.options
          .map((type) => ({
            accountId: id,
            type,
            count: state.items.filter((item) => item.accountId === id && item.type === type).length,
          }))
          .filter(({ count }) => count > 0),
      )
      return Promise.resolve(succeed(counts))
    },
    content({ key }) {
      const content = state.contents[key]
      return Promise.resolve(content === undefined ? failWith({ kind: 'not-found' }) : succeed(content))
    },
    get({ key }) {
      const item = state.items.find((one) => one.key === key)
      if (item === undefined) return Promise.resolve(failWith({ kind: 'not-found' }))
      const pending = state.pending[key]
      return Promise.resolve(
        succeed({
          item,
          record: recordOf(state, item).record,
          loadedAtMs: fakeNowMs - 120_000,
          pending: pending === undefined ? null : { ...pending, fields: [...pending.fields] },
          fields: [],
          parents: parentsOf(state, item),
          links: [],
          linkCounts: countsOf(state.details[key]?.links ?? []),
          linkCount: state.details[key]?.links?.length ?? 0,
          hasContent: state.contents[key] !== undefined,
          inside: 'none' as const,
          ...state.details[key],
        }),
      )
    },
  }
}
