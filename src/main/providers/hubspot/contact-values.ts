import type { ContactValues } from '../../../shared/model/contact.ts'
import { type PropertyDefinition } from './account-facts.ts'
import { exactText, readInstant } from './property-text.ts'
import { recordSchema, type HubSpotRecord } from './schema.ts'

/** A value that is longer could not be edited here, and HubSpot holds no more in a text (its guide to properties). */
const longestValue = 65_536

/** What a record holds, by property; only what is set, and what could be sent back. */
export function valuesIn(record: HubSpotRecord): ContactValues {
  const values: Record<string, string> = {}
  for (const name of Object.keys(record.properties ?? {})) {
    const value = exactText(record, name)
    const isUsable = value !== '' && value.length <= longestValue && /^[^\s,]{1,200}$/.test(name)
    if (isUsable) values[name] = value
  }
  return values
}

/**
 * The record with other values in it; an empty text unsets. Null makes one that HubSpot has not named yet, and
 * something else that is no record stays as it is.
 */
export function withValues(record: unknown, values: ContactValues): unknown {
  const parsed = recordSchema.safeParse(record ?? { id: 'new', properties: {} })
  if (!parsed.success) return record
  const properties = { ...parsed.data.properties, ...values }
  const set = Object.entries(properties).filter(([, value]) => value !== '' && value !== null)
  return { ...parsed.data, properties: Object.fromEntries(set) }
}

/**
 * Whether two texts are one value to HubSpot, which writes e-mail addresses in lower case, numbers and times its
 * own way, and several choices in any order.
 */
export function isSameValue(
  name: string,
  definition: PropertyDefinition | undefined,
  one: string,
  other: string,
): boolean {
  if (one === other) return true
  if (one.trim() === '' || other.trim() === '') return one.trim() === other.trim()
  if (name === 'email') return plain(one) === plain(other)
  switch (definition?.type) {
    case 'number':
      return Number(one) === Number(other)
    case 'bool':
      return plain(one) === plain(other)
    case 'date':
    case 'datetime': {
      const instant = readInstant(one)
      return instant !== null && instant === readInstant(other)
    }
    case 'enumeration':
      return definition.fieldType === 'checkbox' && chosen(one) === chosen(other)
    default:
      return one.trim() === other.trim()
  }
}

const plain = (text: string): string => text.trim().toLowerCase()

/** HubSpot separates several choices by semicolons (its guide to properties). */
const chosen = (text: string): string =>
  text
    .split(';')
    .filter((one) => one !== '')
    .toSorted()
    .join(';')
