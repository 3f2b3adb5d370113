import { between, createRandom, pick } from '../random.ts'
import type { Companies } from '../made-up/companies.ts'
import { REGION_NAMES } from '../made-up/regions.ts'
import { formatInstant } from './instants.ts'
import type { Maker } from './maker.ts'
import { DEAL_STAGES, DEAL_TYPES, OWNER_IDS, PRIORITIES } from './options.ts'
import { around, makeTimes } from './times.ts'

const STREAM = 3

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

export function createDealMaker(seed: number, count: number, companies: Companies): Maker {
  return {
    count,
    make: (index) => {
      const random = createRandom(seed, STREAM, index)
      const companyIndex = companies.indexNear(pick(random, REGION_NAMES), random())
      const company = companyIndex === undefined ? 'Walk-in' : companies.companyAt(companyIndex).name
      const stage = pick(random, DEAL_STAGES)
      const isClosed = stage.value === 'closedwon' || stage.value === 'closedlost'
      const times = makeTimes(random)
      const closeMs = isClosed ? times.updatedAtMs : around(random, times.updatedAtMs, 5, 150)
      const properties: Record<string, string> = {
        dealname: `${company} – ${pick(random, SUBJECTS)}`,
        pipeline: 'default',
        dealstage: stage.value,
        closedate: formatInstant(closeMs - (closeMs % 3_600_000)),
        deal_currency_code: pick(random, ['EUR', 'EUR', 'EUR', 'USD', 'GBP', 'JPY']),
        hs_deal_stage_probability: stage.probability,
        hs_is_closed: String(isClosed),
        hs_is_closed_won: String(stage.value === 'closedwon'),
        num_associated_contacts: String(between(random, 0, 5)),
      }
      if (random() < 0.93) {
        const amount = String(Math.round(5 * 2 ** (random() * 11)) * 50)
        Object.assign(properties, { amount, amount_in_home_currency: amount, hs_forecast_amount: amount })
      }
      if (random() < 0.7) properties.dealtype = pick(random, DEAL_TYPES).value
      if (random() < 0.5) properties.hs_priority = pick(random, PRIORITIES).value
      if (random() < 0.85) properties.hubspot_owner_id = pick(random, OWNER_IDS)
      if (!isClosed && random() < 0.4) properties.hs_next_step = 'Send the revised offer and ask for a date.'
      if (stage.value === 'closedlost') properties.closed_lost_reason = pick(random, LOST_REASONS)
      return { properties, ...times }
    },
  }
}
