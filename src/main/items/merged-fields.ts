import type { FieldId } from '../../shared/model/list-field.ts'
import type { ProviderField } from '../providers/provider.ts'

/**
 * The fields of several accounts as one list, by name: in the order of the first, then what the others have besides. A
 * field that they do not agree about reads as text, and is edited nowhere; options are those of all.
 */
export function mergedFields(lists: readonly (readonly ProviderField[])[]): readonly ProviderField[] {
  const merged = new Map<FieldId, ProviderField>()
  for (const field of lists.flat()) {
    const before = merged.get(field.id)
    merged.set(field.id, before === undefined ? field : both(before, field))
  }
  return [...merged.values()]
}

function both(one: ProviderField, other: ProviderField): ProviderField {
  const isSame = one.kind === other.kind && one.separator === other.separator
  const known = new Set(one.options.map(({ value }) => value))
  const field = {
    ...one,
    isMain: one.isMain || other.isMain,
    editsAs: one.editsAs === other.editsAs ? one.editsAs : null,
  }
  if (!isSame) return { ...field, kind: 'text', options: [], separator: null, editsAs: null }
  return {
    ...field,
    options: [...one.options, ...other.options.filter(({ value }) => !known.has(value))].slice(0, 1_000),
  }
}
