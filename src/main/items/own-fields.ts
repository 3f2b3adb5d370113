import {
  builtInFields,
  type BuiltInField,
  type FieldKind,
  type ListField,
} from '../../shared/model/list-field.ts'

const kinds: Readonly<Record<BuiltInField, FieldKind>> = {
  name: 'text',
  type: 'choice',
  source: 'choice',
  email: 'email',
  organisation: 'text',
  phone: 'phone',
  created: 'time',
  modified: 'time',
  place: 'text',
}

/** The fields that every item has; the screens name them and their options. */
export const ownFields: readonly ListField[] = builtInFields.map((id) => ({
  id,
  label: '',
  group: null,
  kind: kinds[id],
  options: [],
  isMain: true,
  editsAs: null,
}))
