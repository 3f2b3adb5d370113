import { cellReaderOf, type CellOptions } from './cells.ts'
import { readCells } from './check-cells.ts'
import type { Cells } from './table-spec.ts'
import type { Base, Table, Workspace } from './workspace.ts'

/** Cells by field name, for tests. */
export type NamedCells = Readonly<Record<string, unknown>>

/** The workspace as somebody sees it who works in Airtable, while a client is connected. */
export type BasesControl = {
  /** Names and ids of everything; bases, tables and fields may be given by either below. */
  list: () => readonly {
    id: string
    name: string
    tables: readonly { id: string; name: string; records: number }[]
  }[]
  /** The id of the record at a position that was made up. */
  recordIdAt: (base: string, table: string, position: number) => string
  /** Cells as the API would give them, or undefined when the record does not exist. */
  readRecord: (base: string, table: string, id: string) => NamedCells | undefined
  createRecord: (base: string, table: string, cells: NamedCells) => string
  changeRecord: (base: string, table: string, id: string, cells: NamedCells) => void
  deleteRecord: (base: string, table: string, id: string) => void
  /** Out of the trash again, with the times that it had. */
  restoreRecord: (base: string, table: string, id: string) => void
  renameTable: (base: string, table: string, name: string) => void
  renameField: (base: string, table: string, field: string, name: string) => void
  /** The base was deleted, or taken away from the integration. */
  removeAccess: (base: string) => void
  /** By id: a removed base has no name any more. */
  restoreAccess: (baseId: string) => void
}

/** All of them throw a sentence when a thing does not exist or a value does not fit. */
export function createBasesControl(workspace: Workspace, options: CellOptions): BasesControl {
  const findBase = (name: string): Base =>
    orThrow(
      workspace.findBase(name) ?? workspace.bases().find((base) => base.name === name),
      `There is no base ${name}`,
    )
  const find = (baseName: string, tableName: string): { base: Base; table: Table } => {
    const base = findBase(baseName)
    return { base, table: orThrow(workspace.findTable(base, tableName), `There is no table ${tableName}`) }
  }
  const readOrThrow = (base: Base, table: Table, cells: NamedCells): Cells => {
    const read = readCells(base, table, cells, false)
    if ('status' in read) throw new Error(read.body)
    return read.cells
  }
  return {
    list: () =>
      workspace.bases().map(({ id, name, tables }) => ({
        id,
        name,
        tables: tables.map((table) => ({ id: table.id, name: table.name(), records: table.records.size() })),
      })),
    recordIdAt: (baseName, tableName, position) => {
      const { table } = find(baseName, tableName)
      return orThrow(table.records.at(position), `There is no record at ${position}`).id
    },
    readRecord: (baseName, tableName, id) => {
      const { base, table } = find(baseName, tableName)
      const record = table.records.get(id)
      if (record === undefined) return undefined
      const reader = cellReaderOf(base, table, options)
      const cells = table.fields().map((field) => [field.name, reader.read(record, field)] as const)
      return Object.fromEntries(cells.filter(([, cell]) => cell !== undefined))
    },
    createRecord: (baseName, tableName, cells) => {
      const { base, table } = find(baseName, tableName)
      return table.records.create(readOrThrow(base, table, cells)).id
    },
    changeRecord: (baseName, tableName, id, cells) => {
      const { base, table } = find(baseName, tableName)
      orThrow(table.records.update(id, readOrThrow(base, table, cells)), `There is no record ${id}`)
    },
    deleteRecord: (baseName, tableName, id) => {
      const { table } = find(baseName, tableName)
      if (!table.records.destroy(id)) throw new Error(`There is no record ${id}`)
    },
    restoreRecord: (baseName, tableName, id) => {
      const { table } = find(baseName, tableName)
      if (!table.records.restore(id)) throw new Error(`The record ${id} is not in the trash`)
    },
    renameTable: (baseName, tableName, name) => {
      const { base, table } = find(baseName, tableName)
      workspace.rename(base.id, table.id, name)
    },
    renameField: (baseName, tableName, fieldName, name) => {
      const { base, table } = find(baseName, tableName)
      const field = orThrow(table.findField(fieldName), `There is no field ${fieldName}`)
      workspace.rename(base.id, field.id, name)
    },
    removeAccess: (baseName) => workspace.setRemoved(findBase(baseName).id, true),
    restoreAccess: (baseId) => workspace.setRemoved(baseId, false),
  }
}

function orThrow<Value>(value: Value | undefined, problem: string): Value {
  if (value === undefined) throw new Error(problem)
  return value
}
