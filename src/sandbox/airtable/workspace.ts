import type { AirtableBehaviour } from './behaviour.ts'
import { makeId } from './ids.ts'
import { layOut, type BaseLayout, type Field, type TableLayout } from './layout.ts'
import { createRecords, type Change, type Records, type TableChanges } from './record-store.ts'
import { createSchemaEdits, NEW_SCHEMA, type AddableType, type SchemaState } from './schema-edits.ts'

export type Table = {
  id: string
  layout: TableLayout
  name: () => string
  /** Fields with their present names. */
  fields: () => readonly Field[]
  /** By id or by name; names are case-sensitive. */
  findField: (idOrName: string) => Field | undefined
  records: Records
}
export type Base = {
  id: string
  name: string
  permissionLevel: BaseLayout['spec']['permissionLevel']
  tables: readonly Table[]
}

export type WorkspaceState = {
  /** New names by base and thing: `app…/tbl…`. */
  names: Record<string, string>
  schema: SchemaState
  /** Bases that the person took away from the integration, or that were deleted. */
  removed: string[]
  tables: Record<string, TableChanges>
}

export const NEW_WORKSPACE: WorkspaceState = {
  names: {},
  schema: NEW_SCHEMA,
  removed: [],
  tables: {},
}

export type Workspace = {
  /** Every base that can be reached, in the order of Airtable's list. */
  bases: () => readonly Base[]
  findBase: (id: string) => Base | undefined
  /** By id or by name. */
  findTable: (base: Base, idOrName: string) => Table | undefined
  /** Gives a table or a field (by its id) another name. */
  rename: (baseId: string, thingId: string, name: string) => void
  addTable: (baseId: string, name: string) => string
  addField: (baseId: string, tableId: string, name: string, type: AddableType) => string
  /** Removes a table, or a field of one. */
  removeTable: (baseId: string, tableId: string) => void
  removeField: (baseId: string, tableId: string, fieldId: string) => void
  setRemoved: (baseId: string, removed: boolean) => void
  readState: () => WorkspaceState
}

export type TableChange = Change & { baseId: string; table: Table }

type Options = {
  seed: number
  records: number
  now: () => number
  behaviour: () => AirtableBehaviour
  state: WorkspaceState
  onChange: (change?: TableChange) => void
}

/** How many bases an account with "many" has. */
const MANY_BASES = 2_500

/** The bases of the person who signs in. */
export function createWorkspace({ seed, records, now, behaviour, state, onChange }: Options): Workspace {
  const names = new Map(Object.entries(state.names))
  const removed = new Set(state.removed)
  const schema = createSchemaEdits(seed, state.schema)
  /** Grows with every change of names and fields, so that what was read before it is known to be stale. */
  let edits = 0

  const toTable = (baseId: string, baseKey: string, layout: TableLayout): Table => {
    const place = `${baseId}/${layout.id}`
    let seen = -1
    let fields: readonly Field[] = layout.fields
    const readFields = (): readonly Field[] => {
      if (seen !== edits) {
        fields = schema.fieldsOf(place, layout.fields).map((field) => ({
          ...field,
          name: names.get(`${baseId}/${field.id}`) ?? field.name,
        }))
        seen = edits
      }
      return fields
    }
    const table: Table = {
      id: layout.id,
      layout,
      name: () => names.get(place) ?? layout.spec.name,
      fields: () => readFields(),
      findField: (idOrName) => readFields().find(({ id, name }) => id === idOrName || name === idOrName),
      records: createRecords({
        ...{ baseKey, layout, now },
        state: state.tables[place],
        onChange: (change) => onChange({ ...change, baseId, table }),
      }),
    }
    return table
  }
  const toBase = ({ id, spec, tables: layouts }: BaseLayout): Base => {
    const made = new Map<string, Table>()
    let seen = -1
    let tables: readonly Table[] = []
    const readTables = (): readonly Table[] => {
      if (seen === edits) return tables
      tables = [...layouts, ...schema.tablesOf(id)]
        .filter((layout) => !schema.isRemoved(`${id}/${layout.id}`))
        .map((layout) => {
          const table = made.get(layout.id) ?? toTable(id, spec.key, layout)
          made.set(layout.id, table)
          return table
        })
      seen = edits
      return tables
    }
    const { name, permissionLevel } = spec
    return {
      ...{ id, name, permissionLevel },
      // Looked at anew every time: whoever holds a base sees the tables that were added meanwhile.
      get tables() {
        return readTables()
      },
    }
  }
  const change = <Value>(edit: () => Value): Value => {
    const value = edit()
    edits++
    onChange()
    return value
  }

  const sample = layOut(seed, records).map(toBase)
  let extra: readonly Base[] = []
  /** Bases that only make the list long; each is an empty one. */
  const extraBases = (): readonly Base[] => {
    const [model] = sample.slice(-1)
    if (extra.length === 0 && model !== undefined) {
      extra = Array.from({ length: MANY_BASES - sample.length }, (_, at) => ({
        ...model,
        id: makeId('app', seed, 'extra', at),
        name: `Project ${String(at + 1).padStart(4, '0')}`,
      }))
    }
    return extra
  }
  const bases = (): readonly Base[] => {
    const wanted = behaviour().bases
    const all = wanted === 'none' ? [] : wanted === 'many' ? [...sample, ...extraBases()] : sample
    return removed.size === 0 ? all : all.filter(({ id }) => !removed.has(id))
  }

  return {
    bases,
    findBase: (id) => bases().find((base) => base.id === id),
    findTable: (base, idOrName) =>
      base.tables.find((table) => table.id === idOrName) ??
      base.tables.find((table) => table.name() === idOrName),
    rename: (baseId, thingId, name) => {
      change(() => names.set(`${baseId}/${thingId}`, name))
    },
    addTable: (baseId, name) => change(() => schema.addTable(baseId, name)),
    addField: (baseId, tableId, name, type) =>
      change(() => schema.addField(`${baseId}/${tableId}`, name, type)),
    removeTable: (baseId, tableId) => change(() => schema.remove(`${baseId}/${tableId}`)),
    removeField: (baseId, tableId, fieldId) => change(() => schema.remove(`${baseId}/${tableId}/${fieldId}`)),
    setRemoved: (baseId, isRemoved) => {
      if (isRemoved) removed.add(baseId)
      else removed.delete(baseId)
      onChange()
    },
    readState: () => ({
      names: Object.fromEntries(names),
      schema: schema.readState(),
      removed: [...removed],
      tables: Object.fromEntries(
        sample.flatMap((base) =>
          base.tables
            .map((table) => [`${base.id}/${table.id}`, table.records.readState()] as const)
            .filter(([, { changed, created }]) => changed.length + created.length > 0),
        ),
      ),
    }),
  }
}
