import type { ObjectType } from './object-types.ts'

/** Properties that HubSpot counts from the ties of a record, and of what; nobody can write them. */
export const COUNTED: Record<ObjectType, Readonly<Record<string, ObjectType>>> = {
  contacts: { num_associated_deals: 'deals' },
  companies: { num_associated_contacts: 'contacts', num_associated_deals: 'deals' },
  deals: { num_associated_contacts: 'contacts' },
}

/** Whether a record of one kind counts those of another that it is tied to. */
export function countsTiesTo(type: ObjectType, other: ObjectType): boolean {
  return Object.values(COUNTED[type]).includes(other)
}
