import { between, createRandom, fillDigits, pick, type Random } from '../random.ts'
import type { Companies, Company } from '../made-up/companies.ts'
import { KNOWN_PEOPLE } from '../made-up/known-people.ts'
import type { People } from '../made-up/people.ts'
import { REGIONS, type Region, type RegionName } from '../made-up/regions.ts'
import { formatDay, formatInstant } from './instants.ts'
import type { Maker, MadeUp } from './maker.ts'
import {
  ANALYTICS_SOURCES,
  BUYING_ROLES,
  LEAD_STATUSES,
  LIFECYCLE_STAGES,
  NEWSLETTER_TOPICS,
  OWNER_IDS,
} from './options.ts'
import { idOf } from './record-ids.ts'
import { makeTimes } from './times.ts'

const STREAM = 1
/** This share of the made-up contacts has no e-mail address. */
const WITHOUT_EMAIL = 0.04

const JOB_TITLES =
  'Head of Procurement,Operations Manager,Chief Financial Officer,Sales Director,Office Manager,Product Owner,Purchasing Assistant,Head of IT,Plant Manager,Founder,Marketing Lead,Research Engineer,Quality Inspector,Customer Success Manager,Logistics Coordinator,Managing Director,Legal Counsel,Data Analyst,Creative Director,Warehouse Supervisor,HR Business Partner,Chief Technology Officer,Account Executive,Workshop Foreman'.split(
    ',',
  )

/** Makes contacts: the known people first, then as many as asked for. */
export function createContactMaker(seed: number, count: number, people: People, companies: Companies): Maker {
  const known = new Map(KNOWN_PEOPLE.map((person, index) => [person.email, index]))

  const make = (index: number): MadeUp => {
    const random = createRandom(seed, STREAM, index)
    const someone = KNOWN_PEOPLE[index]
    const person = people.personAt(index)
    const regionName: RegionName = someone?.region ?? person.region
    const share = random()
    const companyIndex =
      someone?.companyIndex !== undefined && someone.companyIndex < companies.count
        ? someone.companyIndex
        : companies.indexNear(regionName, share)
    const company = companyIndex === undefined ? undefined : companies.companyAt(companyIndex)
    const times = makeTimes(random)
    const properties: Record<string, string> = {
      firstname: someone?.first ?? person.first,
      lastname: someone?.last ?? person.last,
      ...fillWork(random, REGIONS[regionName], company, companyIndex),
      ...fillCustomer(random, times.createdAtMs),
      ...fillHabits(random, REGIONS[regionName], times.createdAtMs),
    }
    if (someone !== undefined) {
      Object.assign(properties, { jobtitle: someone.jobTitle, city: someone.city, state: someone.state })
      properties.phone = fillDigits(random, REGIONS[regionName].phone)
    }
    const hasEmail = someone !== undefined || random() >= WITHOUT_EMAIL
    if (hasEmail) {
      const email = someone?.email ?? `${person.mailbox}@${company?.domain ?? 'mail.example.com'}`
      properties.email = email
      properties.hs_email_domain = email.slice(email.indexOf('@') + 1)
    }
    return { properties, ...times }
  }

  return {
    count,
    make,
    indexOfEmail: (email) => {
      const index = known.get(email) ?? people.positionOf(email.slice(0, Math.max(0, email.indexOf('@'))))
      return index !== undefined && index < count && make(index).properties.email === email
        ? index
        : undefined
    },
  }
}

function fillWork(
  random: Random,
  region: Region,
  company: Company | undefined,
  companyIndex: number | undefined,
): Record<string, string> {
  const [city, state] = pick(random, region.cities)
  const properties: Record<string, string> = {
    city: company?.city ?? city,
    state: company?.state ?? state,
    country: region.country,
  }
  if (random() < 0.88) properties.jobtitle = pick(random, JOB_TITLES)
  if (random() < 0.8) properties.phone = fillDigits(random, region.phone)
  if (random() < 0.45) properties.mobilephone = fillDigits(random, region.mobile)
  if (random() < 0.4) {
    properties.address = `${pick(random, region.streets)} ${between(random, 1, 180)}`
    properties.zip = fillDigits(random, region.zip)
  }
  if (company === undefined || companyIndex === undefined) return properties
  properties.company = company.name
  properties.website = `https://${company.domain}`
  properties.industry = company.industry
  properties.associatedcompanyid = idOf(companyIndex)
  return properties
}

function fillCustomer(random: Random, createdAtMs: number): Record<string, string> {
  const stage = pick(random, LIFECYCLE_STAGES).value
  const properties: Record<string, string> = {
    lifecyclestage: stage,
    hs_analytics_source: pick(random, ANALYTICS_SOURCES).value,
    num_associated_deals: String(stage === 'customer' ? between(random, 1, 4) : 0),
  }
  if (stage === 'lead' || random() < 0.2) properties.hs_lead_status = pick(random, LEAD_STATUSES).value
  if (random() < 0.75) {
    properties.hubspot_owner_id = pick(random, OWNER_IDS)
    properties.hubspot_owner_assigneddate = formatInstant(createdAtMs + between(random, 1, 9_000) * 1000)
  }
  if (random() < 0.12) properties.hs_buying_role = pick(random, BUYING_ROLES).value
  return properties
}

function fillHabits(random: Random, region: Region, createdAtMs: number): Record<string, string> {
  const properties: Record<string, string> = { hs_language: region.language, hs_timezone: region.timeZone }
  if (random() < 0.3) {
    const notes = between(random, 1, 24)
    properties.num_notes = String(notes)
    properties.notes_last_contacted = formatInstant(createdAtMs + between(random, 1, 20) * 86_400_000)
  }
  if (random() < 0.15) properties.date_of_birth = formatDay(between(random, -500, 1_100) * 14 * 86_400_000)
  if (random() < 0.25) {
    const first = pick(random, NEWSLETTER_TOPICS).value
    const second = pick(random, NEWSLETTER_TOPICS).value
    properties.newsletter_topics = first === second ? first : `${first};${second}`
  }
  if (random() < 0.06) properties.key_contact = 'true'
  if (random() < 0.05)
    properties.message = 'Met at the harbour fair. Would like a call back after the stocktaking.'
  return properties
}
