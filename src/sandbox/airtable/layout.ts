import { createCompanies } from '../made-up/companies.ts'
import { createPeople } from '../made-up/people.ts'
import { createRandom } from '../random.ts'
import { createRecordIds, makeId, type RecordIds } from './ids.ts'
import { ALL_BASES } from './sample/all-bases.ts'
import { PLAYGROUND } from './sample/all-types.ts'
import type { BaseSpec, Cells, FieldSpec, TableSpec, ViewSpec } from './table-spec.ts'

/** A record before anybody touched it. Cells are made when they are first asked for. */
export type MadeRecord = { id: string; createdMs: number; modifiedMs: number | undefined; cells: () => Cells }

export type Field = FieldSpec & { id: string }
export type View = ViewSpec & { id: string }
export type TableLayout = {
  id: string
  spec: TableSpec
  fields: readonly Field[]
  views: readonly View[]
  ids: RecordIds
  /** How many records are made up. */
  count: number
  make: (index: number) => MadeRecord
}
export type BaseLayout = { id: string; spec: BaseSpec; tables: readonly TableLayout[] }

/** Times of the data lie between these, whatever the clock says. */
const FIRST_MS = Date.UTC(2022, 0, 3)
const LAST_MS = Date.UTC(2026, 10, 15)
const TYPES_ROWS = 24

/** Gives ids to everything, and spreads the records over the tables by their shares. */
export function layOut(seed: number, records: number): BaseLayout[] {
  const sizes = spread(records)
  const people = createPeople(seed)
  const companies = createCompanies(seed, Math.max(1, sizes.get('crm/companies') ?? 1))
  return ALL_BASES.map((spec) => {
    // A duplicated base keeps the ids of what is inside.
    const origin = spec.copyOf ?? spec.key
    const idsOf = new Map(spec.tables.map(({ key }) => [key, createRecordIds(seed, `${origin}/${key}`)]))
    const countOf = (key: string): number => sizes.get(`${spec.key}/${key}`) ?? 0
    const tables = spec.tables.map((table, at): TableLayout => {
      const stream = (makeNumber(origin) + at * 7_919) | 0
      const ids = idsOf.get(table.key) ?? createRecordIds(seed, table.key)
      const count = countOf(table.key)
      const makeCells = (index: number, createdMs: number): Cells => {
        const random = createRandom(seed, stream, index)
        return table.make({
          ...{ index, random, createdMs },
          person: () => people.personAt(index * 3 + at),
          company: () => companies.companyAt(index),
          link: (key) => {
            const total = countOf(key)
            return total === 0 ? [] : [idsOf.get(key)?.idAt(Math.floor(random() * total)) ?? '']
          },
        })
      }
      return {
        id: makeId('tbl', seed, origin, table.key),
        spec: table,
        fields: table.fields.map((field) => ({
          ...field,
          id: makeId('fld', seed, origin, table.key, field.key),
        })),
        views: table.views.map((view) => ({ ...view, id: makeId('viw', seed, origin, table.key, view.key) })),
        ids,
        count,
        make: (index) => {
          const times = timesOf(seed, stream, index, count)
          let cells: Cells | undefined
          return { id: ids.idAt(index), ...times, cells: () => (cells ??= makeCells(index, times.createdMs)) }
        },
      }
    })
    return { id: makeId('app', seed, spec.key), spec, tables }
  })
}

/** Created in the order of the index; three in ten were never edited since. Whole seconds, as Airtable has them. */
function timesOf(
  seed: number,
  stream: number,
  index: number,
  count: number,
): { createdMs: number; modifiedMs: number | undefined } {
  const random = createRandom(seed, ~stream, index)
  const createdMs = FIRST_MS + ((index + random()) / Math.max(1, count)) * (LAST_MS - FIRST_MS)
  const modifiedMs = random() < 0.3 ? undefined : createdMs + random() ** 3 * (LAST_MS - createdMs)
  const toSeconds = (atMs: number): number => Math.floor(atMs / 1000) * 1000
  return {
    createdMs: toSeconds(createdMs),
    modifiedMs: modifiedMs === undefined ? undefined : toSeconds(modifiedMs),
  }
}

/** How many records every table gets, by `base/table`. They add up to `records`. */
function spread(records: number): Map<string, number> {
  const tables = ALL_BASES.flatMap((base) =>
    base.tables.map((table) => ({ key: `${base.key}/${table.key}`, share: table.share })),
  )
  const total = tables.reduce((sum, { share }) => sum + share, 0)
  const rows = Math.min(TYPES_ROWS, records)
  const sizes = new Map(tables.map(({ key, share }) => [key, Math.floor(((records - rows) * share) / total)]))
  sizes.set(`${PLAYGROUND.key}/types`, rows)
  const given = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  sizes.set('crm/people', (sizes.get('crm/people') ?? 0) + records - given)
  return sizes
}

function makeNumber(text: string): number {
  let value = 0
  for (const character of text) value = (Math.imul(value, 31) + character.charCodeAt(0)) | 0
  return value
}
