import { OBJECT_TYPES, type ObjectType } from './object-types.ts'

/** Makes something for each kind of record. */
export function forEachType<Value>(make: (type: ObjectType) => Value): Record<ObjectType, Value> {
  return Object.fromEntries(OBJECT_TYPES.map((type) => [type, make(type)])) as Record<ObjectType, Value>
}
