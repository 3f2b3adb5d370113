import {
  ANALYTICS_SOURCES,
  COMPANY_TYPES,
  INDUSTRY_CHOICES,
  LEAD_STATUSES,
  LIFECYCLE_STAGES,
  OBJECT_SOURCES,
  TIME_ZONES,
} from './options.ts'
import { propertiesOf, type PropertyDefinition } from './property-definition.ts'

const company = propertiesOf('companyinformation')
const activity = propertiesOf('company_activity')
const own = propertiesOf('harbour_fields')
const ours = { hubspotDefined: false }
const fixed = { readOnly: true }
const computed = { calculated: true, readOnly: true }

/** Company properties of the sample account. */
export const COMPANY_PROPERTIES: readonly PropertyDefinition[] = [
  company('name', 'Company name', 'string', { description: 'The name of the company' }),
  company('domain', 'Company Domain Name', 'string', {
    description: 'The domain of the company’s website; not unique for records made through the API',
  }),
  company('website', 'Website URL', 'string'),
  company('phone', 'Phone Number', 'phone_number'),
  company('industry', 'Industry', 'enumeration', { options: INDUSTRY_CHOICES }),
  company('type', 'Type', 'enumeration/radio', { options: COMPANY_TYPES }),
  company('description', 'Description', 'string/textarea'),
  company('address', 'Street Address', 'string'),
  company('city', 'City', 'string'),
  company('state', 'State/Region', 'string'),
  company('zip', 'Postal Code', 'string'),
  company('country', 'Country/Region', 'string'),
  company('timezone', 'Time Zone', 'enumeration', { options: TIME_ZONES }),
  company('numberofemployees', 'Number of Employees', 'number'),
  company('annualrevenue', 'Annual Revenue', 'number'),
  company('founded_year', 'Year Founded', 'string'),
  company('is_public', 'Is Public', 'bool'),
  company('lifecyclestage', 'Lifecycle Stage', 'enumeration/radio', { options: LIFECYCLE_STAGES }),
  company('hubspot_owner_id', 'Company owner', 'enumeration', { isOwner: true }),
  company('address2', 'Street Address 2', 'string'),
  company('about_us', 'About Us', 'string/textarea'),
  company('total_money_raised', 'Total Money Raised', 'string'),
  company('total_revenue', 'Total Revenue', 'number', { ...computed, showCurrencySymbol: true }),
  company('web_technologies', 'Web Technologies', 'enumeration/checkbox', fixed),
  company('linkedin_company_page', 'LinkedIn Company Page', 'string'),
  company('linkedinbio', 'LinkedIn Bio', 'string'),
  company('facebook_company_page', 'Facebook Company Page', 'string'),
  company('twitterhandle', 'X (Twitter) Handle', 'string'),
  company('hs_lead_status', 'Lead Status', 'enumeration/radio', { options: LEAD_STATUSES }),
  company('hs_parent_company_id', 'Parent Company', 'number', fixed),
  company('hs_num_child_companies', 'Number of child companies', 'number', computed),
  company('hs_additional_domains', 'Additional Domains', 'enumeration/checkbox', fixed),
  company('hs_country_code', 'Country/Region Code', 'string'),
  company('hs_employee_range', 'Employee range', 'string', { ...fixed, hidden: true }),
  company('hs_object_source_label', 'Record source', 'enumeration', { ...fixed, options: OBJECT_SOURCES }),
  company('hs_merged_object_ids', 'Merged company IDs', 'enumeration/checkbox', { ...fixed, hidden: true }),
  company('hs_analytics_source', 'Original Traffic Source', 'enumeration', {
    ...fixed,
    options: ANALYTICS_SOURCES,
  }),
  company('hs_is_target_account', 'Target Account', 'bool'),
  company('hs_target_account_probability', 'Target Account Probability', 'number', computed),
  activity('hubspot_owner_assigneddate', 'Owner Assigned Date', 'datetime', fixed),
  activity('notes_last_contacted', 'Last Contacted', 'datetime', fixed),
  activity('notes_last_updated', 'Last Activity Date', 'datetime', fixed),
  activity('notes_next_activity_date', 'Next Activity Date', 'datetime', fixed),
  activity('num_contacted_notes', 'Number of times contacted', 'number', fixed),
  activity('num_notes', 'Number of Sales Activities', 'number', fixed),
  activity('closedate', 'Close Date', 'datetime'),
  activity('days_to_close', 'Days to Close', 'number', computed),
  activity('first_contact_createdate', 'First Contact Create Date', 'datetime', computed),
  activity('first_deal_created_date', 'First Deal Created Date', 'datetime', computed),
  activity('recent_deal_amount', 'Recent Deal Amount', 'number', { ...computed, showCurrencySymbol: true }),
  activity('recent_deal_close_date', 'Recent Deal Close Date', 'datetime', computed),
  activity('num_associated_deals', 'Number of Associated Deals', 'number', computed),
  activity('hs_num_open_deals', 'Number of open deals', 'number', computed),
  activity('num_associated_contacts', 'Number of Associated Contacts', 'number', {
    calculated: true,
    readOnly: true,
  }),
  activity('hs_object_id', 'Record ID', 'number', { ...fixed, hasUniqueValue: true }),
  activity('createdate', 'Create Date', 'datetime', fixed),
  activity('hs_lastmodifieddate', 'Last Modified Date', 'datetime', fixed),
  own('customer_number', 'Customer number', 'string', ours),
  own('payment_terms', 'Payment terms', 'enumeration', {
    options: [
      { value: 'prepaid', label: 'Paid in advance' },
      { value: '14', label: '14 days' },
      { value: '30', label: '30 days' },
    ],
    ...ours,
  }),
]
