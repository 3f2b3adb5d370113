import { describe, expect, it } from 'vitest'
import { CONTACTS, idsOf, OBJECTS, useAccount, type Batch } from './test-support/account-under-test.ts'

const account = useAccount()
const batch = async (verb: string, body: unknown, path = CONTACTS) => {
  const answer = await account.post(`${path}/batch/${verb}`, body)
  return { status: answer.status, body: answer.json as Batch & { message?: string; category?: string } }
}
const V3 = '/crm/v3/objects/contacts'
const MARCH = '/crm/objects/2026-03/contacts'
const ids = (count: number) => Array.from({ length: count }, (_, at) => ({ id: String(51 + at) }))

describe('batch read', () => {
  it('gives records by id, each once, with the properties that were asked for', async () => {
    const { status, body } = await batch('read', {
      inputs: [{ id: '53' }, { id: '9' }, { id: '53' }],
      properties: ['city'],
      propertiesWithHistory: [],
    })
    expect(status).toBe(200)
    expect(body.status).toBe('COMPLETE')
    expect(idsOf(body.results)).toEqual(['9', '53'])
    expect(body.results[0]?.properties).toMatchObject({ city: 'London', hs_object_id: '9' })
    expect(body).not.toHaveProperty('errors')
    expect(body.results[0]).not.toHaveProperty('associations')
  })

  it('finds by e-mail, and names what it did not find in one error', async () => {
    const { status, body } = await batch('read', {
      idProperty: 'email',
      inputs: [{ id: 'a@example.com' }, { id: 'Ada.Lovelace@analytical.example' }, { id: 'b@example.com' }],
    })
    expect(status).toBe(200)
    expect(idsOf(body.results)).toEqual(['9'])
    expect(body).toMatchObject({
      numErrors: 1,
      errors: [
        {
          status: 'error',
          category: 'OBJECT_NOT_FOUND',
          message:
            'Could not get some CONTACT objects, they may be deleted or not exist. Check that ids are valid.',
          context: { ids: ['a@example.com', 'b@example.com'] },
        },
      ],
    })
  })

  it.each([V3, MARCH])('is a 207 when something is missing at %s', async (path) => {
    expect((await batch('read', { inputs: [{ id: '999999' }] }, path)).status).toBe(207)
  })

  it('is a 207 in 2026-09 too, when the account behaves so', async () => {
    account.behave({ multiStatus: true })
    expect((await batch('read', { inputs: [{ id: '999999' }] })).status).toBe(207)
  })

  it('reads archived records when it is asked to', async () => {
    await account.call('DELETE', `${CONTACTS}/9`)
    expect((await batch('read', { inputs: [{ id: '9' }] })).body.results).toEqual([])
    const bin = await account.post(`${CONTACTS}/batch/read?archived=true`, {
      inputs: [{ id: '9' }, { id: '51' }],
    })
    expect(idsOf((bin.json as Batch).results)).toEqual(['9'])
  })

  it('takes 100 rows, 50 with history, and no more', async () => {
    expect((await batch('read', { inputs: ids(100) })).status).toBe(200)
    expect((await batch('read', { inputs: ids(101) })).status).toBe(400)
    const history = { propertiesWithHistory: ['city'] }
    expect((await batch('read', { inputs: ids(50), ...history })).body.results[0]).toHaveProperty(
      'propertiesWithHistory.city',
    )
    expect((await batch('read', { inputs: ids(51), ...history })).status).toBe(400)
    expect((await batch('read', { inputs: [] })).status).toBe(400)
    expect((await batch('read', { inputs: [{ id: 'x' }], idProperty: 'city' })).status).toBe(400)
  })
})

describe('batch create', () => {
  const good = { properties: { email: 'good@example.com' } }
  const bad = { properties: { email: 'bad' } }
  const taken = { properties: { email: 'ada.lovelace@analytical.example' } }

  it('creates all rows', async () => {
    const rows = [good, { properties: { firstname: 'B' } }]
    const { status, body } = await batch('create', { inputs: rows })
    expect(status).toBe(201)
    expect(body.results.map(({ properties }) => properties.email ?? null)).toEqual(['good@example.com', null])
    expect(await account.search({ query: 'good@example.com' })).toMatchObject({ total: 1 })
  })

  it('creates nothing when one row is bad and the rows have no trace ids', async () => {
    const { status, body } = await batch('create', { inputs: [good, bad] })
    expect(status).toBe(400)
    expect(body.message).toMatch(/^Property values were not valid/)
    expect((await batch('create', { inputs: [good, taken] })).status).toBe(409)
    expect(await account.search({ query: 'good@example.com' })).toMatchObject({ total: 0 })
  })

  it('creates the good rows when each has a trace id of its own', async () => {
    const inputs = [good, bad, taken].map((row, at) => ({ ...row, objectWriteTraceId: `row-${at}` }))
    const { status, body } = await batch('create', { inputs })
    expect(status).toBe(201)
    expect(body.results.map(({ objectWriteTraceId }) => objectWriteTraceId)).toEqual(['row-0'])
    expect(body.numErrors).toBe(2)
    expect(body.errors?.map(({ category, context }) => [category, context])).toEqual([
      ['VALIDATION_ERROR', { objectWriteTraceId: ['row-1'] }],
      ['CONFLICT', { objectWriteTraceId: ['row-2'], existingId: ['9'] }],
    ])
    expect((await batch('create', { inputs: [{ ...bad, objectWriteTraceId: 'x' }] }, V3)).status).toBe(207)
  })

  it('refuses a batch that has one address twice', async () => {
    expect(await batch('create', { inputs: [good, good] })).toMatchObject({
      status: 400,
      body: { message: 'Duplicate IDs found in batch input: [good@example.com]. IDs must be unique' },
    })
  })

  it('ties new records to others', async () => {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }]
    const deal = { dealname: 'Tied', dealstage: 'appointmentscheduled', pipeline: 'default' }
    const { body } = await batch(
      'create',
      { inputs: [{ properties: deal, associations: [{ to: { id: '9' }, types }] }] },
      `${OBJECTS}/deals`,
    )
    const shown = await account.get(`${OBJECTS}/deals/${body.results[0]?.id ?? ''}?associations=contacts`)
    expect(shown.associations?.contacts?.results).toEqual([{ id: '9', type: 'deal_to_contact' }])
  })
})

describe('batch update', () => {
  const city = { city: 'Here' }

  it('changes rows by id and by e-mail, and names those that are not there', async () => {
    const { status, body } = await batch('update', {
      inputs: [
        { id: '9', properties: city, objectWriteTraceId: 'one' },
        { id: 'grace.hopper@compiler.example', idProperty: 'email', properties: city },
        { id: '999999', properties: city, objectWriteTraceId: 'three' },
      ],
    })
    expect(status).toBe(200)
    expect(body.results.map(({ id, properties }) => [id, properties.city])).toEqual([
      ['9', 'Here'],
      ['51', 'Here'],
    ])
    expect(body.errors).toMatchObject([
      { category: 'OBJECT_NOT_FOUND', context: { ids: ['999999'], objectWriteTraceId: ['three'] } },
    ])
  })

  it('changes nothing when a row is bad and the rows have no trace ids', async () => {
    const inputs = [
      { id: '9', properties: city },
      { id: '51', properties: { dragon: '1' } },
    ]
    expect((await batch('update', { inputs })).status).toBe(400)
    expect((await account.get(`${CONTACTS}/9?properties=city`)).properties.city).toBe('London')
  })

  it('refuses one record twice, trace ids or not', async () => {
    const row = { id: '9', properties: city, objectWriteTraceId: 'a' }
    expect(await batch('update', { inputs: [row, { ...row, objectWriteTraceId: 'b' }] })).toMatchObject({
      status: 400,
      body: { category: 'VALIDATION_ERROR', context: { ids: ['9'] } },
    })
  })
})

describe('batch upsert', () => {
  it('changes what is there, creates what is not, and says which', async () => {
    const row = (id: string) => ({ id, idProperty: 'email', properties: { city: 'Here' } })
    const { status, body } = await batch('upsert', {
      inputs: [row('ada.lovelace@analytical.example'), row('fresh@example.com')],
    })
    expect(status).toBe(200)
    expect(body.results.map((one) => one.new)).toEqual([false, true])
    const fresh = await account.get(`${CONTACTS}/fresh@example.com?idProperty=email&properties=email,city`)
    expect(fresh.properties).toMatchObject({ email: 'fresh@example.com', city: 'Here' })
  })

  it('cannot create by id', async () => {
    const { body } = await batch('upsert', { inputs: [{ id: '999999', properties: { city: 'x' } }] })
    expect(body).toMatchObject({ results: [], numErrors: 1 })
  })
})

describe('batch archive', () => {
  it('answers 204 whatever the ids', async () => {
    const answer = await account.post(`${CONTACTS}/batch/archive`, {
      inputs: [{ id: '9' }, { id: '999999' }],
    })
    expect(answer).toMatchObject({ status: 204, text: '' })
    expect((await account.call('GET', `${CONTACTS}/9`)).status).toBe(404)
  })
})
