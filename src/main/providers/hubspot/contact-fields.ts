import type { ContactFieldName, ContactFields } from '../../../shared/model/contact.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { exactText } from './property-text.ts'
import type { HubSpotRecord } from './schema.ts'

/** The form's fields, the property behind each, and how long the form lets it be (`contactFieldsSchema`). */
const propertyOfField = {
  email: { property: 'email', maxLength: 320 },
  firstName: { property: 'firstname', maxLength: 200 },
  lastName: { property: 'lastname', maxLength: 200 },
  phone: { property: 'phone', maxLength: 100 },
  company: { property: 'company', maxLength: 300 },
} as const satisfies Record<ContactFieldName, { property: string; maxLength: number }>

const fieldNames = Object.keys(propertyOfField) as ContactFieldName[]

/**
 * The form's fields as HubSpot holds them. Values that are longer than the form allows are shown cut; they
 * stay whole at HubSpot, as only fields that the user changed are ever sent.
 */
export function toContactFields(record: HubSpotRecord): ContactFields {
  const shown = (name: ContactFieldName): string => {
    const { property, maxLength } = propertyOfField[name]
    // The cut may fall between the halves of a surrogate pair.
    return wellFormedStart(exactText(record, property), maxLength)
  }
  return {
    email: shown('email'),
    firstName: shown('firstName'),
    lastName: shown('lastName'),
    phone: shown('phone'),
    company: shown('company'),
  }
}

/** The properties to send for fields; only those that are given. */
export function toProperties(fields: Partial<ContactFields>): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const name of fieldNames) {
    const value = fields[name]
    if (value !== undefined) properties[propertyOfField[name].property] = value
  }
  return properties
}

/** The form's name of a property, or the property's own where the form does not have it. */
export function fieldNameOf(property: string): string {
  return fieldNames.find((name) => propertyOfField[name].property === property) ?? property
}
