import type { ObjectType } from './object-types.ts'

type Named = readonly [name: string, label: string]

const GROUPS: Record<ObjectType, readonly Named[]> = {
  contacts: [
    ['contactinformation', 'Contact information'],
    ['contact_location', 'Location'],
    ['sales_properties', 'Sales properties'],
    ['contact_activity', 'Contact activity'],
    ['analyticsinformation', 'Web analytics history'],
    ['emailinformation', 'Email information'],
    ['conversioninformation', 'Conversion information'],
    ['socialmediainformation', 'Social media information'],
    ['harbour_fields', 'Harbour'],
    ['harbour_surveys', 'Surveys'],
  ],
  companies: [
    ['companyinformation', 'Company information'],
    ['company_activity', 'Company activity'],
    ['harbour_fields', 'Harbour'],
  ],
  deals: [
    ['dealinformation', 'Deal information'],
    ['deal_activity', 'Deal activity'],
    ['harbour_fields', 'Harbour'],
  ],
}

/** The groups of a type's properties (schema PropertyGroup of HubSpot's published document). */
export function listPropertyGroups(type: ObjectType): readonly Record<string, unknown>[] {
  return GROUPS[type].map(([name, label], displayOrder) => ({ name, label, displayOrder, archived: false }))
}
