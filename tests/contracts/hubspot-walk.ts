import { createSandboxClient } from '../../src/sandbox/sandbox-client.ts'
import { OPTIONAL_SCOPES } from '../../src/sandbox/hubspot/scopes.ts'
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts'

type Json = Record<string, unknown>
type Call = (method: string, path: string, body?: unknown) => Promise<Json>

/** Ids of made-up records that the walk uses up, some for each kind of write. */
const KNOWN = { read: '60', merged: ['61', '62'], erased: '63', archived: '64', linked: '65' } as const

const TYPES = {
  contacts: { email: 'walk@contracts.example', firstname: 'Walk' },
  companies: { name: 'Walk Ltd', domain: 'walk.example' },
  deals: { dealname: 'Walk', dealstage: 'appointmentscheduled', pipeline: 'default', amount: '12.5' },
}
type Type = keyof typeof TYPES

/**
 * Asks for every operation that the sandbox has in the version that the app speaks, in a way that succeeds. Throws at
 * the first one that does not.
 */
export async function walkHubSpot(sandbox: Sandbox, proxyOrigin: string): Promise<void> {
  const direct = createSandboxClient(sandbox.endpoints)
  const { accessToken, refreshToken } = await direct.signIn(OPTIONAL_SCOPES)
  const send = async (
    method: string,
    path: string,
    given: Parameters<typeof direct.call>[2],
  ): Promise<Json> => {
    const answer = await direct.call(method, `${proxyOrigin}${path}`, given)
    if (answer.status < 200 || answer.status > 299) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`)
    }
    return (answer.json ?? {}) as Json
  }
  const call: Call = (method, path, body) =>
    send(method, path, { token: accessToken, ...(body === undefined ? {} : { body }) })

  await call('GET', '/account-info/2026-09/details')
  await call('GET', '/account-info/2026-09/api-usage/daily/private-apps')
  for (const type of Object.keys(TYPES) as Type[]) await walkRecords(call, type)
  await call('POST', '/crm/objects/2026-09/contacts/gdpr-delete', { objectId: KNOWN.erased })
  await walkMetadata(call)
  await walkAssociations(call)
  await walkTokens(send, sandbox, { accessToken, refreshToken })
}

async function walkRecords(call: Call, type: Type): Promise<void> {
  const all = `/crm/objects/2026-09/${type}`
  const properties: Record<string, string> = TYPES[type]
  const [name = '', value = ''] = Object.entries(properties)[0] ?? []
  await call('GET', `${all}?limit=100&properties=${Object.keys(properties).join(',')}`)
  await call(
    'GET',
    `${all}?limit=10&after=100&associations=${type === 'contacts' ? 'companies' : 'contacts'}`,
  )
  await call('GET', `${all}/${KNOWN.read}?properties=${name}&archived=false`)
  const created = await call('POST', all, { properties, associations: [] })
  await call('PATCH', `${all}/${String(created.id)}`, { properties: { [name]: `x${value}` } })
  await call('DELETE', `${all}/${String(created.id)}`)
  await call('GET', `${all}?archived=true&limit=100`)
  await call('POST', `${all}/search`, {
    ...{ limit: 200, after: '0', properties: [name], sorts: [] },
    filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: '0' }] }],
  })
  await call('POST', `${all}/merge`, { primaryObjectId: KNOWN.merged[0], objectIdToMerge: KNOWN.merged[1] })
  await walkBatches(call, type)
}

async function walkBatches(call: Call, type: Type): Promise<void> {
  const batch = `/crm/objects/2026-09/${type}/batch`
  const [first = '', second = ''] = Object.keys(TYPES[type])
  const own = (prefix: string) => ({
    ...TYPES[type],
    [first]: `${prefix}${TYPES[type][first as never] as string}`,
  })
  const read = { properties: [first, second], propertiesWithHistory: [] }
  await call('POST', `${batch}/read`, { ...read, inputs: [{ id: KNOWN.read }, { id: KNOWN.linked }] })
  const created = await call('POST', `${batch}/create`, {
    inputs: [{ properties: own('b'), associations: [], objectWriteTraceId: 'one' }],
  })
  const [one] = created.results as { id: string }[]
  const id = one?.id ?? ''
  await call('POST', `${batch}/update`, {
    inputs: [{ id, properties: { [first]: own('c')[first as never] } }],
  })
  if (type === 'contacts') {
    const email = 'upsert@contracts.example'
    await call('POST', `${batch}/upsert`, {
      inputs: [{ id: email, idProperty: 'email', properties: { email } }],
    })
  }
  await call('POST', `${batch}/archive`, { inputs: [{ id }, { id: KNOWN.archived }] })
}

async function walkMetadata(call: Call): Promise<void> {
  for (const type of Object.keys(TYPES)) {
    await call('GET', `/crm/properties/2026-09/${type}?archived=false`)
    await call('GET', `/crm/properties/2026-09/${type}/createdate`)
    await call('POST', `/crm/properties/2026-09/${type}/batch/read`, {
      ...{ archived: false, dataSensitivity: 'non_sensitive' },
      inputs: [{ name: 'createdate' }, { name: 'hs_object_id' }],
    })
    const groups = await call('GET', `/crm/properties/2026-09/${type}/groups`)
    const [group] = groups.results as { name: string }[]
    await call('GET', `/crm/properties/2026-09/${type}/groups/${group?.name ?? ''}`)
  }
  const owners = await call('GET', '/crm/owners/2026-09?limit=100&archived=false')
  const [owner] = owners.results as { id: string }[]
  await call('GET', `/crm/owners/2026-09/${owner?.id ?? ''}`)
  await call('GET', '/crm/owners/2026-09?limit=100&archived=true')
  const pipelines = await call('GET', '/crm/pipelines/2026-09/deals')
  const [pipeline] = pipelines.results as { id: string; stages: { id: string }[] }[]
  const one = `/crm/pipelines/2026-09/deals/${pipeline?.id ?? ''}`
  await call('GET', one)
  await call('GET', `${one}/stages`)
  await call('GET', `${one}/stages/${pipeline?.stages[0]?.id ?? ''}`)
}

async function walkAssociations(call: Call): Promise<void> {
  const pairs = [
    'contacts/companies',
    'companies/contacts',
    'deals/contacts',
    'contacts/deals',
    'deals/companies',
  ]
  for (const pair of pairs) {
    const inputs = Array.from({ length: 40 }, (_, at) => ({ id: String(70 + at) }))
    await call('POST', `/crm/associations/2026-09/${pair}/batch/read`, { inputs })
  }
  const batch = '/crm/associations/2026-09/contacts/companies/batch'
  const [from, to] = [{ id: KNOWN.linked }, { id: KNOWN.read }]
  const labelled = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }]
  await call('POST', `${batch}/associate/default`, { inputs: [{ from, to }] })
  await call('POST', `${batch}/create`, { inputs: [{ from, to, types: labelled }] })
  await call('POST', `${batch}/labels/archive`, { inputs: [{ from, to, types: labelled }] })
  await call('POST', `${batch}/archive`, { inputs: [{ from, to: [to] }] })
  const ofOne = `/crm/objects/2026-09/contacts/${from.id}/associations`
  await call('PUT', `${ofOne}/default/companies/${to.id}`)
  await call('PUT', `${ofOne}/companies/${to.id}`, labelled)
  await call('DELETE', `${ofOne}/companies/${to.id}`)
}

async function walkTokens(
  send: (method: string, path: string, given: { form: Record<string, string> }) => Promise<Json>,
  { endpoints }: Sandbox,
  { accessToken, refreshToken }: { accessToken: string; refreshToken: string },
): Promise<void> {
  const { clientId, clientSecret } = endpoints.hubspot
  const client = { client_id: clientId, client_secret: clientSecret }
  for (const version of ['2026-03', '2026-09']) {
    const token = `/oauth/${version}/token`
    await send('POST', token, {
      form: { ...client, grant_type: 'refresh_token', refresh_token: refreshToken },
    })
    const access = { ...client, token: accessToken, token_type_hint: 'access_token' }
    await send('POST', `${token}/introspect`, { form: access })
    await send('POST', `${token}/introspect`, { form: { ...client, token: 'unknown' } })
  }
  const refresh = { ...client, token: refreshToken, token_type_hint: 'refresh_token' }
  for (const version of ['2026-09', '2026-03']) {
    await send('POST', `/oauth/${version}/token/revoke`, { form: refresh })
  }
}
