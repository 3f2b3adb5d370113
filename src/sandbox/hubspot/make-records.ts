import { createCompanies } from '../made-up/companies.ts'
import { createPeople } from '../made-up/people.ts'
import { extraValues } from './extra-properties.ts'
import { createContactMaker } from './make-contact.ts'
import { createCompanyMaker } from './make-company.ts'
import { createDealMaker } from './make-deal.ts'
import type { Maker } from './maker.ts'
import type { ObjectType } from './object-types.ts'

/** How many live records of each kind there are; those that are gone come on top. */
export type Counts = Record<ObjectType, number>

/**
 * The makers of all three kinds; the same seed and counts give the same records, byte for byte. Contacts that
 * have too many properties have values in a few of those.
 */
export function createMakers(
  seed: number,
  counts: Counts,
  hasMany: () => boolean = () => false,
): Record<ObjectType, Maker> {
  const companies = createCompanies(seed, counts.companies)
  return {
    contacts: withExtras(createContactMaker(seed, counts.contacts, createPeople(seed), companies), hasMany),
    companies: createCompanyMaker(seed, companies.count, companies),
    deals: createDealMaker(seed, counts.deals, companies),
  }
}

function withExtras(maker: Maker, hasMany: () => boolean): Maker {
  return {
    ...maker,
    make: (index) => {
      const record = maker.make(index)
      if (hasMany()) Object.assign(record.properties, extraValues(index))
      return record
    },
  }
}
