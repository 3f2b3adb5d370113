import type { AppError } from '../../../shared/errors.ts'
import type { AccountId } from '../../../shared/model/account.ts'
import type { FailedReply } from '../provider.ts'
import { contextTexts, readErrorBody, type ErrorBody } from './error-body.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { describeRejected } from './rejected.ts'

/**
 * How long the windows of HubSpot's limits last, in ms (its usage guidelines). A `Retry-After` header, where
 * there is one, is honoured by the HTTP door instead.
 */
const waitByPolicy: Readonly<Record<string, number | undefined>> = {
  SECONDLY: 1_000,
  TEN_SECONDLY_ROLLING: 10_000,
}
const longestKnownWait = 10_000

/** The records are locked (HubSpot's list of status codes). */
const locked = 423
/** The account is being moved; how long that takes stands in `Retry-After` (the same list). */
export const migrating = 477
const usualMigrationWait = 60_000

/** An error reply in the app's words, by status, category and codes. */
export function describeFailure({ status, body }: FailedReply, accountId: AccountId): AppError {
  const error = readErrorBody(body)
  if (status >= 500 || status === locked) return { kind: 'provider-down', status }
  switch (status) {
    case 400:
      return describeBadRequest(error)
    case 401:
      return { kind: 'reconnect-required', accountId }
    case 403:
      return { kind: 'missing-permission', scopes: scopesIn(error) }
    case 404:
      return { kind: 'not-found' }
    case 409:
      return { kind: 'already-exists', existingId: idIn(error, existingIdOfConflict) }
    case 429:
      // Until midnight in the account's time zone, which the HTTP door knows.
      return error.policyName === 'DAILY'
        ? { kind: 'quota-spent', period: 'day', untilMs: null }
        : { kind: 'rate-limited', retryAfterMs: waitOf(error) }
    case migrating:
      return { kind: 'rate-limited', retryAfterMs: usualMigrationWait }
    default:
      return unexpected(status)
  }
}

function describeBadRequest(error: ErrorBody): AppError {
  const existingId = idIn(error, existingIdOfTakenValue)
  if (existingId !== null) return { kind: 'already-exists', existingId }
  // HubSpot's own envelope carries one of the two; anything else came from somewhere on the way.
  return error.category === undefined && error.errors === undefined
    ? unexpected(400)
    : describeRejected(error)
}

/**
 * The one place where HubSpot's prose is read: it has no field for the record that is in the way. Only digits
 * are taken, only from these exact sentences, and nothing depends on them: contacts.ts looks the address up
 * and believes that instead. A sentence that reads differently one day gives null or a plain refusal here.
 */
const existingIdOfConflict = /^Contact already exists\. Existing ID: (\d{1,20})$/
/** The first id is the record that was to be changed, the second one the record that has the address. */
const existingIdOfTakenValue =
  /^Cannot set PropertyValueCoordinates\{[^}]{1,1000}(?:\}[^}]{0,1000}){0,3}\} on \d{1,20}\. (\d{1,20}) already has that value\.$/

function idIn({ message = '' }: ErrorBody, sentence: RegExp): string | null {
  return message.length > 5_000 ? null : (sentence.exec(message)?.[1] ?? null)
}

/** Scopes of which one is missing; older answers use the second key (HubSpot's API client, issue 268). */
function scopesIn(error: ErrorBody): string[] {
  const contexts = [error.context, ...(error.errors ?? []).map(({ context }) => context)]
  const scopes = contexts.flatMap((context) => [
    ...contextTexts(context, 'requiredGranularScopes'),
    ...contextTexts(context, 'requiredScopes'),
  ])
  return [...new Set(scopes.map((scope) => wellFormedStart(scope, 200)))].slice(0, 50)
}

function waitOf({ policyName }: ErrorBody): number {
  const known =
    policyName !== undefined && Object.hasOwn(waitByPolicy, policyName) ? waitByPolicy[policyName] : undefined
  return known ?? longestKnownWait
}

function unexpected(status: number): AppError {
  return { kind: 'unexpected-response', detail: `HTTP ${status}` }
}
