import { COMPANY_TYPES, INDUSTRY_CHOICES, LIFECYCLE_STAGES, TIME_ZONES } from './options.ts'
import { propertiesOf, type PropertyDefinition } from './property-definition.ts'

const company = propertiesOf('companyinformation')
const activity = propertiesOf('company_activity')
const fixed = { readOnly: true }

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
  activity('num_associated_contacts', 'Number of Associated Contacts', 'number', {
    calculated: true,
    readOnly: true,
  }),
  activity('hs_object_id', 'Record ID', 'number', { ...fixed, hasUniqueValue: true }),
  activity('createdate', 'Create Date', 'datetime', fixed),
  activity('hs_lastmodifieddate', 'Last Modified Date', 'datetime', fixed),
]
