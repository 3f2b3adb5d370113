import { z } from 'zod'
import { invalidProperties, type PropertyProblem } from './errors.ts'
import type { Refused } from './find-record.ts'
import type { ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import { isWritable, type PropertyDefinition } from './property-definition.ts'

/** Values as a client may send them; null and the empty text unset. */
export const valuesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export type Values = z.output<typeof valuesSchema>

/** Properties of a create or update that may be stored; an empty text unsets. */
export type Accepted = { properties: Record<string, string> }

/** Holds every value of a create or update against its property's definition. */
export function checkProperties(type: ObjectType, values: Values): Accepted | Refused {
  const entries = Object.entries(values).map(
    ([name, value]) => [name, value === null ? '' : String(value)] as const,
  )
  const problems: PropertyProblem[] = []
  const properties: Record<string, string> = {}
  for (const [name, value] of entries) {
    const problem = checkValue(DEFINITIONS[type].get(name), name, value)
    if (problem === undefined) properties[name] = name === 'email' ? value.trim().toLowerCase() : value
    else problems.push(problem)
  }
  return problems.length > 0 ? { refused: invalidProperties(problems) } : { properties }
}

function checkValue(
  definition: PropertyDefinition | undefined,
  name: string,
  value: string,
): PropertyProblem | undefined {
  if (definition === undefined) {
    return { name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` }
  }
  if (!isWritable(definition)) {
    return {
      name,
      code: 'READ_ONLY_VALUE',
      message: `"${name}" is a read only property; its value cannot be set.`,
    }
  }
  if (value === '') return undefined
  if (name === 'email' && !isEmail(value.trim())) {
    return { name, code: 'INVALID_EMAIL', message: `Email address ${value} is invalid` }
  }
  switch (definition.type) {
    case 'number':
      return Number.isFinite(Number(value)) && value.trim() !== ''
        ? undefined
        : { name, code: 'INVALID_LONG', message: `${value} was not a valid number.` }
    case 'bool':
      return checkChoice(name, [value], ['true', 'false'])
    case 'date':
    case 'datetime':
      return isTime(value)
        ? undefined
        : { name, code: 'INVALID_DATE', message: `${value} was not a valid date.` }
    case 'enumeration':
      if (definition.isOwner) {
        return /^\d+$/.test(value)
          ? undefined
          : { name, code: 'INVALID_OWNER_ID', message: `${value} was not a valid owner id.` }
      }
      return checkChoice(
        name,
        // Several choices are joined by semicolons; a leading one asks to add to what is there.
        definition.fieldType === 'checkbox' ? value.split(';').filter((part) => part !== '') : [value],
        definition.options.map((option) => option.value),
      )
    case 'string':
    case 'phone_number':
      return undefined
  }
}

function checkChoice(
  name: string,
  values: readonly string[],
  allowed: readonly string[],
): PropertyProblem | undefined {
  const wrong = values.find((value) => !allowed.includes(value))
  if (wrong === undefined) return undefined
  return {
    name,
    code: 'INVALID_OPTION',
    message: `${wrong} was not one of the allowed options: [${allowed.join(', ')}]`,
  }
}

function isEmail(value: string): boolean {
  return (
    value.length <= 254 &&
    /^[^\s@<>,;:"()[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u.test(value)
  )
}

/** A day, an ISO time, or milliseconds since 1970; seconds are refused, as HubSpot does since 2026-09. */
function isTime(value: string): boolean {
  if (/^-?\d+$/.test(value)) return Math.abs(Number(value)) >= 1e11 || Number(value) === 0
  return (
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
}
