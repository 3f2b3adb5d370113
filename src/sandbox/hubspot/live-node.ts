import type { Node } from './associations.ts'
import type { Crm } from './crm.ts'
import type { ObjectType } from './object-types.ts'
import { indexOf } from './record-ids.ts'

/** The record behind an id, or behind that of a record that was merged into it; only where it is not archived. */
export function liveNode(crm: Crm, type: ObjectType, id: string): Node | undefined {
  const record = crm.records[type].get(id)
  const index = record?.archivedAtMs === undefined ? indexOf(record?.id ?? '') : undefined
  return index === undefined ? undefined : { type, index }
}
