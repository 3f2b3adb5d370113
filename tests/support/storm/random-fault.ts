import type { Fault } from '../../../src/sandbox/faults.ts'
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { below, oneOf, type Random } from './acts.ts'

export type StormService = 'hubspot' | 'notion' | 'airtable'

/** A misbehaviour that happens once: a fault of the exchange, or a switch of the service. */
export type RandomFault = {
  /** For the message of a test that fails. */
  says: string
  service: StormService
  fault?: Fault
  behaviour?: Readonly<Record<string, unknown>>
}

/** The calls on data, and none that hands out tokens: an answer lost there ends the grant. */
const DATA: Record<StormService, string> = {
  hubspot: '^/crm/',
  notion: '^/v1/(search|pages|blocks|data_sources|databases|users)',
  airtable: '^/v0/',
}

const EXPIRED: Record<StormService, unknown> = {
  hubspot: {
    status: 'error',
    message: 'The OAuth token used to make this call expired 3 minute(s) ago.',
    correlationId: 'b5fe4c8e-9d3e-4f25-8f3b-d2b9ab6f0d11',
    category: 'EXPIRED_AUTHENTICATION',
  },
  notion: { object: 'error', status: 401, code: 'unauthorized', message: 'API token is invalid.' },
  airtable: { error: { type: 'UNAUTHORIZED', message: 'Invalid authentication token' } },
}

/** Refusals that are over within a second. */
function tooMany(random: Random, service: StormService, nowMs: number): Pick<Fault, 'body' | 'headers'> {
  const forms = [
    undefined,
    '0',
    '1',
    // An HTTP date is the other form (RFC 9110, section 10.2.3).
    new Date(nowMs + 1_000).toUTCString(),
  ]
  const wait = oneOf(random, forms) ?? undefined
  const headers = wait === undefined ? {} : { 'retry-after': wait }
  switch (service) {
    case 'hubspot':
      return {
        headers: { ...headers, 'x-hubspot-ratelimit-interval-milliseconds': '10000' },
        body: {
          status: 'error',
          message: 'You have reached your secondly limit.',
          errorType: 'RATE_LIMIT',
          correlationId: 'c93e06a4-6f2d-4b0e-9d4a-0c2f3b7a5e11',
          policyName: 'SECONDLY',
        },
      }
    case 'notion':
      return {
        headers,
        body: {
          ...{ object: 'error', status: 429, code: 'rate_limited', message: 'You have been rate limited.' },
          additional_data: {
            rate_limit_reason: 'public_api_request_rate_limit',
            ...(wait === '0' || wait === '1' ? { retry_after: wait } : {}),
          },
        },
      }
    case 'airtable':
      return {
        headers,
        body: {
          error: { type: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' },
        },
      }
  }
}

/** One of the faults that a load must survive. It hits one of the next few calls on data, and then it is over. */
export function randomFault(
  random: Random,
  nowMs: number,
  services: readonly StormService[] = ['hubspot', 'notion', 'airtable'],
): RandomFault {
  const service = oneOf(random, services) ?? 'hubspot'
  const common = { service, path: DATA[service], nth: 1 + below(random, 6), times: 1 }
  const make = (says: string, fault: Partial<Fault>): RandomFault => ({
    ...{ says: `${service}: ${says}`, service },
    fault: { ...common, ...fault },
  })
  const choices: readonly (() => RandomFault)[] = [
    () => make('429', { status: 429, ...tooMany(random, service, nowMs) }),
    () => {
      const status = oneOf(random, [500, 502, 503]) ?? 500
      const body =
        random() < 0.5 ? `<html><body><h1>${status}</h1></body></html>` : { message: 'Something went wrong' }
      return make(String(status), { status, body })
    },
    () => {
      const cutAfterBytes = below(random, 4_000)
      return make(`cut after ${cutAfterBytes} bytes`, { cutAfterBytes })
    },
    () => make('dropped', { drop: true, after: random() < 0.5 }),
    () => make('no JSON', { status: 200, body: '{"results":[{"id":"5', headers: {} }),
    () => make('401 once', { status: 401, body: EXPIRED[service] }),
    () => {
      const stallMs = 50 + below(random, 200)
      return make(`${stallMs} ms late`, { stallMs })
    },
    () =>
      service === 'notion'
        ? { says: 'notion: a stale cursor', service, behaviour: { staleCursors: 1 } }
        : service === 'airtable'
          ? { says: 'airtable: a lost offset', service, behaviour: { lostOffsets: 1 } }
          : make('423', { status: 423, body: { status: 'error', message: 'Locked', category: 'LOCKED' } }),
  ]
  return (oneOf(random, choices) ?? choices[0] ?? (() => make('dropped', { drop: true })))()
}

/** Puts a fault in place. Throws when the sandbox does not know it: it would prove nothing. */
export function putFault(sandbox: Sandbox, { service, fault, behaviour }: RandomFault): void {
  if (fault !== undefined) sandbox.faults.add(fault)
  const reason = behaviour === undefined ? undefined : sandbox[service].behaviour.set(behaviour)
  if (reason !== undefined) throw new Error(reason)
}

/** Takes away every fault that has not happened yet. What the weather is (storm-weather.ts) stays. */
export function endFaults(sandbox: Sandbox): void {
  sandbox.faults.clear()
  sandbox.notion.behaviour.set({ staleCursors: 0 })
  sandbox.airtable.behaviour.set({ lostOffsets: 0 })
}
