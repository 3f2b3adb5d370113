import { describe, expect, it } from 'vitest'
import { liveIds, refusalOf, type AtHubSpot } from './at-hubspot.ts'

const TYPES = ['contacts', 'companies', 'deals'] as const

export function describeRecords(at: () => AtHubSpot): void {
  describe('HubSpot’s client reads records', () => {
    it.each(TYPES)('to the end, every one of the %s once', async (type) => {
      const read = await at().client.crm[type].getAll(100)
      expect(read.map(({ id }) => id)).toEqual(liveIds(at(), type))
    })

    it('with pages of its own default size just the same', async () => {
      const ids: string[] = []
      let after: string | undefined
      do {
        const { results, paging } = await at().client.crm.companies.basicApi.getPage(undefined, after)
        expect(results.length).toBeLessThanOrEqual(10)
        ids.push(...results.map(({ id }) => id))
        after = paging?.next?.after
      } while (after !== undefined)
      expect(ids).toEqual(liveIds(at(), 'companies'))
    })

    it('by id and by e-mail, with null for what is unset', async () => {
      const { basicApi } = at().client.crm.contacts
      const byId = await basicApi.getById('9', ['email', 'fax'])
      expect(byId.properties).toHaveProperty('fax', null)
      expect(byId.createdAt.getTime()).toBeLessThanOrEqual(byId.updatedAt.getTime())
      const byEmail = await basicApi.getById(
        byId.properties.email ?? '',
        ['email', 'fax'],
        undefined,
        undefined,
        false,
        'email',
      )
      expect(byEmail).toEqual(byId)
    })
  })

  describe('HubSpot’s client writes records', () => {
    it('creates, changes and archives a contact', async () => {
      const { basicApi } = at().client.crm.contacts
      const properties = { email: 'mina@harbour.example', firstname: 'Mina', phone: '+44 1' }
      const created = await basicApi.create({ properties, associations: [] })
      expect(created.properties).toMatchObject(properties)
      const changed = await basicApi.update(created.id, { properties: { phone: '', lastname: 'Harker' } })
      expect(changed.id).toBe(created.id)
      const read = await basicApi.getById(created.id, ['lastname', 'phone'])
      expect(read.properties).toMatchObject({ lastname: 'Harker', phone: null })
      await basicApi.archive(created.id)
      expect((await refusalOf(basicApi.getById(created.id))).code).toBe(404)
      const archived = await basicApi.getById(created.id, undefined, undefined, undefined, true)
      expect(archived).toMatchObject({ id: created.id, archived: true })
      expect(archived.archivedAt?.getTime()).toBeGreaterThan(created.createdAt.getTime())
    })

    it.each([
      ['companies', { name: 'Harbour Ltd' }, { name: 'Harbour plc' }],
      [
        'deals',
        { dealname: 'Quay', dealstage: 'appointmentscheduled', pipeline: 'default' },
        { dealname: 'Pier' },
      ],
    ] as const)('creates, changes and archives one of the %s', async (type, properties, changes) => {
      const { basicApi } = at().client.crm[type]
      const { id } = await basicApi.create({ properties, associations: [] })
      expect(await basicApi.update(id, { properties: changes })).toMatchObject({ id, properties: changes })
      await basicApi.archive(id)
      expect((await refusalOf(basicApi.getById(id))).code).toBe(404)
    })

    it('is told nothing when it archives what is not there', async () => {
      await expect(at().client.crm.contacts.basicApi.archive('999999999')).resolves.toBeUndefined()
    })

    it('lists what it archived, and only that, when it asks for archived records', async () => {
      const { basicApi } = at().client.crm.deals
      await basicApi.archive('60')
      const { results } = await basicApi.getPage(100, undefined, undefined, undefined, undefined, true)
      expect(results.map(({ id }) => id)).toContain('60')
      expect(results.every(({ archived }) => archived)).toBe(true)
      expect((await at().client.crm.deals.getAll(100)).map(({ id }) => id)).not.toContain('60')
    })

    it.each(TYPES)('merges two of the %s, and finds the result by either id', async (type) => {
      const { basicApi } = at().client.crm[type]
      const merged = await basicApi.merge({ primaryObjectId: '70', objectIdToMerge: '71' })
      for (const id of ['70', '71']) expect((await basicApi.getById(id)).id).toBe(merged.id)
      expect(liveIds(at(), type)).not.toContain('71')
    })

    it('erases a contact for good, by id and by address', async () => {
      const { basicApi } = at().client.crm.contacts
      const { id } = await basicApi.create({ properties: { email: 'gone@quay.example' }, associations: [] })
      await basicApi.purge({ objectId: id })
      for (const archived of [false, true]) {
        const read = basicApi.getById(id, undefined, undefined, undefined, archived)
        expect((await refusalOf(read)).code).toBe(404)
      }
      const other = await basicApi.create({ properties: { email: 'left@quay.example' }, associations: [] })
      await basicApi.purge({ objectId: 'left@quay.example', idProperty: 'email' })
      expect((await refusalOf(basicApi.getById(other.id))).code).toBe(404)
    })
  })
}
