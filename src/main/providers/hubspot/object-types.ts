import type { ItemType } from '../../../shared/model/item-type.ts'
import { HUBSPOT_API_VERSION } from './api-version.ts'

export interface ObjectType {
  /** How the type stands in the path of an API call. */
  readonly pathName: string
  /** How it stands in the address of a record's page (HubSpot's object type ids). */
  readonly typeId: string
  /** What a record without any name is called, before its id. */
  readonly word: string
  /**
   * Asked for by name, because HubSpot sends only about six otherwise; names that a portal does not have
   * are ignored there. Kept short: HubSpot answers 414 to an address above roughly 8 KB.
   */
  readonly properties: readonly string[]
}

const contact: ObjectType = {
  pathName: 'contacts',
  typeId: '0-1',
  word: 'Contact',
  properties: [
    'email',
    'firstname',
    'lastname',
    'salutation',
    'jobtitle',
    'company',
    'phone',
    'mobilephone',
    'website',
    'industry',
    'address',
    'city',
    'state',
    'zip',
    'country',
    'hs_language',
    'hs_timezone',
    'hs_additional_emails',
    'lifecyclestage',
    'hs_lead_status',
    'hubspot_owner_id',
    'associatedcompanyid',
    'notes_last_contacted',
    'createdate',
    'lastmodifieddate',
  ],
}

const company: ObjectType = {
  pathName: 'companies',
  typeId: '0-2',
  word: 'Company',
  properties: [
    'name',
    'domain',
    'website',
    'phone',
    'industry',
    'type',
    'description',
    'address',
    'city',
    'state',
    'zip',
    'country',
    'timezone',
    'numberofemployees',
    'annualrevenue',
    'founded_year',
    'lifecyclestage',
    'hubspot_owner_id',
    'createdate',
    'hs_lastmodifieddate',
  ],
}

const deal: ObjectType = {
  pathName: 'deals',
  typeId: '0-3',
  word: 'Deal',
  properties: [
    'dealname',
    'pipeline',
    'dealstage',
    'amount',
    'deal_currency_code',
    'amount_in_home_currency',
    'closedate',
    'dealtype',
    'hs_priority',
    'hubspot_owner_id',
    'description',
    'hs_next_step',
    'closed_won_reason',
    'closed_lost_reason',
    'hs_deal_stage_probability',
    'hs_is_closed',
    'hs_is_closed_won',
    'createdate',
    'hs_lastmodifieddate',
  ],
}

/** What HubSpot has of the app's types of items. */
export const crmTypes = ['contact', 'company', 'deal'] as const satisfies readonly ItemType[]
export type CrmType = (typeof crmTypes)[number]

export const objectTypes: Readonly<Record<CrmType, ObjectType>> = { contact, company, deal }

/** Whoever asks for a type that the descriptor does not name has made a mistake. */
export function crmTypeOf(type: ItemType): CrmType {
  const known = crmTypes.find((one) => one === type)
  if (known === undefined) throw new Error(`HubSpot has no ${type}`)
  return known
}

/** The path of a type's records, or of one of them. */
export function objectPath(type: CrmType, ...id: readonly string[]): readonly string[] {
  return ['crm', 'objects', HUBSPOT_API_VERSION, objectTypes[type].pathName, ...id]
}

/** The query that asks for the properties of {@link ObjectType}. */
export function propertyQuery(type: CrmType): { readonly properties: string } {
  return { properties: objectTypes[type].properties.join(',') }
}
