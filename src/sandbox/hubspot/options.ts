import { INDUSTRIES } from '../made-up/companies.ts'

/** One choice of an enumeration property: what is stored, and what people read. */
export type Choice = { value: string; label: string }

const choices = (pairs: readonly (readonly [value: string, label: string])[]): readonly Choice[] =>
  pairs.map(([value, label]) => ({ value, label }))

/** Owners by the id that records store. Their option lists stay empty: HubSpot keeps owners elsewhere. */
export const OWNER_IDS: readonly string[] = ['41629779', '41629780', '52810344', '60119025', '60119026']

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
])

export const BUYING_ROLES = choices([
  ['DECISION_MAKER', 'Decision Maker'],
  ['BUDGET_HOLDER', 'Budget Holder'],
  ['CHAMPION', 'Champion'],
  ['END_USER', 'End User'],
  ['BLOCKER', 'Blocker'],
])

export const NEWSLETTER_TOPICS = choices([
  ['product_news', 'Product news'],
  ['events', 'Events'],
  ['trade_fairs', 'Trade fairs'],
  ['tips', 'Tips & tricks'],
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

export const PIPELINES = choices([['default', 'Sales Pipeline']])

/** The stages of the only pipeline, with the chance of winning that each stands for. */
export const DEAL_STAGES: readonly (Choice & { probability: string })[] = [
  { value: 'appointmentscheduled', label: 'Appointment Scheduled', probability: '0.2' },
  { value: 'qualifiedtobuy', label: 'Qualified To Buy', probability: '0.4' },
  { value: 'presentationscheduled', label: 'Presentation Scheduled', probability: '0.6' },
  { value: 'decisionmakerboughtin', label: 'Decision Maker Bought-In', probability: '0.8' },
  { value: 'contractsent', label: 'Contract Sent', probability: '0.9' },
  { value: 'closedwon', label: 'Closed Won', probability: '1.0' },
  { value: 'closedlost', label: 'Closed Lost', probability: '0.0' },
]

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
