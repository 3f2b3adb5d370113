import type { FieldView } from '../../../shared/model/field-view.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import type { DescribedRecord } from '../provider.ts'
import {
  groupsFact,
  isIdentifier,
  ownersFact,
  pipelinesFact,
  propertiesFact,
  readDefinitions,
  readGroups,
  readOwners,
  readPipelines,
  type PropertyDefinition,
} from './account-facts.ts'
import { crmTypes, objectTypes, type CrmType } from './object-types.ts'
import { exactText, readableText, readInstant } from './property-text.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'

/** Facts that {@link describeRecord} reads. */
export const factsForRecords: readonly string[] = [
  ...crmTypes.flatMap((type) => [propertiesFact(type), groupsFact(type)]),
  ...[ownersFact, pipelinesFact],
]

/**
 * What is set of a record, labels in the place of ids: first what people look for (without a heading), then the
 * other properties by group, and last those that HubSpot itself hides. Times are ISO 8601, dates `2026-11-02`, flags
 * `true` or `false`, for the screen to write in the user's way; several choices are joined by commas.
 */
export function describeRecord({ item, record, parentRecord, facts }: DescribedRecord): readonly FieldView[] {
  const type = crmTypeIn(item.type)
  const parsed = recordSchema.safeParse(record)
  if (type === null || !parsed.success) return []
  const definitions = new Map(
    readDefinitions(facts[propertiesFact(type)]).map((definition) => [definition.name, definition]),
  )
  const headings = readGroups(facts[groupsFact(type)])
  const first = objectTypes[type].properties
  const names: Names = {
    owners: readOwners(facts[ownersFact]),
    pipelines: readPipelines(facts[pipelinesFact]),
    company: companyIn(parentRecord),
  }
  const placed = Object.keys(parsed.data.properties ?? {}).flatMap((name) => {
    const definition = definitions.get(name)
    const shown = shownOf(parsed.data, name, definition, names)
    if (shown.value === '') return []
    const rank = first.indexOf(name)
    const heading = headings.findIndex(({ id }) => id === definition?.group)
    const group = headings[heading]?.label ?? definition?.group ?? null
    const view: FieldView = {
      name: wellFormedStart(name, 300),
      label: wellFormedStart(definition?.label ?? name, 500),
      group: rank >= 0 || group === null ? null : wellFormedStart(group, 200),
      value: wellFormedStart(shown.value, 100_000),
      kind: shown.kind,
    }
    const part = rank >= 0 ? 0 : definition?.isHidden === false ? 1 : 2
    return [{ view, part, rank, heading: heading < 0 ? headings.length : heading }]
  })
  placed.sort(
    (a, b) =>
      a.part - b.part ||
      a.rank - b.rank ||
      a.heading - b.heading ||
      (a.view.label < b.view.label ? -1 : a.view.label > b.view.label ? 1 : 0),
  )
  return placed.map(({ view }) => view)
}

/** What stands behind the ids in a record, as far as it is known. */
export interface Names {
  readonly owners: ReturnType<typeof readOwners>
  readonly pipelines: ReturnType<typeof readPipelines>
  readonly company: { readonly id: string; readonly name: string } | null
}

export type Shown = Pick<FieldView, 'value' | 'kind'>

function shownOf(
  record: HubSpotRecord,
  name: string,
  definition: PropertyDefinition | undefined,
  names: Names,
): Shown {
  const text = exactText(record, name).trim()
  const value = record.properties?.[name]
  if (typeof value === 'object' && value !== null) return { value: JSON.stringify(value), kind: 'raw' }
  const { company, pipelines } = names
  if (name === 'pipeline') return { value: labelIn(pipelines, text, definition), kind: 'text' }
  if (name === 'dealstage') {
    const stages = pipelines.flatMap((pipeline) => pipeline.stages)
    return { value: labelIn(stages, text, definition), kind: 'text' }
  }
  if (company?.id === text && (name === 'associatedcompanyid' || name === 'hs_primary_associated_company')) {
    return { value: company.name, kind: 'text' }
  }
  return definition === undefined ? { value: text, kind: 'text' } : shownValue(definition, text, names)
}

/** A value as a person reads it, by the definition of its property. */
export function shownValue(definition: PropertyDefinition, text: string, { owners }: Names): Shown {
  const { name, type, fieldType, referencedObjectType, options } = definition
  // Ids of owners, whose list of options is empty (HubSpot community).
  if (referencedObjectType === 'OWNER') {
    const people = text.split(';').map((id) => owners[id]?.name ?? id)
    return { value: people.join(', '), kind: people.length > 1 ? 'list' : 'text' }
  }
  switch (type) {
    case 'enumeration': {
      const labels = new Map(options.map(({ value, label }) => [value, label]))
      const isMany = fieldType === 'checkbox'
      const chosen = isMany ? text.split(';').filter((one) => one !== '') : [text]
      return { value: chosen.map((one) => labels.get(one) ?? one).join(', '), kind: isMany ? 'list' : 'text' }
    }
    case 'bool':
      return { value: text, kind: 'flag' }
    case 'number':
      return { value: text, kind: isIdentifier(definition) ? 'text' : 'number' }
    case 'date':
      return { value: isoOf(text)?.slice(0, 10) ?? text, kind: 'date' }
    case 'datetime':
      return { value: isoOf(text) ?? text, kind: 'time' }
    case 'phone_number':
      return { value: text, kind: 'phone' }
    case 'json':
    case 'object_coordinates':
      return { value: text, kind: 'raw' }
    default:
      return { value: text, kind: kindOfText(name, fieldType, text) }
  }
}

function kindOfText(name: string, fieldType: string, text: string): FieldView['kind'] {
  if (fieldType === 'textarea' || fieldType === 'html') return 'long-text'
  if (fieldType === 'phonenumber') return 'phone'
  if (/^https?:\/\/\S+$/.test(text)) return 'address'
  return /(^|_)email$/.test(name) && text.includes('@') ? 'email' : 'text'
}

function isoOf(text: string): string | null {
  const ms = readInstant(text)
  // Beyond these, there is no date that could be written.
  return ms === null || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString()
}

function labelIn(
  known: readonly { readonly id: string; readonly label: string }[],
  id: string,
  definition: PropertyDefinition | undefined,
): string {
  return (
    known.find((one) => one.id === id)?.label ??
    definition?.options.find(({ value }) => value === id)?.label ??
    id
  )
}

function companyIn(parentRecord: unknown): Names['company'] {
  const parsed = recordSchema.safeParse(parentRecord)
  if (!parsed.success) return null
  const name = readableText(parsed.data, 'name') ?? readableText(parsed.data, 'domain')
  return name === null ? null : { id: parsed.data.id, name }
}

function crmTypeIn(type: ItemType): CrmType | null {
  return crmTypes.find((one) => one === type) ?? null
}
