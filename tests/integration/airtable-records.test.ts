import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/main/sync/run-state.ts'
import { expectTruth, startWithTables } from '../support/airtable-account.ts'
import { signInBy } from '../../src/main/providers/test-support/provider-in-sandbox.ts'

const crm = 'Harbour CRM'

const fine = (result: RunResult): void => expect(result).toMatchObject({ error: null })

describe('the records of an Airtable table', () => {
  it('F11: come whole, in pages of a hundred, one call a page', async () => {
    const account = await startWithTables()
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
    const account = await startWithTables()
    const pages = Math.ceil(account.truthOf(crm, 'People').size / 100)
    account.sandbox.play('airtable-offset-lost')
    fine(await account.load(crm, 'People', 'full'))
    expectTruth(account, crm, 'People')
    // One page, the place that is none any more, and then all pages.
    expect(account.calls()).toHaveLength(1 + 1 + pages)
  })

  it('F11: come whole after a run that was cut off so long ago that its offset has expired', async () => {
    const account = await startWithTables()
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
    const account = await startWithTables()
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
    const account = await startWithTables({ airtableRecords: 60 })
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
    const account = await startWithTables()
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
    const account = await startWithTables()
    fine(await account.load(crm, 'People', 'full'))
    account.sandbox.play('airtable-billing-spent')
    const refused = await account.load(crm, 'People', 'changes')
    expect(['rate-limited', 'quota-spent']).toContain(refused.error?.kind)
    expect(await account.run('schema', 'full')).toMatchObject({ added: 0, removed: 0, error: null })
    account.sandbox.airtable.behaviour.reset()
    expectTruth(account, crm, 'People')
  })

  it('F12: stay where the base is forbidden or deleted, which nobody can tell apart', async () => {
    const account = await startWithTables()
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
    const account = await startWithTables()
    const { sandbox, provider, client } = account
    const send = (address: string, init?: RequestInit) => fetch(address, init)
    sandbox.faults.add({ path: 'listRecords', nth: 3, times: 1, status: 401, body: { error: {} } })
    const ended = await account.load(crm, 'People', 'full')
    expect(ended.error).toMatchObject({ kind: 'reconnect-required' })
    expect(account.recordsOf(crm, 'People').size).toBe(200)
    const again = await signInBy(provider, client, send)
    account.calls()
    Object.assign(account, { session: again.session })
    fine(await account.load(crm, 'People', 'full'))
    expectTruth(account, crm, 'People')
    expect(account.calls()).toHaveLength(Math.ceil(account.truthOf(crm, 'People').size / 100) - 2)
  })
})
