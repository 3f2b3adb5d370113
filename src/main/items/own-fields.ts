import { builtInFields, builtInKinds, type ListField } from '../../shared/model/list-field.ts'

/** The fields that every item has; the screens name them and their options. */
export const ownFields: readonly ListField[] = builtInFields.map((id) => ({
  id,
  label: '',
  group: null,
  kind: builtInKinds[id],
  options: [],
  isMain: true,
  editsAs: null,
}))
