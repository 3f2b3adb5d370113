import { createRecordIds, makeId } from './ids.ts'
import type { Field, TableLayout } from './layout.ts'
import type { FieldSpec, TableSpec } from './table-spec.ts'

/** The types of fields that can be added. */
export const ADDABLE_TYPES = ['singleLineText', 'number', 'checkbox', 'date'] as const
export type AddableType = (typeof ADDABLE_TYPES)[number]

/** What became of the schema since it was made up. Places are `app…/tbl…` and, for fields, `app…/tbl…/fld…`. */
export type SchemaState = {
  tables: { base: string; id: string; name: string }[]
  fields: { table: string; id: string; name: string; type: string }[]
  removed: string[]
}

export const NEW_SCHEMA: SchemaState = { tables: [], fields: [], removed: [] }

/** Tables and fields that people added or removed. */
export type SchemaEdits = {
  /** The fields of a table: the made-up ones, then the added ones, without the removed ones. */
  fieldsOf: (place: string, made: readonly Field[]) => readonly Field[]
  /** The layouts of the tables that were added to a base. */
  tablesOf: (base: string) => readonly TableLayout[]
  isRemoved: (place: string) => boolean
  /** Adds one and returns its id. */
  addField: (place: string, name: string, type: AddableType) => string
  addTable: (base: string, name: string) => string
  remove: (place: string) => void
  readState: () => SchemaState
}

export function createSchemaEdits(seed: number, state: SchemaState): SchemaEdits {
  const tables = state.tables.map((table) => ({ ...table, layout: layOutAdded(seed, table) }))
  const fields = [...state.fields]
  const removed = new Set(state.removed)
  return {
    fieldsOf: (place, made) =>
      [...made, ...fields.filter(({ table }) => table === place).map(toField)].filter(
        ({ id }) => !removed.has(`${place}/${id}`),
      ),
    tablesOf: (base) => tables.filter((table) => table.base === base).map(({ layout }) => layout),
    isRemoved: (place) => removed.has(place),
    addField: (table, name, type) => {
      const id = makeId('fld', table, 'added', fields.length)
      fields.push({ table, id, name, type })
      return id
    },
    addTable: (base, name) => {
      const table = { base, id: makeId('tbl', base, 'added', tables.length), name }
      tables.push({ ...table, layout: layOutAdded(seed, table) })
      return table.id
    },
    remove: (place) => {
      removed.add(place)
    },
    readState: () => ({
      tables: tables.map(({ base, id, name }) => ({ base, id, name })),
      fields,
      removed: [...removed],
    }),
  }
}

function toField({ id, name, type }: SchemaState['fields'][number]): Field {
  return { key: id, id, name, type }
}

const FIELDS: readonly FieldSpec[] = [
  { key: 'name', name: 'Name', type: 'singleLineText' },
  { key: 'notes', name: 'Notes', type: 'multilineText' },
]

/** A table as it is right after somebody added it: a name, notes, one view, and no records. */
function layOutAdded(seed: number, { base, id, name }: SchemaState['tables'][number]): TableLayout {
  const spec: TableSpec = {
    ...{ key: id, name, fields: FIELDS, share: 0, make: () => ({}) },
    views: [{ key: 'grid', name: 'Grid view', type: 'grid' }],
  }
  const idOf = (prefix: 'fld' | 'viw', key: string): string => makeId(prefix, base, id, key)
  return {
    ...{ id, spec, count: 0, ids: createRecordIds(seed, `${base}/${id}`) },
    fields: spec.fields.map((field) => ({ ...field, id: idOf('fld', field.key) })),
    views: spec.views.map((view) => ({ ...view, id: idOf('viw', view.key) })),
    make: (index) => {
      throw new Error(`Record ${index} of an added table was never made up`)
    },
  }
}
