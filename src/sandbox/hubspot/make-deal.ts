import { between, createRandom, pick, type Random } from '../random.ts'
import type { Companies } from '../made-up/companies.ts'
import { ODD_COMPANIES } from '../made-up/odd-people.ts'
import { REGION_NAMES } from '../made-up/regions.ts'
import { DEAL_PIPELINES, type DealPipeline, type DealStage } from './deal-pipelines.ts'
import { formatDay, formatInstant } from './instants.ts'
import { createMaker, type MadeUp, type Maker } from './maker.ts'
import { OWNER_IDS } from './made-up-owners.ts'
import { DEAL_TYPES, PRIORITIES } from './options.ts'
import { DAY_MS, MADE_UP_UNTIL_MS, makeTimes, type Times } from './times.ts'

const STREAM = 3
const RENEWALS_SHARE = 0.2
const ODD_STEP = 67
const ODD_AT = 29

/** Of 100 deals, how many stand in each stage: open ones get fewer from stage to stage. */
const [SALES, RENEWALS] = DEAL_PIPELINES
const WEIGHTS: ReadonlyMap<DealPipeline, readonly number[]> = new Map([
  [SALES, [20, 15, 11, 7, 4, 25, 18]],
  [RENEWALS, [14, 10, 6, 55, 15]],
])

/** Currencies as often as they occur, with the value of one unit in the company's currency. */
const CURRENCIES: readonly (readonly [code: string, rate: number])[] = [
  ...[1, 2, 3, 4].map(() => ['EUR', 1] as const),
  ['USD', 0.92],
  ['GBP', 1.17],
  ['JPY', 0.0062],
]

const SUBJECTS =
  'annual contract,pilot for 40 seats,warehouse sensors,training week,website relaunch,spare parts 2027,renewal,fleet upgrade,framework agreement,second production line,support plan,trade fair stand,migration project,packaging redesign'.split(
    ',',
  )
const LOST_REASONS = [
  'Budget was cut',
  'Chose a local supplier',
  'No answer after the third call',
  'Postponed to next year',
]
const WON_REASONS = [
  'Delivery within a week',
  'Knows us from the last project',
  'Best price after the discount',
]

/** Makes deals that add up to pipelines that people could have. */
export function createDealMaker(seed: number, count: number, companies: Companies): Maker {
  const begin = (index: number): Beginning => {
    const random = createRandom(seed, STREAM, index)
    const companyIndex = companies.indexNear(pick(random, REGION_NAMES), random())
    const pipeline = random() < RENEWALS_SHARE ? RENEWALS : SALES
    const order = pickWeighted(random, WEIGHTS.get(pipeline) ?? [])
    const stage = pipeline.stages[order]
    if (stage === undefined) throw new Error('The pipeline has no such stage')
    const dates = makeDates(random, stage, order)
    const subject = pick(random, SUBJECTS)
    return { random, companyIndex, pipeline, order, stage, dates, subject, contacts: between(random, 0, 5) }
  }
  const make = (index: number): MadeUp => {
    const { random, companyIndex, pipeline, order, stage, dates, subject, contacts } = begin(index)
    const company = companyIndex === undefined ? 'Walk-in' : companies.companyAt(companyIndex).name
    const { createdAtMs, updatedAtMs, closeMs } = dates
    const properties: Record<string, string> = {
      dealname: `${company} – ${subject}`,
      pipeline: pipeline.value,
      dealstage: stage.value,
      closedate: formatInstant(closeMs - (closeMs % 3_600_000)),
      hs_deal_stage_probability: stage.probability,
      hs_is_closed: String(stage.isClosed),
      hs_is_closed_won: String(stage.isWon),
      num_associated_contacts: String(contacts),
      ...fillAmount(random, stage, order),
      ...fillCourse(random, stage),
    }
    if (stage.isClosed) properties.days_to_close = String(Math.floor((closeMs - createdAtMs) / DAY_MS))
    if (random() < 0.15) properties.delivery_by = formatDay(closeMs + between(random, 5, 60) * DAY_MS)
    if (index % ODD_STEP === ODD_AT) {
      const odd = ODD_COMPANIES[Math.floor(index / ODD_STEP) % ODD_COMPANIES.length]?.name
      if (odd !== undefined) properties.dealname = odd === '' ? '-' : odd
    }
    return { properties, createdAtMs, updatedAtMs }
  }
  return {
    ...createMaker(count, make, (index) => begin(index).dates),
    contactCountOf: (index) => begin(index).contacts,
  }
}

/** What is drawn first of a deal. */
type Beginning = {
  random: Random
  companyIndex: number | undefined
  pipeline: DealPipeline
  /** The place of the stage in its pipeline. */
  order: number
  stage: DealStage
  dates: Dates
  subject: string
  /** How many contacts it has. */
  contacts: number
}

type Dates = Times & { closeMs: number }

/** Closed deals were closed in the past; open ones are expected to close soon, the later their stage the sooner. */
function makeDates(random: Random, stage: DealStage, order: number): Dates {
  if (stage.isClosed) {
    const { createdAtMs } = makeTimes(random)
    const closeMs = Math.min(createdAtMs + between(random, 8, 110) * DAY_MS, MADE_UP_UNTIL_MS - 3_600_000)
    const later = Math.floor(random() * 20 * DAY_MS)
    return { createdAtMs, closeMs, updatedAtMs: Math.min(closeMs + later, MADE_UP_UNTIL_MS - 1) }
  }
  const age = (6 + order * 16 + random() * 100) * DAY_MS
  const createdAtMs = MADE_UP_UNTIL_MS - Math.floor(age)
  const updatedAtMs = MADE_UP_UNTIL_MS - 1 - Math.floor(random() ** 2 * age)
  // Some are overdue, because nobody looked after them.
  const days = random() < 0.07 ? -between(random, 1, 40) : between(random, 3, 20 * (6 - order))
  return { createdAtMs, updatedAtMs, closeMs: MADE_UP_UNTIL_MS + days * DAY_MS }
}

function fillAmount(random: Random, stage: DealStage, order: number): Record<string, string> {
  const [currency, rate] = pick(random, CURRENCIES)
  const properties: Record<string, string> = { deal_currency_code: currency }
  const size = Math.round(5 * 2 ** (random() * 11)) * 50
  // Small ones are dropped early, so what is left is worth more from stage to stage.
  const value = Math.round((size * (1 + order * 0.12)) / rate)
  if (random() >= 0.93) return properties
  const amount = rate < 0.1 ? String(value - (value % 1000)) : random() < 0.1 ? `${value}.5` : String(value)
  const home = round(Number(amount) * rate)
  return {
    ...properties,
    amount,
    hs_exchange_rate: String(rate),
    amount_in_home_currency: String(home),
    hs_forecast_amount: amount,
    hs_projected_amount: String(round(Number(amount) * Number(stage.probability))),
    ...(stage.isWon ? { hs_closed_amount: amount, hs_closed_amount_in_home_currency: String(home) } : {}),
  }
}

function fillCourse(random: Random, stage: DealStage): Record<string, string> {
  const properties: Record<string, string> = {}
  if (random() < 0.7) properties.dealtype = pick(random, DEAL_TYPES).value
  if (random() < 0.5) properties.hs_priority = pick(random, PRIORITIES).value
  if (random() < 0.85) properties.hubspot_owner_id = pick(random, OWNER_IDS)
  if (!stage.isClosed && random() < 0.4)
    properties.hs_next_step = 'Send the revised offer and ask for a date.'
  if (stage.isClosed && !stage.isWon) properties.closed_lost_reason = pick(random, LOST_REASONS)
  if (stage.isWon && random() < 0.5) properties.closed_won_reason = pick(random, WON_REASONS)
  return properties
}

function pickWeighted(random: Random, weights: readonly number[]): number {
  let rest = random() * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (rest -= weight) < 0)
  return found < 0 ? weights.length - 1 : found
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
