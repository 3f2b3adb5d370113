import { describe, expect, it } from 'vitest'
import { CONTACTS, idsOf, useAccount, where, type Found } from './test-support/account-under-test.ts'

describe('paging through a window of time', () => {
  const account = useAccount({ contacts: 3_000 })
  const { search } = account
  const changed = (operator: string, operands: Record<string, unknown>, descending = false) => ({
    ...where('lastmodifieddate', operator, operands),
    sorts: [{ propertyName: 'lastmodifieddate', direction: descending ? 'DESCENDING' : 'ASCENDING' }],
    limit: 200,
  })
  const all = async (body: Record<string, unknown>): Promise<Found['results']> => {
    const found: Found['results'] = []
    for (let after: string | undefined = '0'; after !== undefined;) {
      const page: Found = await search({ ...body, after })
      found.push(...page.results)
      after = page.paging?.next.after
    }
    return found
  }
  const times = (records: Found['results']): number[] => records.map(({ updatedAt }) => Date.parse(updatedAt))

  it('gives every record once, in order of its change, in both directions', async () => {
    const up = await all(changed('GT', { value: '0' }))
    expect(new Set(idsOf(up)).size).toBe(3_000)
    expect(times(up)).toEqual(times(up).sort((a, b) => a - b))
    const down = await all(changed('GT', { value: '0' }, true))
    expect(idsOf(down)).toEqual(idsOf(up).reverse())
  })

  it('agrees with a search that looks at every record', async () => {
    const bounds = { value: String(Date.UTC(2026, 5, 1)), highValue: String(Date.UTC(2026, 9, 1)) }
    const byTime = await all(changed('BETWEEN', bounds))
    const oneByOne = await all({ ...changed('BETWEEN', bounds), sorts: [] })
    expect(byTime.length).toBeGreaterThan(100)
    expect(idsOf(byTime).sort()).toEqual(idsOf(oneByOne).sort())
    expect((await search({ ...changed('BETWEEN', bounds), limit: 1 })).total).toBe(byTime.length)
  })

  it('has changed, new, archived and merged records in their places', async () => {
    const before = await all(changed('GT', { value: '0' }))
    const [first, second, third, fourth] = idsOf(before)
    await account.call('PATCH', `${CONTACTS}/${first ?? ''}`, { properties: { city: 'Here' } })
    await account.call('DELETE', `${CONTACTS}/${second ?? ''}`)
    await account.post(`${CONTACTS}/merge`, { primaryObjectId: third, objectIdToMerge: fourth })
    const created = await account.create({ firstname: 'Newest' })
    const after = await all(changed('GT', { value: '0' }))
    expect(idsOf(after)).toEqual([...idsOf(before).slice(4), first, third, created])
    expect((await search(changed('GT', { value: '0' }))).total).toBe(2_999)
  })
})

describe('a lagging index', () => {
  const account = useAccount()
  const { search } = account
  const city = (value: string) => search(where('city', 'EQ', { value }))

  it('shows a changed, a new and an archived record as they were, until the lag has passed', async () => {
    account.behave({ searchLagMs: 30_000 })
    const { clock } = account.sandbox()
    await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: 'Atlantis' } })
    await account.create({ firstname: 'New', city: 'Avalon' })
    await account.call('DELETE', `${CONTACTS}/51`)
    expect((await city('Atlantis')).total).toBe(0)
    expect((await city('Avalon')).total).toBe(0)
    const stale = await search({
      ...where('hs_object_id', 'IN', { values: ['9', '51'] }),
      properties: ['city'],
    })
    expect(stale.results.map(({ properties }) => properties.city)).toEqual(['London', expect.any(String)])
    expect((await account.get(`${CONTACTS}/9?properties=city`)).properties.city).toBe('Atlantis')
    clock.advance(29_000)
    expect((await city('Atlantis')).total).toBe(0)
    clock.advance(2_000)
    expect((await city('Atlantis')).total).toBe(1)
    expect((await city('Avalon')).total).toBe(1)
    expect((await search(where('hs_object_id', 'EQ', { value: '51' }))).total).toBe(0)
  })

  it('lags behind in a window of time as well', async () => {
    account.behave({ searchLagMs: 30_000 })
    const now = String(account.sandbox().clock.now() - 60_000)
    const recent = { ...where('lastmodifieddate', 'GTE', { value: now }), sorts: ['lastmodifieddate'] }
    await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: 'Atlantis' } })
    expect((await search(recent)).total).toBe(0)
    account.sandbox().clock.advance(31_000)
    expect(idsOf((await search(recent)).results)).toEqual(['9'])
  })

  it('does not lag unless it is told to', async () => {
    await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: 'Atlantis' } })
    expect((await city('Atlantis')).total).toBe(1)
  })
})

describe('short pages', () => {
  const account = useAccount()

  it('come first, lead on, and leave nothing out', async () => {
    account.behave({ searchShortPages: true })
    const sizes: number[] = []
    const ids: string[] = []
    for (let after: string | undefined = '0'; after !== undefined;) {
      const page: Found = await account.search({ limit: 50, after })
      sizes.push(page.results.length)
      ids.push(...idsOf(page.results))
      after = page.paging?.next.after
    }
    expect(sizes).toEqual([1, 0, 50, 50, 19])
    expect(new Set(ids).size).toBe(120)
  })
})

describe('records that were all changed in one millisecond', () => {
  const account = useAccount()

  it('have one time in lists and in search, which no window takes apart', async () => {
    account.behave({ oneMillisecond: true })
    const { results } = await account.search({ limit: 200 })
    const [time = '', ...others] = new Set(results.map(({ updatedAt }) => updatedAt))
    expect(others).toEqual([])
    const at = { value: String(Date.parse(time)), highValue: String(Date.parse(time)) }
    const sorted = { ...where('lastmodifieddate', 'BETWEEN', at), sorts: ['lastmodifieddate'] }
    expect((await account.search(sorted)).total).toBe(120)
    expect((await account.get(`${CONTACTS}/60`)).updatedAt).toBe(time)
  })
})
