import { namesOf, nameOf, specsOf } from './association-types.ts'
import type { Node, Tie } from './associations.ts'
import { rowError, type RowError } from './batch-reply.ts'
import type { Crm } from './crm.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { idOf, indexFrom } from './record-ids.ts'

/** Ties of one record on one page (parameter `limit` of the list in HubSpot's published documents). */
export const MAX_TIES = 500

export type TiePage = { ties: readonly Tie[]; next?: string }

/** A page of the records tied to one, from the id in `after` on. */
export function pageOfTies(
  crm: Crm,
  from: Node,
  to: ObjectType,
  { after, limit }: { after: string; limit: number },
): TiePage {
  const ties = crm.associations.of(from, to)
  const first = indexFrom(Number(after))
  const start = ties.findIndex(({ index }) => index >= first)
  if (start < 0) return { ties: [] }
  const next = ties[start + limit]?.id
  return { ties: ties.slice(start, start + limit), ...(next === undefined ? {} : { next }) }
}

/** A tie in versions 4 and later (schema MultiAssociatedObjectWithLabel). */
export function showTie(from: ObjectType, to: ObjectType, tie: Tie): Record<string, unknown> {
  return { toObjectId: tie.id, associationTypes: specsOf(from, to, tie.roles) }
}

/** The same in version 3 (schema AssociatedId), where a tie with two names stands there twice. */
export function showTieOfVersion3(from: ObjectType, to: ObjectType, tie: Tie): Record<string, unknown>[] {
  return namesOf(from, to, tie.roles).map((type) => ({ id: tie.id, type }))
}

/** That a record has no such ties is an error of its row, in the words of live answers. */
export function noAssociations(from: ObjectType, id: string, to: ObjectType): RowError {
  return rowError({
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: `No ${nameOf(to)} is associated with ${nameOf(from)} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [nameOf(from)], toObjectType: [nameOf(to)] },
  })
}

/** That a record to be tied is not there. */
export function unknownEnd(type: ObjectType, id: string): RowError {
  return rowError({
    category: 'VALIDATION_ERROR',
    message: `${OBJECT_FACTS[type].singular.toUpperCase()}=${id} is not valid`,
    context: { id: [id], objectType: [nameOf(type)] },
  })
}

/** A tie as a write answers with it (schema LabelsBetweenObjectPair). */
export function showPair(from: Node, to: Node, labels: readonly string[]): Record<string, unknown> {
  return {
    fromObjectTypeId: OBJECT_FACTS[from.type].typeId,
    fromObjectId: idOf(from.index),
    toObjectTypeId: OBJECT_FACTS[to.type].typeId,
    toObjectId: idOf(to.index),
    labels,
  }
}

/** A tie without a label, as both directions of it (schema PublicDefaultAssociation). */
export function showDefaultPair(from: Node, to: Node): Record<string, unknown>[] {
  return [[from, to] as const, [to, from] as const].map(([one, other]) => ({
    from: { id: idOf(one.index) },
    to: { id: idOf(other.index) },
    associationSpec: {
      associationCategory: 'HUBSPOT_DEFINED',
      associationTypeId: specsOf(one.type, other.type, ['plain'])[0]?.typeId,
    },
  }))
}
