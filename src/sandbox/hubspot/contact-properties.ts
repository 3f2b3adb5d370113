import { CONTACT_HISTORY_PROPERTIES } from './contact-history-properties.ts'
import {
  ANALYTICS_SOURCES,
  BUYING_ROLES,
  LANGUAGES,
  LEAD_STATUSES,
  LIFECYCLE_STAGES,
  NEWSLETTER_TOPICS,
  TIME_ZONES,
} from './options.ts'
import { propertiesOf, type PropertyDefinition } from './property-definition.ts'

const person = propertiesOf('contactinformation')
const address = propertiesOf('contact_location')
const sales = propertiesOf('sales_properties')
const activity = propertiesOf('contact_activity')
const own = propertiesOf('harbour_fields')
const ours = { hubspotDefined: false }
const fixed = { readOnly: true }

/** Contact properties of the sample account: HubSpot's usual ones, and a few that the account added. */
export const CONTACT_PROPERTIES: readonly PropertyDefinition[] = [
  person('email', 'Email', 'string', { hasUniqueValue: true, description: "A contact's email address" }),
  person('firstname', 'First Name', 'string', { description: "A contact's first name" }),
  person('lastname', 'Last Name', 'string', { description: "A contact's last name" }),
  person('salutation', 'Salutation', 'string', { description: 'The title used to address a contact' }),
  person('phone', 'Phone Number', 'phone_number', { description: "A contact's primary phone number" }),
  person('mobilephone', 'Mobile Phone Number', 'phone_number', {
    description: "A contact's mobile phone number",
  }),
  person('fax', 'Fax Number', 'phone_number'),
  person('company', 'Company Name', 'string', {
    description: 'The name of the company as text; not the record that the contact is associated with',
  }),
  person('jobtitle', 'Job Title', 'string', { description: "A contact's job title" }),
  person('website', 'Website URL', 'string', { description: "Website of the contact's company" }),
  person('industry', 'Industry', 'string', { description: "The industry of the contact's company" }),
  person('annualrevenue', 'Annual Revenue', 'string'),
  person('date_of_birth', 'Date of birth', 'date'),
  person('message', 'Message', 'string/textarea', { description: 'What the contact wrote to the company' }),
  person('hs_language', 'Preferred language', 'enumeration', { options: LANGUAGES }),
  person('hs_timezone', 'Time Zone', 'enumeration', { options: TIME_ZONES }),
  person('hs_additional_emails', 'Additional email addresses', 'enumeration/checkbox', {
    ...fixed,
    description: 'Other addresses of the contact, separated by semicolons',
  }),
  person('hs_email_domain', 'Email Domain', 'string', {
    ...fixed,
    description: 'The part of the address behind the @',
  }),
  person('hs_email_optout', 'Unsubscribed from all email', 'bool'),
  person('hs_searchable_calculated_phone_number', 'Phone number without country code', 'string/text', {
    calculated: true,
    readOnly: true,
    hidden: true,
  }),
  person('associatedcompanyid', 'Primary Associated Company ID', 'number', fixed),
  person('hs_object_id', 'Record ID', 'number', { ...fixed, hasUniqueValue: true }),
  person('createdate', 'Create Date', 'datetime', fixed),
  person('lastmodifieddate', 'Last Modified Date', 'datetime', fixed),
  address('address', 'Street Address', 'string'),
  address('city', 'City', 'string'),
  address('state', 'State/Region', 'string'),
  address('zip', 'Postal Code', 'string'),
  address('country', 'Country/Region', 'string'),
  sales('lifecyclestage', 'Lifecycle Stage', 'enumeration/radio', {
    options: LIFECYCLE_STAGES,
    description: 'How far a contact has come on the way to being a customer',
  }),
  sales('hs_lead_status', 'Lead Status', 'enumeration/radio', { options: LEAD_STATUSES }),
  sales('hubspot_owner_id', 'Contact owner', 'enumeration', {
    isOwner: true,
    description: 'Who looks after the contact',
  }),
  sales('hubspot_owner_assigneddate', 'Owner assigned date', 'datetime', fixed),
  sales('hs_buying_role', 'Buying Role', 'enumeration/checkbox', { options: BUYING_ROLES }),
  sales('num_associated_deals', 'Number of Associated Deals', 'number', { calculated: true, readOnly: true }),
  activity('hs_analytics_source', 'Original Traffic Source', 'enumeration', {
    options: ANALYTICS_SOURCES,
    ...fixed,
  }),
  activity('notes_last_contacted', 'Last Contacted', 'datetime', fixed),
  activity('num_notes', 'Number of Sales Activities', 'number', fixed),
  own('key_contact', 'Key contact', 'bool', ours),
  own('newsletter_topics', 'Newsletter topics', 'enumeration/checkbox', {
    options: NEWSLETTER_TOPICS,
    ...ours,
  }),
  own('customer_since', 'Customer since', 'date', ours),
  own('customer_number', 'Customer number', 'string', ours),
  ...CONTACT_HISTORY_PROPERTIES,
]
