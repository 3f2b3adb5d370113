import { stringify } from 'csv-stringify/sync'
import type { ExportLayout } from '../shared/export-protocol.ts'
import { formulaSafe } from '../shared/formula-safe.ts'
import { keyTexts } from '../shared/key-texts.ts'
import type { ItemKey } from '../shared/model/item.ts'
import { providerFieldName, type BuiltInField, type FieldId } from '../shared/model/field-id.ts'
import type { StoredField } from '../shared/list-protocol.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { heldList } from './export-list.ts'
import { cellText, fileValue, isoMoment, type FileValue } from './export-values.ts'
import { memberAt } from './field-values.ts'
import { shownModified } from './item-columns.ts'
import { laidByRid, laidOver, valuesOf, type LaidColumns } from './laid-reads.ts'
import type { ListEntry } from './list-overlay.ts'
import { readSource, sourceOver, type SourceRow } from './list-source.ts'
import type { Outbox } from './outbox.ts'
import { sqlValues } from './sql.ts'
import type { Workspace } from './workspace.ts'

/** So long one call writes rows, and so much text: other requests wait behind it. */
const SLICE_MS = 15
const MAX_TEXT = 500_000
/** Rows between two looks at the clock. */
const STEP = 25

const readKey = sqlValues<[rid: number], ItemKey>('SELECT key FROM item WHERE rid = ?')

export function exportRows(
  workspace: Workspace,
  outbox: Outbox | null,
  { id, offset, layout }: StoreInput<'exportRows'>,
): StoreOutput<'exportRows'> {
  const list = heldList(workspace, id)
  if (list === null) return null
  const write = writing(layout)
  const untilMs = performance.now() + SLICE_MS
  const texts: string[] = []
  let [next, length] = [offset, 0]
  while (next < list.total && length < MAX_TEXT && (next === offset || performance.now() < untilMs)) {
    const entries = list.at(next, STEP)
    if (entries.length === 0) break
    for (const row of rowsOf(workspace, outbox, entries, layout)) {
      const text = write(row)
      texts.push(text)
      length += text.length
    }
    next += entries.length
  }
  const head = offset === 0 && layout.format === 'csv' ? csvLine(layout, layout.titles) : ''
  return { text: head + texts.join(layout.format === 'json' ? ',\n' : ''), rows: texts.length, next }
}

/** A row as it is written. */
interface FileRow {
  readonly key: ItemKey
  readonly source: SourceRow
  readonly laid: LaidColumns | null
  /** The provider's record as it was loaded; null where there is none or it is not wanted. */
  readonly record: string | null
}

function rowsOf(
  { db }: Workspace,
  outbox: Outbox | null,
  entries: readonly ListEntry[],
  { view, hasRecords }: ExportLayout,
): readonly FileRow[] {
  const isRecordRead = hasRecords || view.fields.length > 0
  const keys = entries.map(({ rid }) => (rid === null ? null : (readKey(db).get(rid) ?? null)))
  const over = laidOver(
    outbox,
    keys.flatMap((key) => key ?? []),
  )
  const alone =
    outbox === null
      ? new Map<number, LaidColumns>()
      : laidByRid(
          outbox,
          entries.flatMap(({ rid, laidRid }) => (rid === null && laidRid !== null ? [laidRid] : [])),
        )
  return entries.flatMap(({ rid, laidRid }, n): FileRow[] => {
    const known = keys[n] ?? null
    const laid = (known === null ? alone.get(rid === null ? (laidRid ?? 0) : 0) : over.get(known)) ?? null
    const under = rid === null ? null : readSource(db, rid, isRecordRead)
    const key = known ?? laid?.key
    const source = sourceOver(under, laid, view.fields)
    if (source === null || key === undefined) return []
    return [{ key, source, laid, record: hasRecords ? (under?.json ?? null) : null }]
  })
}

function writing(layout: ExportLayout): (row: FileRow) => string {
  const known = new Map(layout.view.fields.map((field) => [field.id, field]))
  const columns = layout.columns.map((id): readonly [FieldId, StoredField | null] => [
    id,
    known.get(id) ?? null,
  ])
  const valuesIn = ({ source }: FileRow): readonly FileValue[] => {
    const isRecordRead = source.json !== null && layout.view.fields.length > 0
    const record: unknown = isRecordRead ? JSON.parse(source.json) : null
    return columns.map(([id, field]) =>
      field === null ? ownValue(id, source, layout) : fileValue(field, memberAt(record, field.path)),
    )
  }
  if (layout.format === 'csv') {
    return (row) => csvLine(layout, valuesIn(row).map(cellText))
  }
  const end = layout.format === 'ndjson' ? '\n' : ''
  return (row) => `${jsonRow(layout, row, valuesIn(row))}${end}`
}

/** One line by RFC 4180. A single column needs quotes where it is empty: a line of nothing counts as none. */
const csvLine = ({ delimiter, isFormulaSafe }: ExportLayout, cells: readonly string[]): string =>
  stringify([isFormulaSafe ? cells.map(formulaSafe) : cells], {
    delimiter,
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
    quoted_empty: cells.length === 1,
  })

function jsonRow(
  { columns, hasRecords, sources }: ExportLayout,
  { key, source, laid, record }: FileRow,
  values: readonly FileValue[],
): string {
  const named = columns.map((id, n) => [id, values[n] ?? null] as const)
  const membersOf = (isOwn: boolean): Record<string, FileValue> =>
    Object.fromEntries(
      named.flatMap(([id, value]) => {
        const name = providerFieldName(id)
        return (name === null) === isOwn ? [[name ?? id, value]] : []
      }),
    )
  const head = JSON.stringify({
    id: keyTexts(key)[3] ?? key,
    type: source.type,
    source: sources[source.account_id] ?? source.account_id,
    fields: membersOf(true),
    properties: membersOf(false),
    ...(laid === null || !hasRecords ? {} : { waiting: { kind: laid.kind, values: valuesOf(laid) } }),
  })
  return record === null ? head : `${head.slice(0, -1)},"record":${onOneLine(record)}}`
}

/** As it is, digits and all; JSON that spans lines would be several lines of NDJSON. */
const onOneLine = (json: string): string => (/[\r\n]/.test(json) ? JSON.stringify(JSON.parse(json)) : json)

function ownValue(id: FieldId, source: SourceRow, { sources }: ExportLayout): FileValue {
  switch (id as BuiltInField) {
    case 'created':
      return source.created_at_ms === null ? null : isoMoment(source.created_at_ms)
    case 'modified': {
      const moment = shownModified(source.modified)
      return moment === null ? null : isoMoment(moment)
    }
    case 'source':
      return sources[source.account_id] ?? source.account_id
    case 'place':
      return source.parent_path
    case 'type':
    case 'name':
    case 'email':
    case 'organisation':
    case 'phone':
      return source[id as 'type' | 'name' | 'email' | 'organisation' | 'phone']
    default:
      return null
  }
}
