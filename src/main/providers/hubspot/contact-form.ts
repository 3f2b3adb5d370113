import type { ContactForm, FormField } from '../../../shared/model/contact.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import type { StoredFacts } from '../provider.ts'
import {
  groupsFact,
  ownersFact,
  propertiesFact,
  readDefinitions,
  readGroups,
  readOwners,
  readRequired,
  requiredFact,
  type PropertyDefinition,
} from './account-facts.ts'

/** What people fill in first, in this order. */
export const mainNames: readonly string[] = [
  'firstname',
  'lastname',
  'email',
  'phone',
  'mobilephone',
  'jobtitle',
  'company',
  'hubspot_owner_id',
  'lifecyclestage',
  'hs_lead_status',
  'city',
  'country',
]

/** The least that HubSpot wants of a new contact: one of these (its guide to contacts). */
const needsOneOf = ['email', 'firstname', 'lastname']

/** Facts that {@link contactForm} reads. */
export const factsForForm: readonly string[] = [
  propertiesFact('contact'),
  groupsFact('contact'),
  ownersFact,
  requiredFact,
]

/** What every account has: for the time before the account's own properties are known. */
const builtIn: readonly Pick<PropertyDefinition, 'name' | 'label' | 'type' | 'fieldType'>[] = [
  { name: 'firstname', label: 'First Name', type: 'string', fieldType: 'text' },
  { name: 'lastname', label: 'Last Name', type: 'string', fieldType: 'text' },
  { name: 'email', label: 'Email', type: 'string', fieldType: 'text' },
  { name: 'phone', label: 'Phone Number', type: 'string', fieldType: 'phonenumber' },
  { name: 'company', label: 'Company Name', type: 'string', fieldType: 'text' },
]

/** The properties of the account's contacts as a form, without those that HubSpot itself hides. */
export function contactForm(facts: StoredFacts): ContactForm {
  const definitions = definitionsIn(facts).filter(({ isHidden }) => !isHidden)
  const groups = readGroups(facts[groupsFact('contact')])
  const required = new Set(readRequired(facts[requiredFact]))
  const people = ownerOptions(facts)
  const fields = definitions.map((definition): FormField => {
    const isOwner = definition.referencedObjectType === 'OWNER'
    const group = groups.find(({ id }) => id === definition.group)?.label ?? definition.group
    const kind = kindOf(definition)
    return {
      name: definition.name,
      label: wellFormedStart(definition.label, 500),
      group: group === null ? null : wellFormedStart(group, 200),
      kind,
      options: kind !== 'choice' && kind !== 'choices' ? [] : isOwner ? people : optionsOf(definition),
      isMain: mainNames.includes(definition.name),
      isRequired: required.has(definition.name),
      isUnique: definition.hasUniqueValue,
      readOnly: readOnlyReason(definition),
    }
  })
  return { fields: fields.toSorted(byPlace(groups.map(({ label }) => label))).slice(0, 5_000), needsOneOf }
}

/** The account's properties by name. */
export function definitionsIn(facts: StoredFacts): readonly PropertyDefinition[] {
  const known = readDefinitions(facts[propertiesFact('contact')])
  if (known.length > 0) return known
  return builtIn.map((definition) => ({
    ...definition,
    group: null,
    options: [],
    isCalculated: false,
    isReadOnly: false,
    isHidden: false,
    isHubSpotDefined: true,
    hasUniqueValue: definition.name === 'email',
    hasExternalOptions: false,
    referencedObjectType: null,
  }))
}

/** A value can be set unless HubSpot computes it or keeps it to itself (schema Property of its document). */
export function readOnlyReason({
  isCalculated,
  isReadOnly,
  type,
}: PropertyDefinition): FormField['readOnly'] {
  if (isCalculated) return 'calculated'
  return isReadOnly || type === 'json' || type === 'object_coordinates' ? 'set-by-provider' : null
}

export function kindOf({
  name,
  type,
  fieldType,
  options,
  referencedObjectType,
}: PropertyDefinition): FormField['kind'] {
  if (referencedObjectType === 'OWNER') return fieldType === 'checkbox' ? 'choices' : 'choice'
  switch (type) {
    case 'enumeration':
      // Options that lie elsewhere are not told (HubSpot community): the value is shown as it is.
      if (options.length === 0) return 'text'
      return fieldType === 'checkbox' ? 'choices' : 'choice'
    case 'bool':
      return 'flag'
    case 'number':
      return 'number'
    case 'date':
      return 'date'
    case 'datetime':
      return 'time'
    case 'phone_number':
      return 'phone'
    default:
      return kindOfText(name, fieldType)
  }
}

function kindOfText(name: string, fieldType: string): FormField['kind'] {
  if (fieldType === 'phonenumber') return 'phone'
  if (fieldType === 'textarea' || fieldType === 'html') return 'long-text'
  if (/(^|_)email$/.test(name)) return 'email'
  return /(^|_)(website|url)$/.test(name) ? 'address' : 'text'
}

export const optionsOf = ({ options }: PropertyDefinition): FormField['options'] =>
  options.slice(0, 20_000).map(({ value, label, isHidden }) => ({
    value: wellFormedStart(value, 1_000),
    label: wellFormedStart(label, 1_000),
    isHidden,
  }))

/** People who left are shown where they are set, and not offered. */
export const ownerOptions = (facts: StoredFacts): FormField['options'] =>
  Object.entries(readOwners(facts[ownersFact]))
    .map(([value, { name, isArchived }]) => ({
      value: wellFormedStart(value, 1_000),
      label: wellFormedStart(name, 1_000),
      isHidden: isArchived,
    }))
    .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
    .slice(0, 20_000)

/** Main fields in their own order, then the groups in the account's order, by label within. */
function byPlace(headings: readonly string[]): (a: FormField, b: FormField) => number {
  const main = ({ name, isMain }: FormField): number => (isMain ? mainNames.indexOf(name) : mainNames.length)
  const group = (field: FormField): number => {
    const at = headings.indexOf(field.group ?? '')
    return at < 0 ? headings.length : at
  }
  return (a, b) =>
    main(a) - main(b) || group(a) - group(b) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)
}
