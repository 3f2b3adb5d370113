import { cellReaderOf, type CellOptions } from './cells.ts'
import { readCells } from './check-cells.ts'
import type { Field } from './layout.ts'
import type { AddableType } from './schema-edits.ts'
import type { Cells } from './table-spec.ts'
import type { Base, Table, Workspace } from './workspace.ts'

/** Cells by field name, for tests. */
export type NamedCells = Readonly<Record<string, unknown>>

/** A field, as somebody sees it who looks for one to fill in. */
export type SeenField = {
  id: string
  name: string
  type: string
  /** Of a select. */
  choices: readonly string[]
  /** Of a link: the id of the table that it leads to. */
  linkedTable: string | null
}

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
  /** The fields of a table by id, the primary one first. */
  fields: (base: string, table: string) => readonly SeenField[]
  /** How many positions a table has; `recordAt` gives the record of each, undefined for one that is empty. */
  positions: (base: string, table: string) => number
  recordAt: (base: string, table: string, position: number) => string | undefined
  renameTable: (base: string, table: string, name: string) => void
  renameField: (base: string, table: string, field: string, name: string) => void
  /** Adds one and returns its id. A new table has a name, notes, and no records. */
  addTable: (base: string, name: string) => string
  addField: (base: string, table: string, name: string, type: AddableType) => string
  /** Removes one; what something else is made from cannot go. */
  removeTable: (base: string, table: string) => void
  removeField: (base: string, table: string, field: string) => void
  canRemoveTable: (base: string, table: string) => boolean
  canRemoveField: (base: string, table: string, field: string) => boolean
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
    fields: (baseName, tableName) => {
      const { base, table } = find(baseName, tableName)
      const linked = (key: string | undefined): string | undefined =>
        base.tables.find(({ layout }) => layout.spec.key === key)?.id
      return table.fields().map(({ id, name, type, choices = [], linkTo }) => ({
        ...{ id, name, type, choices },
        linkedTable: linked(linkTo) ?? null,
      }))
    },
    positions: (baseName, tableName) => find(baseName, tableName).table.records.size(),
    recordAt: (baseName, tableName, position) => find(baseName, tableName).table.records.at(position)?.id,
    addTable: (baseName, name) => workspace.addTable(findBase(baseName).id, name),
    addField: (baseName, tableName, name, type) => {
      const { base, table } = find(baseName, tableName)
      return workspace.addField(base.id, table.id, name, type)
    },
    removeTable: (baseName, tableName) => {
      const { base, table } = find(baseName, tableName)
      const user = linkedFrom(base, table)
      if (user !== undefined) throw new Error(`${user.name()} is linked to ${table.name()}`)
      workspace.removeTable(base.id, table.id)
    },
    removeField: (baseName, tableName, fieldName) => {
      const { base, table } = find(baseName, tableName)
      const field = orThrow(table.findField(fieldName), `There is no field ${fieldName}`)
      if (isInUse(base, table, field)) throw new Error(`${field.name} is in use`)
      workspace.removeField(base.id, table.id, field.id)
    },
    canRemoveTable: (baseName, tableName) => {
      const { base, table } = find(baseName, tableName)
      return linkedFrom(base, table) === undefined
    },
    canRemoveField: (baseName, tableName, fieldName) => {
      const { base, table } = find(baseName, tableName)
      const field = table.findField(fieldName)
      return field !== undefined && !isInUse(base, table, field)
    },
    removeAccess: (baseName) => workspace.setRemoved(findBase(baseName).id, true),
    restoreAccess: (baseId) => workspace.setRemoved(baseId, false),
  }
}

/** A table of the base that is linked to this one, itself included. */
function linkedFrom(base: Base, { layout }: Table): Table | undefined {
  return base.tables.find((one) => one.fields().some(({ linkTo }) => linkTo === layout.spec.key))
}

/** Whether a field is what names the records, or another one is made from it. */
function isInUse(base: Base, table: Table, { id, key }: Field): boolean {
  const watches = ({ options, formula }: Field): boolean =>
    formula?.includes(`{${key}}`) === true || JSON.stringify(options ?? {}).includes(`"${key}"`)
  return (
    table.fields()[0]?.id === id ||
    table.fields().some((one) => one.via === key || watches(one)) ||
    base.tables.some((one) => one.fields().some(({ shows }) => shows === key))
  )
}

function orThrow<Value>(value: Value | undefined, problem: string): Value {
  if (value === undefined) throw new Error(problem)
  return value
}
