import { cellReaderOf, type CellOptions } from './cells.ts'
import type { BaseChoice } from './grants.ts'
import { describeTable } from './meta.ts'
import type { Base, Workspace } from './workspace.ts'

export type TrueBase = {
  id: string
  name: string
  permissionLevel: string
  /** As the schema call shows them, fields and views included. */
  tables: readonly (Record<string, unknown> & { id: string; name: string })[]
}

/** A record as a list by field ids gives it: empty cells are not in it. */
export type TrueAirtableRecord = {
  base: string
  table: string
  id: string
  createdTime: string
  fields: Record<string, unknown>
}

/**
 * What is in the bases at this moment, for whoever compares a copy with it. It knows no lists, offsets, scopes and
 * limits. Addresses of attachments are those of this moment.
 */
export type AirtableTruth = {
  /** The bases that a grant reaches, all when left out, in the order of Airtable's list. */
  bases: (granted?: BaseChoice) => TrueBase[]
  /** All records of these bases, or of one table; in order of their tables, and within one of their creation. */
  records: (where?: { bases?: BaseChoice; table?: string }) => TrueAirtableRecord[]
}

export function createAirtableTruth(workspace: Workspace, options: CellOptions): AirtableTruth {
  const basesOf = (granted: BaseChoice): readonly Base[] =>
    workspace.bases().filter(({ id }) => granted === 'all' || granted.includes(id))
  return {
    bases: (granted = 'all') =>
      basesOf(granted).map((base) => ({
        ...{ id: base.id, name: base.name, permissionLevel: base.permissionLevel },
        tables: base.tables.map((table) => describeTable(base, table, false)),
      })),
    records: ({ bases = 'all', table: only } = {}) => {
      const found: TrueAirtableRecord[] = []
      for (const base of basesOf(bases)) {
        for (const table of base.tables) {
          if (only !== undefined && table.id !== only) continue
          const reader = cellReaderOf(base, table, options)
          const columns = table.fields()
          for (let position = 0; position < table.records.size(); position++) {
            const record = table.records.at(position)
            if (record === undefined) continue
            const fields: Record<string, unknown> = {}
            for (const field of columns) {
              const cell = reader.read(record, field)
              if (cell !== undefined) fields[field.id] = cell
            }
            const createdTime = new Date(record.createdMs).toISOString()
            found.push({ base: base.id, table: table.id, id: record.id, createdTime, fields })
          }
        }
      }
      return found
    },
  }
}
