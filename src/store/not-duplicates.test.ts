import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aContactKey } from '../../tests/support/made-up-changes.ts'
import { anAccountId, seededRandom } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { type StoreInTest } from '../../tests/support/opened-store.ts'
import {
  asItem,
  complete,
  contact,
  emails,
  filledStore,
  madeUp,
  phones,
  plain,
  truth,
  view,
  type Contact,
} from '../../tests/support/duplicate-contacts.ts'

let lookMs = 0
let atMs = 0
beforeEach(() => {
  ;[lookMs, atMs] = [0, 1]
  vi.spyOn(performance, 'now').mockImplementation(() => (atMs += lookMs))
})
afterEach(() => vi.restoreAllMocks())

describe('contacts that the user told apart', () => {
  const fingerprintsIn = (store: StoreInTest): ReadonlyMap<string, number | null> =>
    new Map(
      complete(store).groups.flatMap(({ state }) =>
        store
          .ask('findDuplicates', {
            ...{ accountId: null, emails, phones, nowMs: 1, view },
            window: { of: 'members', state, offset: 0, limit: 5_000 },
          })
          .groups.flatMap(({ members }) =>
            members.map(({ row, fingerprint }) => [row.externalId, fingerprint] as const),
          ),
      ),
    )
  const note = (
    store: StoreInTest,
    id: string,
    ids: Iterable<string>,
    of: ReadonlyMap<string, number | null>,
  ): void => {
    const members = [...ids].map((one) => ({
      ...{ key: aContactKey(one), accountId: anAccountId, fingerprint: of.get(one) ?? 0 },
    }))
    store.ask('noteNotDuplicates', { id, atMs: 1, members })
  }
  const notDuplicates = (store: StoreInTest, id: string, ...ids: string[]): void => {
    note(store, id, ids, fingerprintsIn(store))
  }
  const three = ['1', '2', '3'].map((id) => contact(id, { email: 'a@x.example', name: 'Ada L' }))

  it('are no group any more, until the user takes it back', () => {
    const store = filledStore(three)
    notDuplicates(store, 'word', '1', '2', '3')
    expect(complete(store).total).toBe(0)
    const listed = store.ask('listNotDuplicates', { offset: 0, limit: 9, members: 2 })
    expect(listed).toMatchObject({
      total: 1,
      entries: [{ id: 'word', count: 3, rows: [{ name: 'Ada L' }, {}] }],
    })
    store.ask('forgetNotDuplicates', { id: 'word' })
    expect(plain(complete(store))).toMatchObject([{ ids: ['1', '2', '3'] }])
  })

  it('come back with anybody who joins them, and when anything that was compared changes', () => {
    const store = filledStore(three.slice(0, 2))
    notDuplicates(store, 'word', '1', '2')
    expect(complete(store).total).toBe(0)
    store.ask('putItem', { feed: contactFeed, item: asItem(three[2]!), nowMs: 1 })
    atMs += 60_000
    expect(plain(complete(store))).toMatchObject([{ ids: ['1', '2', '3'] }])
    store.ask('removeItem', { key: aContactKey('3'), nowMs: 1 })
    atMs += 60_000
    expect(complete(store).total).toBe(0)
    const same = { ...three[0]!, email: ' A@X.example' }
    store.ask('putItem', { feed: contactFeed, item: asItem(same), nowMs: 1 })
    atMs += 60_000
    expect(complete(store).total).toBe(0)
    store.ask('putItem', { feed: contactFeed, item: asItem({ ...same, phone: '+49 30 1234567' }), nowMs: 1 })
    atMs += 60_000
    expect(plain(complete(store))).toMatchObject([{ ids: ['1', '2'] }])
  })

  it.each([11, 12, 13, 14])('leave the groups that a look at every other pair finds, seed %i', (seed) => {
    const contacts = madeUp(seed, 120)
    const store = filledStore(contacts)
    const random = seededRandom(seed)
    // Two words about each group, which may have members in common.
    const fingerprints = fingerprintsIn(store)
    const words = complete(store).groups.flatMap(({ members }, n) => {
      return ['a', 'b'].map((word) => {
        const ids = members.map(({ row }) => row.externalId).filter(() => random() < 0.7)
        return { id: `word-${n}${word}`, ids: new Set(ids) }
      })
    })
    for (const { id, ids } of words) note(store, id, ids, fingerprints)
    const isToldApart = (a: Contact, b: Contact): boolean =>
      words.some(({ ids }) => ids.has(a.id) && ids.has(b.id))
    expect(plain(complete(store))).toEqual(truth(contacts, isToldApart))
    expect(truth(contacts, isToldApart)).not.toEqual(truth(contacts))
  })

  it('are kept under the name that a created contact gets, and forgotten with what is deleted for good', () => {
    const store = filledStore(three)
    notDuplicates(store, 'word', '1', '2', '3')
    store.ask('writeOutbox', { renamed: [{ from: aContactKey('3'), to: aContactKey('9') }] })
    store.ask('writeOutbox', { erased: [aContactKey('1')] })
    const { entries } = store.ask('listNotDuplicates', { offset: 0, limit: 9, members: 9 })
    expect(entries).toMatchObject([{ count: 2, rows: [{ externalId: '2' }] }])
    store.ask('removeOutboxOf', { accountId: anAccountId })
    expect(store.ask('listNotDuplicates', { offset: 0, limit: 9, members: 9 }).total).toBe(0)
  })
})
