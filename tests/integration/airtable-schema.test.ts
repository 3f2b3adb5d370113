import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/main/sync/run-state.ts'
import { loadChoiceSchema } from '../../src/shared/model/load-choice.ts'
import { storedRows } from '../../src/main/sync/local-rows.ts'
import { startAirtableAccount, startWithTables, type AirtableAccount } from '../support/airtable-account.ts'

const metaOf = (base: string): string => `/v0/meta/bases/${base}/tables`
const forbidden = { status: 403, body: { error: { type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND' } } }
const basesOf = ({ sandbox }: AirtableAccount) => sandbox.airtable.bases.list()
const tableCount = (account: AirtableAccount): number =>
  basesOf(account).reduce((sum, { tables }) => sum + tables.length, 0)
/** Tables of every so many-th base. */
const tablesIn = (account: AirtableAccount, every: number): number =>
  basesOf(account)
    .filter((_, at) => at % every === 0)
    .reduce((sum, { tables }) => sum + tables.length, 0)
const counts = ({ rows }: AirtableAccount): number[] => [rows('base').size, rows('table').size]

async function optionsOf({ provider, store, session, choice }: AirtableAccount) {
  const local = storedRows(store, session.accountId)
  const options = await provider.feeds.options({ choice, local })
  if (!options.ok) throw new Error(options.error.kind)
  return options.value.feeds
}

describe('the bases and tables of Airtable', () => {
  it('cost one call for a thousand bases, and one for each of them', async () => {
    const account = await startAirtableAccount()
    await account.run('schema', 'full')
    expect(account.calls().toSorted()).toEqual(
      ['/v0/meta/bases', ...basesOf(account).map(({ id }) => metaOf(id))]
        .map((path) => `GET ${path}`)
        .toSorted(),
    )
    expect(counts(account)).toEqual([7, tableCount(account)])
  })

  it('F11: come whole where there are 2,500 bases, of which the user wants some hundred', async () => {
    const account = await startAirtableAccount({ airtableRecords: 10 })
    account.sandbox.play('airtable-many-bases')
    const ids = basesOf(account).map(({ id }) => id)
    // Some of every page of a thousand are wanted.
    account.choice = loadChoiceSchema.parse({ excluded: ids.filter((_, at) => at % 5 !== 0) })
    expect(await account.run('schema', 'full')).toMatchObject({
      error: null,
      met: 500 + tablesIn(account, 5),
    })
    expect(counts(account)).toEqual([500, tablesIn(account, 5)])
    expect(account.calls()).toHaveLength(3 + 500)
    // Each table is a feed of its own, and each base may be chosen, the others too.
    expect(await account.feeds()).toHaveLength(1 + tablesIn(account, 5))
    const offered = new Set((await optionsOf(account)).map(({ container }) => container?.name))
    expect(ids.filter((id) => !offered.has(id))).toEqual([])
  })

  it('F11: are told apart in a base and its copy, which has all the same ids inside', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const [own, copy] = ['Product inventory', 'Product inventory copy'].map((base) =>
      account.placeOf(base, 'Products'),
    )
    expect(own?.tableId).toBe(copy?.tableId)
    const products = [...account.rows('table').values()].filter(({ item }) => item.name === 'Products')
    expect(new Set(products.map(({ item }) => item.externalId)).size).toBe(1)
    expect(new Set(products.map(({ item }) => item.parentKey)).size).toBe(2)
    for (const base of ['Product inventory', 'Product inventory copy']) {
      expect(await account.load(base, 'Products', 'full')).toMatchObject({ error: null })
      expect([...account.recordsOf(base, 'Products').keys()].toSorted()).toEqual(
        [...account.truthOf(base, 'Products').keys()].toSorted(),
      )
    }
    const ids = ['Product inventory', 'Product inventory copy'].map((base) => [
      ...account.recordsOf(base, 'Products').keys(),
    ])
    expect(new Set(ids.flat()).size).toBeLessThan(ids.flat().length)
  })

  it('F11: keep their rows and their records when a table and a field get other names', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const { feedOf, sandbox } = account
    const feed = feedOf('Harbour CRM', 'Companies')
    await account.run(feed, 'full')
    const before = account.recordsOf('Harbour CRM', 'Companies')
    const keys = [...account.rows('table').keys()].toSorted()
    sandbox.airtable.bases.renameTable('Harbour CRM', 'Companies', 'Customers')
    sandbox.airtable.bases.renameField('Harbour CRM', 'Customers', 'City', 'Town')
    expect(await account.run('schema', 'full')).toMatchObject({
      added: 0,
      changed: 1,
      removed: 0,
      error: null,
    })
    expect([...account.rows('table').keys()].toSorted()).toEqual(keys)
    expect(feedOf('Harbour CRM', 'Customers')).toBe(feed)
    expect((await account.feeds()).find(({ name }) => name === feed)?.label).toBe('Customers')
    expect(await account.run(feed, 'changes')).toMatchObject({ added: 0, changed: 0, error: null })
    const after = account.recordsOf('Harbour CRM', 'Customers')
    expect([...after.keys()]).toEqual([...before.keys()])
    const [first] = after.values()
    expect(first?.cells).toHaveProperty('Town')
  })

  it('go when they are deleted, and so do the feeds of their records', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const feed = account.feedOf('Harbour CRM', 'People')
    account.sandbox.airtable.bases.removeAccess('Harbour CRM')
    expect(await account.run('schema', 'full')).toMatchObject({ error: null, removed: 1 + 4 })
    expect(counts(account)).toEqual([6, tableCount(account)])
    expect((await account.feeds()).map(({ name }) => name as string)).not.toContain(feed)
  })

  it('F12: stay as they are where the list of bases is empty, which may be an enterprise that blocks', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const before = counts(account)
    account.sandbox.play('airtable-no-bases')
    for (let times = 0; times < 3; times += 1) {
      expect(await account.run('schema', 'full')).toMatchObject({
        removed: 0,
        error: { kind: 'unexpected-response', detail: 'no bases' },
      })
    }
    expect(counts(account)).toEqual(before)
    account.sandbox.airtable.behaviour.reset()
    expect(await account.run('schema', 'full')).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
      error: null,
    })
  })

  it('F12: are none, and no failure, where there never was a base', async () => {
    const account = await startAirtableAccount()
    account.sandbox.play('airtable-no-bases')
    expect(await account.run('schema', 'full')).toMatchObject({ added: 0, error: null })
  })

  it('F12: stay where one base answers 403 or 404, which says nothing about its tables', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const before = counts(account)
    const [crm, inventory] = basesOf(account)
    if (crm === undefined || inventory === undefined) throw new Error('The sandbox has bases')
    for (let times = 0; times < 3; times += 1) {
      account.sandbox.faults.add({ path: metaOf(crm.id), ...forbidden })
      account.sandbox.faults.add({ path: metaOf(inventory.id), status: 404, body: { error: 'NOT_FOUND' } })
      expect(await account.run('schema', 'full')).toMatchObject({ added: 0, removed: 0, error: null })
      expect(counts(account)).toEqual(before)
      expect(fieldsOf(account, crm.name)).toContainEqual(['Tables', expect.stringMatching(/\S/)])
    }
    account.sandbox.faults.clear()
    expect(await account.run('schema', 'full')).toMatchObject({ added: 0, removed: 0, error: null })
    expect(fieldsOf(account, crm.name)).toEqual([['Permission level', 'Creator']])
  })

  it('come for all other bases where one cannot be read at all, and nothing is taken for deleted', async () => {
    const account = await startAirtableAccount()
    const [crm] = basesOf(account)
    if (crm === undefined) throw new Error('The sandbox has bases')
    account.sandbox.faults.add({ path: metaOf(crm.id), body: '{"tables":7}', status: 200 })
    const failed: RunResult = await account.run('schema', 'full')
    expect(failed).toMatchObject({ removed: 0, error: { kind: 'unexpected-response' } })
    expect(counts(account)).toEqual([7, tableCount(account) - crm.tables.length])
    account.calls()
    account.sandbox.faults.clear()
    expect(await account.run('schema', 'full')).toMatchObject({ error: null })
    // The run went on where it stood: with the base that was left.
    expect(account.calls()).toEqual([`GET ${metaOf(crm.id)}`])
    expect(counts(account)).toEqual([7, tableCount(account)])
  })

  it('are not asked for, and go, in a base that the user left out, which can be chosen again', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const { baseId } = account.placeOf('Harbour CRM', 'People')
    account.choice = loadChoiceSchema.parse({ excluded: [baseId] })
    expect(await account.run('schema', 'full')).toMatchObject({ error: null, removed: 1 + 4 })
    expect(account.calls()).not.toContain(`GET ${metaOf(baseId)}`)
    const offered = (await optionsOf(account)).filter(({ container }) => container?.name === baseId)
    expect(offered).toMatchObject([{ name: 'schema', isOptIn: false, container: { label: 'Harbour CRM' } }])
    account.choice = loadChoiceSchema.parse({})
    expect(await account.run('schema', 'full')).toMatchObject({ error: null, added: 1 + 4 })
    expect((await optionsOf(account)).filter(({ container }) => container?.name === baseId)).toHaveLength(
      1 + 4,
    )
  })

  it('show fields and views, and go on from any base', async () => {
    const account = await startWithTables({ airtableRecords: 300 })
    const fields = fieldsOf(account, 'All field types')
    expect(fields).toContainEqual(['Links', 'Multiple record links'])
    expect(fields).toContainEqual(['Few', 'Grid'])
    expect(fields).toContainEqual(['Primary field', 'Single line'])
  })
})

/** What the detail pane shows of the only item of a name, as label and value. */
function fieldsOf(account: AirtableAccount, name: string): (readonly [string, string])[] {
  const all = [...account.rows('base').values(), ...account.rows('table').values()]
  const row = all.find(({ item }) => item.name === name)
  if (row === undefined) throw new Error(`No ${name}`)
  const facts = (account.provider.factsForRecords ?? []).map((fact) => {
    const json = account.ask('getFact', { accountId: account.session.accountId, name: fact })
    return [fact, json === null ? undefined : (JSON.parse(json) as unknown)] as const
  })
  const described = { ...row, parentRecord: undefined, facts: Object.fromEntries(facts) }
  return (account.provider.describeRecord?.(described) ?? []).map(({ label, value }) => [label, value])
}
