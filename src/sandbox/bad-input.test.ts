import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom, pick, type Random } from './random.ts'
import { SERVICE_NAMES, type ServiceName } from './service.ts'
import { startSandbox, type Sandbox } from './start-sandbox.ts'

/** Words of real addresses beside hostile ones, to be put together at random. */
const PARTS: Record<ServiceName, readonly string[]> = {
  hubspot:
    'crm,objects,properties,associations,owners,pipelines,2026-09,v3,v4,contacts,deals,0-1,9,51,batch,read,create,upsert,search,merge,gdpr-delete,oauth,token,introspect,account-info,details'.split(
      ',',
    ),
  notion:
    'v1,search,pages,blocks,children,data_sources,databases,query,users,me,comments,oauth,token,markdown,properties,00000000-0000-4000-8000-000000000000'.split(
      ',',
    ),
  airtable:
    'v0,meta,bases,tables,whoami,oauth2,v1,token,listRecords,comments,webhooks,appAAAAAAAAAAAAAA,tblAAAAAAAAAAAAAA,recAAAAAAAAAAAAAA'.split(
      ',',
    ),
}
/** Addresses that exist, so that hostile bodies and queries reach what is behind them. */
const ROUTES: Record<ServiceName, readonly string[]> = {
  hubspot: [
    ...[
      '',
      '/9',
      '/search',
      '/merge',
      '/gdpr-delete',
      '/batch/read',
      '/batch/create',
      '/batch/update',
      '/batch/upsert',
    ].map((rest) => `/crm/objects/2026-09/contacts${rest}`),
    '/crm/associations/2026-09/contacts/companies/batch/read',
    '/crm/properties/2026-09/contacts',
    '/crm/owners/2026-09',
    '/oauth/2026-09/token',
    '/oauth/2026-03/token/introspect',
    '/oauth/authorize',
  ],
  notion: [
    ...[
      '/v1/search',
      '/v1/pages',
      '/v1/users',
      '/v1/comments',
      '/v1/oauth/token',
      '/v1/oauth/revoke',
      '/v1/oauth/authorize',
    ],
    '/v1/data_sources/{SOURCE}/query',
    '/v1/pages/{PAGE}',
    '/v1/blocks/{PAGE}/children',
  ],
  airtable: [
    ...['/v0/meta/bases', '/v0/meta/whoami', '/oauth2/v1/token', '/oauth2/v1/authorize', '/oauth2/v1/revoke'],
    ...['', '/listRecords', '/recAAAAAAAAAAAAAA'].map((rest) => `/v0/{BASE}/{TABLE}${rest}`),
  ],
}
const HOSTILE = [
  '..',
  '%2e%2e',
  '%00',
  '%E0%A4%A',
  '__proto__',
  'constructor',
  '',
  ' ',
  '<b>',
  "'",
  '🙂',
  'x'.repeat(300),
]
const QUERIES = [
  '',
  '?limit=-1',
  '?limit=1e9&after=../..',
  '?properties=__proto__',
  '?offset=nowhere',
  '?page_size=NaN',
  '?%',
  '?filterByFormula=((((',
]
const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"__proto__":{"x":1}}',
  '{"inputs":[null,7,{}]}',
  '{"inputs":"many"}',
  '{"filterGroups":[{"filters":[{"propertyName":{},"operator":7}]}]}',
  '{"filter":{"or":[{"or":[{"or":[]}]}]},"start_cursor":7}',
  '{"records":[{"fields":[]}],"typecast":"yes"}',
  '{"properties":{"email":{"toString":1}}}',
  'grant_type=refresh_token&refresh_token=%00',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
]
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
]
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']

let sandbox: Sandbox
let tokens: Record<ServiceName, string>
let ids: Record<string, string>
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 60, companies: 5, deals: 5, notionPages: 60, airtableRecords: 60 })
  tokens = {
    hubspot: sandbox.hubspot.grants.issueAccessToken([
      'oauth',
      'crm.objects.contacts.read',
      'crm.objects.contacts.write',
    ]).token,
    notion: sandbox.notion.grants.issue().accessToken,
    airtable: sandbox.airtable.grants.issue({
      client: 'confidential',
      scopes: ['data.records:read'],
      bases: 'all',
    }).accessToken,
  }
  const [base] = sandbox.airtable.bases.list()
  ids = {
    SOURCE: sandbox.notion.pages.sources()[0] ?? '',
    PAGE: sandbox.notion.pages.top()[0] ?? '',
    BASE: base?.id ?? '',
    TABLE: base?.tables[0]?.id ?? '',
  }
})
afterAll(() => sandbox.close())

function randomTarget(random: Random, service: ServiceName, ids: Readonly<Record<string, string>>): string {
  if (random() < 0.6) {
    const route = pick(random, ROUTES[service]).replace(/\{([A-Z]+)\}/g, (_, name: string) => ids[name] ?? '')
    return route + pick(random, QUERIES)
  }
  const parts = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
    pick(random, random() < 0.15 ? HOSTILE : PARTS[service]),
  )
  return `/${parts.map((part) => part.replace(/[^!-~]/gu, encodeURIComponent)).join('/')}${pick(random, QUERIES)}`
}

describe.each(SERVICE_NAMES)('%s', (service) => {
  it('answers whatever it is sent in its own words, and never with a stack trace', async () => {
    const origin = sandbox.endpoints[service].api
    for (let at = 0; at < 400; at++) {
      const random = createRandom(7, SERVICE_NAMES.indexOf(service), at)
      const method = pick(random, METHODS)
      const target = randomTarget(random, service, ids)
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const response = await fetch(`${origin}${target}`, {
        method,
        redirect: 'manual',
        headers: {
          'content-type': pick(random, TYPES),
          'notion-version': '2026-03-11',
          ...(random() < 0.9 ? { authorization: `Bearer ${tokens[service]}` } : {}),
        },
        body: hasBody ? pick(random, BODIES) : null,
      })
      const text = await response.text()
      const what = `${method} ${target} → ${response.status} ${text.slice(0, 200)}`
      expect(response.status, what).toBeLessThan(500)
      expect(text, what).not.toMatch(/\n\s+at |node_modules|\.ts:\d/)
      if (response.headers.get('content-type')?.startsWith('application/json') === true && text !== '')
        expect(() => JSON.parse(text) as unknown, what).not.toThrow()
    }
  })

  it('is still there afterwards', async () => {
    expect((await fetch(`${sandbox.endpoints[service].api}/nowhere`)).status).toBeGreaterThanOrEqual(400)
  })
})
