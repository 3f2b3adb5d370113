import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { describeRecord, feedInside } from './describe-record.ts'
import { baseItem, tableItem } from './to-item.ts'

const owner = {
  providerId: providerIdSchema.parse('airtable'),
  accountId: accountIdSchema.parse('account-1'),
}
const base = baseItem(owner, { id: 'app1', name: 'One' })
const table = tableItem(owner, 'app1', { id: 'tbl1', name: 'Two' })
const record = { ...table.item, type: 'record' as const }
const shown = (...given: Parameters<typeof describeRecord>) =>
  describeRecord(...given).map(({ label, value }) => [label, value])

describe('what Airtable shows of a record', () => {
  it('is every field of its table by its name today, and what the table does not know yet', () => {
    const parentRecord = {
      fields: [
        { id: 'fld1', name: 'Name', type: 'singleLineText' },
        { id: 'fld2', name: ' ', type: 'checkbox' },
      ],
    }
    const cells = { fld1: 'Ana', fld3: { a: 1 } }
    expect(shown({ item: record, record: { fields: cells }, parentRecord, facts: {} })).toEqual([
      ['Name', 'Ana'],
      ['fld2', ''],
      ['fld3', '{"a":1}'],
    ])
  })

  it('is cut where a screen could not hold it', () => {
    const fields = Object.fromEntries(Array.from({ length: 6_000 }, (_, at) => [`fld${at}`, 'x'.repeat(at)]))
    const views = describeRecord({ item: record, record: { fields }, parentRecord: null, facts: {} })
    expect(views.length).toBeLessThanOrEqual(5_000)
  })
})

describe('what Airtable shows of a base', () => {
  const of = (permissionLevel: unknown) =>
    shown({ item: base.item, record: { id: 'app1', permissionLevel }, parentRecord: undefined, facts: {} })

  it('is what the user may do there', () => {
    expect(of('create')).toEqual([['Permission level', 'Creator']])
    expect(of('owner')).toEqual([['Permission level', 'owner']])
    expect(of('constructor')).toEqual([['Permission level', 'constructor']])
    expect(of(undefined)).toEqual([['Permission level', '']])
  })
})

describe('what lies inside an item of Airtable', () => {
  it('are the records of a table', () => {
    expect(feedInside(table.item)).toBe('records:app1/tbl1')
    expect(feedInside(base.item)).toBeNull()
    expect(feedInside({ ...table.item, key: base.item.key })).toBeNull()
  })
})
