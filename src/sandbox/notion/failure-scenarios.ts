import type { Fault } from '../faults.ts'
import type { Scenario } from '../scenario.ts'

/** An error of the service instead of the true answer, in its own envelope. */
function failWith(
  status: number,
  code: string,
  message: string,
  more: Partial<Fault> & { additionalData?: Record<string, unknown> } = {},
): Fault {
  const { additionalData, ...fault } = more
  const requestId = '5a1c9f60-3b5e-4a54-9c1e-000000000000'
  return {
    path: '/v1/search',
    times: 1,
    status,
    ...fault,
    headers: { 'x-notion-request-id': requestId, ...fault.headers },
    body: {
      ...{ object: 'error', status, code, message },
      ...(additionalData === undefined ? {} : { additional_data: additionalData }),
      request_id: requestId,
    },
  }
}

function tooMany(reason: string, seconds?: number): Fault {
  const wait = seconds === undefined ? undefined : String(seconds)
  return failWith(429, 'rate_limited', 'You have been rate limited. Please try again in a few minutes.', {
    additionalData: { rate_limit_reason: reason, ...(wait === undefined ? {} : { retry_after: wait }) },
    ...(wait === undefined ? {} : { headers: { 'retry-after': wait } }),
  })
}

/** Line F7: refusals and failures, and when to come back. */
export const NOTION_FAILURES: readonly Scenario[] = [
  {
    service: 'notion',
    name: 'notion-limit-of-connection',
    line: 'F7',
    says: 'The connection has 180 calls a minute; the next one gets 429 until the minute is over.',
    behaviour: { limits: true },
  },
  {
    service: 'notion',
    name: 'notion-limit-of-workspace',
    line: 'F7',
    says: 'All connections together used up the workspace: 429 with a wait that may be longer than a minute.',
    behaviour: { limits: true, workspaceBudget: 5 },
  },
  {
    service: 'notion',
    name: 'notion-rate-limited-for-a-second',
    line: 'F7',
    says: 'The next search gets 429 and is to be repeated after a second, as the header and the body say.',
    faults: [tooMany('public_api_request_rate_limit', 1)],
  },
  {
    service: 'notion',
    name: 'notion-rate-limited-for-long',
    line: 'F7',
    says: 'The next search gets 429 and is to be repeated after ninety seconds.',
    faults: [tooMany('public_api_space_request_rate_limit', 90)],
  },
  {
    service: 'notion',
    name: 'notion-blocked',
    line: 'F7',
    says: 'Every search gets 429 for a reason that no waiting helps against: the connection is blocked.',
    faults: [{ ...tooMany('public_api_request_blocked'), times: 1_000_000 }],
  },
  {
    service: 'notion',
    name: 'notion-overloaded',
    line: 'F7',
    says: 'The next search gets 529: the service has too much to do, and says when to come back.',
    faults: [
      failWith(529, 'service_overload', 'Notion is temporarily overloaded. Please try again later.', {
        headers: { 'retry-after': '1' },
      }),
    ],
  },
  {
    service: 'notion',
    name: 'notion-unavailable',
    line: 'F7',
    says: 'The next search gets 503 without a word on when to come back.',
    faults: [failWith(503, 'service_unavailable', 'Notion is unavailable. Please try again later.')],
  },
  {
    service: 'notion',
    name: 'notion-edge-block',
    line: 'F7',
    says: 'The next search is answered by the network in front of the service: 403, a web page, a cf-ray.',
    faults: [
      {
        path: '/v1/search',
        times: 1,
        status: 403,
        headers: { 'cf-ray': '8f1b2c3d4e5f6a7b-LIS', server: 'cloudflare' },
        body: '<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1></body></html>',
      },
    ],
  },
  {
    service: 'notion',
    name: 'notion-token-dies-midway',
    line: 'F7',
    says: 'The second search gets 401, as if the token had just died; after a refresh all goes on.',
    faults: [failWith(401, 'unauthorized', 'API token is invalid.', { nth: 2 })],
  },
  {
    service: 'notion',
    name: 'notion-page-restricted',
    line: 'F8',
    says: 'Pages cannot be read one by one: 403 restricted_resource.',
    faults: [
      failWith(403, 'restricted_resource', 'Insufficient permissions for this endpoint.', {
        method: 'GET',
        path: '/v1/pages/',
        times: 1_000_000,
      }),
    ],
  },
]
