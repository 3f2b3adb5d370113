import { rolesBetween, type Role } from './association-types.ts'
import type { Crm } from './crm.ts'
import { liveNode } from './live-node.ts'
import type { ObjectType } from './object-types.ts'

/** A record, as calls name it. */
export type RecordEnd = { type: ObjectType; id: string }

/** The ties as other people change them. Both answer false where there are no two live records to be tied so. */
export type TieControl = {
  /** Ties two records, or adds roles to their tie. */
  tie: (from: RecordEnd, to: RecordEnd, roles?: readonly Role[]) => boolean
  untie: (from: RecordEnd, to: RecordEnd) => boolean
}

export function createTieControl(crm: Crm): TieControl {
  return {
    tie: (from, to, roles = []) => {
      const [one, other] = [liveNode(crm, from.type, from.id), liveNode(crm, to.type, to.id)]
      const possible = rolesBetween(from.type, to.type)
      if (one === undefined || other === undefined || possible.length === 0) return false
      crm.associations.link(
        one,
        other,
        roles.filter((role) => possible.includes(role)),
      )
      return true
    },
    untie: (from, to) => {
      const [one, other] = [liveNode(crm, from.type, from.id), liveNode(crm, to.type, to.id)]
      if (one === undefined || other === undefined) return false
      crm.associations.unlink(one, other)
      return true
    },
  }
}
