import { createRandom, pick } from '../random.ts'
import type { Companies } from '../made-up/companies.ts'
import { REGIONS } from '../made-up/regions.ts'
import type { Maker } from './maker.ts'
import { COMPANY_TYPES, LIFECYCLE_STAGES, OWNER_IDS } from './options.ts'
import { makeTimes } from './times.ts'

const STREAM = 2

export function createCompanyMaker(seed: number, count: number, companies: Companies): Maker {
  return {
    count,
    make: (index) => {
      const random = createRandom(seed, STREAM, index)
      const company = companies.companyAt(index)
      const region = REGIONS[company.regionName]
      const times = makeTimes(random)
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
      if (random() < 0.7) Object.assign(properties, { address: company.street, zip: company.zip })
      if (random() < 0.6)
        properties.annualrevenue = String(company.employees * (60 + Math.floor(random() * 140)) * 1000)
      if (random() < 0.7) properties.type = pick(random, COMPANY_TYPES).value
      if (random() < 0.8) properties.hubspot_owner_id = pick(random, OWNER_IDS)
      if (random() < 0.5) {
        properties.description = `${company.name} has worked in ${company.industry.toLowerCase()} since ${company.foundedYear}, from ${company.city}.`
      }
      return { properties, ...times }
    },
  }
}
