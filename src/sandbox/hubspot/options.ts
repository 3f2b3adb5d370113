import { INDUSTRIES } from '../made-up/companies.ts'

/** One choice of an enumeration property: what is stored, and what people read; hidden ones are old. */
export type Choice = { value: string; label: string; hidden?: boolean }

const choices = (pairs: readonly (readonly [value: string, label: string])[]): readonly Choice[] =>
  pairs.map(([value, label]) => ({ value, label }))

export const LIFECYCLE_STAGES = choices([
  ['subscriber', 'Subscriber'],
  ['lead', 'Lead'],
  ['marketingqualifiedlead', 'Marketing Qualified Lead'],
  ['salesqualifiedlead', 'Sales Qualified Lead'],
  ['opportunity', 'Opportunity'],
  ['customer', 'Customer'],
  ['evangelist', 'Evangelist'],
  ['other', 'Other'],
])

export const LEAD_STATUSES = choices([
  ['NEW', 'New'],
  ['OPEN', 'Open'],
  ['IN_PROGRESS', 'In Progress'],
  ['OPEN_DEAL', 'Open Deal'],
  ['UNQUALIFIED', 'Unqualified'],
  ['ATTEMPTED_TO_CONTACT', 'Attempted to Contact'],
  ['CONNECTED', 'Connected'],
  ['BAD_TIMING', 'Bad Timing'],
])

export const ANALYTICS_SOURCES = choices([
  ['ORGANIC_SEARCH', 'Organic Search'],
  ['PAID_SEARCH', 'Paid Search'],
  ['EMAIL_MARKETING', 'Email Marketing'],
  ['SOCIAL_MEDIA', 'Organic Social'],
  ['REFERRALS', 'Referrals'],
  ['DIRECT_TRAFFIC', 'Direct Traffic'],
  ['OFFLINE', 'Offline Sources'],
  ['PAID_SOCIAL', 'Paid Social'],
  ['OTHER_CAMPAIGNS', 'Other Campaigns'],
  ['AI_REFERRALS', 'AI Referrals'],
])

export const BUYING_ROLES = choices([
  ['DECISION_MAKER', 'Decision Maker'],
  ['BUDGET_HOLDER', 'Budget Holder'],
  ['CHAMPION', 'Champion'],
  ['END_USER', 'End User'],
  ['BLOCKER', 'Blocker'],
])

export const NEWSLETTER_TOPICS: readonly Choice[] = [
  ...choices([
    ['product_news', 'Product news'],
    ['events', 'Events'],
    ['trade_fairs', 'Trade fairs'],
    ['tips', 'Tips & tricks'],
  ]),
  // Nobody can choose it any more; records that have it keep it.
  { value: 'fax_circular', label: 'Fax circular', hidden: true },
]

export const YES_NO = choices([
  ['true', 'Yes'],
  ['false', 'No'],
])

export const SENIORITIES = choices([
  ['entry', 'Entry'],
  ['senior', 'Senior'],
  ['manager', 'Manager'],
  ['director', 'Director'],
  ['vp', 'VP'],
  ['executive', 'Executive'],
  ['owner', 'Owner'],
])

export const LEGAL_BASES = choices([
  ['Legitimate interest – prospect/lead', 'Legitimate interest – prospect/lead'],
  ['Performance of a contract', 'Performance of a contract'],
  ['Freely given consent from contact', 'Freely given consent from contact'],
  ['Not applicable', 'Not applicable'],
])

export const OBJECT_SOURCES = choices([
  ['CRM_UI', 'CRM UI'],
  ['IMPORT', 'Import'],
  ['INTEGRATION', 'Integration'],
  ['FORM', 'Form'],
])

export const LANGUAGES = choices([
  ['de', 'German'],
  ['en', 'English'],
  ['es', 'Spanish'],
  ['fr', 'French'],
  ['it', 'Italian'],
  ['ja', 'Japanese'],
  ['pl', 'Polish'],
  ['pt', 'Portuguese'],
  ['sv', 'Swedish'],
])

export const TIME_ZONES = choices([
  ['africa_slash_lagos', 'UTC +01:00 Africa Lagos'],
  ['america_slash_sao_paulo', 'UTC -03:00 America Sao Paulo'],
  ['asia_slash_kolkata', 'UTC +05:30 Asia Kolkata'],
  ['asia_slash_tokyo', 'UTC +09:00 Asia Tokyo'],
  ['europe_slash_berlin', 'UTC +01:00 Europe Berlin'],
  ['europe_slash_london', 'UTC +00:00 Europe London'],
  ['europe_slash_madrid', 'UTC +01:00 Europe Madrid'],
  ['europe_slash_paris', 'UTC +01:00 Europe Paris'],
  ['europe_slash_rome', 'UTC +01:00 Europe Rome'],
  ['europe_slash_stockholm', 'UTC +01:00 Europe Stockholm'],
  ['europe_slash_warsaw', 'UTC +01:00 Europe Warsaw'],
  ['us_slash_central', 'UTC -06:00 US Central'],
])

export const COMPANY_TYPES = choices([
  ['PROSPECT', 'Prospect'],
  ['PARTNER', 'Partner'],
  ['RESELLER', 'Reseller'],
  ['VENDOR', 'Vendor'],
  ['OTHER', 'Other'],
])

export const INDUSTRY_CHOICES = choices(INDUSTRIES)

export const DEAL_TYPES = choices([
  ['newbusiness', 'New Business'],
  ['existingbusiness', 'Existing Business'],
])

export const PRIORITIES = choices([
  ['low', 'Low'],
  ['medium', 'Medium'],
  ['high', 'High'],
])

export const CURRENCIES = choices([
  ['EUR', 'EUR'],
  ['GBP', 'GBP'],
  ['JPY', 'JPY'],
  ['USD', 'USD'],
])
