/** The kinds of records that the sandbox holds, by the name that stands in a path. */
export type ObjectType = 'contacts' | 'companies' | 'deals'

export const OBJECT_TYPES: readonly ObjectType[] = ['contacts', 'companies', 'deals']

type Facts = {
  /** HubSpot takes this in a path as well as the name. */
  typeId: string
  /** How error messages name one of them. */
  singular: string
  /** Which property holds the time of the last change (it differs: HubSpot's CRM guides). */
  changedAt: 'lastmodifieddate' | 'hs_lastmodifieddate'
  /** What an answer contains when the request names no properties. */
  defaultProperties: readonly string[]
}

export const OBJECT_FACTS: Record<ObjectType, Facts> = {
  contacts: {
    typeId: '0-1',
    singular: 'Contact',
    changedAt: 'lastmodifieddate',
    defaultProperties: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
  },
  companies: {
    typeId: '0-2',
    singular: 'Company',
    changedAt: 'hs_lastmodifieddate',
    defaultProperties: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
  },
  deals: {
    typeId: '0-3',
    singular: 'Deal',
    changedAt: 'hs_lastmodifieddate',
    defaultProperties: [
      'amount',
      'closedate',
      'createdate',
      'dealname',
      'dealstage',
      'hs_lastmodifieddate',
      'hs_object_id',
      'pipeline',
    ],
  },
}

/** The type that a path part names, as `contacts` or as `0-1`. */
export function readObjectType(part: string | undefined): ObjectType | undefined {
  return OBJECT_TYPES.find((type) => type === part || OBJECT_FACTS[type].typeId === part)
}
