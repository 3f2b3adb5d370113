import { z } from 'zod'
import { providerField, type FieldKind } from '../../../shared/model/list-field.ts'
import { lenient } from '../../http/lenient.ts'
import type { FieldLists, ProviderField } from '../provider.ts'
import { peopleFact } from './feeds/people.ts'

/** The properties of a data source's rows; pages that stand anywhere have none in common. */
export const fieldLists: FieldLists = {
  facts: () => [peopleFact],
  list({ type, parent, parentRecord, facts }) {
    if (parent?.type !== 'database' || (type !== null && type !== 'page')) return []
    const source = sourceSchema.safeParse(parentRecord)
    const properties = (source.success ? source.data.properties : undefined) ?? {}
    const names = namesSchema.safeParse(facts[peopleFact])
    const people = Object.entries(names.success ? names.data : {})
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0))
    return Object.entries(properties).flatMap(([name, property]) => {
      const { data } = propertySchema.safeParse(property)
      const value = data === undefined ? null : valueOf(data, people)
      return data === undefined || value === null ? [] : fieldOf(name, data, value)
    })
  },
}

const sourceSchema = z.object({ properties: lenient(z.record(z.string(), z.unknown())) })
const propertySchema = z.looseObject({ id: lenient(z.string().min(1)), type: z.string() })
type Property = z.infer<typeof propertySchema>
const namesSchema = z.record(z.string(), z.string())
const optionsSchema = z.object({ options: z.array(z.object({ name: z.string() })) })
const rollupSchema = z.object({ function: z.string() })

/** How a value reads, and where it lies within its property; the first name is that of the property's type. */
interface Value {
  readonly kind: FieldKind
  readonly within: readonly string[]
  readonly each?: readonly string[]
  /** What the pieces of a text are joined by. */
  readonly separator?: string
  readonly options?: ProviderField['options']
}

/** By type (Notion's reference, "Page property values"). */
const values: Readonly<Record<string, Value>> = {
  rich_text: { kind: 'text', within: ['rich_text'], each: ['plain_text'], separator: '' },
  number: { kind: 'number', within: ['number'] },
  select: { kind: 'choice', within: ['select', 'name'] },
  status: { kind: 'choice', within: ['status', 'name'] },
  multi_select: { kind: 'choices', within: ['multi_select'], each: ['name'] },
  date: { kind: 'date', within: ['date', 'start'] },
  files: { kind: 'text', within: ['files'], each: ['name'] },
  checkbox: { kind: 'flag', within: ['checkbox'] },
  url: { kind: 'address', within: ['url'] },
  email: { kind: 'email', within: ['email'] },
  phone_number: { kind: 'phone', within: ['phone_number'] },
  created_time: { kind: 'time', within: ['created_time'] },
  last_edited_time: { kind: 'time', within: ['last_edited_time'] },
  unique_id: { kind: 'number', within: ['unique_id', 'number'] },
  verification: { kind: 'text', within: ['verification', 'state'] },
  place: { kind: 'text', within: ['place', 'name'] },
}

/** People are told by their ids, as records often leave out their names. */
const ofPeople: Readonly<Record<string, Value>> = {
  people: { kind: 'choices', within: ['people'], each: ['id'] },
  created_by: { kind: 'choice', within: ['created_by', 'id'] },
  last_edited_by: { kind: 'choice', within: ['last_edited_by', 'id'] },
}

/** Functions of a rollup that do not give a number; of all others the values are lists (Notion's reference, "Rollup"). */
const rollupsToDates = ['earliest_date', 'latest_date']
const rollupsToNumbers =
  /^(count|count_.*|checked|unchecked|empty|not_empty|unique|percent_.*|sum|average|median|min|max|range)$/

/**
 * Left out are the title, which is the item's name; relations, which are ids; and formulas, as a data source does not
 * say what its formulas give.
 */
function valueOf(property: Property, people: ProviderField['options']): Value | null {
  const { type } = property
  if (type === 'rollup') return rollupValue(property['rollup'])
  if (Object.hasOwn(ofPeople, type)) {
    const value = ofPeople[type]
    return value === undefined ? null : { ...value, options: people }
  }
  const value = Object.hasOwn(values, type) ? values[type] : undefined
  if (value === undefined || (value.kind !== 'choice' && value.kind !== 'choices')) return value ?? null
  const offered = optionsSchema.safeParse(property[type])
  return {
    ...value,
    options: offered.success ? offered.data.options.map(({ name }) => ({ value: name, label: name })) : [],
  }
}

function rollupValue(rollup: unknown): Value | null {
  const read = rollupSchema.safeParse(rollup)
  if (!read.success) return null
  if (rollupsToDates.includes(read.data.function)) {
    return { kind: 'date', within: ['rollup', 'date', 'start'] }
  }
  return rollupsToNumbers.test(read.data.function) ? { kind: 'number', within: ['rollup', 'number'] } : null
}

/** By its own id, which outlives a new name; records have properties by name. */
function fieldOf(name: string, { id }: Property, value: Value): ProviderField {
  const { kind, within, each = null, separator = null, options = [] } = value
  return {
    id: providerField(id ?? name),
    label: name,
    group: null,
    kind,
    options,
    isMain: false,
    editsAs: null,
    path: ['properties', name, ...within],
    each,
    separator,
  }
}
