import { z } from 'zod'
import { providerField, type FieldKind } from '../../../shared/model/list-field.ts'
import { lenient } from '../../http/lenient.ts'
import type { FieldLists, ProviderField } from '../provider.ts'
import { readLayout, type Field } from './table-layout.ts'

/** A table's fields, in the table's order; records of several tables have none in common. */
export const fieldLists: FieldLists = {
  facts: () => [],
  list({ type, parent, parentRecord }) {
    if (parent?.type !== 'table' || (type !== null && type !== 'record')) return []
    const { fields, primary } = readLayout(parentRecord)
    return fields.flatMap((field) => {
      const value = valueOf(field)
      return value === null ? [] : fieldOf(field, value, field.id === primary?.id)
    })
  },
}

/** How a cell's value reads, and where it lies within the cell. */
interface CellValue {
  readonly kind: FieldKind
  readonly isIdentifier?: true
  readonly within?: readonly string[]
  readonly each?: readonly string[]
  readonly options?: ProviderField['options']
}

/**
 * By the types of the field model. Left out are those whose cells say nothing that could be compared: buttons, and
 * links, which are ids of records.
 */
const values: Readonly<Record<string, CellValue>> = {
  singleLineText: { kind: 'text' },
  multilineText: { kind: 'text' },
  richText: { kind: 'text' },
  email: { kind: 'email' },
  url: { kind: 'address' },
  phoneNumber: { kind: 'phone' },
  number: { kind: 'number' },
  currency: { kind: 'number' },
  percent: { kind: 'number' },
  duration: { kind: 'number' },
  rating: { kind: 'number' },
  autoNumber: { kind: 'number', isIdentifier: true },
  count: { kind: 'number' },
  date: { kind: 'date' },
  dateTime: { kind: 'time' },
  createdTime: { kind: 'time' },
  lastModifiedTime: { kind: 'time' },
  checkbox: { kind: 'flag' },
  singleSelect: { kind: 'choice' },
  externalSyncSource: { kind: 'choice', within: ['name'] },
  multipleSelects: { kind: 'choices', each: [] },
  singleCollaborator: { kind: 'text', within: ['name'] },
  createdBy: { kind: 'text', within: ['name'] },
  lastModifiedBy: { kind: 'text', within: ['name'] },
  multipleCollaborators: { kind: 'text', each: ['name'] },
  multipleAttachments: { kind: 'text', each: ['filename'] },
  barcode: { kind: 'text', within: ['text'] },
  aiText: { kind: 'text', within: ['value'] },
}

/** Types whose cells are values of another type, which their options name (field model). */
const computed = ['formula', 'rollup', 'multipleLookupValues']

const resultSchema = z.object({
  type: z.string(),
  options: lenient(z.record(z.string(), z.unknown())),
})
const choicesSchema = z.array(z.object({ name: z.string() }))

function valueOf({ type = '', options }: Pick<Field, 'type' | 'options'>): CellValue | null {
  if (!computed.includes(type)) return plainValue(type, options)
  const result = resultSchema.safeParse(options?.['result'])
  if (!result.success) return null
  const inner = plainValue(result.data.type, result.data.options)
  if (type !== 'multipleLookupValues') return inner
  // Of values that lie deeper, a lookup has lists of lists.
  if (inner === null || inner.within !== undefined || inner.each !== undefined) return null
  return inner.kind === 'choice' ? { ...inner, kind: 'choices', each: [] } : { kind: 'text', each: [] }
}

function plainValue(type: string, options: Field['options']): CellValue | null {
  const value = Object.hasOwn(values, type) ? values[type] : undefined
  if (value === undefined) return null
  if (value.kind !== 'choice' && value.kind !== 'choices') return value
  const choices = choicesSchema.safeParse(options?.['choices'])
  return {
    ...value,
    options: choices.success ? choices.data.map(({ name }) => ({ value: name, label: name })) : [],
  }
}

function fieldOf({ id, name = '' }: Field, value: CellValue, isMain: boolean): ProviderField {
  const { kind, isIdentifier, within = [], each = null, options = [] } = value
  return {
    id: providerField(id),
    label: name.trim() === '' ? id : name,
    group: null,
    kind,
    ...(isIdentifier === true ? { isIdentifier } : {}),
    options,
    isMain,
    editsAs: null,
    path: ['fields', id, ...within],
    each,
    separator: null,
  }
}
