import type { ItemType } from '../../../shared/model/item-type.ts'
import { HUBSPOT_API_VERSION } from './api-version.ts'

export interface ObjectType {
  /** How the type stands in the path of an API call. */
  readonly pathName: string
  /** How it stands in the address of a record's page (HubSpot's object type ids). */
  readonly typeId: string
  /** What a record without any name is called, before its id. */
  readonly word: string
  /** The property that holds the time of the last change. */
  readonly changedAt: string
  /**
   * What people look at first, in this order. It is also what is asked for as long as nobody knows which
   * properties the account has: HubSpot sends only about six by itself. Names that an account does not have are
   * ignored there.
   */
  readonly properties: readonly string[]
  /** What the app itself reads of a record: asked for whatever the user chose. */
  readonly needed: readonly string[]
}

/** Ids of the records that were merged into this one, separated by semicolons; of contacts with a time each. */
export const mergedIdProperties = ['hs_merged_object_ids', 'hs_calculated_merged_vids'] as const

const contact: ObjectType = {
  pathName: 'contacts',
  typeId: '0-1',
  word: 'Contact',
  changedAt: 'lastmodifieddate',
  needed: [
    'email',
    'firstname',
    'lastname',
    'company',
    'phone',
    'mobilephone',
    'associatedcompanyid',
    'createdate',
    'lastmodifieddate',
    'hs_object_id',
    ...mergedIdProperties,
  ],
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
  changedAt: 'hs_lastmodifieddate',
  needed: [
    'name',
    'domain',
    'phone',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    mergedIdProperties[0],
  ],
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
  changedAt: 'hs_lastmodifieddate',
  needed: [
    'dealname',
    'pipeline',
    'dealstage',
    'hs_primary_associated_company',
    'createdate',
    'hs_lastmodifieddate',
    'hs_object_id',
    mergedIdProperties[0],
  ],
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

/** The path of a type's records, or of one of them. */
export function objectPath(type: CrmType, ...id: readonly string[]): readonly string[] {
  return ['crm', 'objects', HUBSPOT_API_VERSION, objectTypes[type].pathName, ...id]
}
