import { jsonReply, type SandboxReply } from '../exchange.ts'
import { cellReaderOf, type CellOptions, type CellReader } from './cells.ts'
import { errorReply, invalidFormula, unknownField } from './errors.ts'
import { compileFormula } from './formula/evaluate.ts'
import { isTruthy } from './formula/values.ts'
import type { Iterators } from './iterators.ts'
import { isId } from './ids.ts'
import type { Field, View } from './layout.ts'
import type { ListParameters } from './list-parameters.ts'
import { formRecord, type RecordJson } from './record-form.ts'
import type { KeptRecord } from './record-store.ts'
import { sortPositions, type SortKey } from './sort-records.ts'
import type { Base, Table } from './workspace.ts'

type Passes = (record: KeptRecord) => boolean

/**
 * One page of a table. Page k starts where page k-1 ended; a filter goes on reading from there, and a sort is
 * done once per listing. The order without sort and view is that of creation here, and arbitrary at Airtable.
 */
export function listRecords(
  { base, table }: { base: Base; table: Table },
  parameters: ListParameters,
  iterators: Iterators,
  options: CellOptions,
): SandboxReply {
  const reader = cellReaderOf(base, table, options)
  const fields = chooseFields(table, parameters.fields)
  if ('status' in fields) return fields
  const view = parameters.view === undefined ? undefined : findView(table, parameters.view)
  if (parameters.view !== undefined && view === undefined) {
    const type = isId('viw', parameters.view) ? 'VIEW_ID_NOT_FOUND' : 'VIEW_NAME_NOT_FOUND'
    return errorReply(422, type, `View ${parameters.view} not found`)
  }
  const passes = createFilter(table, reader, parameters, view)
  if (typeof passes !== 'function') return passes
  const sort = readSort(table, parameters, view)
  if ('status' in sort) return sort

  const key = JSON.stringify([
    base.id,
    table.id,
    parameters.filterByFormula,
    parameters.sort,
    parameters.view,
  ])
  const found = parameters.offset === undefined ? undefined : iterators.find(parameters.offset, key)
  if (found === 'malformed') {
    return errorReply(
      422,
      'INVALID_OFFSET_VALUE',
      `The value of offset ${parameters.offset ?? ''} is invalid`,
    )
  }
  if (found === 'gone') return errorReply(422, 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE')
  const order = found?.order ?? (sort.length > 0 ? sortPositions(table, reader, sort, passes) : undefined)

  const next = createScan(table, order, order === undefined ? passes : () => true, found?.position ?? 0)
  const given = found?.given ?? 0
  const wanted = Math.min(parameters.pageSize, (parameters.maxRecords ?? Infinity) - given)
  const records: RecordJson[] = []
  const withCommentCount = parameters.recordMetadata.includes('commentCount')
  while (records.length < wanted) {
    const hit = next()
    if (hit === undefined) return jsonReply(200, { records })
    records.push(formRecord(reader, hit.record, fields, parameters, withCommentCount))
  }
  const isAtEnd = given + records.length >= (parameters.maxRecords ?? Infinity)
  const following = isAtEnd ? undefined : next()
  if (following === undefined) return jsonReply(200, { records })
  const place = { key, order, position: following.position, given: given + records.length }
  return jsonReply(200, { records, offset: iterators.keep(place, following.record.id) })
}

/** The fields to write out: all, or those that are asked for by name or id. */
function chooseFields(table: Table, names: readonly string[] | undefined): readonly Field[] | SandboxReply {
  if (names === undefined) return table.fields()
  const chosen: Field[] = []
  for (const name of names) {
    const field = table.findField(name)
    if (field === undefined) return unknownField(name)
    chosen.push(field)
  }
  return chosen
}

function findView(table: Table, idOrName: string): View | undefined {
  return table.layout.views.find(({ id, name }) => id === idOrName || name === idOrName)
}

function createFilter(
  table: Table,
  reader: CellReader,
  { filterByFormula }: ListParameters,
  view: View | undefined,
): Passes | SandboxReply {
  const tests: Passes[] = []
  // A view's condition is written with the names of the start, which renaming a field must not break.
  const sources = [
    { source: view?.where, fields: table.layout.fields },
    { source: filterByFormula === '' ? undefined : filterByFormula, fields: table.fields() },
  ]
  for (const { source, fields } of sources) {
    if (source === undefined) continue
    const byName = new Map(fields.map((field) => [field.name, field]))
    const formula = compileFormula(source, new Set(byName.keys()))
    if ('reason' in formula) return invalidFormula(formula.reason)
    tests.push((record) => {
      const value = formula.evaluate((name) => {
        const field = byName.get(name)
        return field === undefined ? null : reader.value(record, field)
      }, reader.contextOf(record))
      return isTruthy(value)
    })
  }
  return (record) => tests.every((test) => test(record))
}

function readSort(table: Table, { sort }: ListParameters, view: View | undefined): SortKey[] | SandboxReply {
  if (sort.length === 0) {
    return (view?.sort ?? []).flatMap(({ field: key, direction }) => {
      const field = table.fields().find((one) => one.key === key)
      return field === undefined ? [] : [{ field, direction }]
    })
  }
  const keys: SortKey[] = []
  for (const { field: name, direction } of sort) {
    const field = table.findField(name)
    if (field === undefined) return unknownField(name)
    keys.push({ field, direction })
  }
  return keys
}

/** Reads on from a position; undefined at the end. */
function createScan(
  table: Table,
  order: Uint32Array | undefined,
  passes: Passes,
  start: number,
): () => { record: KeptRecord; position: number } | undefined {
  let at = start
  return () => {
    const size = order?.length ?? table.records.size()
    while (at < size) {
      const position = at++
      const record = table.records.at(order === undefined ? position : (order[position] ?? 0))
      if (record !== undefined && passes(record)) return { record, position }
    }
    return undefined
  }
}
