import { describe, expect, it } from 'vitest'
import type { AtHubSpot } from './at-hubspot.ts'

export function describeAssociations(at: () => AtHubSpot): void {
  /** A contact that belongs to a company, and the companies as its own record names them. */
  const findAssociated = async () => {
    const { basicApi } = at().client.crm.contacts
    const { results } = await basicApi.getPage(100, undefined, undefined, undefined, ['companies'])
    const contact = results.find(({ associations }) => associations?.companies !== undefined)
    const ids = new Set(contact?.associations?.companies?.results.map(({ id }) => id))
    expect(ids.size).toBeGreaterThan(0)
    return { id: contact?.id ?? '', companies: [...ids].sort() }
  }

  describe('HubSpot’s client reads associations', () => {
    it('as the older version lists them', async () => {
      const { id, companies } = await findAssociated()
      const answer = await at().client.crm.associations.batchApi.read('contacts', 'companies', {
        inputs: [{ id }],
      })
      const to = answer.results.flatMap((result) => result.to.map((one) => one.id))
      expect([...new Set(to)].sort()).toEqual(companies)
    })

    it('with type and label, for many records and for one', async () => {
      const { id, companies } = await findAssociated()
      const { v4 } = at().client.crm.associations
      const answer = await v4.batchApi.getPage('contacts', 'companies', { inputs: [{ id }] })
      const to = answer.results.flatMap((result) => result.to)
      expect(to.map(({ toObjectId }) => toObjectId).sort()).toEqual(companies)
      expect(to[0]?.associationTypes[0]).toMatchObject({
        category: 'HUBSPOT_DEFINED',
        typeId: expect.any(Number),
      })
      const page = await v4.basicApi.getPage('contacts', id, 'companies')
      expect(page.results.map(({ toObjectId }) => toObjectId).sort()).toEqual(companies)
    })
  })

  it('HubSpot’s client connects two records', async () => {
    const { client } = at()
    const created = await client.crm.contacts.basicApi.create({
      properties: { email: 'linked@quay.example' },
      associations: [],
    })
    await client.crm.associations.v4.basicApi.createDefault('contacts', created.id, 'companies', '55')
    const page = await client.crm.associations.v4.basicApi.getPage('contacts', created.id, 'companies')
    expect(page.results.map(({ toObjectId }) => toObjectId)).toEqual(['55'])
  })
}
