import { describe, expect, it } from 'vitest'
import { OBJECT_TYPES, type ObjectType } from './object-types.ts'
import {
  CONTACTS,
  idsOf,
  OBJECTS,
  useAccount,
  type Batch,
  type Found,
  type Shown,
} from './test-support/account-under-test.ts'
import type { HubSpotTruth, TrueRecord, TrueTie } from './truth.ts'

const account = useAccount({ contacts: 600, companies: 230, deals: 220 })
const truth = (): HubSpotTruth => account.sandbox().hubspot.truth

async function list(type: ObjectType, query: string): Promise<Shown[]> {
  const found: Shown[] = []
  for (let after: string | undefined = '0'; after !== undefined;) {
    const page = (await account.call('GET', `${OBJECTS}/${type}?limit=100&after=${after}&${query}`))
      .json as Found
    found.push(...page.results)
    after = page.paging?.next.after
  }
  return found
}

/** A record as the API shows it, in the words of the truth. */
function toTruth({ id, properties, createdAt, updatedAt }: Shown): TrueRecord {
  const set = Object.entries(properties).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
  return { id, properties: Object.fromEntries(set) as Record<string, string>, createdAt, updatedAt }
}

async function readTies(from: ObjectType, to: ObjectType, ids: readonly string[]): Promise<TrueTie[]> {
  type Row = {
    from: { id: string }
    to: { toObjectId: string; associationTypes: { typeId: number }[] }[]
    paging?: { next: { after: string } }
  }
  const found: TrueTie[] = []
  let inputs: { id: string; after?: string }[] = ids.map((id) => ({ id }))
  while (inputs.length > 0) {
    const path = `/crm/associations/2026-09/${from}/${to}/batch/read`
    const { results } = (await account.post(path, { inputs: inputs.slice(0, 1_000) })).json as Batch<Row>
    for (const row of results) {
      for (const { toObjectId, associationTypes } of row.to) {
        const typeIds = associationTypes.map(({ typeId }) => typeId).sort((a, b) => a - b)
        found.push({ from: row.from.id, to: toObjectId, typeIds })
      }
    }
    const more = results.flatMap(({ from: { id }, paging }) =>
      paging === undefined ? [] : [{ id, after: paging.next.after }],
    )
    inputs = [...inputs.slice(1_000), ...more]
  }
  return found.sort((a, b) => Number(a.from) - Number(b.from) || Number(a.to) - Number(b.to))
}

/** Everything that can happen to records. */
async function work(): Promise<void> {
  const { records, ties, merge } = account.sandbox().hubspot
  records.contacts.update('52', { city: 'Here', jobtitle: '' })
  records.companies.update('60', { about_us: 'Us' })
  const made = records.contacts.create({ firstname: 'New', email: 'new@example.com' })
  records.contacts.archive('55')
  records.deals.archive('61')
  records.contacts.archive('56')
  records.contacts.restore('56')
  records.contacts.purge('57')
  records.contacts.archive('58')
  records.contacts.purge('58')
  merge('contacts', '70', '71')
  merge('companies', '70', '71')
  merge('contacts', '80', '70')
  ties.tie({ type: 'contacts', id: made.id }, { type: 'companies', id: '80' }, ['primary'])
  ties.tie({ type: 'deals', id: '62' }, { type: 'contacts', id: made.id })
  const [tie] = truth().associations('deals', 'contacts')
  if (tie !== undefined) ties.untie({ type: 'deals', id: tie.from }, { type: 'contacts', id: tie.to })
  account.behave({ mergedId: 'new' })
  merge('contacts', '90', '91')
  account.sandbox().clock.advance(5_000)
  await account.call('PATCH', `${CONTACTS}/9`, { properties: { city: 'Paris' } })
}

describe('what the account really holds', () => {
  it('is what lists, search, bin, ties and old ids tell when nothing lags', async () => {
    await work()
    for (const type of OBJECT_TYPES) {
      const names = truth()
        .properties(type)
        .map(({ name }) => String(name))
      const all = truth().records(type)
      const listed = await list(type, `properties=${names.join(',')}`)
      expect(listed.map(toTruth)).toEqual(all)
      expect((await account.search({ limit: 1 }, type)).total).toBe(all.length)
      const bin = await list(type, 'archived=true')
      expect(bin.map(({ id, archivedAt }) => ({ id, archivedAt }))).toEqual(truth().archived(type))
      expect(bin.length).toBeGreaterThan(0)
      for (const { id, into } of truth().merged(type)) {
        const answer = await account.call('GET', `${OBJECTS}/${type}/${id}`)
        expect(answer.status === 404 ? null : (answer.json as Shown).id).toBe(into)
      }
      for (const to of OBJECT_TYPES.filter((one) => one !== type)) {
        const told = truth().associations(type, to)
        expect(told.length).toBeGreaterThan(100)
        expect(await readTies(type, to, idsOf(all))).toEqual(told)
      }
    }
    expect(truth().merged('contacts')).toEqual(
      expect.arrayContaining([
        { id: '70', into: '80' },
        { id: '71', into: '80' },
      ]),
    )
  })

  it('can be told of some properties alone, and knows no lag and no missing scopes', async () => {
    account.behave({ searchLagMs: 60_000, deniedScopes: ['crm.objects.contacts.read'] })
    account.sandbox().hubspot.records.contacts.update('9', { city: 'Atlantis' })
    const [first] = truth().records('contacts', ['city', 'num_associated_deals'])
    expect(first).toMatchObject({ id: '9', properties: { city: 'Atlantis', num_associated_deals: '1' } })
    expect(Object.keys(first?.properties ?? {}).sort()).toEqual(['city', 'num_associated_deals'])
  })

  it('has owners, pipelines and properties', async () => {
    expect(
      truth()
        .owners()
        .map(({ archived }) => archived),
    ).toContain(true)
    expect((await account.call('GET', '/crm/pipelines/2026-09/deals')).json).toEqual({
      results: truth().pipelines('deals'),
    })
    expect((await account.call('GET', '/crm/properties/2026-09/deals')).json).toEqual({
      results: truth().properties('deals'),
    })
    account.behave({ manyProperties: true })
    expect(truth().properties('contacts')).toHaveLength(600)
  })
})

describe('the admin port', () => {
  const told = async (path: string): Promise<unknown> => {
    const reply = account
      .sandbox()
      .hubspot.admin({ method: 'GET', segments: path.split('/'), body: undefined })
    return { status: reply?.status, ...(JSON.parse(reply?.body ?? '{}') as object) }
  }

  it('tells the same', async () => {
    const json = (value: unknown): unknown => JSON.parse(JSON.stringify({ status: 200, results: value }))
    expect(await told('truth/records/contacts')).toEqual(json(truth().records('contacts')))
    expect(await told('truth/records/contacts/email,city')).toEqual(
      json(truth().records('contacts', ['email', 'city'])),
    )
    expect(await told('truth/archived/deals')).toEqual(json(truth().archived('deals')))
    expect(await told('truth/merged/contacts')).toEqual(json(truth().merged('contacts')))
    expect(await told('truth/associations/deals/contacts')).toEqual(
      json(truth().associations('deals', 'contacts')),
    )
    expect(await told('truth/owners')).toEqual(json(truth().owners()))
    expect(await told('truth/pipelines/deals')).toEqual(json(truth().pipelines('deals')))
    expect(await told('truth/properties/deals')).toEqual(json(truth().properties('deals')))
    expect(await told('truth/dragons/contacts')).toMatchObject({ status: 400 })
    expect(await told('truth/records/dragons')).toMatchObject({ status: 400 })
  })

  it('ties and unties', async () => {
    const ends = { from: 'deals/62', to: 'companies/99' }
    const isTied = (): boolean =>
      truth()
        .associations('deals', 'companies')
        .some(({ from, to }) => from === '62' && to === '99')
    expect((await account.control('ties', ends)).status).toBe(204)
    expect(isTied()).toBe(true)
    expect((await account.control('ties', { ...ends, tied: false })).status).toBe(204)
    expect(isTied()).toBe(false)
    for (const body of [{ ...ends, to: 'deals/60' }, { ...ends, to: 'dragons/1' }, { from: 'deals/62' }]) {
      expect((await account.control('ties', body)).status).toBe(400)
    }
  })
})

describe('counts of ties', () => {
  const deal = '60'
  const tie = (): unknown =>
    account.sandbox().hubspot.ties.tie({ type: 'contacts', id: '9' }, { type: 'deals', id: deal })
  const changed = async (path: string): Promise<string> => (await account.get(`${OBJECTS}/${path}`)).updatedAt

  it('are edits of the records that count', async () => {
    const before = [await changed('contacts/9'), await changed(`deals/${deal}`)]
    tie()
    const after = [await changed('contacts/9'), await changed(`deals/${deal}`)]
    for (const [at, time] of after.entries())
      expect(Date.parse(time)).toBeGreaterThan(Date.parse(before[at] ?? ''))
    account.sandbox().clock.advance(1_000)
    await account.call('DELETE', `${OBJECTS}/deals/${deal}`)
    expect(Date.parse(await changed('contacts/9'))).toBeGreaterThan(Date.parse(after[0] ?? ''))
    expect((await account.get(`${CONTACTS}/9?properties=num_associated_deals`)).properties).toMatchObject({
      num_associated_deals: '1',
    })
  })

  it('move no time in an account that behaves so, and a label never does', async () => {
    account.behave({ countsAreEdits: false })
    const before = await changed(`deals/${deal}`)
    tie()
    expect(await changed(`deals/${deal}`)).toBe(before)
    account.behave({ countsAreEdits: true })
    const { ties } = account.sandbox().hubspot
    const [first] = truth().associations('companies', 'contacts')
    const ends = [
      { type: 'contacts', id: first?.to ?? '' } as const,
      { type: 'companies', id: first?.from ?? '' } as const,
    ] as const
    const company = await changed(`companies/${first?.from ?? ''}`)
    expect(ties.tie(...ends, ['consultant'])).toBe(true)
    expect(await changed(`companies/${first?.from ?? ''}`)).toBe(company)
  })
})

describe('records out of the recycle bin', () => {
  it('have their old time of change in an account that behaves so', async () => {
    account.behave({ restoreIsEdit: false })
    const before = await account.get(`${CONTACTS}/60`)
    await account.control('records/contacts/60', { archived: true })
    account.sandbox().clock.advance(1_000)
    await account.control('records/contacts/60', { archived: false })
    expect((await account.get(`${CONTACTS}/60`)).updatedAt).toBe(before.updatedAt)
  })
})

describe('the survivor of a merge', () => {
  it('lists whom it took in, and for contacts when, those of earlier merges too', async () => {
    const { merge } = account.sandbox().hubspot
    const first = account.sandbox().clock.now()
    merge('contacts', '52', '53')
    account.sandbox().clock.advance(10_000)
    merge('contacts', '54', '52')
    const names = 'properties=hs_merged_object_ids,hs_calculated_merged_vids'
    const { properties } = await account.get(`${CONTACTS}/54?${names}`)
    expect(properties.hs_merged_object_ids?.split(';').sort()).toEqual(['52', '53'])
    const times = new Map(
      properties.hs_calculated_merged_vids?.split(';').map((one) => one.split(':') as [string, string]),
    )
    expect(Number(times.get('53'))).toBeGreaterThanOrEqual(first)
    expect(Number(times.get('52'))).toBeGreaterThanOrEqual(Number(times.get('53')) + 10_000)
    const made = truth()
      .records('contacts', ['hs_merged_object_ids', 'hs_calculated_merged_vids'])
      .find(({ id, properties: { hs_merged_object_ids: ids } }) => ids !== undefined && id !== '54')
    expect(made?.properties.hs_calculated_merged_vids).toMatch(/^\d+:\d{13}$/)
    const before = await account.get(`${CONTACTS}/60`)
    merge('contacts', '60', '61')
    expect(Date.parse((await account.get(`${CONTACTS}/60`)).updatedAt)).toBeGreaterThan(
      Date.parse(before.updatedAt),
    )
  })
})
