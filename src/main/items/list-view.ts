import type { AppError } from '../../shared/errors.ts'
import { conditionsOf, testsOfKind } from '../../shared/model/filter-tests.ts'
import type { ItemQuery } from '../../shared/model/item.ts'
import { providerFieldName, type FieldId } from '../../shared/model/list-field.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ListView, StoredField } from '../../shared/list-protocol.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { KnownFields, ListFields } from './list-fields.ts'
import { ownFields } from './own-fields.ts'

const ownKinds = new Map(ownFields.map(({ id, kind }) => [id, kind]))

/** What the store is asked for: a query without what is not known any more, and where its fields lie. */
export interface ResolvedQuery {
  readonly query: ItemQuery
  readonly view: ListView
}

/**
 * Finds the fields that a query and its columns name. One that is not known any more, as it was removed at the
 * provider, is left out of the columns and the order. A filter is not a filter without it: it is refused, and so is
 * a test that the field's values cannot be put to.
 */
export async function resolveQuery(
  fields: ListFields,
  query: ItemQuery,
  columns: readonly FieldId[],
  nowMs: number,
): Promise<Result<ResolvedQuery, AppError>> {
  const conditions = conditionsOf(query.filter)
  const named = [...conditions.map(({ field }) => field), ...query.sort.map(({ by }) => by), ...columns]
  const isOwn = named.every((id) => providerFieldName(id) === null)
  // Nobody has to be asked about the fields that every item has.
  const known = isOwn ? ok(nothing) : await fields(query)
  if (!known.ok) return known
  const { stored } = known.value
  const isKnown = (id: FieldId): boolean => ownKinds.has(id) || stored.has(id)
  for (const { field, test } of conditions) {
    const kind = ownKinds.get(field) ?? stored.get(field)?.kind
    if (kind === undefined) return refused(`unknown field: ${field}`)
    if (!testsOfKind[kind].includes(test))
      return refused(`a field of the kind ${kind} has no ${test}: ${field}`)
  }
  const used = [...new Set(named)].flatMap((id) => stored.get(id) ?? [])
  return ok({
    query: { ...query, sort: query.sort.filter(({ by }) => isKnown(by)) },
    view: { fields: used.map(toStored), columns: columns.filter(isKnown), nowMs },
  })
}

const nothing: KnownFields = { listed: ownFields, stored: new Map() }

const refused = (detail: string): Result<never, AppError> =>
  err({ kind: 'invalid-request', detail: wellFormedStart(detail, 300) })

/** Without what only screens want: options may be many, and this goes to the store with every window. */
export const toStored = ({ id, kind, path, each, separator }: StoredField): StoredField => ({
  id,
  kind,
  path,
  each,
  separator,
})
