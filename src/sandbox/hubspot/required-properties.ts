import type { SandboxReply } from '../exchange.ts'
import type { HubSpotBehaviour } from './behaviour.ts'
import { validationError, type ErrorDetail } from './errors.ts'
import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { API_VERSION } from './route.ts'

type Values = Readonly<Record<string, string>>

type Write = {
  type: ObjectType
  version: string
  /** What is written; an empty text unsets. */
  written: Values
  /** What was set before; undefined for a new record. */
  before: Values | undefined
}

/** The least that a new record needs in every account, each time one of these. */
const LEAST: Record<ObjectType, readonly (readonly string[])[]> = {
  contacts: [['email', 'firstname', 'lastname']],
  companies: [['name', 'domain']],
  deals: [['dealname'], ['dealstage'], ['pipeline']],
}

/**
 * Refuses a write that lacks a property: one of those that every record needs, or, since 2026-09, one that
 * the account's administrator requires (HubSpot's changelog of 11 August 2026, "CRM API write validation
 * enforcement", which also has the codes and the shape of the entries).
 */
export function refuseMissing(behaviour: HubSpotBehaviour, write: Write): SandboxReply | undefined {
  const { type, written, before, version } = write
  const errors: ErrorDetail[] = []
  if (before === undefined) {
    for (const oneOf of LEAST[type]) {
      if (oneOf.some((name) => (written[name] ?? '') !== '')) continue
      errors.push(missing('MISSING_REQUIRED_PROPERTY', `Required: ${oneOf.join(' or ')}`, oneOf))
    }
  }
  if (version === API_VERSION) errors.push(...rulesOfTheAccount(behaviour, write))
  if (errors.length === 0) return undefined
  const what = `${before === undefined ? 'creating' : 'updating'} ${OBJECT_FACTS[type].singular.toUpperCase()}`
  return validationError(`Error ${what}. Some required properties were not set.`, errors)
}

function rulesOfTheAccount(
  { requiredProperties, conditionalProperties }: HubSpotBehaviour,
  { type, written, before }: Write,
): ErrorDetail[] {
  const after: Values = { ...before, ...written }
  const lacks = (name: string): boolean => (after[name] ?? '') === ''
  const onCreate = type === 'contacts' && before === undefined ? requiredProperties : []
  const conditions = conditionalProperties.filter(
    (rule) =>
      rule.type === type &&
      after[rule.when] === rule.is &&
      // A record that breaks the rule already may still be changed elsewhere.
      (Object.hasOwn(written, rule.when) || Object.hasOwn(written, rule.property)),
  )
  return [
    ...onCreate
      .filter(lacks)
      .map((name) => missing('MISSING_REQUIRED_PROPERTY', `A value for ${name} must be provided`, [name])),
    ...conditions
      .filter(({ property }) => lacks(property))
      .map(({ property, when }) =>
        missing(
          'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
          `${property} is required because of a conditional property rule based on [${when}]`,
          [property],
        ),
      ),
  ]
}

function missing(code: string, message: string, names: readonly string[]): ErrorDetail {
  return { message, code, context: { propertyName: [...names] } }
}
