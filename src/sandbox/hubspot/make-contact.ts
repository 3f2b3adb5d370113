import { between, createRandom, fillDigits, pick, type Random } from '../random.ts'
import type { Companies, Company } from '../made-up/companies.ts'
import { KNOWN_PEOPLE } from '../made-up/known-people.ts'
import { ODD_PEOPLE } from '../made-up/odd-people.ts'
import type { People } from '../made-up/people.ts'
import { REGIONS, type Region, type RegionName } from '../made-up/regions.ts'
import { formatDay, formatInstant } from './instants.ts'
import { createMaker, overlay, type Maker, type MadeUp } from './maker.ts'
import { OWNER_IDS } from './made-up-owners.ts'
import {
  ANALYTICS_SOURCES,
  BUYING_ROLES,
  LEAD_STATUSES,
  LIFECYCLE_STAGES,
  NEWSLETTER_TOPICS,
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

/** Every so many contacts, one is odd; the first few are left as they are. */
const ODD_STEP = 53
const ODD_AT = 17
/** From here on, contacts may share their name with another, or lack it. */
const FIRST_UNTIDY = 20

/** Makes contacts: the known people first, then as many as asked for. */
export function createContactMaker(seed: number, count: number, people: People, companies: Companies): Maker {
  const positions = new Map(KNOWN_PEOPLE.map((person, index) => [person.email, index]))

  /** What is drawn first: where among the companies of the region the contact works, and the times. */
  const begin = (index: number): { random: Random; share: number } => {
    const random = createRandom(seed, STREAM, index)
    return { random, share: random() }
  }
  const companyOf = (index: number, regionName: RegionName, share: number): number | undefined => {
    const known = KNOWN_PEOPLE[index]?.companyIndex
    return known !== undefined && known < companies.count ? known : companies.indexNear(regionName, share)
  }
  const make = (index: number): MadeUp => {
    const { random, share } = begin(index)
    const someone = KNOWN_PEOPLE[index]
    const person = people.personAt(index)
    const regionName: RegionName = someone?.region ?? person.region
    const companyIndex = companyOf(index, regionName, share)
    const company = companyIndex === undefined ? undefined : companies.companyAt(companyIndex)
    const times = makeTimes(random)
    const properties: Record<string, string> = {
      firstname: someone?.first ?? person.first,
      lastname: someone?.last ?? person.last,
    }
    fillWork(properties, random, REGIONS[regionName], company, companyIndex)
    fillCustomer(properties, random, times.createdAtMs)
    fillHabits(properties, random, REGIONS[regionName], times.createdAtMs)
    if (someone !== undefined) {
      overlay(properties, { jobtitle: someone.jobTitle, city: someone.city, state: someone.state })
      properties.phone = fillDigits(random, REGIONS[regionName].phone)
      const [mailbox = '', ownDomain = ''] = someone.email.split('@')
      setEmail(properties, mailbox, ownDomain)
      return { properties, ...times }
    }
    const hasEmail = random() >= WITHOUT_EMAIL
    const domain = company?.domain ?? 'mail.example.com'
    if (hasEmail) setEmail(properties, person.mailbox, domain)
    if (index >= FIRST_UNTIDY) makeUntidy(properties, random, { index, people, domain, hasEmail })
    if (index % ODD_STEP === ODD_AT)
      overlay(properties, ODD_PEOPLE[Math.floor(index / ODD_STEP) % ODD_PEOPLE.length])
    return { properties, ...times }
  }

  const maker = createMaker(count, make, (index) => makeTimes(begin(index).random))
  return {
    ...maker,
    make: (index) => tellWhenMerged(maker.make(index)),
    companyOf: (index) =>
      companyOf(index, KNOWN_PEOPLE[index]?.region ?? people.regionAt(index), begin(index).share),
    indexOfEmail: (email) => {
      const mailbox = email.slice(0, Math.max(0, email.indexOf('@')))
      const index = positions.get(email) ?? positionOfTwin(mailbox) ?? people.positionOf(mailbox)
      return index !== undefined && index < maker.count && make(index).properties.email === email
        ? index
        : undefined
    },
  }
}

/** The survivor of a merge says when it took the other one in, as merge.ts has it: here with its last change. */
function tellWhenMerged(record: MadeUp): MadeUp {
  const { hs_merged_object_ids: id } = record.properties
  if (id !== undefined) record.properties.hs_calculated_merged_vids = `${id}:${record.updatedAtMs}`
  return record
}

function setEmail(properties: Record<string, string>, mailbox: string, domain: string): void {
  properties.email = `${mailbox}@${domain}`
  properties.hs_email_domain = domain
}

type Surroundings = { index: number; people: People; domain: string; hasEmail: boolean }

/**
 * What many hands leave behind: a second record of the same person with another address, records with no name
 * or half of one, further addresses, of which some are shared by a whole office.
 */
function makeUntidy(
  properties: Record<string, string>,
  random: Random,
  { index, people, domain, hasEmail }: Surroundings,
): void {
  const kind = random()
  if (kind < 0.015) {
    const twin = people.personAt(index - between(random, 1, 12))
    properties.firstname = twin.first
    properties.lastname = twin.last
    if (hasEmail) setEmail(properties, `${twin.mailbox}.${index}`, domain)
  } else if (kind < 0.03 && hasEmail) {
    delete properties.firstname
    delete properties.lastname
  } else if (kind < 0.05) {
    delete properties.lastname
  } else if (kind < 0.11 && hasEmail) {
    const office = `office@${domain}`
    const own = `${properties.email?.split('@')[0] ?? ''}@private.example.org`
    properties.hs_additional_emails = kind < 0.07 ? office : kind < 0.09 ? own : `${own};${office}`
  }
}

/** The index at the end of a mailbox such as `lea.moreau.4711`; undefined where there is none. */
function positionOfTwin(mailbox: string): number | undefined {
  const end = mailbox.slice(mailbox.lastIndexOf('.') + 1)
  return /^[1-9]\d{0,8}$/.test(end) ? Number(end) : undefined
}

function fillWork(
  properties: Record<string, string>,
  random: Random,
  region: Region,
  company: Company | undefined,
  companyIndex: number | undefined,
): void {
  const [city, state] = pick(random, region.cities)
  properties.city = company?.city ?? city
  properties.state = company?.state ?? state
  properties.country = region.country
  if (random() < 0.88) properties.jobtitle = pick(random, JOB_TITLES)
  if (random() < 0.8) properties.phone = fillDigits(random, region.phone)
  if (random() * 100 < region.mobilesPerHundred) properties.mobilephone = fillDigits(random, region.mobile)
  if (random() < 0.4) {
    properties.address = `${pick(random, region.streets)} ${between(random, 1, 180)}`
    properties.zip = fillDigits(random, region.zip)
  }
  if (company === undefined || companyIndex === undefined) return
  properties.company = company.name
  properties.website = `https://${company.domain}`
  properties.industry = company.industry
  properties.associatedcompanyid = idOf(companyIndex)
}

function fillCustomer(properties: Record<string, string>, random: Random, createdAtMs: number): void {
  const stage = pick(random, LIFECYCLE_STAGES).value
  properties.lifecyclestage = stage
  properties.hs_analytics_source = pick(random, ANALYTICS_SOURCES).value
  properties.num_associated_deals = String(stage === 'customer' ? between(random, 1, 4) : 0)
  if (stage === 'lead' || random() < 0.2) properties.hs_lead_status = pick(random, LEAD_STATUSES).value
  if (random() < 0.75) {
    properties.hubspot_owner_id = pick(random, OWNER_IDS)
    properties.hubspot_owner_assigneddate = formatInstant(createdAtMs + between(random, 1, 9_000) * 1000)
  }
  if (random() < 0.12) properties.hs_buying_role = pick(random, BUYING_ROLES).value
}

function fillHabits(
  properties: Record<string, string>,
  random: Random,
  region: Region,
  createdAtMs: number,
): void {
  properties.hs_language = region.language
  properties.hs_timezone = region.timeZone
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
}
