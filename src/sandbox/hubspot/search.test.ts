import { describe, expect, it } from 'vitest'
import { CONTACTS, idsOf, OBJECTS, useAccount, where } from './test-support/account-under-test.ts'

const account = useAccount()
const { search, create } = account

const total = async (body: unknown, type?: string): Promise<number> => (await search(body, type)).total
const refused = async (body: unknown) => {
  const answer = await account.post(`${CONTACTS}/search`, body)
  return {
    status: answer.status,
    reason: (answer.json as { errors?: { message: string }[] }).errors?.[0]?.message,
  }
}

describe('what a search answers', () => {
  it('gives ten records in order of their ids, the number of all, and where the next ones start', async () => {
    const first = await search({})
    expect(first.total).toBe(120)
    expect(idsOf(first.results)).toEqual(['9', '51', '52', '53', '54', '55', '56', '57', '58', '59'])
    expect(first.paging).toEqual({ next: { after: '10' } })
    expect(Object.keys(first.results[0]?.properties ?? {})).toEqual([
      'createdate',
      'email',
      'firstname',
      'hs_object_id',
      'lastmodifieddate',
      'lastname',
    ])
  })

  it('gives up to 200, and no paging at the end', async () => {
    const all = await search({ limit: 200 })
    expect(all.results).toHaveLength(120)
    expect(all.paging).toBeUndefined()
  })

  it('shows the properties that are named, and ignores unknown names', async () => {
    const { results } = await search({ limit: 1, properties: ['jobtitle', 'dragon'] })
    expect(Object.keys(results[0]?.properties ?? {}).sort()).toEqual([
      'createdate',
      'hs_object_id',
      'jobtitle',
      'lastmodifieddate',
    ])
  })

  it('never finds an archived record', async () => {
    await account.call('DELETE', `${CONTACTS}/9`)
    expect(await total(where('hs_object_id', 'EQ', { value: '9' }))).toBe(0)
    expect(await total({ archived: true })).toBe(119)
  })

  it.each([
    ['companies', 30],
    ['0-3', 20],
  ])('searches %s', async (type, count) => {
    expect(await total({}, type)).toBe(count)
  })
})

describe('filters', () => {
  it.each<[string, Record<string, unknown>, number]>([
    ['EQ', { value: 'ADA.Lovelace@analytical.example' }, 1],
    ['IN', { values: ['ada.lovelace@analytical.example', 'nobody@example.com'] }, 1],
    ['IN', { values: ['Ada.Lovelace@analytical.example'] }, 0],
    ['CONTAINS_TOKEN', { value: 'lovelace' }, 1],
    ['CONTAINS_TOKEN', { value: '*lovelace@analytical.example' }, 1],
    ['CONTAINS_TOKEN', { value: 'lovel' }, 0],
    ['CONTAINS_TOKEN', { value: 'lovel*' }, 1],
  ])('e-mail addresses: %s %j finds %i', async (operator, operands, count) => {
    expect(await total(where('email', operator, operands))).toBe(count)
  })

  it('splits records into those that have a property and those that have not', async () => {
    const has = await total(where('email', 'HAS_PROPERTY'))
    expect(has).toBeGreaterThan(60)
    expect(await total(where('email', 'NOT_HAS_PROPERTY'))).toBe(120 - has)
  })

  it('leaves unset properties out of NEQ and NOT_IN, too', async () => {
    const has = await total(where('email', 'HAS_PROPERTY'))
    expect(await total(where('email', 'NEQ', { value: 'ada.lovelace@analytical.example' }))).toBe(has - 1)
    expect(await total(where('email', 'NOT_IN', { values: ['nobody@example.com'] }))).toBe(has)
    expect(await total(where('email', 'NOT_CONTAINS_TOKEN', { value: 'lovelace' }))).toBe(has - 1)
  })

  it('tells choices by upper and lower case, and finds one of several', async () => {
    const id = await create({ firstname: 'Choosy', newsletter_topics: 'events;tips' })
    const chosen = await search({ ...where('newsletter_topics', 'EQ', { value: 'tips' }), limit: 200 })
    expect(idsOf(chosen.results)).toContain(id)
    expect(await total(where('newsletter_topics', 'EQ', { value: 'TIPS' }))).toBe(0)
  })

  it('compares ids as numbers, and numbers and times by size', async () => {
    expect(await total(where('hs_object_id', 'GTE', { value: '100' }))).toBe(70)
    expect(await total(where('hs_object_id', 'BETWEEN', { value: '9', highValue: '52' }))).toBe(3)
    await create({ firstname: 'Old', date_of_birth: '1815-12-10' })
    const before = { value: String(Date.UTC(1816, 0, 1)) }
    expect(await total(where('date_of_birth', 'LT', before))).toBe(1)
    expect(await total(where('amount', 'GT', { value: '9' }), 'deals')).toBe(
      await total(where('amount', 'HAS_PROPERTY'), 'deals'),
    )
  })

  it('takes all filters of a group, and any of the groups', async () => {
    const filter = (value: string) => ({ propertyName: 'hs_object_id', operator: 'EQ', value })
    const named = { propertyName: 'firstname', operator: 'EQ', value: 'ada' }
    expect(await total({ filterGroups: [{ filters: [filter('9'), named] }] })).toBe(1)
    expect(await total({ filterGroups: [{ filters: [filter('51'), named] }] })).toBe(0)
    expect(await total({ filterGroups: [{ filters: [filter('9')] }, { filters: [filter('51')] }] })).toBe(2)
  })

  it('finds records by those that they are tied to', async () => {
    const ties = await account.get(`${OBJECTS}/deals/52?associations=contacts,companies`)
    const company = ties.associations?.companies?.results[0]?.id ?? ''
    const found = await search(
      { ...where('associations.company', 'EQ', { value: company }), limit: 200 },
      'deals',
    )
    expect(idsOf(found.results)).toContain('52')
    expect(await total(where('associations.company', 'EQ', { value: '999999' }), 'deals')).toBe(0)
    const having = await total(where('associations.contact', 'HAS_PROPERTY'), 'deals')
    expect(having + (await total(where('associations.contact', 'NOT_HAS_PROPERTY'), 'deals'))).toBe(20)
  })
})

describe('query', () => {
  it('looks for every word at the beginning of words', async () => {
    expect(idsOf((await search({ query: 'ADA love' })).results)).toEqual(['9'])
    expect(await total({ query: 'velace' })).toBe(0)
  })

  it('finds names in other scripts, addresses and telephone numbers', async () => {
    const id = await create({ firstname: 'Юлия', lastname: 'Ўтегенова', phone: '+7 (495) 123-45-67' })
    for (const query of ['юли', 'ўтеген', '4951234567', '495)123']) {
      expect(idsOf((await search({ query })).results)).toContain(id)
    }
  })

  it('does not look everywhere', async () => {
    await create({ firstname: 'Plain', jobtitle: 'Xylographer' })
    expect(await total({ query: 'xylographer' })).toBe(0)
  })
})

describe('sorting', () => {
  it.each(['ASCENDING', 'DESCENDING'])('brings names into %s order, unset ones last', async (direction) => {
    await create({ email: 'nameless@example.com' })
    const sorts = [{ propertyName: 'lastname', direction }]
    const { results } = await search({ sorts, limit: 200 })
    const names = results.map(({ properties }) => properties.lastname?.toLowerCase() ?? null)
    const set = names.filter((name) => name !== null)
    const sorted = [...set].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(set).toEqual(direction === 'ASCENDING' ? sorted : sorted.reverse())
    expect(names.at(-1)).toBeNull()
  })

  it('takes a bare name, and a minus for the other direction', async () => {
    const up = await search({ sorts: ['hs_object_id'], limit: 3 })
    const down = await search({ sorts: ['-hs_object_id'], limit: 200 })
    expect(idsOf(up.results)).toEqual(['9', '51', '52'])
    expect(idsOf(down.results).slice(-3)).toEqual(['52', '51', '9'])
  })
})

describe('what a search refuses', () => {
  const filter = { propertyName: 'email', operator: 'HAS_PROPERTY' }
  const groups = (...sizes: number[]) => ({
    filterGroups: sizes.map((size) => ({ filters: Array.from({ length: size }, () => filter) })),
  })

  it.each<[string, unknown]>([
    ['six groups', groups(1, 1, 1, 1, 1, 1)],
    ['seven filters in a group', groups(7)],
    ['nineteen filters', groups(6, 6, 6, 1)],
    ['two sorts', { sorts: ['email', 'lastname'] }],
    ['a limit of 201', { limit: 201 }],
    ['a limit of 0', { limit: 0 }],
    ['a cursor that is no number', { after: 'next' }],
    ['an unknown property', where('dragon', 'HAS_PROPERTY')],
    ['an unknown sort', { sorts: ['dragon'] }],
    ['an unknown operator', where('email', 'LIKE', { value: 'a' })],
    ['a missing value', where('email', 'EQ')],
    ['a missing upper end', where('createdate', 'BETWEEN', { value: '1' })],
    ['a missing list', where('email', 'IN', { value: 'a' })],
    ['a time that is none', where('createdate', 'GT', { value: 'yesterday' })],
    ['more than 3,000 characters', { query: 'x'.repeat(3_000) }],
    ['what is no JSON', '{'],
  ])('%s', async (_, body) => {
    expect((await refused(body)).status).toBe(400)
  })

  it('takes what is just within', async () => {
    expect((await refused(groups(6, 6, 6))).status).toBe(200)
    expect((await refused(groups(1, 1, 1, 1, 1))).status).toBe(200)
    expect((await refused({ limit: 200, after: '9800' })).status).toBe(200)
  })

  it('does not page past the first 10,000', async () => {
    expect(await refused({ limit: 200, after: '9900' })).toEqual({
      status: 400,
      reason: 'Only the first 10000 results of a search can be paged through',
    })
  })
})
