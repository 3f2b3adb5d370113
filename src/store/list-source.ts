import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import { providerFieldName } from '../shared/model/field-id.ts'
import type { StoredField } from '../shared/list-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sortName } from './fold.ts'
import { NEVER_MODIFIED } from './item-columns.ts'
import { shownOf, valuesOf, type LaidColumns } from './laid-reads.ts'
import { sql } from './sql.ts'

/** What filters, orders and cells read of a row, under the names of its columns. */
export interface SourceRow {
  readonly rid: number
  readonly name: string
  readonly sort_name: string
  readonly type: ItemType
  readonly account_id: AccountId
  readonly email: string | null
  readonly organisation: string | null
  readonly phone: string | null
  readonly parent_key: ItemKey | null
  readonly parent_path: string | null
  readonly created_at_ms: number | null
  readonly modified: number
  /** The provider's record, null where it is not needed. */
  readonly json: string | null
}

const names = [
  'name',
  'sort_name',
  'email',
  'organisation',
  'phone',
  'parent_key',
  'parent_path',
  'created_at_ms',
  'modified',
] as const
const itemColumns = names.map((name) => `item.${name} AS ${name}`).join(', ')
const streamColumns = 'stream.type AS type, stream.account_id AS account_id'
/** A record that nests deeper than SQLite reads has no values, but it is no reason to show nothing at all. */
const record = 'CASE WHEN json_valid(record.json) THEN record.json END AS json'
const from = (needsRecord: boolean): string =>
  `CROSS JOIN stream ON stream.id = item.stream
   ${needsRecord ? 'CROSS JOIN record ON record.rid = item.rid' : ''}`

/** Rows of the cache by their ids, a JSON array that is bound, in its order. */
export const cachedSource = (needsRecord: boolean): string =>
  `(SELECT item.rid AS rid, ${itemColumns}, ${streamColumns}${needsRecord ? `, ${record}` : ''}
    FROM json_each(?) AS wanted CROSS JOIN item ON item.rid = wanted.value ${from(needsRecord)}) AS source`

/** Rows that are bound themselves, a JSON array of {@link SourceRow}. */
export const givenSource = `(SELECT ${['rid', 'type', 'account_id', ...names]
  .map((name) => `value ->> '$.${name}' AS ${name}`)
  .join(', ')},
    CASE WHEN json_valid(value ->> '$.json') THEN value ->> '$.json' END AS json FROM json_each(?)) AS source`

const read = (needsRecord: boolean) =>
  sql<[rid: number], SourceRow>(
    `SELECT item.rid, ${itemColumns}, ${streamColumns}, ${needsRecord ? 'record.json' : 'NULL'} AS json
     FROM item ${from(needsRecord)} WHERE item.rid = ? AND stream.account_id IS NOT NULL`,
  )
const readWhole = read(true)
const readColumns = read(false)

export const readSource = (db: Sqlite, rid: number, needsRecord: boolean): SourceRow | null =>
  (needsRecord ? readWhole : readColumns)(db).get(rid) ?? null

/** The row with what lies over it; `under` is null where there is none. */
export function sourceOver(
  under: SourceRow | null,
  laid: LaidColumns | null,
  fields: readonly StoredField[],
): SourceRow | null {
  if (laid === null) return under
  const shown = shownOf(laid)
  const name = shown.name ?? under?.name ?? ''
  const json = fields.length === 0 ? null : recordOver(under?.json ?? null, fields, valuesOf(laid))
  if (under !== null) return { ...under, ...shown, name, sort_name: sortName(name), json }
  return {
    rid: -laid.rid,
    type: laid.type,
    account_id: laid.account_id,
    ...{ email: null, organisation: null, phone: null, parent_key: null, parent_path: null },
    ...shown,
    name,
    sort_name: sortName(name),
    // Nobody else has made it yet.
    created_at_ms: laid.made_at_ms,
    modified: laid.is_new === 1 ? laid.made_at_ms : NEVER_MODIFIED,
    json,
  }
}

/** The record's JSON with these values where the fields have theirs; an empty one takes a value away. */
function recordOver(
  json: string | null,
  fields: readonly StoredField[],
  values: Readonly<Record<string, string>>,
): string | null {
  const given = fields.filter(({ id }) => Object.hasOwn(values, providerFieldName(id) ?? ''))
  if (given.length === 0) return json
  const root: unknown = json === null ? {} : JSON.parse(json)
  if (!isObject(root)) return json
  for (const { id, path } of given) putAt(root, path, values[providerFieldName(id) ?? ''] || null)
  return JSON.stringify(root)
}

function putAt(root: Record<string, unknown>, path: readonly string[], value: string | null): void {
  let at = root
  for (const [n, name] of path.entries()) {
    const isLast = n === path.length - 1
    const found: unknown = Object.hasOwn(at, name) ? at[name] : undefined
    const next = isLast ? value : isObject(found) ? found : {}
    // A plain assignment of `__proto__` would set no member.
    Object.defineProperty(at, name, { value: next, writable: true, enumerable: true, configurable: true })
    if (isObject(next)) at = next
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
