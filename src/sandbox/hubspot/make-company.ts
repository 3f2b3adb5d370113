import { createRandom, pick, type Random } from '../random.ts'
import type { Companies } from '../made-up/companies.ts'
import { ODD_COMPANIES } from '../made-up/odd-people.ts'
import { REGIONS } from '../made-up/regions.ts'
import { createMaker, overlay, type MadeUp, type Maker } from './maker.ts'
import { OWNER_IDS } from './made-up-owners.ts'
import { COMPANY_TYPES, LIFECYCLE_STAGES } from './options.ts'
import { makeTimes } from './times.ts'

const STREAM = 2
/** Every so many companies, one is odd; the first few are left as they are. */
const ODD_STEP = 61
const ODD_AT = 23

export function createCompanyMaker(seed: number, count: number, companies: Companies): Maker {
  const begin = (index: number): Random => createRandom(seed, STREAM, index)
  const make = (index: number): MadeUp => {
    const random = begin(index)
    const times = makeTimes(random)
    const company = companies.companyAt(index)
    const region = REGIONS[company.regionName]
    const properties: Record<string, string> = {
      name: company.name,
      domain: company.domain,
      website: company.domain,
      industry: company.industryCode,
      city: company.city,
      state: company.state,
      country: region.country,
      numberofemployees: String(company.employees),
      founded_year: String(company.foundedYear),
      lifecyclestage: pick(random, LIFECYCLE_STAGES).value,
      timezone: region.timeZone,
      is_public: String(company.employees > 4_000),
    }
    if (random() < 0.9) properties.phone = company.phone
    if (random() < 0.7) {
      properties.address = company.street
      properties.zip = company.zip
    }
    if (random() < 0.6)
      properties.annualrevenue = String(company.employees * (60 + Math.floor(random() * 140)) * 1000)
    if (random() < 0.7) properties.type = pick(random, COMPANY_TYPES).value
    if (random() < 0.8) properties.hubspot_owner_id = pick(random, OWNER_IDS)
    if (random() < 0.5) {
      properties.description = `${company.name} has worked in ${company.industry.toLowerCase()} since ${company.foundedYear}, from ${company.city}.`
    }
    // A branch office that somebody entered under the same name.
    if (random() < 0.02 && index > ODD_AT) properties.name = companies.companyAt(index - 7).name
    if (index % ODD_STEP === ODD_AT)
      overlay(properties, ODD_COMPANIES[Math.floor(index / ODD_STEP) % ODD_COMPANIES.length])
    return { properties, ...times }
  }
  return createMaker(count, make, (index) => makeTimes(begin(index)))
}
