import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/models/Filter.js'
import { afterEach, describe, expect, it } from 'vitest'
import { liveIds, refusalOf, startAtHubSpot, type AtHubSpot } from './at-hubspot.ts'

/** A search as it changes no record, over everything or by one filter. */
const search = (more: object) => ({
  limit: 200,
  sorts: ['hs_object_id'],
  properties: ['hs_object_id'],
  filterGroups: [],
  ...more,
})

async function searchAll(
  { client }: AtHubSpot,
  type: 'contacts' | 'companies' | 'deals',
  wanted: object = {},
) {
  const ids: string[] = []
  const totals = new Set<number>()
  let after: string | undefined
  do {
    const query = search({ ...wanted, ...(after === undefined ? {} : { after }) })
    const { results, paging, total } = await client.crm[type].searchApi.doSearch(query)
    ids.push(...results.map(({ id }) => id))
    totals.add(total)
    after = paging?.next?.after
  } while (after !== undefined)
  return { ids, totals: [...totals] }
}

export function describeSearch(at: () => AtHubSpot): void {
  const cleanUps: (() => Promise<void>)[] = []
  afterEach(async () => {
    await Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp()))
  })

  describe('HubSpot’s client searches', () => {
    it.each(['contacts', 'companies', 'deals'] as const)('all %s to the end, each once', async (type) => {
      // What the tests before changed has had its few moments to reach the index.
      at().sandbox.clock.advance(60_000)
      const { ids, totals } = await searchAll(at(), type)
      const held = liveIds(at(), type)
      expect(ids.toSorted()).toEqual(held.toSorted())
      expect(totals).toEqual([held.length])
    })

    it.each([
      ['contacts', 'lastmodifieddate'],
      ['companies', 'hs_lastmodifieddate'],
      ['deals', 'hs_lastmodifieddate'],
    ] as const)('what changed of the %s in a window of time, by %s', async (type, propertyName) => {
      const all = await at().client.crm[type].getAll(100)
      const times = all.map(({ updatedAt }) => updatedAt.getTime()).toSorted((a, b) => a - b)
      const [from = 0, to = 0] = [0.25, 0.75].map((share) => times[Math.floor(times.length * share)])
      const between = { operator: FilterOperatorEnum.Between, value: String(from), highValue: String(to) }
      const { ids, totals } = await searchAll(at(), type, {
        ...{ limit: 20, sorts: [propertyName] },
        filterGroups: [{ filters: [{ propertyName, ...between }] }],
      })
      const inside = all.filter(({ updatedAt }) => updatedAt.getTime() >= from && updatedAt.getTime() <= to)
      expect(ids.toSorted()).toEqual(inside.map(({ id }) => id).toSorted())
      expect(totals).toEqual([inside.length])
    })

    it('by a filter and by words', async () => {
      const { contacts } = at().client.crm
      const { properties } = await contacts.basicApi.getById('120', ['email'])
      const email = properties.email ?? ''
      const filters = [{ propertyName: 'email', operator: FilterOperatorEnum.Eq, value: email }]
      const found = await contacts.searchApi.doSearch(search({ filterGroups: [{ filters }] }))
      expect(found).toMatchObject({ total: 1, results: [{ id: '120' }] })
      const byWord = await contacts.searchApi.doSearch(search({ query: email }))
      expect(byWord.results.map(({ id }) => id)).toContain('120')
    })

    it('and is told no limit of its own in the headers', async () => {
      const response = await at().client.apiRequest({
        method: 'POST',
        path: '/crm/v3/objects/contacts/search',
        body: search({ limit: 1 }),
      })
      expect(response.status).toBe(200)
      expect([...response.headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([])
    })

    it('up to ten thousand results and is refused beyond', async () => {
      const large = await startAtHubSpot({ contacts: 10_450, companies: 0, deals: 0 })
      cleanUps.push(large.sandbox.close)
      const { searchApi } = large.client.crm.contacts
      const last = await searchApi.doSearch(search({ after: '9800' }))
      expect(last.total).toBe(liveIds(large, 'contacts').length)
      expect(last.results).toHaveLength(200)
      expect((await refusalOf(searchApi.doSearch(search({ after: '10000' })))).code).toBe(400)
    })

    it('and is refused more than 200 a page', async () => {
      const { code } = await refusalOf(at().client.crm.contacts.searchApi.doSearch(search({ limit: 201 })))
      expect(code).toBe(400)
    })
  })
}
