import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FilterTest, ItemFilter } from '../shared/model/filter.ts'
import type { StoredField } from '../shared/list-protocol.ts'
import { providerField } from '../shared/model/list-field.ts'
import type { Tally, TallyAnswer } from '../shared/tally-protocol.ts'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import {
  anAccountId,
  anItem,
  anotherAccountId,
  aQuery,
  seededRandom,
} from '../../tests/support/made-up-items.ts'
import { aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const [stage, amount, owner] = [providerField('stage'), providerField('amount'), providerField('owner')]
const field = (id: StoredField['id'], kind: StoredField['kind']): StoredField => ({
  ...{ id, kind, each: null, separator: null },
  path: ['properties', id.slice('field:'.length)],
})
const fields = [field(stage, 'choice'), field(amount, 'number'), field(owner, 'choice')]
const nowMs = Date.UTC(2026, 10, 29, 12)
const dayMs = 86_400_000

const tally = (chosen: Partial<Tally> = {}): Tally => ({
  ...{ type: null, accountId: null, filter: null, by: [], sums: [], fields },
  ...chosen,
})
const only = (id: StoredField['id'], test: FilterTest, values: string[] = []): ItemFilter => ({
  match: 'all',
  parts: [{ field: id, test, values }],
})

interface Made {
  readonly properties: Readonly<Record<string, string>>
  readonly email: string | null
  readonly phone: string | null
  readonly createdAtMs: number | null
}
const emails = ['ada@example.org', 'ada', 'ada@', 'zoë@ex ample.org', null]
const phones = ['+44 20 7946 0000', '+44 1', '0049 30 1234567', '12', 'call me', '030 / 123 45 67', null]

function made(n: number): Made {
  const random = seededRandom(n)
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)]!
  const [place, size] = [pick(['new', 'won', 'lost', '']), pick(['0.1', '0.2', '10', 'many', ''])]
  return {
    properties: {
      ...(place === '' ? {} : { stage: place }),
      ...(size === '' ? {} : { amount: size }),
      ...(random() < 0.5 ? { owner: '7' } : {}),
    },
    email: pick(emails),
    phone: pick(phones),
    createdAtMs: random() < 0.1 ? null : nowMs - Math.floor(random() * 400 * dayMs),
  }
}

function filledStore(count: number): StoreInTest {
  const store = storeWithOutbox(temporaryFolder())
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  const items = Array.from({ length: count }, (_, n) => {
    const { properties, ...rest } = made(n)
    return anItem({ externalId: String(n), ...rest, record: JSON.stringify({ properties }) })
  })
  store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
  return store
}

const ask = (store: StoreInTest, ...tallies: Tally[]): TallyAnswer =>
  store.ask('tallyItems', { tallies, nowMs })

/** Asks until everything is counted. */
function complete(store: StoreInTest, ...tallies: Tally[]) {
  for (let asked = 1; asked < 2_000; asked++) {
    const { results, progress } = ask(store, ...tallies)
    if (results !== null && progress === null) return { results, asked }
  }
  throw new Error('it is never complete')
}

const countOf = (store: StoreInTest, chosen: Partial<Tally>): number =>
  complete(store, tally(chosen)).results[0]!.groups[0]?.count ?? 0

/** What a list says with the same type, account and filter. */
function listed(
  store: StoreInTest,
  { type = null, accountId = null, filter = null }: Partial<Tally>,
): number {
  const query = aQuery({ type, accountId, filter })
  for (;;) {
    const { total, progress } = store.ask('listItems', {
      ...{ query, offset: 0, limit: 1 },
      view: { fields, columns: [], nowMs },
    })
    if (progress === null) return total
  }
}

let lookMs = 0
let atMs = 0
beforeEach(() => {
  ;[lookMs, atMs] = [0, 1]
  vi.spyOn(performance, 'now').mockImplementation(() => (atMs += lookMs))
})
afterEach(() => vi.restoreAllMocks())

const quality: readonly ItemFilter[] = [
  only('email', 'empty'),
  only('email', 'invalid'),
  only('phone', 'invalid'),
  only(owner, 'empty'),
  only('created', 'in-last', ['30', 'day']),
]

describe('tallies', () => {
  it('have as many rows as the list with the same filter, and as many as there are', () => {
    const store = filledStore(600)
    const all = Array.from({ length: 600 }, (_, n) => made(n))
    const { results } = complete(store, ...quality.map((filter) => tally({ filter })))
    const counts = results.map(({ groups }) => groups[0]?.count)
    expect(counts).toEqual(quality.map((filter) => listed(store, { filter })))
    expect(counts.slice(0, 4)).toEqual([
      all.filter(({ email }) => email === null).length,
      all.filter(({ email }) => email !== null && email !== 'ada@example.org').length,
      all.filter(({ phone }) => phone !== null && ['+44 1', '12', 'call me'].includes(phone)).length,
      all.filter(({ properties }) => properties['owner'] === undefined).length,
    ])
  })

  it('count by values and add numbers up, each apart', () => {
    const store = filledStore(600)
    const all = Array.from({ length: 600 }, (_, n) => made(n).properties)
    const [result] = complete(store, tally({ by: [{ field: stage, from: null }], sums: [amount] })).results
    const bySize = (a: { values: unknown }, b: { values: unknown }): number =>
      JSON.stringify(a.values).localeCompare(JSON.stringify(b.values))
    const expected = ['new', 'won', 'lost', undefined].map((place) => {
      const of = all.filter((one) => one['stage'] === place)
      const numbers = of.map((one) => Number(one['amount'] ?? 'none')).filter(Number.isFinite)
      const tenths = numbers.reduce((sum, each) => sum + Math.round(each * 10), 0)
      return { values: [place ?? null], count: of.length, valued: [numbers.length], sums: [tenths / 10] }
    })
    expect(result!.groups.toSorted(bySize)).toEqual(expected.toSorted(bySize))
    expect(result!.rest).toBe(0)
    for (const { values, count } of result!.groups) {
      const [place = null] = values
      const filter = place === null ? only(stage, 'empty') : only(stage, 'any-of', [String(place)])
      expect(listed(store, { filter })).toBe(count)
    }
  })

  it('count times by the spans that they lie in', () => {
    const store = filledStore(400)
    const from = [nowMs - 200 * dayMs, nowMs - 100 * dayMs, nowMs]
    const [result] = complete(store, tally({ by: [{ field: 'created', from }] })).results
    const times = Array.from({ length: 400 }, (_, n) => made(n).createdAtMs)
    const within = (start: number, end: number): number =>
      times.filter((time) => time !== null && time >= start && time < end).length
    const counts = new Map(result!.groups.map(({ values, count }) => [values[0], count]))
    expect(counts.get(from[0])).toBe(within(from[0]!, from[1]!))
    expect(counts.get(from[1])).toBe(within(from[1]!, from[2]!))
    expect(counts.get(null)).toBe(times.length - within(from[0]!, Infinity))
    expect(counts.has(from[2])).toBe(false)
  })

  it('lay over the rows what waits in the outbox, and take it away again (U3)', () => {
    const store = filledStore(100)
    const chosen = { type: 'contact', filter: only('email', 'empty') } as const
    const owners = tally({ by: [{ field: owner, from: null }] })
    const before = countOf(store, chosen)
    const withMail = Array.from({ length: 100 }, (_, n) => n).find((n) => made(n).email !== null)!
    const laid = aLaidRow({ externalId: String(withMail), shown: { email: null }, values: { owner: '9' } })
    const added = aNewRow('new', 'Zoe')
    store.ask('writeOutbox', { laid: [laid, added] })
    expect(countOf(store, chosen)).toBe(before + 2)
    expect(countOf(store, chosen)).toBe(listed(store, chosen))
    const nine = complete(store, owners).results[0]!.groups.find(({ values }) => values[0] === '9')
    expect(nine?.count).toBe(1)
    expect(countOf(store, { type: 'company' })).toBe(0)
    expect(countOf(store, { type: 'contact' })).toBe(101)
    store.ask('writeOutbox', { unlaid: [laid.key, added.key] })
    expect(countOf(store, chosen)).toBe(before)
  })

  it('are of one type and one account where they say so', () => {
    const store = storeWithOutbox(temporaryFolder())
    const of = [
      { accountId: anAccountId, type: 'contact' },
      { accountId: anAccountId, type: 'deal' },
      { accountId: anotherAccountId, type: 'contact' },
    ] as const
    of.forEach((chosen, n) =>
      store.ask('putItem', {
        feed: contactFeed,
        item: anItem({ externalId: String(n), ...chosen }),
        nowMs: 1,
      }),
    )
    expect(countOf(store, { type: 'contact' })).toBe(2)
    expect(countOf(store, { accountId: anAccountId })).toBe(2)
    expect(countOf(store, { type: 'contact', accountId: anAccountId })).toBe(1)
  })

  it('are counted in the calls that ask, tell how far they are, and old ones are answered meanwhile', () => {
    const store = filledStore(1_500)
    lookMs = 10
    const whole = tally()
    const first = ask(store, whole)
    expect(first).toMatchObject({ results: null, asOfMs: null, progress: { of: 1_500 } })
    expect(first.progress!.done).toBeGreaterThan(0)
    expect(first.progress!.done).toBeLessThan(1_500)
    expect(ask(store, whole).progress!.done).toBeGreaterThan(first.progress!.done)
    expect(complete(store, whole).asked).toBeGreaterThan(1)
    store.ask('putItem', { feed: contactFeed, item: anItem({ externalId: 'one more' }), nowMs: 1 })
    const meanwhile = ask(store, whole)
    expect(meanwhile.progress).toEqual({ done: 0, of: 0 })
    expect(meanwhile.results![0]!.groups[0]!.count).toBe(1_500)
    atMs += 60_000
    expect(complete(store, whole).results[0]!.groups[0]!.count).toBe(1_501)
  })

  it('keep a thousand groups apart, and count the others as the rest', () => {
    const store = storeWithOutbox(temporaryFolder())
    const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
    const items = Array.from({ length: 1_200 }, (_, n) =>
      anItem({ externalId: String(n), record: JSON.stringify({ properties: { stage: `s${n}` } }) }),
    )
    store.ask('applyPage', { ...emptyPage, runId, items, next: null, nowMs: 1 })
    const [result] = complete(store, tally({ by: [{ field: stage, from: null }] })).results
    expect([result!.groups.length, result!.rest]).toEqual([1_000, 200])
  })

  it('refuse what no filter would find again: several values, texts, and sums of what is no number', () => {
    const store = filledStore(1)
    const tags = providerField('tags')
    const several = [...fields, field(tags, 'choices')]
    const refused = [
      tally({ by: [{ field: tags, from: null }], fields: several }),
      tally({ by: [{ field: 'name', from: null }] }),
      tally({ by: [{ field: stage, from: [1] }] }),
      tally({ sums: [stage] }),
      tally({ by: [{ field: providerField('gone'), from: null }] }),
    ]
    for (const one of refused) {
      expect(store.refusal('tallyItems', { tallies: [one], nowMs })).toBe('unknown-field')
    }
  })
})
