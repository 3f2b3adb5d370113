import type { Fault } from '../../../../src/sandbox/faults.ts'
import { below, oneOf } from '../acts.ts'
import { chance, type StormAct, type StormContext } from './storm-context.ts'

/** Bad weather between the app and the portal, and what ends it. */
export const weatherActs: readonly StormAct[] = [
  { weight: 22, perform: fault },
  { weight: 6, perform: clear },
  { weight: 6, perform: goOffline },
  { weight: 8, perform: goOnline },
  { weight: 3, perform: expire },
  { weight: 2, perform: revoke },
  { weight: 5, perform: signIn },
  { weight: 4, perform: behave },
]

const refused = {
  status: 400,
  body: { status: 'error', message: 'Not today', category: 'VALIDATION_ERROR', correlationId: 'c' },
}
const forbidden = {
  status: 403,
  body: {
    status: 'error',
    message: 'This app has not been granted all required scopes',
    category: 'MISSING_SCOPES',
    errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
  },
}
const tooMany = {
  status: 429,
  headers: { 'retry-after': '0' },
  body: { status: 'error', message: 'Too many', errorType: 'RATE_LIMIT', policyName: 'SECONDLY' },
}
const expired = {
  status: 401,
  body: { status: 'error', message: 'expired', category: 'EXPIRED_AUTHENTICATION' },
}

const places: readonly Pick<Fault, 'path' | 'method'>[] = [
  { path: '^/crm/objects/[^/]+/contacts' },
  { path: 'contacts$', method: 'POST' },
  { path: 'contacts$', method: 'POST' },
  { path: 'contacts/\\d+', method: 'PATCH' },
  { path: 'contacts/\\d+', method: 'PATCH' },
  { path: 'contacts/\\d+', method: 'GET' },
  { path: 'contacts/\\d+', method: 'DELETE' },
  { path: 'contacts/merge', method: 'POST' },
  { path: 'contacts/search', method: 'POST' },
]

async function fault(context: StormContext): Promise<string | null> {
  const { desk, random } = context
  const place = oneOf(random, places) ?? { path: '^/crm/' }
  const kinds: readonly Partial<Fault>[] = [
    { drop: true },
    { drop: true, after: true },
    { drop: true, after: true },
    { status: oneOf(random, [500, 502, 503]) ?? 500, body: { message: 'down' }, after: chance(context, 0.5) },
    { stallMs: 30 + below(random, 400), after: chance(context, 0.5) },
    { status: 200, body: '{"id":"5', headers: {}, after: chance(context, 0.5) },
    refused,
    forbidden,
    tooMany,
    expired,
  ]
  const kind = oneOf(random, kinds) ?? { drop: true }
  desk.sandbox.faults.add({ ...place, nth: 1 + below(random, 2), times: 1, ...kind })
  const { body: _, headers: __, ...told } = kind
  return `weather: ${place.method ?? ''} ${place.path} ${JSON.stringify(told)}`
}

async function clear({ desk }: StormContext): Promise<string> {
  desk.sandbox.faults.clear()
  return 'weather: clear'
}

async function goOffline({ desk }: StormContext): Promise<string | null> {
  if (desk.isOffline()) return null
  await desk.offline(true)
  return 'works offline'
}

async function goOnline({ desk }: StormContext): Promise<string | null> {
  if (!desk.isOffline()) return null
  await desk.offline(false)
  return 'works online'
}

async function expire({ desk }: StormContext): Promise<string> {
  desk.sandbox.hubspot.grants.expireAccessTokens()
  return 'weather: tokens expire'
}

async function revoke({ desk }: StormContext): Promise<string> {
  desk.sandbox.hubspot.grants.expireAccessTokens()
  desk.sandbox.hubspot.grants.revokeEverything()
  return 'weather: the grant is revoked'
}

async function signIn(context: StormContext): Promise<string | null> {
  const listed = await context.desk.core().handlers.accounts.list({})
  const isDead = listed.ok && listed.value.some(({ status }) => status === 'needs-reconnect')
  if (!isDead && chance(context, 0.7)) return null
  return `signs in again: ${await context.desk.signInAgain()}`
}

/** Search is late, and where two records become one, that one has this id or that. */
async function behave({ desk, random }: StormContext): Promise<string> {
  const changes = {
    searchLagMs: oneOf(random, [0, 0, 100, 400]) ?? 0,
    mergedId: oneOf(random, ['primary', 'new'] as const) ?? 'primary',
  }
  const reason = desk.sandbox.hubspot.behaviour.set(changes)
  if (reason !== undefined) throw new Error(reason)
  return `weather: ${JSON.stringify(changes)}`
}
