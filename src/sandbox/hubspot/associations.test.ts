import { describe, expect, it } from 'vitest'
import {
  idsOf,
  OBJECTS,
  useAccount,
  type Batch,
  type Paging,
  type Shown,
} from './test-support/account-under-test.ts'

type Tie = {
  toObjectId: string
  associationTypes: { category: string; typeId: number; label: string | null }[]
}
type Row = { from: { id: string }; to: Tie[]; paging?: Paging }

const batchOf = (version: string, from: string, to: string, verb = 'read') =>
  version.startsWith('v')
    ? `/crm/${version}/associations/${from}/${to}/batch/${verb}`
    : `/crm/associations/${version}/${from}/${to}/batch/${verb}`

describe('ties among the made-up records', () => {
  const account = useAccount({ contacts: 12_000, companies: 300, deals: 2_400 })
  const read = async (
    from: string,
    to: string,
    inputs: { id: string; after?: string }[],
  ): Promise<Batch<Row>> => (await account.post(batchOf('2026-09', from, to), { inputs })).json as Batch<Row>
  const whole = async (from: string, to: string, id: string): Promise<Tie[]> => {
    const ties: Tie[] = []
    for (let after: string | undefined = ''; after !== undefined;) {
      const [row]: Row[] = (await read(from, to, [{ id, after }])).results
      ties.push(...(row?.to ?? []))
      after = row?.paging?.next.after
    }
    return ties
  }
  const ids = (ties: readonly Tie[]): string[] => ties.map(({ toObjectId }) => toObjectId)

  it('are the same from both sides', async () => {
    for (const [from, to, id] of [
      ['contacts', 'companies', '51'],
      ['deals', 'contacts', '60'],
      ['deals', 'companies', '60'],
    ] as const) {
      const ties = await whole(from, to, id)
      expect(ties.length).toBeGreaterThan(0)
      for (const { toObjectId } of ties) expect(ids(await whole(to, from, toObjectId))).toContain(id)
    }
  })

  it('are of the kinds that HubSpot numbers, primary and not', async () => {
    const types = async (from: string, to: string, id: string) =>
      (await whole(from, to, id))[0]?.associationTypes.map(({ typeId, label }) => [typeId, label])
    const deal = await whole('deals', 'contacts', '60')
    expect(await types('contacts', 'companies', '9')).toEqual([
      [279, null],
      [1, 'Primary'],
    ])
    expect(await types('companies', 'contacts', '9')).toEqual([
      [280, null],
      [2, 'Primary'],
    ])
    expect(await types('deals', 'companies', '60')).toEqual([
      [341, null],
      [5, 'Primary'],
    ])
    expect(await types('deals', 'contacts', '60')).toEqual([[3, null]])
    expect(await types('contacts', 'deals', deal[0]?.toObjectId ?? '')).toEqual([[4, null]])
  })

  it('fill more than one page for a company and for a contact, each tie once', async () => {
    for (const [from, to, id] of [
      ['companies', 'contacts', '9'],
      ['contacts', 'deals', '51'],
    ] as const) {
      const [first] = (await read(from, to, [{ id }])).results
      expect(first?.to).toHaveLength(500)
      expect(first?.paging?.next.after).toBeDefined()
      const all = ids(await whole(from, to, id))
      expect(all.length).toBeGreaterThan(500)
      expect(new Set(all).size).toBe(all.length)
    }
  })

  it('carry a label that the account made up for itself', async () => {
    const labels = (await whole('companies', 'contacts', '9')).flatMap(
      ({ associationTypes }) => associationTypes,
    )
    expect(labels).toContainEqual({ category: 'USER_DEFINED', typeId: 37, label: 'Consultant' })
  })

  it('show only the first hundred with the record itself, and where the others are', async () => {
    const shown = await account.get(`${OBJECTS}/contacts/51?associations=deals`)
    expect(shown.associations?.deals?.results).toHaveLength(100)
    const { link = '' } = shown.associations?.deals?.paging?.next ?? {}
    const more = (await account.call('GET', link)).json as { results: Tie[]; paging?: Paging }
    expect(more.results).toHaveLength(500)
    expect(ids(more.results)).not.toContain(shown.associations?.deals?.results[0]?.id)
  })

  it('are read for a thousand records at once, and not for more', async () => {
    const inputs = Array.from({ length: 1_001 }, (_, at) => ({ id: String(51 + at) }))
    const { results, errors = [] } = await read('contacts', 'companies', inputs.slice(1))
    expect(results.length + errors.length).toBe(1_000)
    expect((await account.post(batchOf('2026-09', 'contacts', 'companies'), { inputs })).status).toBe(400)
  })
})

describe('reading ties', () => {
  const account = useAccount()
  const lonely = () => account.create({ firstname: 'Lonely' })

  it('reports records without ties as errors: 200 in 2026-09, 207 before', async () => {
    const id = await lonely()
    for (const [version, status] of [
      ['2026-09', 200],
      ['2026-03', 207],
      ['v4', 207],
      ['v3', 207],
    ] as const) {
      const answer = await account.post(batchOf(version, 'contacts', 'companies'), {
        inputs: [{ id }, { id: '9' }],
      })
      expect(answer.status).toBe(status)
      expect(answer.json).toMatchObject({
        status: 'COMPLETE',
        results: [{ from: { id: '9' } }],
        numErrors: 1,
        errors: [
          {
            category: 'OBJECT_NOT_FOUND',
            subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
            message: `No company is associated with contact ${id}.`,
            context: { fromObjectId: [id], fromObjectType: ['contact'], toObjectType: ['company'] },
          },
        ],
      })
    }
  })

  it('takes kinds in the singular and by number, in version 3 with names instead of numbers', async () => {
    const inputs = [{ id: '9' }]
    const plural = await account.post(batchOf('2026-09', 'contacts', 'companies'), { inputs })
    for (const [from, to] of [
      ['contact', 'company'],
      ['0-1', '0-2'],
    ] as const) {
      const { results } = (await account.post(batchOf('2026-09', from, to), { inputs })).json as Batch<Row>
      expect(results).toEqual((plural.json as Batch<Row>).results)
    }
    const third = await account.post(batchOf('v3', 'contacts', 'companies'), { inputs })
    expect((third.json as { results: unknown[] }).results).toEqual([
      {
        from: { id: '9' },
        to: [
          { id: '9', type: 'contact_to_company_unlabeled' },
          { id: '9', type: 'contact_to_company' },
        ],
      },
    ])
  })

  it('lists the ties of one record in 2026-03 and version 4 only', async () => {
    for (const path of ['/crm/objects/2026-03', '/crm/v4/objects']) {
      const list = await account.call('GET', `${path}/contacts/9/associations/companies`)
      expect(list).toMatchObject({ status: 200, json: { results: [{ toObjectId: '9' }] } })
      const empty = await account.call('GET', `${path}/contacts/${await lonely()}/associations/companies`)
      expect(empty).toMatchObject({ status: 200, json: { results: [] } })
      expect((await account.call('GET', `${path}/contacts/999999/associations/companies`)).status).toBe(404)
      expect((await account.call('GET', `${path}/contacts/9/associations/companies?limit=501`)).status).toBe(
        400,
      )
    }
    expect((await account.call('GET', `${OBJECTS}/contacts/9/associations/companies`)).status).toBe(404)
  })

  it('knows no other kinds', async () => {
    expect((await account.post(batchOf('2026-09', 'contacts', 'tickets'), { inputs: [] })).status).toBe(404)
  })
})

describe('writing ties', () => {
  const account = useAccount()
  const companiesOf = async (id: string): Promise<string[]> => {
    const shown = await account.get(`${OBJECTS}/contacts/${id}?associations=companies`)
    return [...new Set(idsOf(shown.associations?.companies?.results ?? []))]
  }
  const company = async (id: string): Promise<string | null | undefined> =>
    (await account.get(`${OBJECTS}/contacts/${id}?properties=associatedcompanyid`)).properties
      .associatedcompanyid
  const put = (path: string, body?: unknown) => account.call('PUT', `${OBJECTS}/${path}`, body)
  const spec = (associationTypeId: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId })

  it('by default answers with both directions, and the first company is the primary one', async () => {
    const id = await account.create({ firstname: 'Lonely' })
    const answer = await put(`contacts/${id}/associations/default/companies/52`)
    expect(answer).toMatchObject({
      status: 200,
      json: {
        status: 'COMPLETE',
        results: [
          { from: { id }, to: { id: '52' }, associationSpec: spec(279) },
          { from: { id: '52' }, to: { id }, associationSpec: spec(280) },
        ],
      },
    })
    await put(`companies/53/associations/default/contacts/${id}`)
    expect(await companiesOf(id)).toEqual(['52', '53'])
    expect(await company(id)).toBe('52')
  })

  it('with labels moves the primary company', async () => {
    const answer = await put('contacts/9/associations/companies/52', [spec(1)])
    expect(answer).toMatchObject({
      status: 201,
      json: {
        fromObjectTypeId: '0-1',
        fromObjectId: '9',
        toObjectTypeId: '0-2',
        toObjectId: '52',
        labels: ['Primary'],
      },
    })
    expect(await company('9')).toBe('52')
    expect(await companiesOf('9')).toEqual(['9', '52'])
  })

  it('ends with a 204, for a tie that is not there too', async () => {
    for (const id of ['9', '9', '999999']) {
      const answer = await account.call('DELETE', `${OBJECTS}/contacts/9/associations/companies/${id}`)
      expect(answer).toMatchObject({ status: 204, text: '' })
    }
    expect(await companiesOf('9')).toEqual([])
    expect(await company('9')).toBeNull()
  })

  it('refuses a kind of tie of another direction, and records that are not there', async () => {
    expect((await put('contacts/9/associations/companies/52', [spec(280)])).status).toBe(400)
    expect((await put('contacts/9/associations/companies/999999', [spec(279)])).status).toBe(404)
    expect((await put('contacts/9/associations/default/contacts/51')).status).toBe(404)
  })

  it('in batches: tie, tie with labels, take labels away, untie', async () => {
    const id = await account.create({ firstname: 'Lonely' })
    const pair = { from: { id }, to: { id: '52' } }
    const batch = (verb: string, inputs: unknown[]) =>
      account.post(batchOf('2026-09', 'contacts', 'companies', verb), { inputs })
    const missing = { from: { id: '999999' }, to: { id: '52' } }
    expect(await batch('associate/default', [pair, missing])).toMatchObject({
      status: 200,
      json: { results: [{ from: { id } }, { to: { id } }], numErrors: 1 },
    })
    const label = { ...pair, types: [{ associationCategory: 'USER_DEFINED', associationTypeId: 36 }] }
    expect(await batch('create', [label])).toMatchObject({
      status: 200,
      json: { results: [{ labels: ['Consultant'] }] },
    })
    const kinds = async () => {
      const { results } = (await batch('read', [{ id }])).json as Batch<Row>
      return results[0]?.to[0]?.associationTypes.map(({ typeId }) => typeId)
    }
    expect(await kinds()).toEqual([279, 1, 36])
    expect((await batch('labels/archive', [label])).status).toBe(200)
    expect(await kinds()).toEqual([279, 1])
    expect((await batch('archive', [{ from: { id }, to: [{ id: '52' }] }])).status).toBe(200)
    expect(await companiesOf(id)).toEqual([])
  })

  it('answers as the older versions do', async () => {
    const id = await account.create({ firstname: 'Lonely' })
    const pair = { from: { id }, to: { id: '52' } }
    const later = await account.post(batchOf('v4', 'contacts', 'companies', 'create'), {
      inputs: [{ ...pair, types: [spec(279)] }],
    })
    expect(later.status).toBe(201)
    const archive = { inputs: [{ from: { id }, to: [{ id: '52' }] }] }
    expect((await account.post(batchOf('v4', 'contacts', 'companies', 'archive'), archive)).status).toBe(204)
    const named = { inputs: [{ ...pair, type: 'contact_to_company' }] }
    const third = await account.post(batchOf('v3', 'contacts', 'companies', 'create'), named)
    expect(third).toMatchObject({ status: 201, json: { results: [{ ...pair, type: 'contact_to_company' }] } })
    expect(await companiesOf(id)).toEqual(['52'])
    expect((await account.post(batchOf('v3', 'contacts', 'companies', 'archive'), named)).status).toBe(204)
    expect(await companiesOf(id)).toEqual([])
  })

  it('needs leave to write the kind of record that the path begins with', async () => {
    const granted = await account.control('grants', { scopes: ['crm.objects.contacts.read'] })
    const { access_token: token } = granted.json as { access_token: string }
    const path = `${account.sandbox().endpoints.hubspot.api}${OBJECTS}/contacts/9/associations/default/companies/52`
    const answer = await fetch(path, { method: 'PUT', headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(403)
    expect((await answer.json()) as Shown).toMatchObject({ category: 'MISSING_SCOPES' })
  })
})
