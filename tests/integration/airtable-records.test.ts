import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/main/sync/run-feed.ts'
import { startAirtableAccount, type AirtableAccount } from '../support/airtable-account.ts'
import { signInBy } from '../../src/main/providers/test-support/provider-in-sandbox.ts'

const crm = 'Harbour CRM'

/** An account whose bases and tables are known, so that its records can be loaded. */
async function withTables(
  options: Parameters<typeof startAirtableAccount>[0] = { airtableRecords: 1_400 },
): Promise<AirtableAccount> {
  const account = await startAirtableAccount(options)
  expect(await account.run('schema', 'full')).toMatchObject({ error: null })
  account.calls()
  return account
}

/** Id for id and cell for cell. */
function expectTruth(account: AirtableAccount, base: string, table: string): void {
  const stored = [...account.recordsOf(base, table)].map(([id, { cells }]) => [id, cells] as const)
  expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(account.truthOf(base, table)))
}

const fine = (result: RunResult): void => expect(result).toMatchObject({ error: null })

describe('the records of an Airtable table', () => {
  it('F11: come whole, in pages of a hundred, one call a page', async () => {
    const account = await withTables()
    fine(await account.load(crm, 'People', 'full'))
    expectTruth(account, crm, 'People')
    const { baseId, tableId } = account.placeOf(crm, 'People')
    const pages = Math.ceil(account.truthOf(crm, 'People').size / 100)
    expect(pages).toBeGreaterThan(2)
    expect(account.calls()).toEqual(
      Array.from({ length: pages }, () => `POST /v0/${baseId}/${tableId}/listRecords`),
    )
  })

  it('F11: come from the start once more where the offset is lost in the middle of the table', async () => {
    const account = await withTables()
    const pages = Math.ceil(account.truthOf(crm, 'People').size / 100)
    account.sandbox.play('airtable-offset-lost')
    fine(await account.load(crm, 'People', 'full'))
    expectTruth(account, crm, 'People')
    // One page, the place that is none any more, and then all pages.
    expect(account.calls()).toHaveLength(1 + 1 + pages)
  })

  it('F11: come whole after a run that was cut off so long ago that its offset has expired', async () => {
    const account = await withTables()
    const { sandbox } = account
    const feed = account.feedOf(crm, 'People')
    sandbox.play('airtable-offset-expires')
    sandbox.faults.add({ path: 'listRecords', nth: 2, times: 1, status: 403, body: {} })
    expect(await account.run(feed, 'full')).toMatchObject({ error: { kind: 'missing-permission' } })
    sandbox.faults.clear()
    const gone = [...account.recordsOf(crm, 'People').keys()][0] ?? ''
    expect(account.recordsOf(crm, 'People').size).toBe(100)
    sandbox.clock.advance(61_000)
    sandbox.airtable.bases.deleteRecord(crm, 'People', gone)
    account.calls()
    fine(await account.run(feed, 'full'))
    expect(account.calls()).toHaveLength(1 + Math.ceil(account.truthOf(crm, 'People').size / 100))
    // The interrupted run had met it; no later page could say that it is gone.
    fine(await account.run(feed, 'sweep'))
    expectTruth(account, crm, 'People')
  })

  it('F11: have a name, times and an address, or honestly none', async () => {
    const account = await withTables()
    for (const [base, table] of [
      [crm, 'People'],
      ['Product inventory', 'Products'],
      ['Product inventory', 'Suppliers'],
      ['Product inventory', 'Stock moves'],
    ] as const) {
      fine(await account.load(base, table, 'full'))
    }
    for (const [, { item, cells }] of account.recordsOf(crm, 'People')) {
      const { baseId, tableId } = account.placeOf(crm, 'People')
      expect(item).toMatchObject({
        email: cells['Email'] ?? null,
        phone: cells['Mobile'] ?? null,
        organisation: null,
        url: `https://airtable.com/${baseId}/${tableId}/${item.externalId}`,
        isDirectory: false,
        modifiedAtMs: Date.parse(String(cells['Last modified'])),
      })
      expect(item.createdAtMs).toBeLessThanOrEqual(item.modifiedAtMs ?? 0)
      expect(item.name).toBe(String(cells['Name']).trim())
    }
    // A field that watches one other field is the best that there is; one that watches nothing any more has no cells.
    const times = (table: string) =>
      [...account.recordsOf('Product inventory', table).values()].map(({ item }) => item.modifiedAtMs)
    expect(times('Products')).toContainEqual(expect.any(Number))
    expect(new Set(times('Suppliers'))).toEqual(new Set([null]))
    expect(new Set(times('Stock moves'))).toEqual(new Set([null]))
  })

  it('F11: of every type of field, unknown ones and empty cells too, are kept and shown in words', async () => {
    const account = await withTables({ airtableRecords: 60 })
    const [base, table] = ['Playground <i>all types</i>', 'All field types']
    fine(await account.load(base, table, 'full'))
    expectTruth(account, base, table)
    const rows = [...account.recordsOf(base, table).values()]
    const empty = rows[1]
    expect(rows.filter(({ item }) => item.name === 'Unnamed record').length).toBeGreaterThanOrEqual(2)
    expect(rows.every(({ cells }) => cells['Checkbox'] !== false)).toBe(true)
    expect(empty).toBeDefined()

    const parent = [...account.rows('table').values()].find(({ item }) => item.name === table)
    const shown = rows.map(({ item }) => {
      const record = account.rows('record').get(item.key)?.record
      const views = account.provider.describeRecord?.({
        item,
        record,
        parentRecord: parent?.record,
        facts: {},
      })
      return new Map((views ?? []).map(({ label, value, kind }) => [label, { value, kind }]))
    })
    // Every field of the table is there, with a value or without one.
    expect(new Set(shown.map((views) => views.size))).toEqual(new Set([37]))
    expect(shown.map((views) => views.get('Checkbox')?.value)).toEqual(
      rows.map(({ cells }) => (cells['Checkbox'] === true ? 'true' : '')),
    )
    const full = shown[rows.findIndex(({ cells }) => Object.keys(cells).length > 34)]
    expect(Object.fromEntries(full ?? [])).toMatchObject({
      'Date and time': { kind: 'time' },
      Attachments: { value: 'manifest, final.csv', kind: 'list' },
      Barcode: { value: 'SPECIAL-2023-09-09', kind: 'text' },
      Button: { value: 'Go', kind: 'text' },
      AI: { value: 'hello', kind: 'long-text' },
      'Sync source': { value: 'CRM', kind: 'text' },
      'Broken formula': { value: '#ERROR!' },
      Percent: { value: expect.stringMatching(/^\d+(\.\d+)?%$/) as unknown },
      Duration: { value: expect.stringMatching(/^\d+:\d\d:\d\d(\.\d+)?$/) as unknown },
      Currency: { value: expect.stringMatching(/^¥\d+$/) as unknown },
      Creator: { value: expect.stringMatching(/\S/) as unknown },
      Embedding: { value: expect.stringMatching(/^\{"dimensions":3/) as unknown, kind: 'raw' },
      Signature: { value: '[[{"x":1,"y":2}]]', kind: 'raw' },
    })
  })

  it('are linked with those of other tables, and by name where these are loaded', async () => {
    const account = await withTables()
    for (const table of ['People', 'Companies']) fine(await account.load(crm, table, 'full'))
    const people = account.recordsOf(crm, 'People')
    const companies = account.recordsOf(crm, 'Companies')
    const linked = [...people.values()].filter(({ cells }) => Array.isArray(cells['Company']))
    expect(linked.length).toBeGreaterThan(0)
    for (const { item, cells } of linked.slice(0, 20)) {
      const { links, total } = account.ask('linksOf', { key: item.key, limit: 10 })
      const names = (cells['Company'] as string[]).map((id) => companies.get(id)?.item.name)
      expect(links.map(({ name }) => name)).toEqual(names)
      expect(total).toBe(names.length)
    }
  })

  it('F12: stay where the calls of the month are spent, while bases and tables go on', async () => {
    const account = await withTables()
    fine(await account.load(crm, 'People', 'full'))
    account.sandbox.play('airtable-billing-spent')
    const refused = await account.load(crm, 'People', 'changes')
    expect(['rate-limited', 'quota-spent']).toContain(refused.error?.kind)
    expect(await account.run('schema', 'full')).toMatchObject({ added: 0, removed: 0, error: null })
    account.sandbox.airtable.behaviour.reset()
    expectTruth(account, crm, 'People')
  })

  it('F12: stay where the base is forbidden or deleted, which nobody can tell apart', async () => {
    const account = await withTables()
    const feed = account.feedOf(crm, 'People')
    fine(await account.run(feed, 'full'))
    const before = account.rows('record').size
    account.sandbox.airtable.bases.removeAccess(crm)
    for (const mode of ['changes', 'sweep', 'full'] as const) {
      expect(await account.run(feed, mode)).toMatchObject({
        removed: 0,
        error: { kind: 'missing-permission' },
      })
    }
    expect(account.rows('record').size).toBe(before)
  })

  it('F10: stay where the token ends in the middle of a table, and a new grant goes on from there', async () => {
    const account = await withTables()
    const { sandbox, provider, client } = account
    const send = (address: string, init?: RequestInit) => fetch(address, init)
    sandbox.faults.add({ path: 'listRecords', nth: 3, times: 1, status: 401, body: { error: {} } })
    const ended = await account.load(crm, 'People', 'full')
    expect(ended.error).toMatchObject({ kind: 'reconnect-required' })
    expect(account.recordsOf(crm, 'People').size).toBe(200)
    const again = await signInBy(provider, client, send)
    account.calls()
    fine(await account.load(crm, 'People', 'full', again.session))
    expectTruth(account, crm, 'People')
    expect(account.calls()).toHaveLength(Math.ceil(account.truthOf(crm, 'People').size / 100) - 2)
  })
})

describe('what changed in an Airtable table', () => {
  it('takes one call where little changed, and brings nothing else', async () => {
    const account = await withTables()
    const { bases } = account.sandbox.airtable
    fine(await account.load(crm, 'People', 'full'))
    const id = bases.recordIdAt(crm, 'People', 7)
    bases.changeRecord(crm, 'People', id, { Name: 'Ada Harbour' })
    bases.changeRecord(crm, 'People', bases.recordIdAt(crm, 'People', 8), { Consent: false })
    const added = bases.createRecord(crm, 'People', { Name: 'Newly Arrived' })
    account.calls()
    expect(await account.load(crm, 'People', 'changes')).toMatchObject({ added: 1, error: null, removed: 0 })
    expect(account.calls()).toHaveLength(1)
    expect(account.recordsOf(crm, 'People').get(id)?.item.name).toBe('Ada Harbour')
    expect(account.recordsOf(crm, 'People').get(added)?.item.name).toBe('Newly Arrived')
    expectTruth(account, crm, 'People')
  })

  it('goes on from the last run each time', async () => {
    const account = await withTables()
    const { bases } = account.sandbox.airtable
    fine(await account.load(crm, 'People', 'full'))
    const watermark = () =>
      account
        .ask('feedStates', { accountId: null })
        .find(({ feed }) => feed === account.feedOf(crm, 'People'))?.watermark
    const first = watermark()
    for (let round = 1; round <= 3; round += 1) {
      bases.changeRecord(crm, 'People', bases.recordIdAt(crm, 'People', round), { Name: `Round ${round}` })
      expect(await account.load(crm, 'People', 'changes')).toMatchObject({ changed: 1, error: null })
    }
    expect(Date.parse(watermark() ?? '')).toBeGreaterThan(Date.parse(first ?? ''))
    expectTruth(account, crm, 'People')
  })

  it.each(['airtable-never-edited-blank', 'airtable-never-edited-error'])(
    'F11: with %s brings what is new and not what was never touched',
    async (scenario) => {
      const account = await withTables()
      const { bases } = account.sandbox.airtable
      account.sandbox.play(scenario)
      fine(await account.load(crm, 'People', 'full'))
      const added = bases.createRecord(crm, 'People', { Name: 'Newly Arrived' })
      bases.changeRecord(crm, 'People', bases.recordIdAt(crm, 'People', 3), { Name: 'Edited' })
      account.calls()
      expect(await account.load(crm, 'People', 'changes')).toMatchObject({ met: 2, added: 1, error: null })
      expect(account.calls()).toHaveLength(1)
      expect(account.recordsOf(crm, 'People').has(added)).toBe(true)
      expectTruth(account, crm, 'People')
    },
  )

  it('that no formula can see is found by the sweep alone: what is computed, deleted or taken out of the trash', async () => {
    const account = await withTables()
    const { bases } = account.sandbox.airtable
    const inventory = 'Product inventory'
    const load = async (mode: 'full' | 'changes' | 'sweep'): Promise<RunResult[]> => [
      await account.load(inventory, 'Products', mode),
      await account.load(inventory, 'Stock moves', mode),
    ]
    const inTrash = bases.recordIdAt(inventory, 'Stock moves', 0)
    bases.deleteRecord(inventory, 'Stock moves', inTrash)
    for (const result of await load('full')) fine(result)

    const moved = [...account.recordsOf(inventory, 'Stock moves').values()].find(
      ({ cells }) => cells['Product'],
    )
    const [product = ''] = moved?.cells['Product'] as string[]
    bases.changeRecord(inventory, 'Products', product, { Price: 12_345 })
    const deleted = bases.recordIdAt(inventory, 'Stock moves', 1)
    bases.deleteRecord(inventory, 'Stock moves', deleted)
    bases.restoreRecord(inventory, 'Stock moves', inTrash)

    const [products, moves] = await load('changes')
    expect(products).toMatchObject({ changed: 1 })
    expect(moves).toMatchObject({ added: 0, changed: 0, removed: 0 })
    expect(account.recordsOf(inventory, 'Stock moves').has(deleted)).toBe(true)
    const swept = (await load('sweep'))[1]
    expect(swept).toMatchObject({ added: 1, removed: 1, error: null })
    expect(swept?.changed).toBeGreaterThan(0)
    for (const table of ['Products', 'Stock moves']) expectTruth(account, inventory, table)
  })

  it('is read without a filter where the formula is refused', async () => {
    const account = await withTables()
    const { bases } = account.sandbox.airtable
    fine(await account.load(crm, 'People', 'full'))
    const id = bases.recordIdAt(crm, 'People', 205)
    bases.changeRecord(crm, 'People', id, { Name: 'Ada Harbour' })
    account.sandbox.faults.add({
      ...{ path: 'listRecords', times: 1, status: 422 },
      body: { error: { type: 'INVALID_FILTER_BY_FORMULA', message: 'No.' } },
    })
    account.calls()
    expect(await account.load(crm, 'People', 'changes')).toMatchObject({
      changed: 1,
      removed: 0,
      error: null,
    })
    expect(account.calls()).toHaveLength(1 + Math.ceil(account.truthOf(crm, 'People').size / 100))
    expectTruth(account, crm, 'People')
  })
})
