import { providerFieldName, type BuiltInField, type FieldId } from '../shared/model/field-id.ts'
import type { FieldKind } from '../shared/model/list-field.ts'
import type { ListView } from '../shared/list-protocol.ts'
import { StoreFailure } from './failure.ts'
import { NEVER_MODIFIED } from './item-columns.ts'
import { readingText } from './sql-functions.ts'

/** A piece of SQL over `source` (`list-source.ts`), and what is bound in it, in order. No user's value is in its text. */
export interface SqlPiece {
  readonly text: string
  readonly params: readonly (string | number)[]
  /** It reads the provider's record, which lies apart from the item's columns. */
  readonly needsRecord: boolean
}

/** A field in SQL: its value as it is compared (`field-values.ts`), and as rows are ordered by it. */
export interface FieldInSql {
  readonly kind: FieldKind
  readonly value: SqlPiece
  readonly sorted: SqlPiece
}

export const column = (text: string): SqlPiece => ({ text, params: [], needsRecord: false })

const ofColumn = (kind: FieldKind, value: string, sorted = value): FieldInSql => ({
  kind,
  value: column(value),
  sorted: column(sorted),
})

const builtIn: { readonly [Id in BuiltInField]: FieldInSql } = {
  name: ofColumn('text', 'compared_text(source.name)', 'source.sort_name'),
  type: ofColumn('choice', 'source.type'),
  source: ofColumn('choice', 'source.account_id'),
  email: ofColumn('email', 'compared_text(source.email)'),
  organisation: ofColumn('text', 'compared_text(source.organisation)'),
  phone: ofColumn('phone', 'compared_text(source.phone)'),
  created: ofColumn('time', 'source.created_at_ms'),
  // As the index orders them: never changed is changed longest ago.
  modified: ofColumn('time', `nullif(source.modified, ${NEVER_MODIFIED})`, 'source.modified'),
  place: ofColumn('text', 'compared_text(source.parent_path)'),
}

const isBuiltIn = (id: FieldId): id is BuiltInField => providerFieldName(id) === null

/** Throws `unknown-field` where the view does not describe it. */
export function fieldInSql(id: FieldId, view: ListView | undefined): FieldInSql {
  if (isBuiltIn(id)) return builtIn[id]
  const field = view?.fields.find((one) => one.id === id)
  if (field === undefined) throw new StoreFailure('unknown-field', 'a field that nobody described')
  const value = valueAt(field.path)
  const read = (as: FieldKind): SqlPiece => ({
    text: `compared_value(?, ${value.text})`,
    params: [readingText(field, as), ...value.params],
    needsRecord: true,
  })
  const isChosen = field.kind === 'choice' || field.kind === 'choices'
  return { kind: field.kind, value: read(field.kind), sorted: read(isChosen ? 'text' : field.kind) }
}

/** SQLite's paths know JSON's own escapes within quotes, but end at the first NUL. */
const NOT_IN_PATHS = /\p{Cc}/u

/** JSON text of what lies at these names. */
function valueAt(path: readonly string[]): Pick<SqlPiece, 'text' | 'params'> {
  if (!path.some((name) => NOT_IN_PATHS.test(name))) {
    const quoted = path.map((name) => `.${JSON.stringify(name)}`).join('')
    return { text: 'source.json -> ?', params: [`$${quoted}`] }
  }
  const steps = path.map((_, n) => {
    const from = `CASE WHEN at${n - 1}.type = 'object' THEN at${n - 1}.value END`
    return `json_each(${n === 0 ? 'source.json' : from}) AS at${n}`
  })
  const names = path.map((_, n) => `at${n}.key = ?`)
  return {
    text: `(SELECT json_quote(at${path.length - 1}.value) FROM ${steps.join(' CROSS JOIN ')}
      WHERE ${names.join(' AND ')} LIMIT 1)`,
    params: path,
  }
}
