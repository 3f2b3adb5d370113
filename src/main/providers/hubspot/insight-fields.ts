import type { InsightFields } from '../provider.ts'
import { currencyFact } from './account-facts.ts'

/** HubSpot's own properties (its guides to contacts and deals). */
export const insightFields: InsightFields = {
  contactOwner: 'hubspot_owner_id',
  // Several stand apart by semicolons, and no options are told of them.
  moreEmails: [{ name: 'hs_additional_emails', separator: ';' }],
  morePhones: ['mobilephone'],
  deals: {
    stage: 'dealstage',
    isClosed: 'hs_is_closed',
    amount: 'amount',
    currency: 'deal_currency_code',
    homeAmount: 'amount_in_home_currency',
  },
  currencyFact,
}
