import { CURRENCIES, DEAL_STAGES, DEAL_TYPES, PIPELINES, PRIORITIES } from './options.ts'
import { propertiesOf, type PropertyDefinition } from './property-definition.ts'

const deal = propertiesOf('dealinformation')
const activity = propertiesOf('deal_activity')
const fixed = { readOnly: true }
const computed = { calculated: true, readOnly: true }

/** Deal properties of the sample account. */
export const DEAL_PROPERTIES: readonly PropertyDefinition[] = [
  deal('dealname', 'Deal Name', 'string', { description: 'The name given to this deal' }),
  deal('pipeline', 'Pipeline', 'enumeration', { options: PIPELINES }),
  deal('dealstage', 'Deal Stage', 'enumeration/radio', { options: DEAL_STAGES }),
  deal('amount', 'Amount', 'number', { description: 'The total amount of the deal' }),
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
  activity('num_associated_contacts', 'Number of Associated Contacts', 'number', computed),
  activity('hs_object_id', 'Record ID', 'number', { ...fixed, hasUniqueValue: true }),
  activity('createdate', 'Create Date', 'datetime', fixed),
  activity('hs_lastmodifieddate', 'Last Modified Date', 'datetime', fixed),
]
