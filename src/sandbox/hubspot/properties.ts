import { jsonReply, type SandboxReply } from '../exchange.ts'
import { COMPANY_PROPERTIES } from './company-properties.ts'
import { CONTACT_PROPERTIES } from './contact-properties.ts'
import { DEAL_PROPERTIES } from './deal-properties.ts'
import { errorReply } from './errors.ts'
import type { ObjectType } from './object-types.ts'
import { isWritable, type PropertyDefinition } from './property-definition.ts'

const LISTS: Record<ObjectType, readonly PropertyDefinition[]> = {
  contacts: CONTACT_PROPERTIES,
  companies: COMPANY_PROPERTIES,
  deals: DEAL_PROPERTIES,
}

/** The definitions of a type by name. */
export const DEFINITIONS: Record<ObjectType, ReadonlyMap<string, PropertyDefinition>> = {
  contacts: byName(CONTACT_PROPERTIES),
  companies: byName(COMPANY_PROPERTIES),
  deals: byName(DEAL_PROPERTIES),
}

/** All properties of a type at once: this list has no pages. None is ever archived here. */
export function listProperties(type: ObjectType, isArchived: boolean): SandboxReply {
  return jsonReply(200, { results: isArchived ? [] : LISTS[type].map(toBody) })
}

export function getProperty(type: ObjectType, name: string): SandboxReply {
  const index = LISTS[type].findIndex((definition) => definition.name === name)
  const definition = LISTS[type][index]
  if (definition !== undefined) return jsonReply(200, toBody(definition, index))
  return errorReply(404, { message: `Property ${name} does not exist`, category: 'OBJECT_NOT_FOUND' })
}

function toBody(definition: PropertyDefinition, index: number): Record<string, unknown> {
  const { options, readOnly, isOwner, hubspotDefined, ...rest } = definition
  return {
    createdAt: '2019-08-06T02:41:08.029Z',
    updatedAt: '2026-03-12T09:00:27Z',
    ...rest,
    options: options.map(({ value, label }, displayOrder) => ({ value, label, displayOrder, hidden: false })),
    displayOrder: index,
    externalOptions: isOwner,
    ...(isOwner ? { referencedObjectType: 'OWNER' } : {}),
    // HubSpot leaves the mark out for properties that an account added.
    ...(hubspotDefined ? { hubspotDefined } : {}),
    formField: isWritable(definition),
    archived: false,
    dataSensitivity: 'non_sensitive',
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
