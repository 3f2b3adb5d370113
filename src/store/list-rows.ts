import type { ItemKey, ItemRow } from '../shared/model/item.ts'
import { providerFieldName, type FieldId } from '../shared/model/field-id.ts'
import type { Cell } from '../shared/model/list-field.ts'
import type { ListView, StoredField } from '../shared/list-protocol.ts'
import type { Sqlite } from './driver.ts'
import { StoreFailure } from './failure.ts'
import { cellOf, memberAt, type Reading } from './field-values.ts'
import { LIST_COLUMNS, shownModified, toItemRow, type ListColumns } from './item-columns.ts'
import { addedRow, laidByRid, laidOver, overlaid, type LaidColumns } from './laid-reads.ts'
import type { ListEntry } from './list-overlay.ts'
import { readSource, sourceOver, type SourceRow } from './list-source.ts'
import type { Outbox } from './outbox.ts'
import { sql, sqlValues } from './sql.ts'

const readRow = sql<[rid: number], ListColumns>(
  `SELECT ${LIST_COLUMNS} FROM item JOIN stream ON stream.id = item.stream
   WHERE item.rid = ? AND stream.account_id IS NOT NULL`,
)
const readKey = sqlValues<[rid: number], ItemKey>('SELECT key FROM item WHERE rid = ?')

/** A longer message would hold up everything behind it. */
const MAX_REPLY_BYTES = 900_000

/** The rows of these entries, with the cells that the view asks for. Those that are not there any more are left out. */
export function rowsOf(
  db: Sqlite,
  outbox: Outbox | null,
  entries: readonly ListEntry[],
  view: ListView | undefined,
): readonly ItemRow[] {
  const under = entries.map(({ rid }) => (rid === null ? null : (readRow(db).get(rid) ?? null)))
  const keys = under.flatMap((columns) => columns?.key ?? [])
  const over = laidOver(outbox, keys)
  const alone = aloneOf(outbox, entries)
  const columns = viewColumns(view)
  return entries.flatMap(({ rid, laidRid, isOutside }, n): ItemRow[] => {
    const found = under[n] ?? null
    const laid = found === null ? alone.get(rid === null ? (laidRid ?? 0) : 0) : over.get(found.key)
    const row = laidRow(found, laid)
    if (row === null) return []
    const cells = columns.length === 0 ? {} : cellsOf(db, rid, laid ?? null, columns)
    return [{ ...row, cells, isOutside }]
  })
}

/** Their keys alone. */
export function keysOf(db: Sqlite, outbox: Outbox | null, entries: readonly ListEntry[]): readonly ItemKey[] {
  const alone = aloneOf(outbox, entries)
  return entries.flatMap(({ rid, laidRid }) => {
    const key = rid === null ? alone.get(laidRid ?? 0)?.key : readKey(db).get(rid)
    return key ?? []
  })
}

/** Rows of the outbox without one under them, by their ids. */
const aloneOf = (outbox: Outbox | null, entries: readonly ListEntry[]): ReadonlyMap<number, LaidColumns> =>
  outbox === null
    ? new Map()
    : laidByRid(
        outbox,
        entries.flatMap(({ rid, laidRid }) => (rid === null && laidRid !== null ? [laidRid] : [])),
      )

function laidRow(found: ListColumns | null, laid: LaidColumns | undefined): ItemRow | null {
  if (found === null) return laid === undefined ? null : addedRow(laid)
  const row = toItemRow(found)
  return laid === undefined ? row : overlaid(row, laid)
}

/** Stops early where the reply would grow too long: hostile values, or far more rows than a screen shows. */
export function fitting<Part>(parts: readonly Part[]): Part[] {
  let bytes = 0
  const end = parts.findIndex((part, n) => {
    bytes += 2 * JSON.stringify(part).length
    return bytes > MAX_REPLY_BYTES && n > 0
  })
  return end === -1 ? [...parts] : parts.slice(0, end)
}

interface ViewColumn {
  readonly id: FieldId
  /** Null for a field that every item has. */
  readonly field: StoredField | null
}

function viewColumns(view: ListView | undefined): readonly ViewColumn[] {
  if (view === undefined) return []
  const fields = new Map(view.fields.map((field) => [field.id, field]))
  return view.columns.map((id) => {
    const field = fields.get(id) ?? null
    if (field === null && providerFieldName(id) !== null) {
      throw new StoreFailure('unknown-field', 'a column that nobody described')
    }
    return { id, field }
  })
}

function cellsOf(
  db: Sqlite,
  rid: number | null,
  laid: LaidColumns | null,
  columns: readonly ViewColumn[],
): ItemRow['cells'] {
  const fields = columns.flatMap(({ field }) => field ?? [])
  const under = rid === null ? null : readSource(db, rid, fields.length > 0)
  const source = sourceOver(under, laid, fields)
  if (source === null) return {}
  const record: unknown = source.json === null ? null : JSON.parse(source.json)
  return Object.fromEntries(
    columns.map(({ id, field }) => [
      id,
      field === null ? ownCell(id, source) : cellOf(field, memberAt(record, field.path)),
    ]),
  )
}

const asText: Reading = { kind: 'text', each: null, separator: null }

function ownCell(id: FieldId, source: SourceRow): Cell {
  switch (id) {
    case 'created':
      return source.created_at_ms
    case 'modified':
      return shownModified(source.modified)
    case 'type':
      return source.type
    case 'source':
      return source.account_id
    case 'place':
      return cellOf(asText, source.parent_path)
    case 'name':
    case 'email':
    case 'organisation':
    case 'phone':
      return cellOf(asText, source[id])
    default:
      return null
  }
}
