import type { Role } from './association-types.ts'
import { lazily } from '../lazily.ts'
import { createGroups } from './groups.ts'
import type { Maker } from './maker.ts'
import type { ObjectType } from './object-types.ts'
import type { Surveys } from './survey.ts'

/** A tie of a made-up record: to which other one, and as what. */
export type MadeTie = { index: number; roles: readonly Role[] }

const PLAIN: readonly Role[] = ['plain']
const PRIMARY: readonly Role[] = ['plain', 'primary']
const CONSULTANT: readonly Role[] = ['plain', 'consultant']

/** Every so many contacts, one advises the first company: more contacts than fit on a page. */
const CONSULTANTS = 10
/** The contact of most of these deals: more deals than fit on a page. */
const BUSY_CONTACT = 1
const BUSY_FROM = 100
const BUSY_TO = 900

/**
 * The ties among made-up records, which follow from the records themselves: a contact belongs to the company
 * of `associatedcompanyid`; a deal to some company, and to as many contacts as it says, first of all to people
 * of that company. What needs a look at all records is found out once, when it is first asked
 * for.
 */
export function createMadeAssociations(
  makers: Readonly<Record<ObjectType, Maker>>,
  surveys: Surveys,
): (from: ObjectType, index: number, to: ObjectType) => readonly MadeTie[] {
  const count = {
    contacts: makers.contacts.count,
    companies: makers.companies.count,
    deals: makers.deals.count,
  }

  const { companyOf } = surveys
  const companyOfDeal = (deal: number): number | undefined =>
    count.companies === 0 ? undefined : scatter(deal) % count.companies
  const advises = (contact: number): boolean =>
    contact % CONSULTANTS === CONSULTANTS - 1 && count.companies > 1 && companyOf(contact) !== 0

  const staff = lazily(() => {
    surveys.prepareContacts()
    return createGroups(count.companies, pairs(count.contacts, companyOf))
  })
  const contactsOfDeal = (deal: number): number[] => {
    const wanted = Math.min(surveys.contactCountOf(deal), count.contacts)
    const chosen = new Set<number>()
    if (wanted > 0 && deal >= BUSY_FROM && deal < BUSY_TO && count.contacts > BUSY_CONTACT)
      chosen.add(BUSY_CONTACT)
    const company = companyOfDeal(deal)
    const people = company === undefined ? [] : staff()(company)
    for (let at = 0; at < people.length && chosen.size < wanted; at++) {
      chosen.add(people[(scatter(deal) + at) % people.length] ?? 0)
    }
    for (let at = scatter(deal); chosen.size < wanted; at++) chosen.add(at % count.contacts)
    return [...chosen].sort((a, b) => a - b)
  }
  const dealsOfContact = lazily(() => {
    surveys.prepareDeals()
    return createGroups(count.contacts, manyPairs(count.deals, contactsOfDeal))
  })
  const dealsOfCompany = lazily(() => createGroups(count.companies, pairs(count.deals, companyOfDeal)))

  const tied = (indexes: Iterable<number>, roles: readonly Role[]): MadeTie[] =>
    Array.from(indexes, (index) => ({ index, roles }))
  const consultants = lazily(() => {
    const all = Array.from({ length: count.contacts }, (_, contact) => contact)
    return tied(all.filter(advises), CONSULTANT)
  })

  return (from, index, to) => {
    if (index >= count[from]) return []
    switch (`${from}/${to}` as const) {
      case 'contacts/companies': {
        const company = companyOf(index)
        return [
          ...(advises(index) ? [{ index: 0, roles: CONSULTANT }] : []),
          ...(company === undefined ? [] : [{ index: company, roles: PRIMARY }]),
        ]
      }
      case 'companies/contacts': {
        const own = tied(staff()(index), PRIMARY)
        return index === 0 ? [...own, ...consultants()].sort((a, b) => a.index - b.index) : own
      }
      case 'deals/companies': {
        const company = companyOfDeal(index)
        return company === undefined ? [] : [{ index: company, roles: PRIMARY }]
      }
      case 'companies/deals':
        return tied(dealsOfCompany()(index), PRIMARY)
      case 'deals/contacts':
        return tied(contactsOfDeal(index), PLAIN)
      case 'contacts/deals':
        return tied(dealsOfContact()(index), PLAIN)
      default:
        return []
    }
  }
}

function* pairs(
  count: number,
  groupOf: (member: number) => number | undefined,
): Iterable<[group: number, member: number]> {
  for (let member = 0; member < count; member++) {
    const group = groupOf(member)
    if (group !== undefined) yield [group, member]
  }
}

function* manyPairs(
  count: number,
  groupsOf: (member: number) => readonly number[],
): Iterable<[group: number, member: number]> {
  for (let member = 0; member < count; member++) {
    for (const group of groupsOf(member)) yield [group, member]
  }
}

/** A whole number that looks as if it had nothing to do with the index (Knuth's multiplicative hash). */
function scatter(index: number): number {
  return Math.imul(index + 1, 2_654_435_761) >>> 0
}
