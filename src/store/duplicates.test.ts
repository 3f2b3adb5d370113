import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anItem, anotherAccountId } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import {
  asItem,
  ask,
  complete,
  contact,
  emails,
  field,
  filledStore,
  madeUp,
  others,
  phones,
  plain,
  truth,
  view,
} from '../../tests/support/duplicate-contacts.ts'

let lookMs = 0
let atMs = 0
beforeEach(() => {
  ;[lookMs, atMs] = [0, 1]
  vi.spyOn(performance, 'now').mockImplementation(() => (atMs += lookMs))
})
afterEach(() => vi.restoreAllMocks())

describe('likely duplicates', () => {
  it.each([1, 2, 3, 4, 5, 6])('are those that a look at every pair finds, seed %i', (seed) => {
    const contacts = madeUp(seed, 240)
    const found = complete(filledStore(contacts))
    expect(plain(found)).toEqual(truth(contacts))
    expect(found.total).toBeGreaterThan(10)
    const ids = found.groups.flatMap(({ members }) => members.map(({ row }) => row.externalId))
    expect(found.contacts).toBe(new Set(ids).size)
  })

  it('tell of each contact what it shares, and put the surest reason first', () => {
    const store = filledStore([
      contact('1', { name: 'Ada Lovelace', organisation: 'Acme' }),
      contact('2', { name: 'Lovelace, Ada', organisation: 'ACME', phone: '+49 30 1234567' }),
      contact('3', { phone: '0049 (30) 123-45-67' }),
      contact('4', { email: 'bo@x.example' }),
      contact('5', { more: 'other@x.example;BO@x.example' }),
    ])
    const { groups, total, contacts } = complete(store)
    expect([total, contacts]).toEqual([3, 5])
    expect(groups.map(({ reasons }) => reasons)).toEqual([['email'], ['name-company'], ['phone']])
    const said = groups.map(({ members }) => members.map(({ row, reasons }) => [row.externalId, ...reasons]))
    expect(said).toEqual([
      [
        ['4', 'email'],
        ['5', 'email'],
      ],
      [
        ['1', 'name-company'],
        ['2', 'name-company'],
      ],
      [
        ['2', 'phone'],
        ['3', 'phone'],
      ],
    ])
  })

  it('are nobody who only has an office’s or a free address, a short number, an extension or an accent in common', () => {
    const store = filledStore([
      contact('1', { name: 'Ada L', email: 'a@gmail.com', phone: '112', organisation: null }),
      contact('2', { name: 'Ada L', email: 'b@gmail.com', phone: '112', organisation: ' ' }),
      contact('3', { email: 'jose@x.example', phone: '+49 30 1234567 ext. 1' }),
      contact('4', { email: 'josé@x.example', phone: '+49 30 1234567 ext. 2' }),
      contact('5', { email: 'n/a', phone: '+1 30 1234567' }),
      contact('6', { email: 'n/a', phone: '301234567' }),
      contact('7', { email: 'bo@y.example', more: 'Office@Y.example' }),
      contact('8', { email: 'cy@y.example', more: 'office@y.example;info@y.example' }),
    ])
    expect(complete(store)).toMatchObject({ groups: [], total: 0, contacts: 0 })
  })

  it('are never of two accounts', () => {
    const store = filledStore([contact('1', { email: 'a@x.example' })])
    const item = anItem({ accountId: anotherAccountId, externalId: '2', email: 'a@x.example', name: 'x' })
    store.ask('putItem', { feed: contactFeed, item, nowMs: 1 })
    expect(complete(store).total).toBe(0)
  })

  it('U3: follow what waits in the outbox, and leave out who waits to be deleted', () => {
    const store = filledStore([
      contact('1', { email: 'a@x.example' }),
      contact('2', { email: 'b@x.example' }),
      contact('3', { email: 'c@x.example' }),
    ])
    expect(complete(store).total).toBe(0)
    const added = aNewRow('new-1', 'Zoe')
    const edited = aLaidRow({ externalId: '2', shown: { email: 'A@x.example' } })
    const moreOf = aLaidRow({ externalId: '3', values: { others: 'a@x.example' } })
    store.ask('writeOutbox', {
      laid: [edited, moreOf, { ...added, shown: { ...added.shown, email: 'a@X.example' } }],
    })
    expect(plain(complete(store))).toMatchObject([{ ids: ['1', '2', '3', 'new-1'] }])
    const going = { ...edited, mark: { kind: 'delete', state: 'waiting' } } as const
    store.ask('writeOutbox', { laid: [going], unlaid: [moreOf.key, added.key] })
    expect(complete(store).total).toBe(0)
    store.ask('writeOutbox', { unlaid: [edited.key] })
    store.ask('writeOutbox', { laid: [edited] })
    expect(plain(complete(store))).toMatchObject([{ ids: ['1', '2'] }])
  })

  it('are looked for in the calls that ask, and old ones are answered meanwhile', () => {
    const store = filledStore(madeUp(7, 1_500))
    lookMs = 10
    const first = ask(store)
    expect(first).toMatchObject({ groups: [], total: null, progress: { of: 1_500 } })
    expect(first.progress!.done).toBeLessThan(1_500)
    const { total } = complete(store)
    const twins = ['9001', '9002'].map((id) => asItem(contact(id, { email: 'new@x.example' })))
    for (const item of twins) store.ask('putItem', { feed: contactFeed, item, nowMs: 1 })
    const meanwhile = ask(store)
    expect([meanwhile.total, meanwhile.progress === null]).toEqual([total, false])
    atMs += 60_000
    expect(complete(store).total).toBe(total! + 1)
  })

  it('say how many they are where there are more than a reply has, and give the others piece by piece', () => {
    const many = Array.from({ length: 700 }, (_, n) =>
      contact(String(1_000 + n), { phone: '+49 30 1234567' }),
    )
    const store = filledStore(many)
    complete(store)
    const [group] = ask(store, 10).groups
    expect([group!.count, group!.members.length]).toEqual([700, 10])
    const more = store.ask('findDuplicates', {
      ...{ accountId: null, emails, phones, nowMs: 1, view },
      window: { of: 'members', state: group!.state, offset: 695, limit: 100 },
    }).groups
    expect(more[0]).toMatchObject({ count: 700, state: group!.state })
    expect(more[0]!.members.map(({ row }) => row.externalId)).toEqual([
      '1695',
      '1696',
      '1697',
      '1698',
      '1699',
    ])
  })

  it('refuse fields that have no texts, or that nobody described', () => {
    const store = filledStore([contact('1')])
    const input = { accountId: null, nowMs: 1, view, phones: [] } as const
    const window = { of: 'groups', offset: 0, limit: 1, members: 1 } as const
    const number = { ...input, window, emails: [field(others, 'number')] }
    expect(store.refusal('findDuplicates', number)).toBe('unknown-field')
  })
})
