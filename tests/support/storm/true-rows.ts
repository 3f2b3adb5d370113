import type { AirtableTruth } from '../../../src/sandbox/airtable/truth.ts'
import { OBJECT_TYPES, type ObjectType } from '../../../src/sandbox/hubspot/object-types.ts'
import type { HubSpotTruth } from '../../../src/sandbox/hubspot/truth.ts'
import type { NotionTruth, TrueNotionItem } from '../../../src/sandbox/notion/truth.ts'
import type { TrueRow } from './differences.ts'

const CRM_TYPES = { contacts: 'contact', companies: 'company', deals: 'deal' } as const

/**
 * HubSpot's live records as rows of the types `contact`, `company` and `deal`; with all properties, or those that
 * are named per type. Records in the recycle bin, merged away or purged are none.
 */
export function hubspotRows(
  truth: HubSpotTruth,
  names: Partial<Record<ObjectType, readonly string[]>> = {},
  types: readonly ObjectType[] = OBJECT_TYPES,
): TrueRow[] {
  return types.flatMap((type) =>
    truth.records(type, names[type]).map((record) => ({
      type: CRM_TYPES[type],
      id: record.id,
      record,
      modifiedAtMs: Date.parse(record.updatedAt),
      parent: null,
    })),
  )
}

/**
 * The ties among HubSpot's live records as rows: of the type `contact→company`, with the id `52→60` and the record
 * `{ typeIds }`; from either side once. A row's record has the type ids of its own direction, in rising order.
 */
export function hubspotTieRows(truth: HubSpotTruth): TrueRow[] {
  return OBJECT_TYPES.flatMap((from) =>
    OBJECT_TYPES.filter((to) => to !== from).flatMap((to) =>
      truth.associations(from, to).map(({ from: one, to: other, typeIds }) => ({
        type: `${CRM_TYPES[from]}→${CRM_TYPES[to]}`,
        id: `${one}→${other}`,
        record: { typeIds },
      })),
    ),
  )
}

/**
 * What Notion's grant may see as rows of the types `page` and `database` (a data source). What is in the trash is
 * no row, or, with `hidden`, one that may be there. What search leaves out may be there or not.
 */
export function notionRows(truth: NotionTruth, trash: 'absent' | 'hidden' = 'absent'): TrueRow[] {
  return truth.items().flatMap((item) => {
    if (item.isInTrash && trash === 'absent') return []
    return [
      {
        type: typeOf(item.kind),
        id: item.id,
        record: item.record,
        modifiedAtMs: Date.parse(item.editedTime),
        // What stands in a block names that block alone; whose it is, nobody knows before it is opened.
        ...(item.isInBlock ? {} : { parent: placeOf(item) }),
        isOptional: item.isInTrash || item.isLeftOut,
      },
    ]
  })
}

function placeOf({ parent }: TrueNotionItem): string | null {
  return parent === null ? null : `${typeOf(parent.kind)}:${parent.id}`
}

function typeOf(kind: TrueNotionItem['kind']): 'page' | 'database' {
  return kind === 'page' ? 'page' : 'database'
}

/**
 * Airtable's bases, tables and records as rows of the types `base`, `table` and `record`, with the ids `app…`,
 * `app…/tbl…` and `app…/tbl…/rec…`. The records of a table are told where `tables` has its id in the form
 * `app…/tbl…`, or where it is left out.
 */
export function airtableRows(
  truth: AirtableTruth,
  granted: 'all' | readonly string[] = 'all',
  tables?: ReadonlySet<string>,
): TrueRow[] {
  const bases = truth.bases(granted)
  const records = truth
    .records({ bases: granted })
    .filter(({ base, table }) => tables === undefined || tables.has(`${base}/${table}`))
  return [
    ...bases.map(({ id, name, permissionLevel }) => ({
      type: 'base',
      id,
      record: { id, name, permissionLevel },
      parent: null,
    })),
    ...bases.flatMap(({ id: base, tables: all }) =>
      all.map((table) => ({
        type: 'table',
        id: `${base}/${table.id}`,
        record: table,
        parent: `base:${base}`,
      })),
    ),
    ...records.map(({ base, table, id, createdTime, fields }) => ({
      type: 'record',
      id: `${base}/${table}/${id}`,
      record: { id, createdTime, fields },
      parent: `table:${base}/${table}`,
    })),
  ]
}
