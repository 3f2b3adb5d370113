import { describe, expect, it } from 'vitest'
import type { FilterCondition, ItemFilter } from '../../src/shared/model/filter.ts'
import { testsOfKind } from '../../src/shared/model/filter-tests.ts'
import type { ItemKey, ItemQuery } from '../../src/shared/model/item.ts'
import type { FieldId, FieldKind } from '../../src/shared/model/list-field.ts'
import type { LaidRow } from '../../src/shared/outbox-protocol.ts'
import { aLaidRow, aNewRow } from '../support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, aQuery, seededRandom } from '../support/made-up-items.ts'
import { contactFeed } from '../support/made-up-runs.ts'
import { storeWithOutbox } from '../support/opened-store.ts'
import { hostileName, madeUpFields, plainList, type PlainItem } from '../support/plain-lists.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const nowMs = Date.UTC(2026, 10, 29, 12)
const dayMs = 86_400_000
const random = seededRandom(20_261_129)
const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!
const some = (share: number): boolean => random() < share

const words = [
  'Ada',
  'Ádám',
  'bo',
  'Bob',
  'smith',
  'Smithson',
  '\u{10ffff}',
  '\uffee',
  'ann',
  '😀x',
  "O'Neil",
]
const texts = ['', 'zed@', ...words, '100%', 'a"b', "'; DROP TABLE item; --", '_', 'été']
const aDay = (): string => new Date(nowMs + Math.floor(random() * 80 - 40) * dayMs).toISOString().slice(0, 10)
const given: Readonly<Record<string, () => string>> = {
  note: () => pick(texts),
  [hostileName]: () => pick(texts),
  amount: () => pick(['1', '2', '10', '-3', '2.5', 'many', '']),
  due: () => (some(0.5) ? aDay() : String(Date.parse(aDay()))),
  seen: () =>
    some(0.5) ? String(Date.parse(aDay()) + 5_000) : new Date(Date.parse(aDay()) + dayMs - 1).toISOString(),
  stage: () => pick(['new', 'open', 'closed', '']),
  tags: () => pick(['red', 'red;blue', 'blue;green', '']),
  vip: () => pick(['true', 'false', '']),
}
const someProperties = (share: number): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(() => some(share))
      .map(([name, make]) => [name, make()]),
  )

function madeItem(externalId: string) {
  const properties = someProperties(0.7)
  return anItem({
    externalId,
    type: pick(['contact', 'contact', 'deal'] as const),
    accountId: pick([anAccountId, anAccountId, anotherAccountId]),
    name: `${pick(words)} ${pick(words)}`,
    email: pick([null, 'Zed@x.example', 'yo@y.example']),
    ...{ organisation: null, phone: null },
    createdAtMs: some(0.8) ? Date.parse(aDay()) : null,
    modifiedAtMs: some(0.8) ? Date.parse(aDay()) : null,
    record: JSON.stringify({ properties }),
  })
}

const kinds: readonly (readonly [FieldId, FieldKind])[] = [
  ['name', 'text'],
  ['email', 'email'],
  ['type', 'choice'],
  ['source', 'choice'],
  ['created', 'time'],
  ['modified', 'time'],
  ...madeUpFields.map(({ id, kind }) => [id, kind] as const),
]
function condition(): FilterCondition {
  const [field, kind] = pick(kinds)
  const test = pick(testsOfKind[kind])
  const number = (): string => pick(['0', '1', '2', '2.5', '10'])
  const between = (make: () => string): string[] =>
    [make(), make()].sort((a, b) => (kind === 'number' ? Number(a) - Number(b) : a < b ? -1 : 1))
  const values = (): string[] => {
    if (test === 'this') return ['month']
    if (test.endsWith('-last') || test === 'in-next') return [String(Math.floor(random() * 30)), 'day']
    if (kind === 'number') return between(number)
    if (kind === 'date' || kind === 'time') return between(aDay)
    if (kind !== 'choice' && kind !== 'choices') return [pick(texts.slice(1)).slice(0, 3)]
    return [...new Set([1, 2].map(() => pick(['new', 'red', 'blue', 'contact', anAccountId, 'closed'])))]
  }
  return { field, test, values: values() }
}

function filter(): ItemFilter | null {
  if (some(0.2)) return null
  const part = () =>
    some(0.3) ? { match: pick(['all', 'any'] as const), conditions: [condition(), condition()] } : condition()
  return { match: pick(['all', 'any'] as const), parts: Array.from({ length: pick([1, 1, 2, 3]) }, part) }
}

function query(keys: readonly ItemKey[]): ItemQuery {
  const isSearch = some(0.25)
  const sort = Array.from({ length: pick(isSearch ? [1, 2] : [0, 1, 1, 2, 3]) }, () => ({
    by: pick(kinds)[0],
    direction: pick(['ascending', 'descending'] as const),
  }))
  return aQuery({
    type: pick([null, null, 'contact', 'deal'] as const),
    accountId: pick([null, null, anAccountId]),
    search: isSearch ? pick(['a', 'ad', 'smith', 'bo']) : '',
    filter: filter(),
    sort,
    kept: some(0.3) ? [pick(keys), pick(keys)] : [],
  })
}

describe('lists with filters and orders, with the outbox laid over them', () => {
  it('are those that a naive comparison of all rows gives, whatever was asked and changed before (U3, U10)', () => {
    const store = storeWithOutbox(temporaryFolder())
    const streams: string[] = []
    const items = new Map<ItemKey, PlainItem>()
    const laid = new Map<ItemKey, LaidRow>()
    let placed = 0
    const put = (stored: ReturnType<typeof madeItem>): void => {
      store.ask('putItem', { feed: contactFeed, item: stored, nowMs: 1 })
      const { key, type, accountId } = stored.item
      const stream = `${type} ${accountId}`
      if (!streams.includes(stream)) streams.push(stream)
      const place = items.get(key)?.place ?? -streams.indexOf(stream) * 1e6 + ++placed
      items.set(key, { stored, place })
    }
    const lay = (row: LaidRow): void => {
      store.ask('writeOutbox', { laid: [row] })
      laid.set(row.key, row)
    }
    let made = 0
    const layOver = (): void => {
      const { item } = pick([...items.values()]).stored
      const shown = some(0.6) ? { name: `${pick(words)} ${pick(words)}` } : { email: null }
      lay(aLaidRow({ ...item, shown, values: someProperties(0.3), madeAtMs: ++made }))
    }
    const add = (): void =>
      lay(aNewRow(`new-${++made}`, pick(words), { values: someProperties(0.5), madeAtMs: made }))

    for (let n = 0; n < 300; n++) put(madeItem(String(n)))
    for (let n = 0; n < 15; n++) layOver()
    for (let n = 0; n < 4; n++) add()

    let asked: ItemQuery[] = []
    let [shown, outside] = [0, 0]
    for (let round = 0; round < 400; round++) {
      if (round % 10 === 0) asked = Array.from({ length: 6 }, () => query([...items.keys(), ...laid.keys()]))
      if (some(0.1)) layOver()
      if (some(0.05)) add()
      if (some(0.1)) put(madeItem(pick([...items.values()]).stored.item.externalId))
      if (some(0.05)) {
        const { key } = pick([...items.values()]).stored.item
        store.ask('removeItem', { key, nowMs: 1 })
        items.delete(key)
      }
      if (some(0.1) && laid.size > 0) {
        const key = pick([...laid.keys()])
        store.ask('writeOutbox', { unlaid: [key] })
        laid.delete(key)
      }
      const one = pick(asked)
      const expected = plainList([...items.values()], laid, one, nowMs)
      const view = { fields: madeUpFields, columns: [], nowMs }
      const offset = some(0.5) ? 0 : Math.floor(random() * (expected.length + 3))
      const limit = pick([3, 20, 500])
      let reply = store.ask('listItems', { query: one, offset, limit, view })
      for (let n = 0; reply.progress !== null && n < 100; n++) {
        reply = store.ask('listItems', { query: one, offset, limit, view })
      }
      const keys = reply.rows.map(({ key, isOutside }) => `${isOutside ? '!' : ''}${key}`)
      const context = JSON.stringify({ round, one, offset, limit })
      expect(keys, context).toEqual(expected.slice(offset, offset + limit))
      expect(reply, context).toMatchObject({ total: expected.length, isMore: false, progress: null })
      expect(store.ask('listKeys', { query: one, offset, limit, view }).keys, context).toEqual(
        reply.rows.map(({ key }) => key),
      )
      shown += expected.length
      outside += expected.filter((key) => key.startsWith('!')).length
    }
    expect(shown).toBeGreaterThan(10_000)
    expect(outside).toBeGreaterThan(10)
    store.ask('closeAll', {})
  }, 60_000)
})
