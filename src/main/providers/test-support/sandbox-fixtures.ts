import type { StartOptions } from '../../../sandbox/start-sandbox.ts'
import type { Fetch } from '../../http/guarded-fetch.ts'
import type { Provider } from '../provider.ts'
import { startProviderInSandbox } from './provider-in-sandbox.ts'
import type { ProviderFixture, ServiceUnderTest } from './service-under-test.ts'

/** Serves a provider from the sandbox's service of the same id; `listPath` matches the calls that list. */
function inSandbox(send: Fetch, options: StartOptions, listPath: string): ProviderFixture['start'] {
  return async (own: Provider): Promise<ServiceUnderTest> => {
    const { sandbox, ...signedIn } = await startProviderInSandbox(own, options, send)
    return {
      ...signedIn,
      send,
      answerLists: (replies) =>
        replies.forEach((reply, at) => sandbox.faults.add({ ...reply, path: listPath, nth: at + 1 })),
      calls: () => sandbox.requests.entries().length,
      reset: () => {
        sandbox.faults.clear()
        sandbox.requests.clear()
      },
      close: () => sandbox.close(),
    }
  }
}

const hubspot = (send: Fetch): ProviderFixture => ({
  start: inSandbox(
    send,
    { contacts: 230, companies: 100, deals: 40 },
    '^/crm/objects/[^/]+/(contacts|companies|deals)',
  ),
  counts: { contact: 230, company: 100, deal: 40 },
  listReply: (ids, next) => ({
    results: ids.map((id) => ({ id, properties: { email: null, firstname: null, lastname: null } })),
    ...(next === null ? {} : { paging: { next: { after: next } } }),
  }),
  oddBodies: ['{"results":{}}', '{"results":[{}]}', '{"results":[{"id":9}]}'],
  forbidden: { category: 'MISSING_SCOPES' },
  hostileErrors: [
    {
      category: 7,
      message: 'x'.repeat(9_000) + '\ud800',
      errors: [null, { context: { requiredGranularScopes: ['\udc00'.repeat(999)] } }],
    },
  ],
})

const notion = (send: Fetch): ProviderFixture => ({
  start: inSandbox(send, { notionPages: 230 }, '^/v1/search'),
  counts: {},
  listReply: (ids, next) => ({
    results: ids.map((id) => ({ object: 'page', id, url: `https://app.notion.com/p/${id}` })),
    next_cursor: next,
    has_more: next !== null,
  }),
  oddBodies: ['{"results":{}}', '{"results":[{}]}', '{"results":[{"object":"page","id":9}]}'],
  forbidden: { object: 'error', status: 403, code: 'restricted_resource', message: 'No.' },
  hostileErrors: [
    { code: 'validation_error', message: 'x'.repeat(9_000) + '\ud800', additional_data: [] },
    { code: {}, additional_data: { rate_limit_reason: 7, retry_after: '-1e9' } },
  ],
})

const airtable = (send: Fetch): ProviderFixture => ({
  start: inSandbox(send, { airtableRecords: 700 }, String.raw`^/v0/meta/bases(\?|$)`),
  counts: { base: 7, record: 700 },
  listReply: (ids, next) => ({
    bases: ids.map((id) => ({ id })),
    ...(next === null ? {} : { offset: next }),
  }),
  oddBodies: ['{"bases":{}}', '{"bases":[{}]}', '{"bases":[{"id":9}]}'],
  forbidden: { error: { type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND', message: 'No.' } },
  hostileErrors: [
    { error: { type: 'x'.repeat(9_000), message: '\ud800'.repeat(9_000) } },
    { error: '\udc00'.repeat(9_000) },
    { error: [{ type: 'UNAUTHORIZED' }] },
  ],
})

/** By provider id; a provider of the registry without an entry fails the suite. */
export function sandboxFixtures(send: Fetch): Readonly<Record<string, ProviderFixture>> {
  return { hubspot: hubspot(send), notion: notion(send), airtable: airtable(send) }
}
