/** What every item has, whatever its provider: columns of the store itself. */
export const builtInFields = [
  'name',
  'type',
  'source',
  'email',
  'organisation',
  'phone',
  'created',
  'modified',
  'place',
] as const
export type BuiltInField = (typeof builtInFields)[number]

/** Names a field in queries, columns and saved views: one of our own, or `field:` and the provider's own name. */
export type FieldId = BuiltInField | `field:${string}`

const ownPrefix = 'field:'
const mostCharacters = 310

const isBuiltIn = (value: string): value is BuiltInField => builtInFields.some((one) => one === value)

/** Whether it names a field as it is written everywhere. */
export const isFieldId = (value: unknown): value is FieldId =>
  typeof value === 'string' &&
  (isBuiltIn(value) ||
    (value.startsWith(ownPrefix) &&
      value.length > ownPrefix.length &&
      value.length <= mostCharacters &&
      value.isWellFormed()))

/** The field of a provider's own name. */
export const providerField = (name: string): FieldId => `${ownPrefix}${name}`

/** The provider's own name of a field; null for those that every item has. */
export const providerFieldName = (id: FieldId): string | null =>
  isBuiltIn(id) ? null : id.slice(ownPrefix.length)
