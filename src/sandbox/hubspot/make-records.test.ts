import { describe, expect, it } from 'vitest'
import { planGone } from './gone.ts'
import { createMakers } from './make-records.ts'

const counts = { contacts: 6_000, companies: 900, deals: 600 }
const makers = createMakers(1, counts)
const all = (type: keyof typeof makers) =>
  Array.from({ length: makers[type].count }, (_, index) => makers[type].make(index))

describe('made-up records', () => {
  it('are the same for the same seed, byte for byte, in whichever order they are made', () => {
    const again = createMakers(1, counts)
    const other = createMakers(2, counts)
    for (const type of ['contacts', 'companies', 'deals'] as const) {
      const forward = JSON.stringify([90, 91, 92].map((index) => makers[type].make(index)))
      const backward = [92, 91, 90].map((index) => again[type].make(index)).reverse()
      expect(JSON.stringify(backward)).toBe(forward)
      expect(JSON.stringify([90, 91, 92].map((index) => other[type].make(index)))).not.toBe(forward)
    }
  })

  it.each([0, 1, 199, 200, 399, 400, 12_000, 1_000_003])(
    'of which %d are live are followed by a few that are gone',
    (live) => {
      const { total, indexes, mergedInto, mergedFrom } = planGone(live)
      expect(indexes).toHaveLength(total - live)
      expect(indexes).toHaveLength(Math.floor(live / 200))
      for (const index of indexes) {
        const winner = mergedInto(index)
        if (winner === undefined) continue
        expect(winner).toBeLessThan(live)
        expect(mergedFrom(winner)).toBe(index)
      }
    },
  )

  it('are archived or merged where they are gone, and nowhere else', () => {
    const { gone = [], archived, mergedInto, make } = makers.contacts
    expect(gone.length).toBeGreaterThan(20)
    const merged = gone.filter((index) => mergedInto?.(index) !== undefined)
    const binned = gone.filter((index) => archived?.(index) !== undefined)
    expect(merged.length + binned.length).toBe(gone.length)
    expect(merged.length).toBeGreaterThan(5)
    expect(binned.length).toBeGreaterThan(merged.length)
    for (const index of binned) expect(archived?.(index)).toBeGreaterThan(make(index).updatedAtMs)
    expect(archived?.(9)).toBeUndefined()
    expect(mergedInto?.(9)).toBeUndefined()
  })
})

describe('made-up contacts', () => {
  const contacts = all('contacts')
  const texts = (name: string): string[] => contacts.flatMap(({ properties }) => properties[name] ?? [])

  it('have addresses that are unique and lead back to them', () => {
    const emails = texts('email')
    expect(new Set(emails).size).toBe(emails.length)
    for (const [index, { properties }] of contacts.entries()) {
      const { email } = properties
      if (email !== undefined && makers.contacts.indexOfEmail?.(email) !== index) {
        expect.fail(`${email} does not lead back to ${index}`)
      }
    }
  })

  it('have pairs of one name with two addresses, addresses of whole offices, and half or no names', () => {
    const names = contacts.map(
      ({ properties: { firstname = '', lastname = '' } }) => `${firstname} ${lastname}`,
    )
    expect(names.length - new Set(names).size).toBeGreaterThan(100)
    const additional = texts('hs_additional_emails').flatMap((text) => text.split(';'))
    expect(additional.length - new Set(additional).size).toBeGreaterThan(10)
    expect(contacts.some(({ properties }) => properties['firstname'] === undefined)).toBe(true)
    expect(contacts.some(({ properties }) => properties['email'] === undefined)).toBe(true)
  })

  it('can always be told apart by something: an address or a name', () => {
    for (const { properties } of contacts) {
      expect(properties['email'] ?? properties['firstname'] ?? properties['lastname']).toBeDefined()
    }
  })

  it.each([
    ['a formula', /^=HYPERLINK/],
    ['a sign that starts one', /^[-+@\t]/],
    ['markup', /<img src=x onerror/],
    ['right-to-left letters', /\p{sc=Arabic}|\p{sc=Hebrew}/u],
    ['emoji', /\p{Extended_Pictographic}/u],
    ['invisible characters', /[\u200b\ufeff]/],
    ['letters beyond the first plane', /\u{20bb7}/u],
    ['stray spaces', /^ {2}|\u00a0$/],
    ['combining marks', /\p{M}{2}/u],
  ])('have names with %s', (_what, pattern) => {
    expect(
      [...texts('firstname'), ...texts('lastname'), ...texts('jobtitle')].some((text) => pattern.test(text)),
    ).toBe(true)
  })

  it('have very long texts, none longer than HubSpot allows', () => {
    const lengths = contacts.flatMap(({ properties }) => Object.values(properties).map((text) => text.length))
    const longest = lengths.reduce((most, length) => Math.max(most, length), 0)
    expect(longest).toBeGreaterThan(50_000)
    expect(longest).toBeLessThan(65_536)
  })

  it('begin with people whom tests know, who are left as they are', () => {
    expect(contacts[0]?.properties).toMatchObject({
      firstname: 'Ada',
      lastname: 'Lovelace',
      email: 'ada.lovelace@analytical.example',
      jobtitle: 'Head of Computation',
    })
  })
})

describe('made-up companies and deals', () => {
  it('name companies that exist and are not gone', () => {
    const { gone = [] } = makers.companies
    const liveNames = new Set(
      all('companies').flatMap(({ properties }, index) =>
        gone.includes(index) ? [] : (properties['name'] ?? []),
      ),
    )
    const missing = all('deals').filter(({ properties }) => {
      const [company] = (properties['dealname'] ?? '').split(' – ')
      return properties['dealname']?.includes(' – ') === true && !liveNames.has(company ?? '')
    })
    // Some companies have another name in HubSpot than in the deal, as when they were renamed later.
    expect(missing.length).toBeLessThan(40)
  })
})
