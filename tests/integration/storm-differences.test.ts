import { describe, expect, it } from 'vitest'
import { anItem } from '../support/made-up-items.ts'
import { differences, type StoredRow, type TrueRow } from '../support/storm/differences.ts'
import { storedRow } from '../support/storm/stored-row.ts'

const row = (chosen: Partial<StoredRow> = {}): StoredRow => ({
  ...{ type: 'contact', id: '52', modifiedAtMs: 5, parent: null },
  record: { id: '52', properties: { email: 'a@example.com', city: 'Bergen' } },
  ...chosen,
})
const must = (chosen: Partial<TrueRow> = {}): TrueRow => ({ ...row(), ...chosen })

describe('the differences of a copy', () => {
  it('are none where everything is as it must be', () => {
    expect(differences([row()], [must()])).toEqual([])
    expect(differences([], [])).toEqual([])
  })

  it('are rows that are missing, surplus or stored twice', () => {
    expect(differences([row({ id: '1' }), row(), row()], [must(), must({ id: '2' })])).toEqual([
      'contact 52 is stored twice',
      'contact 2 is missing',
      'contact 1 is surplus',
    ])
  })

  it('are the ids of one type alone', () => {
    expect(differences([row({ type: 'deal' })], [must()])).toEqual([
      'contact 52 is missing',
      'deal 52 is surplus',
    ])
  })

  it.each<[string, Partial<StoredRow>, Partial<TrueRow>, string]>([
    [
      'a field',
      { record: { id: '52', properties: { email: 'b@example.com', city: 'Bergen' } } },
      {},
      'record',
    ],
    [
      'a field that must be unset',
      { record: { id: '52', properties: { email: 'a@example.com', city: 'Bergen', fax: '1' } } },
      {},
      'fax is "1" and must be nothing',
    ],
    [
      'a field that is unset',
      { record: { id: '52', properties: { email: 'a@example.com', city: null } } },
      {},
      'city is null and must be "Bergen"',
    ],
    [
      'a list',
      { record: { typeIds: [1] } },
      { record: { typeIds: [1, 2] } },
      'typeIds is [1] and must be [1,2]',
    ],
    [
      'a part of a list',
      { record: { list: [{ a: 1 }] } },
      { record: { list: [{ a: 2 }] } },
      'list[0].a is 1 and must be 2',
    ],
    ['the time of change', { modifiedAtMs: 4 }, {}, 'time of change is 4 and must be 5'],
    [
      'a time that is none',
      { modifiedAtMs: 4 },
      { modifiedAtMs: null },
      'time of change is 4 and must be null',
    ],
    ['the parent', { parent: 'page:1' }, { parent: 'page:2' }, 'parent is "page:1" and must be "page:2"'],
  ])('tell %s', (_, is, change, says) => {
    const told = differences([row(is)], [must(change)])
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(says === 'record' ? 'properties.email is "b@example.com"' : says)
  })

  it('are not in what is not compared, in other words for nothing, and in signatures', () => {
    const { modifiedAtMs: _m, parent: _p, ...rest } = must()
    expect(differences([row({ modifiedAtMs: 1, parent: 'page:1' })], [rest])).toEqual([])
    expect(
      differences(
        [row({ record: { id: '52', more: 1, properties: { fax: null, list: [], tick: false, text: '' } } })],
        [must({ record: { id: '52', properties: {} } })],
      ),
    ).toEqual([])
    const file = (signature: string, expiry: string) => ({
      record: {
        file: { url: `https://files.example.com/a.jpg?X-Amz-Date=${signature}`, expiry_time: expiry },
      },
    })
    expect(differences([row(file('1', 'a'))], [must(file('2', 'b'))])).toEqual([])
    const attachment = (at: number) => ({
      record: { url: `http://localhost:1/v3/u/40/40/${at}/att1/full/${at}?type=text` },
    })
    expect(differences([row(attachment(1))], [must(attachment(2))])).toEqual([])
    expect(
      differences(
        [row({ record: { url: 'https://a.example/1' } })],
        [must({ record: { url: 'https://a.example/2' } })],
      ),
    ).toHaveLength(1)
  })

  it('leave out what is optional, whether it is there or not', () => {
    const optional = must({ isOptional: true, modifiedAtMs: 99 })
    expect(differences([], [optional])).toEqual([])
    expect(differences([row()], [optional])).toEqual([])
  })

  it('are told in few words where there are many', () => {
    const many = Array.from({ length: 500 }, (_, at) => must({ id: String(at) }))
    const told = differences([], many)
    expect(told).toHaveLength(21)
    expect(told.at(-1)).toBe('and 480 more of 500 in all')
  })
})

describe('a row of the store', () => {
  it('has the ids of its key, and its parent’s', () => {
    const parent = anItem({ type: 'base', externalId: 'app1' }).item.key
    const stored = anItem({
      ...{ type: 'table', externalId: 'app1/tbl:1', parentKey: parent, modifiedAtMs: 7 },
      record: '{"id":"tbl:1"}',
    })
    expect(storedRow(stored)).toEqual({
      ...{ type: 'table', id: 'app1/tbl:1', modifiedAtMs: 7, parent: 'base:app1' },
      record: { id: 'tbl:1' },
    })
  })
})
