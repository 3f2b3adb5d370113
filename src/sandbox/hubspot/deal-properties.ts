import { DEAL_PIPELINES, DEAL_STAGES } from './deal-pipelines.ts'
import { CURRENCIES, DEAL_TYPES, OBJECT_SOURCES, PRIORITIES } from './options.ts'
import { propertiesOf, type PropertyDefinition } from './property-definition.ts'

const deal = propertiesOf('dealinformation')
const activity = propertiesOf('deal_activity')
const own = propertiesOf('harbour_fields')
const ours = { hubspotDefined: false }
const fixed = { readOnly: true }
const computed = { calculated: true, readOnly: true }

/** Deal properties of the sample account. */
export const DEAL_PROPERTIES: readonly PropertyDefinition[] = [
  deal('dealname', 'Deal Name', 'string', { description: 'The name given to this deal' }),
  deal('pipeline', 'Pipeline', 'enumeration', { options: DEAL_PIPELINES }),
  deal('dealstage', 'Deal Stage', 'enumeration/radio', { options: DEAL_STAGES }),
  deal('amount', 'Amount', 'number', {
    description: 'The total amount of the deal',
    showCurrencySymbol: true,
  }),
  deal('deal_currency_code', 'Currency', 'enumeration', { options: CURRENCIES }),
  deal('amount_in_home_currency', 'Amount in company currency', 'number', computed),
  deal('closedate', 'Close Date', 'datetime', { description: 'Date the deal was or will be closed' }),
  deal('dealtype', 'Deal Type', 'enumeration/radio', { options: DEAL_TYPES }),
  deal('hs_priority', 'Priority', 'enumeration', { options: PRIORITIES }),
  deal('hubspot_owner_id', 'Deal owner', 'enumeration', { isOwner: true }),
  deal('description', 'Deal Description', 'string/textarea'),
  deal('hs_next_step', 'Next step', 'string'),
  deal('closed_won_reason', 'Closed Won Reason', 'string/textarea'),
  deal('closed_lost_reason', 'Closed Lost Reason', 'string/textarea'),
  deal('hs_deal_stage_probability', 'Deal probability', 'number', fixed),
  deal('hs_forecast_amount', 'Forecast amount', 'number', computed),
  deal('hs_is_closed', 'Is Deal Closed?', 'bool', computed),
  deal('hs_is_closed_won', 'Is Closed Won', 'bool', computed),
  deal('hs_forecast_probability', 'Forecast probability', 'number'),
  deal('hs_projected_amount', 'Weighted amount', 'number', computed),
  deal('hs_projected_amount_in_home_currency', 'Weighted amount in company currency', 'number', computed),
  deal('hs_closed_amount', 'Closed deal amount', 'number', computed),
  deal('hs_closed_amount_in_home_currency', 'Closed amount in company currency', 'number', computed),
  deal('hs_exchange_rate', 'Exchange rate', 'number', fixed),
  deal('hs_acv', 'Annual contract value', 'number', { showCurrencySymbol: true }),
  deal('hs_arr', 'Annual recurring revenue', 'number', { showCurrencySymbol: true }),
  deal('hs_mrr', 'Monthly recurring revenue', 'number', { showCurrencySymbol: true }),
  deal('hs_tcv', 'Total contract value', 'number', { showCurrencySymbol: true }),
  deal('hs_is_closed_lost', 'Is Closed Lost', 'bool', computed),
  deal('days_to_close', 'Days to close', 'number', computed),
  deal('hs_manual_forecast_category', 'Forecast category', 'enumeration', {
    options: [
      { value: 'OMIT', label: 'Not forecasted' },
      { value: 'PIPELINE', label: 'Pipeline' },
      { value: 'BEST_CASE', label: 'Best case' },
      { value: 'COMMIT', label: 'Commit' },
      { value: 'CLOSED', label: 'Closed won' },
    ],
  }),
  deal('hs_is_stalled', 'Is stalled', 'bool', computed),
  deal('hs_time_in_latest_deal_stage', 'Time in current stage', 'number', { ...computed, hidden: true }),
  deal('hs_v2_date_entered_current_stage', 'Date entered current stage', 'datetime', fixed),
  deal('hs_all_owner_ids', 'All owner IDs', 'enumeration/checkbox', {
    ...fixed,
    isOwner: true,
    hidden: true,
  }),
  deal('hs_object_source_label', 'Record source', 'enumeration', { ...fixed, options: OBJECT_SOURCES }),
  deal('hs_merged_object_ids', 'Merged deal IDs', 'enumeration/checkbox', { ...fixed, hidden: true }),
  deal('hs_num_associated_deal_splits', 'Number of deal splits', 'number', { ...computed, hidden: true }),
  activity('notes_last_contacted', 'Last Contacted', 'datetime', fixed),
  activity('notes_last_updated', 'Last Activity Date', 'datetime', fixed),
  activity('notes_next_activity_date', 'Next Activity Date', 'datetime', fixed),
  activity('num_contacted_notes', 'Number of times contacted', 'number', fixed),
  activity('num_notes', 'Number of Sales Activities', 'number', fixed),
  activity('num_associated_contacts', 'Number of Associated Contacts', 'number', computed),
  activity('hs_object_id', 'Record ID', 'number', { ...fixed, hasUniqueValue: true }),
  activity('createdate', 'Create Date', 'datetime', fixed),
  activity('hs_lastmodifieddate', 'Last Modified Date', 'datetime', fixed),
  own('berth', 'Berth', 'string', ours),
  own('delivery_by', 'Delivery by', 'date', ours),
  own('needs_crane', 'Needs the crane', 'bool', ours),
]
