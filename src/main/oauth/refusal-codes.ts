import { z } from 'zod'
import type { TokenFailure } from '../providers/provider.ts'

type FailureClass = TokenFailure['class']

/** Stable codes look like this; anything else must not reach the log. */
export const refusalCode = z
  .string()
  .regex(/^[A-Za-z_]{1,60}$/)
  .optional()
  .catch(undefined)

/** The standard's vocabulary, in `error` (RFC 6749, 4.1.2.1 and 5.2). */
const classByError: Readonly<Record<string, FailureClass | undefined>> = {
  invalid_grant: 'revoked',
  access_denied: 'revoked',
  invalid_client: 'client',
  unauthorized_client: 'client',
  unsupported_grant_type: 'client',
  invalid_scope: 'client',
  invalid_request: 'client',
}

/** What a code of the standard means; undefined for codes that a service made up. */
export function classOfStandardCode(code: string | undefined): FailureClass | undefined {
  return own(classByError, code)
}

/** A value of a table by a key that came from outside: `constructor` is in no table. */
export function own<Value>(
  table: Readonly<Record<string, Value>>,
  key: string | undefined,
): Value | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined
}

/** Busy or broken for the moment, whatever the body says (RFC 9110, RFC 6585). */
export function isPassingStatus(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}
