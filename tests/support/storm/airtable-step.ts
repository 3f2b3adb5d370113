import type { BasesControl, SeenField } from '../../../src/sandbox/airtable/bases.ts'
import type { Airtable } from '../../../src/sandbox/airtable/server.ts'
import { actOnce, below, drawUntil, oneOf, typedText, type Act, type Random } from './acts.ts'

type Spot = { base: string; table: string }
/** What the people of a sandbox did that can be undone. */
type Memory = { deleted: (Spot & { id: string })[]; removedBases: string[] }

const memories = new WeakMap<Airtable, Memory>()

/** What may be written into a field of a type; undefined for a field that nothing can be written into. */
function valueFor(random: Random, bases: BasesControl, base: string, field: SeenField): unknown {
  switch (field.type) {
    case 'singleLineText':
    case 'multilineText':
    case 'richText':
      return random() < 0.15 ? null : typedText(random)
    case 'email':
      return `storm${below(random, 1_000_000)}@example.com`
    case 'url':
      return `https://example.com/${below(random, 1_000_000)}`
    case 'phoneNumber':
      return `+351 ${below(random, 1_000_000)}`
    case 'number':
    case 'currency':
      return below(random, 100_000) / 4
    case 'percent':
      return below(random, 100) / 100
    case 'rating':
      return 1 + below(random, 5)
    case 'duration':
      return below(random, 90_000)
    case 'checkbox':
      return random() < 0.5
    case 'date':
      return `2026-11-${10 + below(random, 20)}`
    case 'singleSelect':
      return oneOf(random, field.choices)
    case 'multipleSelects':
      return field.choices.filter(() => random() < 0.5)
    case 'multipleRecordLinks': {
      const id =
        field.linkedTable === null ? null : anyRecord(random, bases, { base, table: field.linkedTable })
      return id === null ? [] : [id]
    }
    default:
      return undefined
  }
}

function anyRecord(random: Random, bases: BasesControl, { base, table }: Spot): string | null {
  const count = bases.positions(base, table)
  if (count === 0) return null
  // Every third time among the newest: what was made during the storm.
  return drawUntil(
    () =>
      bases.recordAt(
        base,
        table,
        random() < 0.33 ? Math.max(0, count - 1 - below(random, 20)) : below(random, count),
      ) ?? null,
  )
}

/** One random change of the bases by somebody else. The text says what it was. */
export function airtableStep(random: Random, airtable: Airtable): string {
  const { bases } = airtable
  const memory = memories.get(airtable) ?? { deleted: [], removedBases: [] }
  memories.set(airtable, memory)
  const anySpot = (): Spot | null => {
    const base = oneOf(random, bases.list())
    const table = base === null ? null : oneOf(random, base.tables)
    return base === null || table === null ? null : { base: base.id, table: table.id }
  }
  const cellsFor = ({ base, table }: Spot, share: number): Record<string, unknown> => {
    const fields = bases.fields(base, table).filter((_, at) => at === 0 || random() < share)
    const cells = fields.map((field) => [field.id, valueFor(random, bases, base, field)] as const)
    return Object.fromEntries(cells.filter(([, value]) => value !== undefined))
  }
  const toOne = (act: (spot: Spot, id: string) => string | null): string | null => {
    const spot = anySpot()
    const id = spot === null ? null : anyRecord(random, bases, spot)
    return spot === null || id === null ? null : act(spot, id)
  }
  const change = (spot: Spot, id: string, field: SeenField): string | null => {
    const value = valueFor(random, bases, spot.base, field)
    if (value === undefined) return null
    bases.changeRecord(spot.base, spot.table, id, { [field.id]: value })
    return `${field.name} of ${id}: ${JSON.stringify(value)}`
  }

  const acts: readonly Act[] = [
    {
      weight: 14,
      perform: () => {
        const spot = anySpot()
        if (spot === null) return null
        const id = bases.createRecord(spot.base, spot.table, cellsFor(spot, 0.5))
        return `created ${spot.base}/${spot.table}/${id}`
      },
    },
    {
      weight: 30,
      perform: () =>
        toOne((spot, id) => {
          const field = oneOf(random, bases.fields(spot.base, spot.table))
          const said = field === null ? null : change(spot, id, field)
          return said === null ? null : `changed ${said}`
        }),
    },
    {
      weight: 6,
      perform: () =>
        toOne((spot, id) => {
          const cells = cellsFor(spot, 0.8)
          bases.changeRecord(spot.base, spot.table, id, cells)
          return `changed ${Object.keys(cells).length} cells of ${id}`
        }),
    },
    {
      weight: 10,
      perform: () => {
        const seen = oneOf(random, lookups(airtable))
        const id = seen === null ? null : anyRecord(random, bases, seen.at)
        const field =
          seen === null
            ? undefined
            : bases.fields(seen.at.base, seen.at.table).find((one) => one.id === seen.field)
        const said = seen === null || id === null || field === undefined ? null : change(seen.at, id, field)
        return said === null ? null : `changed what is looked up elsewhere: ${said}`
      },
    },
    {
      weight: 9,
      perform: () =>
        toOne((spot, id) => {
          bases.deleteRecord(spot.base, spot.table, id)
          memory.deleted.push({ ...spot, id })
          return `deleted ${id}`
        }),
    },
    {
      weight: 6,
      perform: () => {
        const [lost] = memory.deleted.splice(below(random, memory.deleted.length), 1)
        const isThere = bases
          .list()
          .some(({ id, tables }) => id === lost?.base && tables.some((one) => one.id === lost.table))
        if (lost === undefined || !isThere) return null
        bases.restoreRecord(lost.base, lost.table, lost.id)
        return `restored ${lost.id}`
      },
    },
    {
      weight: 2,
      perform: () => {
        const spot = anySpot()
        if (spot === null) return null
        bases.renameTable(spot.base, spot.table, `Table ${below(random, 1_000_000)}`)
        return `renamed table ${spot.base}/${spot.table}`
      },
    },
    {
      weight: 2,
      perform: () => {
        const spot = anySpot()
        const field = spot === null ? null : oneOf(random, bases.fields(spot.base, spot.table))
        if (spot === null || field === null) return null
        bases.renameField(spot.base, spot.table, field.id, `Field ${below(random, 1_000_000)}`)
        return `renamed field ${field.id} of ${spot.base}/${spot.table}`
      },
    },
    {
      weight: 2,
      perform: () => {
        const spot = anySpot()
        if (spot === null) return null
        const name = `Field ${below(random, 1_000_000)}`
        const type = oneOf(random, ['singleLineText', 'number', 'checkbox', 'date'] as const) ?? 'number'
        return `added field ${bases.addField(spot.base, spot.table, name, type)} to ${spot.base}/${spot.table}`
      },
    },
    {
      weight: 1,
      perform: () => {
        const spot = anySpot()
        const field = spot === null ? null : oneOf(random, bases.fields(spot.base, spot.table))
        if (spot === null || field === null || !bases.canRemoveField(spot.base, spot.table, field.id))
          return null
        bases.removeField(spot.base, spot.table, field.id)
        return `removed field ${field.id} of ${spot.base}/${spot.table}`
      },
    },
    {
      weight: 1,
      perform: () => {
        const base = oneOf(random, bases.list())
        if (base === null) return null
        return `added table ${bases.addTable(base.id, `Table ${below(random, 1_000_000)}`)} to ${base.id}`
      },
    },
    {
      weight: 0.3,
      perform: () => {
        const spot = anySpot()
        if (spot === null || !bases.canRemoveTable(spot.base, spot.table)) return null
        bases.removeTable(spot.base, spot.table)
        return `removed table ${spot.base}/${spot.table}`
      },
    },
    {
      weight: 0.7,
      perform: () => {
        const all = bases.list()
        const base = oneOf(random, all)
        if (base === null || all.length < 3) return null
        bases.removeAccess(base.id)
        memory.removedBases.push(base.id)
        return `took base ${base.id} away`
      },
    },
    {
      weight: 1.5,
      perform: () => {
        const [base] = memory.removedBases.splice(below(random, memory.removedBases.length), 1)
        if (base === undefined) return null
        bases.restoreAccess(base)
        return `gave base ${base} back`
      },
    },
  ]
  return actOnce(random, acts)
}

type Looked = { at: Spot; field: string }
type FieldJson = { id: string; type: string; options?: Record<string, unknown> }

/** Fields at the far end of lookups and rollups: who changes them changes records of other tables. */
function lookups({ truth }: Airtable): Looked[] {
  return truth.bases().flatMap(({ id: base, tables }) =>
    tables.flatMap((table) => {
      const fields = table['fields'] as FieldJson[]
      return fields.flatMap(({ type, options = {} }): Looked[] => {
        if (type !== 'multipleLookupValues' && type !== 'rollup') return []
        const link = fields.find(({ id }) => id === options['recordLinkFieldId'])
        const linked = link?.options?.['linkedTableId']
        const field = options['fieldIdInLinkedTable']
        return typeof linked === 'string' && typeof field === 'string'
          ? [{ at: { base, table: linked }, field }]
          : []
      })
    }),
  )
}
