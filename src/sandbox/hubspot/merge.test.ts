import { describe, expect, it } from 'vitest'
import { CONTACTS, idsOf, OBJECTS, useAccount, where, type Shown } from './test-support/account-under-test.ts'
import { startSandbox } from '../start-sandbox.ts'

const account = useAccount()
const merge = async (primaryObjectId: string, objectIdToMerge: string): Promise<Shown> =>
  (await account.post(`${CONTACTS}/merge`, { primaryObjectId, objectIdToMerge })).json as Shown
const all = 'properties=email,jobtitle,city,hs_additional_emails,hs_merged_object_ids'

describe('merging', () => {
  it('keeps the primary one’s values, fills its gaps, and answers with it', async () => {
    const primary = await account.create({ email: 'one@example.com', city: 'Bergen' })
    const other = await account.create({ email: 'two@example.com', city: 'Oslo', jobtitle: 'Pilot' })
    const merged = await merge(primary, other)
    expect(merged.id).toBe(primary)
    expect((await account.get(`${CONTACTS}/${primary}?${all}`)).properties).toMatchObject({
      email: 'one@example.com',
      city: 'Bergen',
      jobtitle: 'Pilot',
      hs_additional_emails: 'two@example.com',
      hs_merged_object_ids: other,
    })
  })

  it('lets the old id lead to the other record, for reading and writing', async () => {
    await merge('52', '53')
    expect((await account.get(`${CONTACTS}/53`)).id).toBe('52')
    const changed = await account.call('PATCH', `${CONTACTS}/53`, { properties: { city: 'Both' } })
    expect((changed.json as Shown).id).toBe('52')
    const { results } = (await account.post(`${CONTACTS}/batch/read`, { inputs: [{ id: '53' }] })).json as {
      results: Shown[]
    }
    expect(idsOf(results)).toEqual(['52'])
  })

  it('leads through several merges', async () => {
    await merge('52', '53')
    await merge('54', '52')
    expect((await account.get(`${CONTACTS}/53`)).id).toBe('54')
  })

  it('takes the other one out of lists, search and the recycle bin', async () => {
    await merge('52', '53')
    const listed = (await account.call('GET', `${CONTACTS}?limit=100`)).json as { results: Shown[] }
    expect(idsOf(listed.results)).not.toContain('53')
    const bin = (await account.call('GET', `${CONTACTS}?limit=100&archived=true`)).json as {
      results: Shown[]
    }
    expect(idsOf(bin.results)).not.toContain('53')
    expect((await account.search(where('hs_object_id', 'EQ', { value: '53' }))).total).toBe(0)
    expect((await account.search({})).total).toBe(119)
  })

  it('finds the survivor by both addresses, and lets nobody else have them', async () => {
    await merge('9', '51')
    for (const email of ['ada.lovelace@analytical.example', 'grace.hopper@compiler.example']) {
      expect((await account.get(`${CONTACTS}/${email}?idProperty=email`)).id).toBe('9')
      expect((await account.post(CONTACTS, { properties: { email } })).status).toBe(409)
    }
  })

  it('deletes the survivor when the old id is deleted', async () => {
    await merge('52', '53')
    await account.call('DELETE', `${CONTACTS}/53`)
    expect((await account.call('GET', `${CONTACTS}/52`)).status).toBe(404)
  })

  it('moves the ties, and leaves one primary company', async () => {
    const companies = (id: string) => account.get(`${CONTACTS}/${id}?associations=companies`)
    const idsTied = (shown: Shown): string[] => [
      ...new Set(shown.associations?.companies?.results.map((one) => one.id)),
    ]
    const before = [...idsTied(await companies('9')), ...idsTied(await companies('51'))]
    await merge('9', '51')
    const after = await companies('9')
    expect(idsTied(after).sort()).toEqual([...new Set(before)].sort())
    const primary = after.associations?.companies?.results.filter(({ type }) => type === 'contact_to_company')
    expect(primary).toHaveLength(1)
  })

  it('can leave a new record with a new id behind', async () => {
    account.behave({ mergedId: 'new' })
    const merged = await merge('52', '53')
    expect(['52', '53']).not.toContain(merged.id)
    expect((await account.get(`${CONTACTS}/52`)).id).toBe(merged.id)
    expect((await account.get(`${CONTACTS}/53?${all}`)).properties.hs_merged_object_ids).toBe('52;53')
    expect((await account.search({})).total).toBe(119)
  })

  it.each([
    ['itself', '52', '52', 400],
    ['an unknown record', '52', '999999', 404],
    ['what is no id', '52', 'x', 404],
  ])('refuses %s', async (_, primaryObjectId, objectIdToMerge, status) => {
    expect((await account.post(`${CONTACTS}/merge`, { primaryObjectId, objectIdToMerge })).status).toBe(
      status,
    )
  })

  it('works for companies and deals', async () => {
    for (const type of ['companies', 'deals']) {
      const answer = await account.post(`${OBJECTS}/${type}/merge`, {
        primaryObjectId: '51',
        objectIdToMerge: '52',
      })
      expect(answer).toMatchObject({ status: 200, json: { id: '51' } })
      expect((await account.get(`${OBJECTS}/${type}/52`)).id).toBe('51')
    }
  })
})

describe('the admin port', () => {
  it('merges and purges as somebody else would', async () => {
    expect((await account.control('merge/contacts', { primary: '52', other: '53' })).status).toBe(200)
    expect((await account.get(`${CONTACTS}/53`)).id).toBe('52')
    expect((await account.control('merge/contacts', { primary: '52', other: '53' })).status).toBe(400)
    expect((await account.control('purge/contacts/54')).status).toBe(204)
    expect((await account.call('GET', `${CONTACTS}/54`)).status).toBe(404)
    expect((await account.call('GET', `${CONTACTS}/54?archived=true`)).status).toBe(404)
  })
})

describe('memory', () => {
  it('keeps merges, purged records, ties, history and the blocklist over a restart', async () => {
    await merge('52', '53')
    await account.control('purge/contacts/54')
    await account.post(`${CONTACTS}/gdpr-delete`, { objectId: 'never@example.com', idProperty: 'email' })
    await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: 'Paris' } })
    await account.call('PUT', `${OBJECTS}/contacts/9/associations/default/deals/60`)
    const path = `${CONTACTS}/9?associations=deals&propertiesWithHistory=city`
    const before = await account.get(path)
    const services = { hubspot: account.sandbox().hubspot.readState() }
    const madeFrom = '1 120 30 20 1200 2000'
    const again = await startSandbox({
      ...{ contacts: 120, companies: 30, deals: 20 },
      state: JSON.stringify({ version: 2, madeFrom, services }),
    })
    try {
      const { token } = again.hubspot.grants.issueAccessToken([
        'crm.objects.contacts.read',
        'crm.objects.contacts.write',
      ])
      const call = (method: string, target: string, body?: unknown) =>
        fetch(new URL(target, again.endpoints.hubspot.api), {
          method,
          headers: { authorization: `Bearer ${token}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
      expect(await (await call('GET', `${CONTACTS}/53`)).json()).toMatchObject({ id: '52' })
      expect((await call('GET', `${CONTACTS}/54`)).status).toBe(404)
      expect(await (await call('GET', path)).json()).toEqual(before)
      expect((await call('POST', CONTACTS, { properties: { email: 'never@example.com' } })).status).toBe(400)
    } finally {
      await again.close()
    }
  })
})
