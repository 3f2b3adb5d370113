import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSandboxClient, type Answer } from '../sandbox-client.ts'
import { startSandbox, type Sandbox } from '../start-sandbox.ts'

type Shown = {
  id: string
  properties: Record<string, string | null>
  createdAt: string
  updatedAt: string
  archived: boolean
  archivedAt?: string
}
type Page = { results: Shown[]; paging?: { next: { after: string; link: string } } }

const contacts = '/crm/objects/2026-09/contacts'

let sandbox: Sandbox
let client: ReturnType<typeof createSandboxClient>
let token: string
beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 30, deals: 20 })
  client = createSandboxClient(sandbox.endpoints)
  token = (await client.signIn(['crm.objects.deals.write'])).accessToken
})
afterEach(() => sandbox.close())

const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
  client.call(method, path, { token, ...(body === undefined ? {} : { body }) })
const page = async (query: string, path = contacts): Promise<Page> =>
  (await call('GET', `${path}?${query}`)).json as Page
const create = (properties: Record<string, unknown>, path = contacts): Promise<Answer> =>
  call('POST', path, { properties })
const createId = async (properties: Record<string, string>): Promise<string> =>
  ((await create(properties)).json as Shown).id

describe('creating', () => {
  it('answers 201 with the new record, which is then in the list', async () => {
    const answer = await create({ email: 'New.Person@Example.COM', firstname: 'New', jobtitle: '' })
    expect(answer.status).toBe(201)
    const record = answer.json as Shown
    expect(record.properties).toMatchObject({
      email: 'new.person@example.com',
      firstname: 'New',
      hs_object_id: record.id,
    })
    expect(record.createdAt).toBe(record.updatedAt)
    const list = await page(`limit=100&after=${record.id}`)
    expect(list.results.map(({ id }) => id)).toEqual([record.id])
  })

  it('refuses an e-mail that is taken with 409 and names the existing contact', async () => {
    expect(await create({ email: 'ADA.lovelace@analytical.example' })).toMatchObject({
      status: 409,
      json: { status: 'error', category: 'CONFLICT', message: 'Contact already exists. Existing ID: 9' },
    })
    const id = await createId({ email: 'once@example.com' })
    expect((await create({ email: 'Once@example.com' })).json).toMatchObject({
      message: `Contact already exists. Existing ID: ${id}`,
    })
  })

  it('frees the e-mail of a contact that is archived or has another one', async () => {
    await call('DELETE', `${contacts}/9`)
    expect((await create({ email: 'ada.lovelace@analytical.example' })).status).toBe(201)
    await call('PATCH', `${contacts}/51`, { properties: { email: 'amazing.grace@compiler.example' } })
    expect((await create({ email: 'grace.hopper@compiler.example' })).status).toBe(201)
    expect((await create({ email: 'amazing.grace@compiler.example' })).status).toBe(409)
  })

  it('says what is wrong twice: as text in the message and as a list', async () => {
    const answer = await create({
      email: 'not an address',
      dragon: '1',
      createdate: '0',
      lifecyclestage: 'dragon',
    })
    expect(answer.status).toBe(400)
    const { message, errors, category } = answer.json as {
      message: string
      errors: unknown[]
      category: string
    }
    expect(category).toBe('VALIDATION_ERROR')
    const nested = JSON.parse(message.slice('Property values were not valid: '.length)) as {
      name: string
      error: string
    }[]
    expect(nested.map(({ name, error }) => [name, error])).toEqual([
      ['email', 'INVALID_EMAIL'],
      ['dragon', 'PROPERTY_DOESNT_EXIST'],
      ['createdate', 'READ_ONLY_VALUE'],
      ['lifecyclestage', 'INVALID_OPTION'],
    ])
    expect(errors[0]).toEqual({
      message: 'Email address not an address is invalid',
      code: 'INVALID_EMAIL',
      context: { propertyName: ['email'] },
    })
  })

  it.each([
    [contacts, { phone: '1' }, ['email', 'firstname', 'lastname']],
    ['/crm/objects/2026-09/deals', { dealname: 'x', pipeline: 'default' }, ['dealstage']],
  ])('insists on the least that %s need', async (path, properties, missing) => {
    expect(await create(properties, path)).toMatchObject({
      status: 400,
      json: { errors: [{ code: 'MISSING_REQUIRED_PROPERTY', context: { propertyName: missing } }] },
    })
  })

  it.each<[string, unknown]>([
    ['cut in half', '{"properties":{"email":'],
    ['empty', ''],
    ['a list', []],
    ['without properties', { email: 'a@example.com' }],
    ['with a list as a value', { properties: { email: ['a@example.com'] } }],
    ['without a single property', { properties: {} }],
  ])('refuses a body that is %s', async (_, body) => {
    expect(await call('POST', contacts, body)).toMatchObject({
      status: 400,
      json: { category: 'VALIDATION_ERROR' },
    })
  })

  it('stores names of object methods like any other unknown property: not at all', async () => {
    const answer = await call(
      'POST',
      contacts,
      '{"properties":{"email":"p@example.com","__proto__":"x","constructor":"y"}}',
    )
    expect(answer.status).toBe(400)
    expect((await call('GET', `${contacts}/9?properties=__proto__,constructor`)).json).toMatchObject({
      id: '9',
    })
  })
})

describe('changing', () => {
  it('answers with what was changed, and moves the time of the last change', async () => {
    const before = (await call('GET', `${contacts}/9`)).json as Shown
    const answer = await call('PATCH', `${contacts}/9`, { properties: { jobtitle: 'Countess', city: '' } })
    const after = answer.json as Shown
    expect(answer.status).toBe(200)
    expect(Object.keys(after.properties)).toEqual([
      'city',
      'createdate',
      'hs_object_id',
      'jobtitle',
      'lastmodifieddate',
    ])
    expect(after.properties).toMatchObject({
      jobtitle: 'Countess',
      city: null,
      lastmodifieddate: after.updatedAt,
    })
    expect(after.createdAt).toBe(before.createdAt)
    expect(Date.parse(after.updatedAt)).toBeGreaterThan(Date.parse(before.updatedAt))
  })

  it('never gives two changes the same time', async () => {
    const times = new Set<string>()
    for (const city of ['A', 'B', 'C', 'D', 'E']) {
      times.add(((await call('PATCH', `${contacts}/9`, { properties: { city } })).json as Shown).updatedAt)
    }
    expect(times.size).toBe(5)
  })

  it('refuses the e-mail of another contact, naming that one last', async () => {
    const answer = await call('PATCH', `${contacts}/51`, {
      properties: { email: 'Ada.Lovelace@analytical.example' },
    })
    expect(answer).toMatchObject({ status: 400, json: { category: 'VALIDATION_ERROR' } })
    expect((answer.json as { message: string }).message).toMatch(
      /propertyName=email.* on 51\. 9 already has that value\.$/,
    )
  })

  it('lets a contact keep its own e-mail', async () => {
    const own = { properties: { email: 'ada.lovelace@analytical.example' } }
    expect((await call('PATCH', `${contacts}/9`, own)).status).toBe(200)
  })

  it('adds a choice that begins with a semicolon', async () => {
    await call('PATCH', `${contacts}/9`, { properties: { newsletter_topics: 'events' } })
    const answer = await call('PATCH', `${contacts}/9`, { properties: { newsletter_topics: ';tips' } })
    expect((answer.json as Shown).properties.newsletter_topics).toBe('events;tips')
  })

  it('moves what follows from a deal’s stage and amount', async () => {
    const path = '/crm/objects/2026-09/deals/9'
    await call('PATCH', path, { properties: { dealstage: 'closedwon', amount: '1234.5' } })
    const shown = await call(
      'GET',
      `${path}?properties=hs_is_closed,hs_is_closed_won,hs_deal_stage_probability,hs_forecast_amount`,
    )
    expect((shown.json as Shown).properties).toMatchObject({
      hs_is_closed: 'true',
      hs_is_closed_won: 'true',
      hs_deal_stage_probability: '1.0',
      hs_forecast_amount: '1234.5',
    })
  })

  it.each([
    ['date_of_birth', '1815-12-10', 200],
    ['date_of_birth', '10.12.1815', 400],
    ['key_contact', 'true', 200],
    ['key_contact', 'yes', 400],
    ['hubspot_owner_id', '41629779', 200],
    ['hubspot_owner_id', 'sam', 400],
    ['newsletter_topics', 'events;dragons', 400],
  ])('answers %s = %s with %i', async (name, value, status) => {
    expect((await call('PATCH', `${contacts}/9`, { properties: { [name]: value } })).status).toBe(status)
  })

  it('does not find a contact that is archived or was never there', async () => {
    await call('DELETE', `${contacts}/9`)
    expect((await call('PATCH', `${contacts}/9`, { properties: { city: 'x' } })).status).toBe(404)
    expect((await call('PATCH', `${contacts}/999999`, { properties: { city: 'x' } })).status).toBe(404)
  })
})
