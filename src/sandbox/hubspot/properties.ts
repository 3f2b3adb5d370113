import { COMPANY_PROPERTIES } from './company-properties.ts'
import { CONTACT_PROPERTIES } from './contact-properties.ts'
import { DEAL_PROPERTIES } from './deal-properties.ts'
import { EXTRA_PROPERTIES } from './extra-properties.ts'
import type { ObjectType } from './object-types.ts'
import { YES_NO } from './options.ts'
import { isWritable, propertiesOf, type PropertyDefinition } from './property-definition.ts'
import { labelIn } from './property-labels.ts'

const LISTS: Record<ObjectType, readonly PropertyDefinition[]> = {
  contacts: CONTACT_PROPERTIES,
  companies: COMPANY_PROPERTIES,
  deals: DEAL_PROPERTIES,
}

/** The definitions of a type by name, those that only an account with too many properties lists included. */
export const DEFINITIONS: Record<ObjectType, ReadonlyMap<string, PropertyDefinition>> = {
  contacts: byName([...CONTACT_PROPERTIES, ...EXTRA_PROPERTIES]),
  companies: byName(COMPANY_PROPERTIES),
  deals: byName(DEAL_PROPERTIES),
}

const old = propertiesOf('harbour_fields')
const ours = { hubspotDefined: false }

/** Properties in the recycle bin. Records do not show them any more. */
const ARCHIVED: Record<ObjectType, readonly PropertyDefinition[]> = {
  contacts: [
    old('fax_on_sundays', 'Fax on Sundays', 'phone_number', ours),
    old('telex', 'Telex', 'string', ours),
  ],
  companies: [old('telex', 'Telex', 'string', ours)],
  deals: [old('coupon_2023', 'Coupon of 2023', 'string', ours)],
}

/** Properties that only those see who ask for sensitive ones; the app's scopes show no values of them. */
const SENSITIVE: Record<ObjectType, readonly PropertyDefinition[]> = {
  contacts: [old('dietary_needs', 'Dietary needs', 'string/textarea', ours)],
  companies: [],
  deals: [],
}

export type PropertyQuery = {
  archived: boolean
  /** `non_sensitive`, `sensitive` or `highly_sensitive`. */
  sensitivity: string
  locale: string | null
  /** Whether contacts have 600 of them. */
  many: boolean
}

/** All properties of a type at once, as bodies (schema Property): this list has no pages. */
export function listProperties(type: ObjectType, query: PropertyQuery): Record<string, unknown>[] {
  return choose(type, query).map((definition, index) => toBody(definition, index, query))
}

/** One property by name, or undefined. */
export function getProperty(
  type: ObjectType,
  name: string,
  query: PropertyQuery,
): Record<string, unknown> | undefined {
  const all = choose(type, query)
  const index = all.findIndex((definition) => definition.name === name)
  const definition = all[index]
  return definition === undefined ? undefined : toBody(definition, index, query)
}

function choose(type: ObjectType, query: PropertyQuery): readonly PropertyDefinition[] {
  if (query.sensitivity !== 'non_sensitive') {
    return query.sensitivity === 'sensitive' && !query.archived ? SENSITIVE[type] : []
  }
  if (query.archived) return ARCHIVED[type]
  return type === 'contacts' && query.many ? [...CONTACT_PROPERTIES, ...EXTRA_PROPERTIES] : LISTS[type]
}

function toBody(
  definition: PropertyDefinition,
  index: number,
  { archived, sensitivity, locale }: PropertyQuery,
): Record<string, unknown> {
  const { options, readOnly, isOwner, hubspotDefined, ...rest } = definition
  const choices = definition.type === 'bool' ? YES_NO : options
  return {
    createdAt: '2019-08-06T02:41:08.029Z',
    updatedAt: '2026-03-12T09:00:27Z',
    ...rest,
    label: labelIn(locale, definition),
    options: choices.map(({ value, label, hidden = false }, displayOrder) => ({
      value,
      label,
      displayOrder,
      hidden,
    })),
    displayOrder: index,
    externalOptions: isOwner,
    ...(isOwner ? { referencedObjectType: 'OWNER' } : {}),
    // HubSpot leaves the mark out for properties that an account added.
    ...(hubspotDefined ? { hubspotDefined } : { createdUserId: '61204417', updatedUserId: '61204418' }),
    ...(definition.type === 'date' ? { dateDisplayHint: 'absolute' } : {}),
    formField: isWritable(definition),
    archived,
    ...(archived ? { archivedAt: '2024-05-02T14:22:51.613Z' } : {}),
    dataSensitivity: sensitivity,
    modificationMetadata: {
      archivable: !hubspotDefined,
      readOnlyDefinition: hubspotDefined,
      readOnlyOptions: hubspotDefined,
      readOnlyValue: readOnly,
    },
  }
}

function byName(definitions: readonly PropertyDefinition[]): ReadonlyMap<string, PropertyDefinition> {
  return new Map(definitions.map((definition) => [definition.name, definition]))
}
