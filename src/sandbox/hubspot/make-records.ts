import { createCompanies } from '../made-up/companies.ts'
import { createPeople } from '../made-up/people.ts'
import { createContactMaker } from './make-contact.ts'
import { createCompanyMaker } from './make-company.ts'
import { createDealMaker } from './make-deal.ts'
import type { Maker } from './maker.ts'
import type { ObjectType } from './object-types.ts'

export type Counts = Record<ObjectType, number>

/** The makers of all three kinds; the same seed and counts give the same records, byte for byte. */
export function createMakers(seed: number, counts: Counts): Record<ObjectType, Maker> {
  const companies = createCompanies(seed, counts.companies)
  return {
    contacts: createContactMaker(seed, counts.contacts, createPeople(seed), companies),
    companies: createCompanyMaker(seed, counts.companies, companies),
    deals: createDealMaker(seed, counts.deals, companies),
  }
}
