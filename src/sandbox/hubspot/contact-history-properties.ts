import { ANALYTICS_SOURCES, LEGAL_BASES, LIFECYCLE_STAGES, OBJECT_SOURCES, SENIORITIES } from './options.ts'
import { propertiesOf, type PropertyDefinition } from './property-definition.ts'

const person = propertiesOf('contactinformation')
const activity = propertiesOf('contact_activity')
const visits = propertiesOf('analyticsinformation')
const mail = propertiesOf('emailinformation')
const conversions = propertiesOf('conversioninformation')
const social = propertiesOf('socialmediainformation')
const own = propertiesOf('harbour_fields')
const fixed = { readOnly: true }
const computed = { calculated: true, readOnly: true }
const buried = { readOnly: true, hidden: true }

/** What every account has about contacts besides who they are; most of it is unset in most records. */
export const CONTACT_HISTORY_PROPERTIES: readonly PropertyDefinition[] = [
  person('degree', 'Degree', 'string'),
  person('field_of_study', 'Field of study', 'string'),
  person('school', 'School', 'string'),
  person('gender', 'Gender', 'string'),
  person('job_function', 'Job function', 'string'),
  person('seniority', 'Seniority', 'string'),
  person('start_date', 'Start date', 'string'),
  person('work_email', 'Work email', 'string'),
  person('numemployees', 'Number of Employees', 'enumeration', {
    options: ['1-5', '5-25', '25-50', '50-100', '100-500', '500-1000', '1000+'].map((value) => ({
      value,
      label: value,
    })),
  }),
  person('hs_seniority', 'Employment Seniority', 'enumeration', { options: SENIORITIES }),
  person('hs_linkedin_url', 'LinkedIn URL', 'string'),
  person('hs_country_region_code', 'Country/Region Code', 'string'),
  person('hs_state_code', 'State/Region Code', 'string'),
  person('hs_whatsapp_phone_number', 'WhatsApp Phone Number', 'phone_number'),
  person('hs_legal_basis', 'Legal basis for processing contact’s data', 'enumeration/checkbox', {
    options: LEGAL_BASES,
  }),
  person('hs_full_name_or_email', 'Full name or email', 'string', { ...computed, hidden: true }),
  person('hs_calculated_phone_number', 'Calculated phone number', 'string', { ...computed, hidden: true }),
  person('hs_calculated_mobile_number', 'Calculated mobile number', 'string', { ...computed, hidden: true }),
  person('hs_is_unworked', 'Contact unworked', 'bool', computed),
  person('hs_marketable_status', 'Marketing contact status', 'enumeration', {
    ...fixed,
    options: [
      { value: 'true', label: 'Marketing contact' },
      { value: 'false', label: 'Non-marketing contact' },
    ],
  }),
  person('hs_object_source_label', 'Record source', 'enumeration', { ...fixed, options: OBJECT_SOURCES }),
  person('hs_object_source_detail_1', 'Record source detail 1', 'string', fixed),
  person('hs_merged_object_ids', 'Merged contact IDs', 'enumeration/checkbox', buried),
  person('hs_calculated_merged_vids', 'Merged vids with timestamps of a contact', 'string', {
    ...computed,
    hidden: true,
  }),
  person('hs_all_owner_ids', 'All owner IDs', 'enumeration/checkbox', { ...buried, isOwner: true }),
  person('hs_created_by_user_id', 'Created by user ID', 'number', buried),
  person('hs_updated_by_user_id', 'Updated by user ID', 'number', buried),
  person('hs_was_imported', 'Performed in an import', 'bool', buried),
  person('hs_read_only', 'Read only object', 'bool', buried),
  ...LIFECYCLE_STAGES.map(({ value, label }) =>
    person(`hs_lifecyclestage_${value}_date`, `Became a ${label} Date`, 'datetime', fixed),
  ),
  activity('notes_last_updated', 'Last Activity Date', 'datetime', fixed),
  activity('notes_next_activity_date', 'Next Activity Date', 'datetime', fixed),
  activity('num_contacted_notes', 'Number of times contacted', 'number', fixed),
  activity('hs_last_sales_activity_timestamp', 'Last Engagement Date', 'datetime', fixed),
  activity('engagements_last_meeting_booked', 'Date of last meeting booked', 'datetime', fixed),
  activity('hs_sales_email_last_opened', 'Recent Sales Email Opened Date', 'datetime', fixed),
  activity('hs_sales_email_last_replied', 'Recent Sales Email Replied Date', 'datetime', fixed),
  activity('hs_time_to_first_engagement', 'Lead response time', 'number', computed),
  visits('hs_analytics_source_data_1', 'Original Traffic Source Drill-Down 1', 'string', fixed),
  visits('hs_analytics_source_data_2', 'Original Traffic Source Drill-Down 2', 'string', fixed),
  visits('hs_latest_source', 'Latest Traffic Source', 'enumeration', {
    ...fixed,
    options: ANALYTICS_SOURCES,
  }),
  visits('hs_latest_source_timestamp', 'Latest Traffic Source Date', 'datetime', fixed),
  visits('hs_analytics_first_timestamp', 'Time First Seen', 'datetime', fixed),
  visits('hs_analytics_last_timestamp', 'Time Last Seen', 'datetime', fixed),
  visits('hs_analytics_first_url', 'First Page Seen', 'string', fixed),
  visits('hs_analytics_last_url', 'Last Page Seen', 'string', fixed),
  visits('hs_analytics_first_referrer', 'First Referring Site', 'string', fixed),
  visits('hs_analytics_num_page_views', 'Number of Pageviews', 'number', fixed),
  visits('hs_analytics_num_visits', 'Number of Sessions', 'number', fixed),
  visits('hs_analytics_revenue', 'Event Revenue', 'number', { ...computed, showCurrencySymbol: true }),
  visits('ip_country', 'IP Country', 'string', fixed),
  visits('ip_city', 'IP City', 'string', fixed),
  mail('hs_email_delivered', 'Marketing emails delivered', 'number', fixed),
  mail('hs_email_open', 'Marketing emails opened', 'number', fixed),
  mail('hs_email_click', 'Marketing emails clicked', 'number', fixed),
  mail('hs_email_bounce', 'Marketing emails bounced', 'number', fixed),
  mail('hs_email_bad_address', 'Invalid email address', 'bool', fixed),
  mail('hs_email_quarantined', 'Email address quarantined', 'bool', fixed),
  mail('hs_email_last_send_date', 'Last marketing email send date', 'datetime', fixed),
  mail('hs_email_last_open_date', 'Last marketing email open date', 'datetime', fixed),
  conversions('first_conversion_event_name', 'First Conversion', 'string', fixed),
  conversions('first_conversion_date', 'First Conversion Date', 'datetime', fixed),
  conversions('recent_conversion_event_name', 'Recent Conversion', 'string', fixed),
  conversions('recent_conversion_date', 'Recent Conversion Date', 'datetime', fixed),
  conversions('num_conversion_events', 'Number of Form Submissions', 'number', fixed),
  conversions('hubspotscore', 'HubSpot Score', 'number', computed),
  social('twitterhandle', 'X (Twitter) Username', 'string'),
  social('linkedinbio', 'LinkedIn Bio', 'string/textarea'),
  social('twitterprofilephoto', 'X (Twitter) Profile Photo', 'string'),
  own('remarks', 'Remarks', 'string/html', { hubspotDefined: false }),
  own('discount_percent', 'Discount in percent', 'number', { hubspotDefined: false }),
]
