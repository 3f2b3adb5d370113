import { describe, expect, it } from 'vitest'
import { CONTACTS, idsOf, OBJECTS, useAccount, type Shown } from './test-support/account-under-test.ts'

const account = useAccount()

describe('past values', () => {
  it('are listed newest first, with the time of each', async () => {
    const before = await account.get(`${CONTACTS}/9`)
    await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: 'Paris' } })
    const changed = (await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: '' } })).json as Shown
    const shown = await account.get(`${CONTACTS}/9?propertiesWithHistory=city,dragon`)
    expect(Object.keys(shown.propertiesWithHistory ?? {})).toEqual(['city'])
    const past = shown.propertiesWithHistory?.city ?? []
    expect(past.map(({ value }) => value)).toEqual(['', 'Paris', 'London'])
    expect(past[0]?.timestamp).toBe(changed.updatedAt)
    expect(past[2]).toMatchObject({ timestamp: before.createdAt, sourceType: 'IMPORT' })
  })

  it('make pages shorter', async () => {
    const list = (limit: number) =>
      account.call('GET', `${CONTACTS}?limit=${limit}&propertiesWithHistory=email`)
    expect((await list(50)).status).toBe(200)
    expect((await list(51)).status).toBe(400)
  })

  it('are not there unless they are asked for', async () => {
    expect(await account.get(`${CONTACTS}/9`)).not.toHaveProperty('propertiesWithHistory')
  })
})

describe('associations of a record', () => {
  it('are ids and names, twice where a company is the primary one', async () => {
    const { associations } = await account.get(`${CONTACTS}/9?associations=companies,deals,dragons`)
    expect(associations).toEqual({
      companies: {
        results: [
          { id: '9', type: 'contact_to_company_unlabeled' },
          { id: '9', type: 'contact_to_company' },
        ],
      },
    })
  })

  it('come with lists, in the singular too', async () => {
    const { results } = (await account.call('GET', `${OBJECTS}/deals?limit=20&associations=contact`))
      .json as {
      results: Shown[]
    }
    const tied = results.flatMap((deal) => deal.associations?.contacts?.results ?? [])
    expect(tied.length).toBeGreaterThan(10)
    expect(new Set(tied.map(({ type }) => type))).toEqual(new Set(['deal_to_contact']))
  })

  it('are as many as the record counts', async () => {
    const named = 'properties=num_associated_contacts&associations=contacts&limit=20'
    const { results } = (await account.call('GET', `${OBJECTS}/deals?${named}`)).json as { results: Shown[] }
    for (const { properties, associations } of results) {
      expect(associations?.contacts?.results.length ?? 0).toBe(Number(properties.num_associated_contacts))
    }
    const counted = await account.get(`${CONTACTS}/51?properties=num_associated_deals&associations=deals`)
    expect(String(counted.associations?.deals?.results.length ?? 0)).toBe(
      counted.properties.num_associated_deals,
    )
  })

  it('do not lead to archived records', async () => {
    await account.call('DELETE', `${OBJECTS}/companies/9`)
    expect(await account.get(`${CONTACTS}/9?associations=companies`)).not.toHaveProperty('associations')
  })
})

describe('creating with associations', () => {
  const tie = (id: string, associationTypeId: number) => ({
    to: { id },
    types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
  })

  it('ties the new record, and names its company', async () => {
    const created = await account.post(CONTACTS, {
      properties: { email: 'tied@example.com' },
      associations: [tie('52', 279), tie('53', 4)],
    })
    const { id } = created.json as Shown
    const shown = await account.get(
      `${CONTACTS}/${id}?associations=companies,deals&properties=associatedcompanyid`,
    )
    expect(shown.properties.associatedcompanyid).toBe('52')
    expect(idsOf(shown.associations?.deals?.results ?? [])).toEqual(['53'])
  })

  it.each([
    ['a record that is not there', tie('999999', 279)],
    ['a kind of tie that there is not', tie('52', 12_345)],
  ])('refuses %s, and creates nothing', async (_, association) => {
    const body = { properties: { email: 'tied@example.com' }, associations: [association] }
    expect((await account.post(CONTACTS, body)).status).toBe(400)
    expect((await account.search({})).total).toBe(120)
  })
})

describe('rules of the account', () => {
  const create = (properties: Record<string, string>, version = '2026-09') =>
    account.post(`/crm/objects/${version}/contacts`, { properties })

  it('require properties of new contacts, since 2026-09', async () => {
    account.behave({ requiredProperties: ['phone', 'city'] })
    expect(await create({ email: 'a@example.com', phone: '1' })).toMatchObject({
      status: 400,
      json: {
        category: 'VALIDATION_ERROR',
        errors: [
          {
            code: 'MISSING_REQUIRED_PROPERTY',
            message: 'A value for city must be provided',
            context: { propertyName: ['city'] },
          },
        ],
      },
    })
    expect((await create({ email: 'a@example.com', phone: '1', city: 'Oslo' })).status).toBe(201)
    expect((await create({ email: 'b@example.com' }, '2026-03')).status).toBe(201)
  })

  it('require a property as long as another has a certain value', async () => {
    const rule = { type: 'deals', property: 'closed_lost_reason', when: 'dealstage', is: 'closedlost' }
    account.behave({ conditionalProperties: [rule] })
    const deal = (
      await account.post(`${OBJECTS}/deals`, {
        properties: { dealname: 'Rule', pipeline: 'default', dealstage: 'appointmentscheduled' },
      })
    ).json as Shown
    const change = (properties: Record<string, string>) =>
      account.call('PATCH', `${OBJECTS}/deals/${deal.id}`, { properties })
    expect(await change({ dealstage: 'closedlost' })).toMatchObject({
      status: 400,
      json: {
        errors: [
          {
            code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
            context: { propertyName: ['closed_lost_reason'] },
          },
        ],
      },
    })
    expect((await change({ dealstage: 'closedlost', closed_lost_reason: 'Price' })).status).toBe(200)
    expect((await change({ closed_lost_reason: '' })).status).toBe(400)
    expect((await change({ dealname: 'Rule 2' })).status).toBe(200)
  })
})
