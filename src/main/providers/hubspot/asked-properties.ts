import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { StoredContext } from '../feeds.ts'
import { propertiesFact, readDefinitions } from './account-facts.ts'
import { objectTypes, type CrmType } from './object-types.ts'

/** Under it a feed keeps the names that it last asked for. */
export const askedFact = (type: CrmType): string => `asked:${type}`

/**
 * HubSpot answers 414 to an address above roughly 8 KB (dlt-hub/verified-sources issue 305). So many characters
 * may the list of names take, percent-encoded; the rest of an address is some hundred.
 */
const longestAddressPart = 7_000

/** Whether the names can stand in an address; otherwise they have to travel in a body. */
export const fitsAddress = (names: readonly string[]): boolean =>
  encodeURIComponent(names.join(',')).length <= longestAddressPart

/**
 * The properties to ask for: all that the account has, or those that the user chose, and always what the app
 * itself reads. Sorted, so that the same record is the same text whoever asked for it. Fails as the store does.
 */
export async function propertiesToAsk(
  { choice, local }: Pick<StoredContext, 'choice' | 'local'>,
  type: CrmType,
): Promise<Result<readonly string[], AppError>> {
  const fact = await local.fact(propertiesFact(type))
  if (!fact.ok) return fact
  const known = readDefinitions(fact.value).map(({ name }) => name)
  const all = known.length > 0 ? known : objectTypes[type].properties
  return ok(withNeeded(type, choice.properties[type] ?? all))
}

/** What was asked for when the type was last loaded; the built-in list where nobody knows. */
export function propertiesAsked(type: CrmType, fact: unknown): readonly string[] {
  const names = z.array(z.string()).safeParse(fact)
  return withNeeded(type, names.success ? names.data : objectTypes[type].properties)
}

function withNeeded(type: CrmType, names: readonly string[]): readonly string[] {
  return [...new Set([...objectTypes[type].needed, ...names])].toSorted()
}
