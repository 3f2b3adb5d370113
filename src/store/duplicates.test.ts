import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FoundDuplicates } from '../shared/duplicate-protocol.ts'
import type { StoredField } from '../shared/list-protocol.ts'
import { providerField } from '../shared/model/list-field.ts'
import type { DuplicateReason } from '../shared/model/duplicate-reason.ts'
import { aContactKey, aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anAccountId, anItem, anotherAccountId, seededRandom } from '../../tests/support/made-up-items.ts'
import { aFullRun, contactFeed, emptyPage } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const [others, mobile] = [providerField('others'), providerField('mobile')]
const field = (id: StoredField['id'], kind: StoredField['kind']): StoredField => ({
  ...{ id, kind, each: null, separator: kind === 'choices' ? ';' : null },
  path: ['properties', id.slice('field:'.length)],
})
const emails = [field(others, 'choices')]
const phones = [field(mobile, 'phone')]
const view = { fields: [], columns: [], nowMs: 1 }

interface Contact {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly more: string
  readonly phone: string | null
  readonly mobile: string
  readonly organisation: string | null
}

const contact = (id: string, chosen: Partial<Omit<Contact, 'id'>> = {}): Contact => ({
  ...{ id, name: `Person ${id}`, email: null, more: '', phone: null, mobile: '', organisation: null },
  ...chosen,
})

const asItem = ({ id, name, email, more, phone, mobile: other, organisation }: Contact) =>
  anItem({
    ...{ externalId: id, name, email, phone, organisation },
    record: JSON.stringify({
      properties: { ...(more === '' ? {} : { others: more }), ...(other === '' ? {} : { mobile: other }) },
    }),
  })

function filledStore(contacts: readonly Contact[]): StoreInTest {
  const store = storeWithOutbox(temporaryFolder())
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  store.ask('applyPage', { ...emptyPage, runId, items: contacts.map(asItem), next: null, nowMs: 1 })
  return store
}

const ask = (store: StoreInTest, members = 5_000): FoundDuplicates =>
  store.ask('findDuplicates', {
    ...{ accountId: null, emails, phones, nowMs: 1, view },
    window: { of: 'groups', offset: 0, limit: 5_000, members },
  })

/** Asks until everything is found. */
function complete(store: StoreInTest): FoundDuplicates {
  for (let asked = 1; asked < 5_000; asked++) {
    const { total, progress } = ask(store, 0)
    if (total !== null && progress === null) return ask(store)
  }
  throw new Error('it is never complete')
}

interface PlainGroup {
  readonly ids: readonly string[]
  readonly reasons: readonly string[]
}

const plain = ({ groups }: FoundDuplicates): PlainGroup[] =>
  groups
    .map(({ members, reasons }) => ({
      ids: members.map(({ row }) => row.externalId).toSorted(),
      reasons: reasons.toSorted(),
    }))
    .toSorted(byIds)

function numbersOf(one: Contact): string[] {
  return [one.phone ?? '', one.mobile].flatMap((text) => {
    const digits = text.replaceAll(/\D/g, '')
    if (digits.length < 7) return []
    if (!/^(\+|00)/.test(text)) return [digits]
    return parsePhoneNumberFromString(text.replace(/^00/, '+'))?.number ?? []
  })
}

/** What two contacts share, by the rules as they are written down: nothing is taken from the store's code. */
function sharedBy(a: Contact, b: Contact): DuplicateReason[] {
  const mails = ({ email, more }: Contact): string[] =>
    [email ?? '', ...more.split(';')]
      .map((one) => one.trim().toLowerCase())
      .filter((one) => one.includes('@'))
  const name = (one: Contact): string =>
    one.name
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[\s,]+/)
      .toSorted()
      .join(' ')
  const meet = (one: string[], other: string[]): boolean => one.some((text) => other.includes(text))
  const domains = (one: Contact): string[] =>
    mails(one)
      .map((mail) => mail.split('@')[1]!)
      .filter((domain) => domain !== 'gmail.com')
  const isNamesake = name(a) === name(b)
  return [
    ...(meet(mails(a), mails(b)) ? (['email'] as const) : []),
    ...(meet(numbersOf(a), numbersOf(b)) ? (['phone'] as const) : []),
    ...(isNamesake &&
    a.organisation !== null &&
    a.organisation.toLowerCase() === b.organisation?.toLowerCase()
      ? (['name-company'] as const)
      : []),
    ...(isNamesake && meet(domains(a), domains(b)) ? (['name-domain'] as const) : []),
  ]
}

const byIds = (one: PlainGroup, other: PlainGroup): number =>
  JSON.stringify(one.ids) < JSON.stringify(other.ids) ? -1 : 1

/**
 * Every pair, looked at one by one: those with an address or a name in common belong together, and so does whoever
 * belongs to one of them; of those with a number in common each number is a group, unless its contacts are together
 * already.
 */
function truth(contacts: readonly Contact[], isToldApart = (_: Contact, __: Contact) => false): PlainGroup[] {
  const groups = contacts.map(({ id }) => ({ ids: new Set([id]), reasons: new Set<string>() }))
  contacts.forEach((a, n) => {
    contacts.forEach((b, m) => {
      const shared = m > n && !isToldApart(a, b) ? sharedBy(a, b).filter((reason) => reason !== 'phone') : []
      if (shared.length === 0) return
      const [one, other] = [groups[n]!, groups[m]!]
      for (const id of other.ids) one.ids.add(id)
      for (const reason of [...other.reasons, ...shared]) one.reasons.add(reason)
      groups.forEach((each, at) => {
        if (each === other) groups[at] = one
      })
    })
  })
  const ofNumbers = new Map<string, PlainGroup>()
  for (const number of new Set(contacts.flatMap(numbersOf))) {
    const sharing = contacts.filter((one) => numbersOf(one).includes(number))
    const left = sharing.filter((a) => sharing.some((b) => a !== b && !isToldApart(a, b)))
    const ids = left.map(({ id }) => id).toSorted()
    const whole = groups.find((group) => ids.length > 0 && ids.every((id) => group.ids.has(id)))
    if (whole !== undefined && ids.length > 1) whole.reasons.add('phone')
    else if (ids.length > 1) ofNumbers.set(ids.join(), { ids, reasons: ['phone'] })
  }
  const trees = [...new Set(groups)]
    .filter(({ ids }) => ids.size > 1)
    .map(({ ids, reasons }) => ({ ids: [...ids].toSorted(), reasons: [...reasons].toSorted() }))
  return [...trees, ...ofNumbers.values()].toSorted(byIds)
}

function madeUp(seed: number, count: number): Contact[] {
  const random = seededRandom(seed)
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)]!
  return Array.from({ length: count }, (_, n) => {
    const of = Math.floor(random() * count)
    return contact(String(1_000 + n), {
      name: pick([`Zoë Smith${of}`, `smith${of}, ZOE`, `Åsa Berg${of}`, `Berg${of} Asa`, `Only${of}`]),
      email: pick([`p${of}@acme.example`, ` P${of}@Acme.Example`, `p${of}@gmail.com`, 'n/a', null]),
      more: pick(['', '', '', `p${of}@gmail.com;p${of}@second.example`]),
      phone: pick([`+49 30 ${100_000 + of}`, `0049-30-${100_000 + of}`, `030 ${100_000 + of}`, '110', null]),
      mobile: pick(['', '', '', `+49 30 ${100_000 + of}`]),
      organisation: pick([`Firm ${of % 9}`, `FIRM ${of % 9}`, null]),
    })
  })
}

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
