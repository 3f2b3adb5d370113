import type { FormField } from '../../../shared/model/contact.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { providerField, type FieldKind } from '../../../shared/model/list-field.ts'
import type { FieldLists, FieldScope, ProviderField, StoredFacts } from '../provider.ts'
import {
  groupsFact,
  isIdentifier,
  ownersFact,
  pipelinesFact,
  propertiesFact,
  readDefinitions,
  readGroups,
  readPipelines,
  type PropertyDefinition,
} from './account-facts.ts'
import { definitionsIn, kindOf, mainNames, optionsOf, ownerOptions, readOnlyReason } from './contact-form.ts'
import { crmTypes, objectTypes, type CrmType } from './object-types.ts'

/**
 * The properties of a type as the account defines them, without those that HubSpot itself hides: first what people
 * look for, then group by group in the account's order. A contact's are edited where its form offers them.
 */
export const fieldLists: FieldLists = {
  facts(type) {
    const known = crmTypeOf(type)
    if (known === null) return []
    return [
      propertiesFact(known),
      groupsFact(known),
      ownersFact,
      ...(known === 'deal' ? [pipelinesFact] : []),
    ]
  },
  list(scope) {
    const type = crmTypeOf(scope.type)
    return type === null ? [] : fieldsOf(type, scope)
  },
  // A phone number is left out: what the list shows of it may be that of the mobile phone.
  editsOfOwn: { email: 'email', organisation: 'company' },
}

const crmTypeOf = (type: ItemType | null): CrmType | null => crmTypes.find((one) => one === type) ?? null

function fieldsOf(type: CrmType, { facts }: FieldScope): readonly ProviderField[] {
  const groups = readGroups(facts[groupsFact(type)])
  const definitions = type === 'contact' ? definitionsIn(facts) : readDefinitions(facts[propertiesFact(type)])
  const main = type === 'contact' ? mainNames : objectTypes[type].properties
  const people = ownerOptions(facts)
  const placed = definitions.filter(isListed).map((definition) => {
    const group = groups.findIndex(({ id }) => id === definition.group)
    const rank = main.indexOf(definition.name)
    const field = fieldOf(type, definition, {
      group: groups[group]?.label ?? definition.group,
      isMain: rank >= 0,
      people,
      facts,
    })
    return { field, rank: rank < 0 ? main.length : rank, group: group < 0 ? groups.length : group }
  })
  placed.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.group - b.group ||
      (a.field.label < b.field.label ? -1 : a.field.label > b.field.label ? 1 : 0),
  )
  return placed.map(({ field }) => field)
}

/** JSON and places on a map are nothing that a list could order. */
const isListed = ({ isHidden, type }: PropertyDefinition): boolean =>
  !isHidden && type !== 'json' && type !== 'object_coordinates'

function fieldOf(
  type: CrmType,
  definition: PropertyDefinition,
  at: {
    readonly group: string | null
    readonly isMain: boolean
    readonly people: FormField['options']
    readonly facts: StoredFacts
  },
): ProviderField {
  const { name, label } = definition
  const placed = type === 'deal' ? pipelineOptions(name, at.facts) : null
  const kind = placed === null ? listKind(kindOf(definition)) : 'choice'
  const isEditable = type === 'contact' && readOnlyReason(definition) === null
  return {
    id: providerField(name),
    label,
    group: at.group,
    kind,
    ...(kind === 'number' && isIdentifier(definition) ? { isIdentifier: true } : {}),
    options: placed ?? (kind === 'choice' || kind === 'choices' ? choicesOf(definition, at.people) : []),
    isMain: at.isMain,
    editsAs: isEditable ? name : null,
    path: ['properties', name],
    each: null,
    // HubSpot separates several choices by semicolons (its guide to properties).
    separator: kind === 'choices' ? ';' : null,
  }
}

const listKind = (kind: FormField['kind']): FieldKind => (kind === 'long-text' ? 'text' : kind)

/** What is no longer offered comes last, for the records that have it. */
function choicesOf(definition: PropertyDefinition, people: FormField['options']): ProviderField['options'] {
  const known = definition.referencedObjectType === 'OWNER' ? people : optionsOf(definition)
  return [...known.filter(({ isHidden }) => !isHidden), ...known.filter(({ isHidden }) => isHidden)].map(
    ({ value, label }) => ({ value, label }),
  )
}

/** Pipelines and their stages in their own order; null for any other property, and where none are known. */
function pipelineOptions(name: string, facts: StoredFacts): ProviderField['options'] | null {
  if (name !== 'pipeline' && name !== 'dealstage') return null
  const pipelines = readPipelines(facts[pipelinesFact])
  if (pipelines.length === 0) return null
  if (name === 'pipeline') return pipelines.map(({ id, label }) => ({ value: id, label }))
  // Several pipelines may have a stage of one name.
  const isOne = pipelines.length === 1
  return pipelines.flatMap((pipeline) =>
    pipeline.stages.map(({ id, label }) => ({
      value: id,
      label: isOne ? label : `${label} (${pipeline.label})`,
    })),
  )
}
