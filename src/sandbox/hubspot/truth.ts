import { specsOf } from './association-types.ts'
import { COUNTED } from './counted-properties.ts'
import type { Crm } from './crm.ts'
import { liveNode } from './live-node.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { showOwners } from './owners.ts'
import { PIPELINES } from './pipelines.ts'
import { DEFINITIONS, listProperties } from './properties.ts'
import { idOf } from './record-ids.ts'
import type { StoredRecord } from './stored-record.ts'
import type { RecordEnd } from './tie-control.ts'

/** A record as it is. Properties that are unset are absent; times are written as the API writes them. */
export type TrueRecord = {
  id: string
  properties: Record<string, string>
  createdAt: string
  updatedAt: string
}

/** A tie as it is seen from one side, with the type ids of that direction in rising order. */
export type TrueTie = { from: string; to: string; typeIds: number[] }

/**
 * What the account holds at this moment, for whoever compares a copy with it. It is read past the code that
 * answers calls (lists, search, the counts of ties and the form of records), and knows no lag, no pages and no
 * scopes. Records come in order of their ids.
 */
export type HubSpotTruth = {
  /** All live records, with the properties that are named, or all that are set. */
  records: (type: ObjectType, names?: readonly string[]) => TrueRecord[]
  /** What lies in the recycle bin. */
  archived: (type: ObjectType) => { id: string; archivedAt: string }[]
  /** Ids of records that were merged away, and the id that they lead to; null where that one is gone for good. */
  merged: (type: ObjectType) => { id: string; into: string | null }[]
  /** The ties of one live record to those of a kind. */
  tiesOf: (from: RecordEnd, to: ObjectType) => TrueTie[]
  /** All ties from live records of one kind to live records of another. */
  associations: (from: ObjectType, to: ObjectType) => TrueTie[]
  /** Owners, those who left last. */
  owners: () => readonly Record<string, unknown>[]
  pipelines: (type: ObjectType) => readonly Record<string, unknown>[]
  properties: (type: ObjectType) => readonly Record<string, unknown>[]
}

export function createTruth(crm: Crm): HubSpotTruth {
  const { records, associations } = crm

  function* live(type: ObjectType): Iterable<number> {
    for (let index = 0; index < records[type].size(); index++) if (records[type].isLive(index)) yield index
  }
  /** Those of which something may be said besides that they are there. */
  const unusual = (type: ObjectType): number[] =>
    [...new Set([...(records[type].maker.gone ?? []), ...records[type].touched()])].sort((a, b) => a - b)
  const tiesAt = (from: ObjectType, index: number, to: ObjectType): TrueTie[] =>
    associations.of({ type: from, index }, to).map(({ id, roles }) => ({
      ...{ from: idOf(index), to: id },
      typeIds: specsOf(from, to, roles)
        .map(({ typeId }) => typeId)
        .sort((a, b) => a - b),
    }))
  const ties = (from: ObjectType, to: ObjectType): TrueTie[] =>
    Array.from(live(from)).flatMap((index) => tiesAt(from, index, to))
  /** How many records of one kind each record of another is tied to: counted at the far end of the ties. */
  const countTies = (type: ObjectType, other: ObjectType): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const { to } of ties(other, type)) counts.set(to, (counts.get(to) ?? 0) + 1)
    return counts
  }

  return {
    records: (type, names) => {
      const wanted = new Set(names ?? DEFINITIONS[type].keys())
      const counted = Object.entries(COUNTED[type])
        .filter(([name]) => wanted.has(name))
        .map(([name, other]) => ({ name, counts: countTies(type, other) }))
      const show = ({ id, properties, createdAtMs, updatedAtMs }: StoredRecord): TrueRecord => {
        const times = { createdAt: write(createdAtMs), updatedAt: write(updatedAtMs) }
        const all: Record<string, string> = {
          ...properties,
          hs_object_id: id,
          createdate: times.createdAt,
          [OBJECT_FACTS[type].changedAt]: times.updatedAt,
        }
        for (const { name, counts } of counted) all[name] = String(counts.get(id) ?? 0)
        for (const name in all) if (!wanted.has(name)) Reflect.deleteProperty(all, name)
        return { id, properties: all, ...times }
      }
      return Array.from(live(type)).flatMap((index) => {
        const record = records[type].at(index)
        return record === undefined ? [] : [show(record)]
      })
    },
    archived: (type) =>
      unusual(type).flatMap((index) => {
        const { archivedAtMs } = records[type].at(index) ?? {}
        return archivedAtMs === undefined ? [] : [{ id: idOf(index), archivedAt: write(archivedAtMs) }]
      }),
    merged: (type) =>
      unusual(type).flatMap((index) => {
        if (records[type].mergedInto(index) === undefined) return []
        return [{ id: idOf(index), into: records[type].get(idOf(index))?.id ?? null }]
      }),
    tiesOf: ({ type, id }, to) => {
      const node = liveNode(crm, type, id)
      return node === undefined ? [] : tiesAt(type, node.index, to)
    },
    associations: ties,
    owners: showOwners,
    pipelines: (type) => PIPELINES[type],
    properties: (type) =>
      listProperties(type, {
        ...{ archived: false, sensitivity: 'non_sensitive', locale: null },
        many: crm.behaviour().manyProperties,
      }),
  }
}

function write(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
