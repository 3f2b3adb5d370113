import { describe, expect, it } from 'vitest'
import { liveIds, refusalOf, type AtHubSpot } from './at-hubspot.ts'

export function describeMetadata(at: () => AtHubSpot): void {
  describe('HubSpot’s client reads properties', () => {
    it.each(['contacts', 'companies', 'deals'])('of %s, each with its type', async (type) => {
      const { results } = await at().client.crm.properties.coreApi.getAll(type)
      expect(results.length).toBeGreaterThan(10)
      for (const { name, label, type: kind, fieldType, groupName } of results) {
        for (const text of [name, label, kind, fieldType, groupName]) expect(text, name).toBeTypeOf('string')
      }
      const [first] = results
      const one = await at().client.crm.properties.coreApi.getByName(type, first?.name ?? '')
      expect(one).toEqual(first)
    })

    it('and is told when there is none of that name', async () => {
      const call = at().client.crm.properties.coreApi.getByName('contacts', 'no_such_property')
      expect((await refusalOf(call)).code).toBe(404)
    })
  })

  describe('HubSpot’s client reads owners', () => {
    it('to the end, archived ones apart', async () => {
      const { ownersApi } = at().client.crm.owners
      const read = async (limit: number, archived: boolean) => {
        const owners = []
        let after: string | undefined
        do {
          const page = await ownersApi.getPage(undefined, after, limit, archived)
          owners.push(...page.results)
          after = page.paging?.next?.after
        } while (after !== undefined)
        return owners
      }
      const live = await read(2, false)
      expect(live).toEqual(await read(100, false))
      const archived = await read(100, true)
      const ids = [...live, ...archived].map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(archived.every((owner) => owner.archived)).toBe(true)
      const contacts = await at().client.crm.contacts.getAll(100, undefined, ['hubspot_owner_id'])
      const owned = new Set(contacts.map(({ properties }) => properties.hubspot_owner_id).filter((id) => id))
      expect(owned.size).toBeGreaterThan(0)
      for (const id of owned) expect(ids).toContain(id)
    })

    it('one by id, which is not the id of the user', async () => {
      const { ownersApi } = at().client.crm.owners
      const { results } = await ownersApi.getPage()
      const owner = results.find(({ userId }) => userId !== undefined)
      expect(owner?.userId).toBeTypeOf('number')
      expect(String(owner?.userId)).not.toBe(owner?.id)
      expect(await ownersApi.getById(Number(owner?.id))).toEqual(owner)
    })
  })

  describe('HubSpot’s client reads pipelines', () => {
    it('with the stages that the deals are in', async () => {
      const { pipelinesApi, pipelineStagesApi } = at().client.crm.pipelines
      const { results } = await pipelinesApi.getAll('deals')
      const deals = await at().client.crm.deals.getAll(100, undefined, ['pipeline', 'dealstage'])
      expect(deals.map(({ id }) => id)).toEqual(liveIds(at(), 'deals'))
      for (const { id, properties } of deals) {
        const pipeline = results.find((one) => one.id === properties.pipeline)
        expect(
          pipeline?.stages.map((stage) => stage.id),
          id,
        ).toContain(properties.dealstage)
      }
      const [first] = results
      const id = first?.id ?? ''
      expect(await pipelinesApi.getById('deals', id)).toEqual(first)
      const stages = await pipelineStagesApi.getAll('deals', id)
      expect(stages.results).toEqual(first?.stages)
      const [stage] = stages.results
      expect(await pipelineStagesApi.getById('deals', id, stage?.id ?? '')).toEqual(stage)
    })
  })

  it('HubSpot’s client learns about the account', async () => {
    const response = await at().client.apiRequest({ path: '/account-info/v3/details' })
    expect(response.status).toBe(200)
    const details: unknown = await response.json()
    expect(details).toMatchObject({ portalId: expect.any(Number), uiDomain: expect.any(String) })
  })
}
