import type { FieldId, ListField } from '../../../shared/model/list-field.ts'
import { builtInFields, builtInKinds, providerFieldName } from '../../../shared/model/list-field.ts'
import type { BuiltInField } from '../../../shared/model/list-field.ts'
import type { CellField } from '../../ui/cell-text.ts'

/** A field as the grid needs it, made once a list. */
export interface GridField extends CellField {
  /** In words, whoever named it. */
  readonly label: string
  /** Set where the label is a word of ours, which is another one in another language. */
  readonly ownName: BuiltInField | null
  readonly group: string | null
  readonly isMain: boolean
  readonly editsAs: string | null
}

export type GridFields = ReadonlyMap<FieldId, GridField>

const noOptions: ReadonlyMap<string, string> = new Map()

/** Our own fields, then whatever else the list has. `labelOf` names our own, as providers cannot. */
export function gridFields(
  described: readonly ListField[],
  labelOf: (id: BuiltInField) => string,
): GridFields {
  const own = builtInFields.map((id): [FieldId, GridField] => [
    id,
    {
      id,
      label: labelOf(id),
      ownName: id,
      group: null,
      kind: builtInKinds[id],
      options: noOptions,
      isMain: true,
      editsAs: null,
    },
  ])
  const fields = new Map(own)
  for (const { id, label, group, kind, isIdentifier = false, options, isMain, editsAs } of described) {
    const known = fields.get(id)
    const isUnnamed = label.trim() === ''
    fields.set(id, {
      id,
      label: isUnnamed ? (known?.label ?? providerFieldName(id) ?? id) : label,
      ownName: isUnnamed ? (known?.ownName ?? null) : null,
      group,
      kind,
      isIdentifier,
      options: new Map(options.map((option) => [option.value, option.label])),
      isMain,
      editsAs,
    })
  }
  return fields
}

/** A column whose field nobody describes (any more), by the provider's name for it. */
export const unknownField = (id: FieldId): GridField => ({
  id,
  label: providerFieldName(id) ?? id,
  ownName: null,
  group: null,
  kind: 'text',
  options: noOptions,
  isMain: false,
  editsAs: null,
})
