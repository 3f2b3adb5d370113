import { OBJECT_FACTS, OBJECT_TYPES, readObjectType, type ObjectType } from './object-types.ts'

/**
 * What ties two records: `plain` is every tie, `primary` marks the one company that a contact or deal
 * belongs to, `consultant` is a label that this account made up for itself.
 */
export const ROLES = ['plain', 'primary', 'consultant'] as const
export type Role = (typeof ROLES)[number]

type Direction = `${ObjectType}/${ObjectType}`

/** HubSpot's ids of the kinds of associations, per direction (associations guide, list of type ids). */
const TYPE_IDS: Partial<Record<Direction, Partial<Record<Role, number>>>> = {
  'contacts/companies': { plain: 279, primary: 1, consultant: 36 },
  'companies/contacts': { plain: 280, primary: 2, consultant: 37 },
  'deals/contacts': { plain: 3 },
  'contacts/deals': { plain: 4 },
  'deals/companies': { plain: 341, primary: 5 },
  'companies/deals': { plain: 342, primary: 6 },
}

const LABELS: Record<Role, string | null> = { plain: null, primary: 'Primary', consultant: 'Consultant' }

export type AssociationSpec = {
  category: 'HUBSPOT_DEFINED' | 'USER_DEFINED'
  typeId: number
  /** Null where the kind has no label: that is how live answers write it. */
  label: string | null
}

/** The roles that ties between these kinds can have; none for kinds that cannot be tied. */
export function rolesBetween(from: ObjectType, to: ObjectType): readonly Role[] {
  return Object.keys(TYPE_IDS[`${from}/${to}`] ?? {}) as Role[]
}

/** The kinds of a tie, as seen from one side. */
export function specsOf(from: ObjectType, to: ObjectType, roles: readonly Role[]): AssociationSpec[] {
  return roles.flatMap((role) => {
    const typeId = TYPE_IDS[`${from}/${to}`]?.[role]
    if (typeId === undefined) return []
    return [
      { category: role === 'consultant' ? 'USER_DEFINED' : 'HUBSPOT_DEFINED', typeId, label: LABELS[role] },
    ]
  })
}

/** What a type id means in one direction; undefined for an id of another direction, or of none. */
export function roleOf(from: ObjectType, to: ObjectType, typeId: number): Role | undefined {
  return rolesBetween(from, to).find((role) => TYPE_IDS[`${from}/${to}`]?.[role] === typeId)
}

/** What the kinds of record tied by a type id are, when one side is known. */
export function directionOf(from: ObjectType, typeId: number): { to: ObjectType; role: Role } | undefined {
  for (const to of OBJECT_TYPES) {
    const role = roleOf(from, to, typeId)
    if (role !== undefined) return { to, role }
  }
  return undefined
}

/**
 * The names of a tie in `associations` of a record and in version 3, such as `contact_to_company`. Where
 * there is a primary one, that has the plain name, and every tie has a second name with `_unlabeled`:
 * integrators count such records twice.
 */
export function namesOf(from: ObjectType, to: ObjectType, roles: readonly Role[]): string[] {
  const name = `${nameOf(from)}_to_${nameOf(to)}`
  if (!rolesBetween(from, to).includes('primary')) return [name]
  return roles.flatMap((role) => {
    if (role === 'consultant') return ['consultant']
    return [role === 'primary' ? name : `${name}_unlabeled`]
  })
}

/** `contact`, `company`, `deal`. */
export function nameOf(type: ObjectType): string {
  return OBJECT_FACTS[type].singular.toLowerCase()
}

/** The kind that a part of an association path names: also in the singular and in capitals. */
export function readAssociatedType(part: string | undefined): ObjectType | undefined {
  const name = part?.toLowerCase()
  return readObjectType(name) ?? OBJECT_TYPES.find((type) => nameOf(type) === name)
}
