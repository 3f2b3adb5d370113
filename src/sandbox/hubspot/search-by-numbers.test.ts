import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { createMakers } from './make-records.ts'
import { createSurveys } from './survey.ts'
import { CONTACTS, idsOf, useAccount, type Found, type Shown } from './test-support/account-under-test.ts'

const SIDES = ['hs_object_id', 'createdate', 'lastmodifieddate'] as const
type Side = (typeof SIDES)[number]

const account = useAccount({ contacts: 500 })
const numberOf = (side: Side, { id, createdAt, updatedAt }: Shown): number =>
  side === 'hs_object_id' ? Number(id) : Date.parse(side === 'createdate' ? createdAt : updatedAt)

/** Every live record, as the list has it: another way to them than search. */
async function listAll(): Promise<Shown[]> {
  const found: Shown[] = []
  for (let after: string | undefined = '0'; after !== undefined;) {
    const page = (await account.call('GET', `${CONTACTS}?limit=100&after=${after}`)).json as Found
    found.push(...page.results)
    after = page.paging?.next.after
  }
  return found
}

async function searchAll(body: Record<string, unknown>): Promise<{ total: number; ids: string[] }> {
  const ids: string[] = []
  let total = 0
  for (let after: string | undefined = '0'; after !== undefined;) {
    const page: Found = await account.search({ ...body, limit: 200, after })
    ids.push(...idsOf(page.results))
    total = page.total
    after = page.paging?.next.after
  }
  return { total, ids }
}

/** Somebody worked here since the records were made up. */
async function work(): Promise<void> {
  const { records } = account.sandbox().hubspot
  for (const id of ['52', '300', '9']) records.contacts.update(id, { city: 'Here' })
  for (const id of ['60', '301']) records.contacts.archive(id)
  records.contacts.archive('61')
  records.contacts.restore('61')
  records.contacts.purge('62')
  records.contacts.create({ firstname: 'New' })
  await account.control('merge/contacts', { primary: '70', other: '71' })
}

describe('a search by id and times alone', () => {
  it('finds what a look at every record finds, in every order and in both directions', async () => {
    await work()
    const everything = await listAll()
    const random = createRandom(5, 5, 5)
    const pickNumber = (side: Side): number => {
      const record = everything[Math.floor(random() * everything.length)]
      return record === undefined ? 0 : numberOf(side, record) + Math.floor(random() * 3) - 1
    }
    for (let turn = 0; turn < 40; turn++) {
      const groups = Array.from({ length: Math.floor(random() * 3) }, () =>
        Array.from({ length: 1 + Math.floor(random() * 2) }, () => {
          const side = SIDES[Math.floor(random() * SIDES.length)] ?? 'hs_object_id'
          const ends = [pickNumber(side), pickNumber(side)].sort((a, b) => a - b)
          return { side, operator: ['GT', 'GTE', 'LT', 'LTE', 'BETWEEN'][Math.floor(random() * 5)], ends }
        }),
      )
      const by = SIDES[turn % SIDES.length] ?? 'hs_object_id'
      const isDescending = random() < 0.5
      const found = await searchAll({
        filterGroups: groups.map((filters) => ({
          filters: filters.map(({ side, operator, ends: [low, high] }) => ({
            propertyName: side,
            operator,
            value: String(low),
            ...(operator === 'BETWEEN' ? { highValue: String(high) } : {}),
          })),
        })),
        sorts: [{ propertyName: by, direction: isDescending ? 'DESCENDING' : 'ASCENDING' }],
      })
      const passes = (record: Shown): boolean =>
        groups.length === 0 ||
        groups.some((filters) =>
          filters.every(({ side, operator, ends: [low = 0, high = 0] }) => {
            const value = numberOf(side, record)
            if (operator === 'GT') return value > low
            if (operator === 'GTE') return value >= low
            if (operator === 'LT') return value < low
            if (operator === 'LTE') return value <= low
            return value >= low && value <= high
          }),
        )
      const sign = isDescending ? -1 : 1
      const expected = everything
        .filter(passes)
        .sort((a, b) => sign * (numberOf(by, a) - numberOf(by, b) || Number(a.id) - Number(b.id)))
      expect(found, JSON.stringify({ groups, by, isDescending })).toEqual({
        total: expected.length,
        ids: idsOf(expected),
      })
    }
  })

  it('counts all without a filter, and compares ids as numbers', async () => {
    expect((await account.search({ limit: 1 })).total).toBe(500)
    const page = await account.search({
      filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'GT', value: '99' }] }],
      sorts: ['hs_object_id'],
      limit: 3,
    })
    expect(page.total).toBe(450)
    expect(idsOf(page.results)).toEqual(['100', '101', '102'])
  })
})

describe('the order of the made-up records', () => {
  it('is found without making one of them', () => {
    const makers = createMakers(1, { contacts: 4_000, companies: 90, deals: 300 })
    const nobody = (): never => {
      throw new Error('A whole record was made')
    }
    const bare = { ...makers, contacts: { ...makers.contacts, make: nobody } }
    const surveys = createSurveys(bare, () => false)
    const { byUpdate, byCreation, createdAtMs, updatedAtMs } = surveys.times('contacts')
    const made = Array.from({ length: makers.contacts.count }, (_, index) => makers.contacts.make(index))
    const gone = new Set(makers.contacts.gone)
    const live = made.map((record, index) => ({ ...record, index })).filter(({ index }) => !gone.has(index))
    expect([...updatedAtMs]).toEqual(made.map((record) => record.updatedAtMs))
    expect([...createdAtMs]).toEqual(made.map((record) => record.createdAtMs))
    expect([...byUpdate]).toEqual(
      live.toSorted((a, b) => a.updatedAtMs - b.updatedAtMs || a.index - b.index).map(({ index }) => index),
    )
    expect([...byCreation()]).toEqual(
      live.toSorted((a, b) => a.createdAtMs - b.createdAtMs || a.index - b.index).map(({ index }) => index),
    )
    surveys.prepareContacts()
    surveys.prepareDeals()
    for (const [index, { properties }] of made.slice(0, 500).entries()) {
      const company = surveys.companyOf(index)
      expect(company === undefined ? undefined : company === 0 ? '9' : String(50 + company)).toBe(
        properties.associatedcompanyid,
      )
    }
    const deal = makers.deals.make(120).properties
    expect(String(surveys.contactCountOf(120))).toBe(deal.num_associated_contacts)
  })
})
