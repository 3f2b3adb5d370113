import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/main/sync/run-state.ts'
import { expectTruth, startWithTables } from '../support/airtable-account.ts'

const crm = 'Harbour CRM'
const fine = (result: RunResult): void => expect(result).toMatchObject({ error: null })

describe('what changed in an Airtable table', () => {
  it('takes one call where little changed, and brings nothing else', async () => {
    const account = await startWithTables()
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
    const account = await startWithTables()
    const { bases } = account.sandbox.airtable
    fine(await account.load(crm, 'People', 'full'))
    const watermark = () =>
      account
        .ask('feedStates', { accountId: null })
        .find(({ feed }) => feed === account.feedOf(crm, 'People'))?.watermark
    const first = watermark()
    for (let round = 1; round <= 3; round += 1) {
      // The service tells its time in whole seconds.
      account.sandbox.clock.advance(2_000)
      bases.changeRecord(crm, 'People', bases.recordIdAt(crm, 'People', round), { Name: `Round ${round}` })
      expect(await account.load(crm, 'People', 'changes')).toMatchObject({ changed: 1, error: null })
    }
    expect(Date.parse(watermark() ?? '')).toBeGreaterThan(Date.parse(first ?? ''))
    expectTruth(account, crm, 'People')
  })

  it.each(['airtable-never-edited-blank', 'airtable-never-edited-error'])(
    'F11: with %s brings what is new and not what was never touched',
    async (scenario) => {
      const account = await startWithTables()
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
    const account = await startWithTables()
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
    const account = await startWithTables()
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
