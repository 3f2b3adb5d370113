import { COLLABORATORS, USER, type Collaborator } from './account.ts'
import { addressAttachments } from './attachments.ts'
import type { AirtableBehaviour } from './behaviour.ts'
import { listText } from './cell-text.ts'
import { compileFormula, type Formula } from './formula/evaluate.ts'
import type { FormulaContext } from './formula/functions.ts'
import { FAILED, isFailed, isMoment, toMoment, type Value } from './formula/values.ts'
import type { Field } from './layout.ts'
import type { KeptRecord } from './record-store.ts'
import type { Base, Table } from './workspace.ts'

export type CellOptions = { behaviour: () => AirtableBehaviour; now: () => number; origin: () => string }

export type CellReader = {
  /** The cell as the API gives it; undefined for an empty one, which is left out (list records reference). */
  read: (record: KeptRecord, field: Field) => unknown
  /** The cell as formulas and sorting see it. */
  value: (record: KeptRecord, field: Field) => Value
  /** What the primary field says. */
  nameOf: (record: KeptRecord) => string
  /** The names of linked records. */
  namesOf: (field: Field, ids: readonly string[]) => string[]
  contextOf: (record: KeptRecord) => FormulaContext
}

const formulas = new Map<string, Formula>()
const readers = new WeakMap<Table, CellReader>()

/** Reads cells of one table, computed ones included. A table always gets the same reader. */
export function cellReaderOf(base: Base, table: Table, options: CellOptions): CellReader {
  const known = readers.get(table)
  if (known !== undefined) return known
  const reader = createCellReader(base, table, options)
  readers.set(table, reader)
  return reader
}

function createCellReader(base: Base, table: Table, options: CellOptions): CellReader {
  const { behaviour, now, origin } = options
  const readerOf = (key: string | undefined): { linked: Table; reader: CellReader } | undefined => {
    const linked = base.tables.find(({ layout }) => layout.spec.key === key)
    if (linked === undefined) return undefined
    return { linked, reader: linked === table ? reader : cellReaderOf(base, linked, options) }
  }
  const fieldOf = (key: string | undefined): Field | undefined =>
    table.fields().find((field) => field.key === key)

  /** What a lookup or rollup sees through its link field. */
  const valuesThrough = (record: KeptRecord, { via, shows }: Field): unknown[] => {
    const link = fieldOf(via)
    const found = readerOf(link?.linkTo)
    const target = found?.linked.fields().find(({ key }) => key === shows)
    if (link === undefined || found === undefined || target === undefined) return []
    return idsIn(record.cells()[link.key]).flatMap((id) => {
      const linked = found.linked.records.get(id)
      const cell = linked === undefined ? undefined : found.reader.read(linked, target)
      return cell === undefined ? [] : [cell]
    })
  }
  const modifiedMs = (record: KeptRecord, watched: readonly string[] = []): number | undefined => {
    const keys = watched.length === 0 ? [] : ['*', ...watched]
    const times = keys.flatMap((key) => record.touched[key] ?? [])
    const atMs =
      watched.length === 0 ? record.modifiedMs : times.length === 0 ? undefined : Math.max(...times)
    return atMs ?? (behaviour().neverEdited === 'created' ? record.createdMs : undefined)
  }
  const contextOf = (record: KeptRecord): FormulaContext => ({
    recordId: record.id,
    createdMs: record.createdMs,
    modifiedMs: (names) =>
      modifiedMs(
        record,
        names.map((name) => table.findField(name)?.key ?? name),
      ),
    nowMs: now(),
    blankFails: behaviour().neverEdited === 'error',
  })

  const compute = (record: KeptRecord, field: Field): unknown => {
    switch (field.type) {
      case 'createdTime':
        return new Date(record.createdMs).toISOString()
      case 'lastModifiedTime': {
        const watched = field.options?.['referencedFields']
        const atMs = modifiedMs(record, Array.isArray(watched) ? (watched as string[]) : [])
        return field.isValid === false || atMs === undefined ? undefined : new Date(atMs).toISOString()
      }
      case 'createdBy':
        return personOf(record.createdMs)
      case 'lastModifiedBy':
        return record.modifiedMs === undefined ? undefined : personOf(record.modifiedMs)
      case 'autoNumber':
        return (table.records.positionOf(record.id) ?? 0) + 1
      case 'count':
        return idsIn(record.cells()[field.via ?? '']).length
      case 'multipleLookupValues':
        return valuesThrough(record, field).flat()
      case 'rollup':
        return valuesThrough(record, field).reduce<number>((sum, cell) => sum + Number(cell), 0)
      case 'formula':
        return fromValue(
          formulaOf(field, table).evaluate((key) => valueByKey(record, key), contextOf(record)),
        )
      case 'multipleAttachments':
        return addressAttachments(
          record.cells()[field.key],
          origin(),
          now() + behaviour().attachmentLifeSeconds * 1000,
        )
      default:
        return record.cells()[field.key]
    }
  }
  const valueByKey = (record: KeptRecord, key: string): Value => {
    const field = fieldOf(key)
    return field === undefined ? null : reader.value(record, field)
  }

  const reader: CellReader = {
    read: (record, field) => {
      const cell = compute(record, field)
      return isEmpty(cell) ? undefined : cell
    },
    value: (record, field) => {
      const cell = reader.read(record, field)
      if (cell === undefined) return null
      if (field.type === 'multipleRecordLinks') return reader.namesOf(field, idsIn(cell)).join(', ')
      return toValue(field, cell)
    },
    nameOf: (record) => {
      const [primary] = table.fields()
      const cell = primary === undefined ? undefined : reader.read(record, primary)
      return cell === undefined ? '' : listText(cell)
    },
    namesOf: (field, ids) => {
      const found = readerOf(field.linkTo)
      return ids.map((id) => {
        const linked = found?.linked.records.get(id)
        return linked === undefined ? '' : (found?.reader.nameOf(linked) ?? '')
      })
    },
    contextOf,
  }
  return reader
}

function formulaOf(field: Field, table: Table): Formula {
  const known = formulas.get(field.id)
  if (known !== undefined) return known
  const compiled = compileFormula(
    field.formula ?? '""',
    new Set(table.layout.spec.fields.map(({ key }) => key)),
  )
  if ('reason' in compiled) throw new Error(`The formula of ${field.key} is malformed: ${compiled.reason}`)
  formulas.set(field.id, compiled)
  return compiled
}

/** A formula's result as a cell: infinite and failed ones are objects (field model, formula). */
function fromValue(value: Value): unknown {
  if (isFailed(value)) return { error: '#ERROR!' }
  if (isMoment(value)) return new Date(value.atMs).toISOString()
  if (typeof value === 'number' && !Number.isFinite(value)) return { specialValue: String(value) }
  return value
}

function toValue(field: Field, cell: unknown): Value {
  if (typeof cell === 'number' || typeof cell === 'boolean') return cell
  if (typeof cell === 'string') {
    return ['date', 'dateTime', 'createdTime', 'lastModifiedTime'].includes(field.type)
      ? (toMoment(cell) ?? FAILED)
      : cell
  }
  return typeof cell === 'object' && cell !== null && 'error' in cell ? FAILED : listText(cell)
}

/** Empty cells are "", [], false and nothing at all. */
function isEmpty(cell: unknown): boolean {
  return (
    cell === undefined ||
    cell === null ||
    cell === '' ||
    cell === false ||
    (Array.isArray(cell) && cell.length === 0)
  )
}

export function idsIn(cell: unknown): string[] {
  return Array.isArray(cell) ? cell.filter((id) => typeof id === 'string') : []
}

function personOf(atMs: number): Collaborator {
  return COLLABORATORS[(atMs / 1000) % COLLABORATORS.length] ?? USER
}
