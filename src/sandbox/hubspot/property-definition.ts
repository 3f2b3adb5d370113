import type { Choice } from './options.ts'

export type PropertyType = 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string'

export type FieldType =
  | 'booleancheckbox'
  | 'calculation_equation'
  | 'checkbox'
  | 'date'
  | 'html'
  | 'number'
  | 'phonenumber'
  | 'radio'
  | 'select'
  | 'text'
  | 'textarea'

/** A property, in the words of HubSpot's properties API. */
export type PropertyDefinition = {
  name: string
  label: string
  groupName: string
  type: PropertyType
  fieldType: FieldType
  description: string
  options: readonly Choice[]
  /** Set by HubSpot from other values; a write is refused. */
  calculated: boolean
  /** Set by HubSpot; a write is refused. */
  readOnly: boolean
  hidden: boolean
  /** True for HubSpot's own, false for those that the account added. */
  hubspotDefined: boolean
  hasUniqueValue: boolean
  /** True where values are ids of owners, and the options list stays empty. */
  isOwner: boolean
  /** Shown with the account's currency. */
  showCurrencySymbol?: boolean
}

type Extras = Partial<
  Pick<
    PropertyDefinition,
    | 'description'
    | 'options'
    | 'calculated'
    | 'readOnly'
    | 'hidden'
    | 'hubspotDefined'
    | 'hasUniqueValue'
    | 'isOwner'
    | 'showCurrencySymbol'
  >
>

/** The way a value is entered follows from its type, unless the row says otherwise: `enumeration/radio`. */
const USUAL_FIELD: Record<PropertyType, FieldType> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
}

export type Kind = PropertyType | `${PropertyType}/${FieldType}`

/** Returns a function that defines properties of one group, so that a list of them reads as a table. */
export function propertiesOf(groupName: string) {
  return (name: string, label: string, kind: Kind, extras: Extras = {}): PropertyDefinition => {
    const [type, fieldType] = kind.split('/') as [PropertyType, FieldType | undefined]
    return {
      name,
      label,
      groupName,
      type,
      fieldType: fieldType ?? USUAL_FIELD[type],
      description: '',
      options: [],
      calculated: false,
      readOnly: false,
      hidden: false,
      hubspotDefined: true,
      hasUniqueValue: false,
      isOwner: false,
      ...extras,
    }
  }
}

/** True when a client may set the property. */
export function isWritable(definition: PropertyDefinition): boolean {
  return !definition.calculated && !definition.readOnly
}
