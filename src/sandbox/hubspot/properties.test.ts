import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

type Property = Record<string, unknown> & {
  name: string
  label: string
  groupName: string
  options: { value: string; hidden: boolean }[]
}

let sandbox: Sandbox
let token: string
let client: ReturnType<typeof createSandboxClient>
beforeAll(async () => {
  sandbox = await startSandbox({ contacts: 150, companies: 150, deals: 150 })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn()).accessToken
})
afterAll(() => sandbox.close())
afterEach(() => sandbox.hubspot.behaviour.reset())

const get = (path: string): Promise<Answer> => client.call('GET', path, { token })
const list = async (type: string, version = '2026-09'): Promise<Property[]> =>
  ((await get(`/crm/properties/${version}/${type}`)).json as { results: Property[] }).results

describe('properties', () => {
  it.each([
    ['contacts', 110],
    ['companies', 55],
    ['deals', 50],
  ])('of %s come all at once, as many as an account usually has', async (type, atLeast) => {
    const properties = await list(type)
    expect(properties.length).toBeGreaterThanOrEqual(atLeast)
    expect(properties.length).toBeLessThan(200)
    expect(new Set(properties.map(({ name }) => name)).size).toBe(properties.length)
    expect((await list(type, '2026-03')).length).toBe(properties.length)
  })

  it('tell types, options, what is read-only, what is calculated and what is an owner', async () => {
    const properties = new Map((await list('contacts')).map((property) => [property.name, property]))
    expect(properties.get('email')).toMatchObject({ type: 'string', fieldType: 'text', hasUniqueValue: true })
    expect(properties.get('lifecyclestage')?.options.map(({ value }) => value)).toContain('customer')
    expect(properties.get('createdate')).toMatchObject({ modificationMetadata: { readOnlyValue: true } })
    expect(properties.get('num_associated_deals')).toMatchObject({ calculated: true })
    expect(properties.get('hubspot_owner_id')).toMatchObject({
      externalOptions: true,
      referencedObjectType: 'OWNER',
      options: [],
    })
    expect(properties.get('customer_number')).not.toHaveProperty('hubspotDefined')
    expect(properties.get('key_contact')?.options.map(({ value }) => value)).toEqual(['true', 'false'])
    expect(properties.get('newsletter_topics')?.options.filter(({ hidden }) => hidden)).toHaveLength(1)
    expect(properties.get('hs_read_only')).toMatchObject({ hidden: true })
  })

  it('are given by name, and 404 for a name that does not exist', async () => {
    expect((await get('/crm/properties/2026-09/deals/dealstage')).json).toMatchObject({
      name: 'dealstage',
      label: 'Deal Stage',
    })
    expect(await get('/crm/properties/2026-09/deals/dragon')).toMatchObject({
      status: 404,
      json: { category: 'OBJECT_NOT_FOUND' },
    })
  })

  it('in the recycle bin are listed apart', async () => {
    expect((await get('/crm/properties/2026-09/contacts?archived=true')).json).toMatchObject({
      results: [
        { name: 'fax_on_sundays', archived: true, archivedAt: expect.any(String) },
        { name: 'telex', archived: true },
      ],
    })
    expect((await get('/crm/properties/2026-09/contacts/telex')).status).toBe(404)
    expect((await get('/crm/properties/2026-09/contacts/telex?archived=true')).status).toBe(200)
  })

  it('that are sensitive are listed for those who ask for them', async () => {
    expect((await get('/crm/properties/2026-09/contacts?dataSensitivity=sensitive')).json).toMatchObject({
      results: [{ name: 'dietary_needs', dataSensitivity: 'sensitive' }],
    })
    expect((await get('/crm/properties/2026-09/contacts?dataSensitivity=secret')).status).toBe(400)
  })

  it('have labels in other languages, where HubSpot made them', async () => {
    const label = async (name: string, locale: string): Promise<string> =>
      ((await get(`/crm/properties/2026-09/contacts/${name}?locale=${locale}`)).json as Property).label
    expect(await label('firstname', 'de')).toBe('Vorname')
    expect(await label('firstname', 'fr-CA')).toBe('Prénom')
    expect(await label('firstname', 'xx')).toBe('First Name')
    expect(await label('customer_number', 'de')).toBe('Customer number')
  })

  it('lie in groups that are listed, too', async () => {
    for (const type of ['contacts', 'companies', 'deals']) {
      const { results } = (await get(`/crm/properties/2026-09/${type}/groups`)).json as {
        results: Property[]
      }
      const groups = results.map(({ name }) => name)
      expect((await list(type)).filter(({ groupName }) => !groups.includes(groupName))).toEqual([])
      expect((await get(`/crm/v3/properties/${type}/groups/${groups[0] ?? ''}`)).json).toEqual(results[0])
    }
    expect((await get('/crm/properties/2026-09/deals/groups/nothing')).status).toBe(404)
  })

  it('are read by a list of names, and what does not exist is told beside them', async () => {
    const read = (version: string, inputs: unknown) =>
      client.call('POST', `/crm/properties/${version}/contacts/batch/read`, {
        token,
        body: { archived: false, dataSensitivity: 'non_sensitive', inputs },
      })
    expect(await read('2026-09', [{ name: 'email' }])).toMatchObject({
      status: 200,
      json: { status: 'COMPLETE', results: [{ name: 'email' }] },
    })
    const partly = [{ name: 'email' }, { name: 'dragon' }]
    expect(await read('2026-09', partly)).toMatchObject({ status: 200, json: { numErrors: 1 } })
    expect((await read('2026-03', partly)).status).toBe(207)
    expect((await read('2026-09', 'email')).status).toBe(400)
  })

  it('define everything that a made-up record has', async () => {
    sandbox.hubspot.behaviour.set({ manyProperties: true })
    for (const type of ['contacts', 'companies', 'deals'] as const) {
      const names = new Set((await list(type)).map(({ name }) => name))
      const { maker } = sandbox.hubspot.records[type]
      for (let index = 0; index < maker.count; index++) {
        const unknown = Object.keys(maker.make(index).properties).filter((name) => !names.has(name))
        expect(unknown).toEqual([])
      }
    }
  })
})

describe('the account', () => {
  it('tells the address of its own web interface, which is not the usual one', async () => {
    const { json } = await get('/account-info/2026-09/details')
    expect(json).toMatchObject({
      portalId: 147_312_908,
      accountType: 'STANDARD',
      timeZone: 'Europe/Lisbon',
      companyCurrency: 'EUR',
      additionalCurrencies: ['GBP', 'USD', 'JPY'],
      utcOffset: expect.stringMatching(/^\+0[01]:00$/),
      uiDomain: 'app-eu1.hubspot.com',
      dataHostingLocation: 'eu1',
    })
    for (const version of ['2026-03', 'v3']) {
      expect((await get(`/account-info/${version}/details`)).json).toEqual(json)
    }
  })

  it('tells what private apps have used of the day', async () => {
    const usage = (await get('/account-info/2026-09/api-usage/daily/private-apps')).json
    expect(usage).toMatchObject({
      results: [{ usageLimit: 625_000, fetchStatus: 'SUCCESS', currentUsage: expect.any(Number) }],
    })
  })
})
