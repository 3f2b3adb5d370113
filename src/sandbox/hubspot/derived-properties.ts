import { DEAL_STAGES } from './deal-pipelines.ts'
import type { ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'

type Values = Readonly<Record<string, string>>

/**
 * Completes a write by what HubSpot sets itself: choices that are added to those that are there, and the
 * read-only properties that follow from the written ones. An empty text unsets.
 */
export function completeWrite(type: ObjectType, written: Values, current: Values): Record<string, string> {
  const changes = Object.fromEntries(
    Object.entries(written).map(([name, value]) => [name, joinChoices(type, name, value, current[name])]),
  )
  return { ...changes, ...followEmail(changes.email), ...followDeal(type, changes) }
}

/** A leading semicolon asks to add to the choices that are there (HubSpot's properties guide). */
function joinChoices(type: ObjectType, name: string, value: string, current: string | undefined): string {
  if (!value.startsWith(';') || DEFINITIONS[type].get(name)?.fieldType !== 'checkbox') return value
  const all = [...(current?.split(';') ?? []), ...value.split(';')]
  return [...new Set(all)].filter((choice) => choice !== '').join(';')
}

function followEmail(email: string | undefined): Record<string, string> {
  return email === undefined ? {} : { hs_email_domain: email.slice(email.indexOf('@') + 1) }
}

function followDeal(type: ObjectType, { amount, dealstage }: Values): Record<string, string> {
  if (type !== 'deals') return {}
  const stage = DEAL_STAGES.find(({ value }) => value === dealstage)
  return {
    ...(amount === undefined ? {} : { amount_in_home_currency: amount, hs_forecast_amount: amount }),
    ...(stage === undefined
      ? {}
      : {
          hs_deal_stage_probability: stage.probability,
          hs_is_closed: String(stage.isClosed),
          hs_is_closed_won: String(stage.isWon),
        }),
  }
}
