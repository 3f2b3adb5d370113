import { isFieldName, type ContactValues } from '../../../shared/model/contact.ts'
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
    const isUsable = value !== '' && value.length <= longestValue && isFieldName(name)
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
      return plainNumber(one) === plainNumber(other)
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

/** Longer texts are no numbers that anybody wrote, and not worth the time that it takes to look at them. */
const longestNumber = 100

/** A number without zeros that say nothing, digit by digit: an account's own ids may be longer than a double is exact. */
function plainNumber(text: string): string {
  const number = text.trim()
  if (number.length > longestNumber) return number
  const [, sign, whole = '', fraction = ''] = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(number) ?? []
  if (sign === undefined) return Number.isNaN(Number(number)) ? number : String(Number(number))
  const [integer, decimals] = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')]
  const digits = decimals === '' ? integer : `${integer}.${decimals}`
  return sign === '-' && digits !== '0' ? `-${digits}` : digits
}

const plain = (text: string): string => text.trim().toLowerCase()

/** HubSpot separates several choices by semicolons (its guide to properties). */
const chosen = (text: string): string =>
  text
    .split(';')
    .filter((one) => one !== '')
    .toSorted()
    .join(';')
