import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { FoundDuplicates } from '../../src/shared/duplicate-protocol.ts'
import type { StoredField } from '../../src/shared/list-protocol.ts'
import { providerField } from '../../src/shared/model/list-field.ts'
import type { DuplicateReason } from '../../src/shared/model/duplicate-reason.ts'
import { anItem, seededRandom } from './made-up-items.ts'
import { aFullRun, emptyPage } from './made-up-runs.ts'
import { storeWithOutbox, type StoreInTest } from './opened-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const [others, mobile] = [providerField('others'), providerField('mobile')]
export const field = (id: StoredField['id'], kind: StoredField['kind']): StoredField => ({
  ...{ id, kind, each: null, separator: kind === 'choices' ? ';' : null },
  path: ['properties', id.slice('field:'.length)],
})
export const emails = [field(others, 'choices')]
export const phones = [field(mobile, 'phone')]
export const view = { fields: [], columns: [], nowMs: 1 }

export interface Contact {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly more: string
  readonly phone: string | null
  readonly mobile: string
  readonly organisation: string | null
}

export const contact = (id: string, chosen: Partial<Omit<Contact, 'id'>> = {}): Contact => ({
  ...{ id, name: `Person ${id}`, email: null, more: '', phone: null, mobile: '', organisation: null },
  ...chosen,
})

export const asItem = ({ id, name, email, more, phone, mobile: other, organisation }: Contact) =>
  anItem({
    ...{ externalId: id, name, email, phone, organisation },
    record: JSON.stringify({
      properties: { ...(more === '' ? {} : { others: more }), ...(other === '' ? {} : { mobile: other }) },
    }),
  })

export function filledStore(contacts: readonly Contact[]): StoreInTest {
  const store = storeWithOutbox(temporaryFolder())
  const { runId } = store.ask('beginRun', { ...aFullRun, nowMs: 1 })
  store.ask('applyPage', { ...emptyPage, runId, items: contacts.map(asItem), next: null, nowMs: 1 })
  return store
}

export const ask = (store: StoreInTest, members = 5_000): FoundDuplicates =>
  store.ask('findDuplicates', {
    ...{ accountId: null, emails, phones, nowMs: 1, view },
    window: { of: 'groups', offset: 0, limit: 5_000, members },
  })

/** Asks until everything is found. */
export function complete(store: StoreInTest): FoundDuplicates {
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

export const plain = ({ groups }: FoundDuplicates): PlainGroup[] =>
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
export function truth(
  contacts: readonly Contact[],
  isToldApart = (_: Contact, __: Contact) => false,
): PlainGroup[] {
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

export function madeUp(seed: number, count: number): Contact[] {
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
