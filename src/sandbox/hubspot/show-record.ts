import { namesOf, readAssociatedType } from './association-types.ts'
import { COUNTED } from './counted-properties.ts'
import type { Crm } from './crm.ts'
import { formatInstant } from './instants.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import { indexOf } from './record-ids.ts'
import { readHistory, type StoredRecord } from './stored-record.ts'

/** Which parts of a record an answer shows. */
export type Wanted = {
  properties: readonly string[]
  /** Properties to show with their past values. */
  history?: readonly string[]
  /** Kinds of records of which the ids are shown. */
  associations?: readonly ObjectType[]
}

/** Associations in the answer for a record: only so many, however many there are. */
const ASSOCIATIONS_SHOWN = 100

/** One property as text, undefined where it is unset; the counted and the automatic ones included. */
export function readValue(
  crm: Crm,
  type: ObjectType,
  record: StoredRecord,
  name: string,
): string | undefined {
  if (name === 'hs_object_id') return record.id
  if (name === 'createdate') return formatInstant(record.createdAtMs)
  if (name === OBJECT_FACTS[type].changedAt) return formatInstant(record.updatedAtMs)
  const counted = Object.hasOwn(COUNTED[type], name) ? COUNTED[type][name] : undefined
  if (counted === undefined) return record.properties[name]
  const index = indexOf(record.id)
  return String(index === undefined ? 0 : crm.associations.of({ type, index }, counted).length)
}

/** A record as the API shows it (schema SimplePublicObjectWithAssociations). */
export function showRecord(
  crm: Crm,
  type: ObjectType,
  record: StoredRecord,
  { properties: names, history = [], associations = [] }: Wanted,
): Record<string, unknown> {
  const properties: Record<string, string | null> = {}
  for (const name of names) properties[name] = readValue(crm, type, record, name) ?? null
  const isArchived = record.archivedAtMs !== undefined
  return {
    id: record.id,
    properties,
    ...(history.length === 0 ? {} : { propertiesWithHistory: showHistory(crm, type, record, history) }),
    createdAt: formatInstant(record.createdAtMs),
    updatedAt: formatInstant(record.updatedAtMs),
    archived: isArchived,
    ...(isArchived ? { archivedAt: formatInstant(record.archivedAtMs ?? 0) } : {}),
    ...(associations.length === 0 ? {} : showAssociations(crm, type, record, associations)),
  }
}

function showHistory(
  crm: Crm,
  type: ObjectType,
  record: StoredRecord,
  names: readonly string[],
): Record<string, unknown> {
  const automatic = (name: string) => {
    const value = readValue(crm, type, record, name)
    return value === undefined ? [] : [{ value, atMs: record.updatedAtMs }]
  }
  return Object.fromEntries(
    names.map((name) => {
      const past = readHistory(record, name)
      return [
        name,
        (past.length === 0 ? automatic(name) : past).map(({ value, atMs }) => ({
          value,
          timestamp: formatInstant(atMs),
          // What was there when the record came to be was imported; everything since came through an API.
          ...(atMs === record.createdAtMs
            ? { sourceType: 'IMPORT', sourceId: '61204417' }
            : { sourceType: 'INTEGRATION', sourceId: '2044511' }),
        })),
      ]
    }),
  )
}

/** Only the first page, and no key at all for a kind of which there is none, as live answers have it. */
function showAssociations(
  crm: Crm,
  type: ObjectType,
  record: StoredRecord,
  kinds: readonly ObjectType[],
): { associations?: Record<string, unknown> } {
  const index = indexOf(record.id)
  if (index === undefined) return {}
  const shown: Record<string, unknown> = {}
  for (const to of kinds) {
    const ties = crm.associations.of({ type, index }, to)
    const first = ties.slice(0, ASSOCIATIONS_SHOWN)
    const last = ties[ASSOCIATIONS_SHOWN]
    if (first.length === 0) continue
    shown[to] = {
      results: first.flatMap(({ id, roles }) => namesOf(type, to, roles).map((name) => ({ id, type: name }))),
      ...(last === undefined
        ? {}
        : {
            paging: {
              next: {
                after: last.id,
                link: `${crm.origin()}/crm/v4/objects/${type}/${record.id}/associations/${to}?after=${last.id}`,
              },
            },
          }),
    }
  }
  return Object.keys(shown).length === 0 ? {} : { associations: shown }
}

/** The properties that a request names; names that do not exist are ignored, and no names mean the usual ones. */
export function chooseProperties(type: ObjectType, named: readonly string[]): readonly string[] {
  const { defaultProperties, changedAt } = OBJECT_FACTS[type]
  if (named.every((name) => name === '')) return defaultProperties
  // These three come along with whatever is asked for.
  return [...new Set([...existing(type, named), 'createdate', changedAt, 'hs_object_id'])]
}

/** A write answers with what was written and the usual few, not with the whole record. */
export function propertiesAfterWrite(
  type: ObjectType,
  written: Readonly<Record<string, string>>,
): readonly string[] {
  return [
    ...new Set([...Object.keys(written), 'createdate', 'hs_object_id', OBJECT_FACTS[type].changedAt]),
  ].sort()
}

/** What the address of a list or of one record asks for; lists may be repeated or joined by commas. */
export function readWanted(type: ObjectType, query: URLSearchParams): Required<Wanted> {
  const all = (name: string): string[] => query.getAll(name).flatMap((text) => text.split(','))
  const kinds = all('associations').map((name) => readAssociatedType(name.trim()))
  return {
    properties: chooseProperties(type, all('properties')),
    history: [...new Set(existing(type, all('propertiesWithHistory')))],
    associations: [...new Set(kinds.filter((kind) => kind !== undefined))],
  }
}

function existing(type: ObjectType, names: readonly string[]): string[] {
  return names.filter((name) => DEFINITIONS[type].has(name))
}
