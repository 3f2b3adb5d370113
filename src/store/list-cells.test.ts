import { describe, expect, it } from 'vitest'
import { itemRowSchema } from '../shared/model/item.ts'
import { builtInFields, providerField, type FieldKind } from '../shared/model/list-field.ts'
import type { ListView, StoredField } from '../shared/list-protocol.ts'
import { aLaidRow, aNewRow } from '../../tests/support/made-up-changes.ts'
import { anItem, aQuery } from '../../tests/support/made-up-items.ts'
import { contactFeed } from '../../tests/support/made-up-runs.ts'
import { storeWithOutbox } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const fieldOf = (name: string, kind: FieldKind, chosen: Partial<StoredField> = {}): StoredField => ({
  id: providerField(name),
  kind,
  path: ['properties', name],
  each: null,
  separator: null,
  ...chosen,
})

function storeWith(fields: readonly StoredField[], ...records: Record<string, unknown>[]) {
  const store = storeWithOutbox(temporaryFolder())
  records.forEach((properties, n) =>
    store.ask('putItem', {
      feed: contactFeed,
      item: anItem({ externalId: String(n), name: String(n), record: JSON.stringify({ properties }) }),
      nowMs: 1,
    }),
  )
  const view: ListView = { fields, columns: [...builtInFields, ...fields.map(({ id }) => id)], nowMs: 0 }
  const rows = () => store.ask('listItems', { query: aQuery(), offset: 0, limit: 500, view }).rows
  return { store, rows }
}

describe('cells of a row', () => {
  it('are raw values by the kind of their field, and what every item has', () => {
    const fields = [
      fieldOf('text', 'text'),
      fieldOf('number', 'number'),
      fieldOf('date', 'date'),
      fieldOf('time', 'time'),
      fieldOf('choice', 'choice'),
      fieldOf('choices', 'choices', { separator: ';' }),
      fieldOf('flag', 'flag'),
      fieldOf('list', 'text', { each: ['name'] }),
    ]
    const { rows } = storeWith(
      fields,
      {
        ...{ text: ' Zoë ', number: '12', date: '1764288000000', time: '2026-11-28T10:00:00Z' },
        ...{ choice: 'new', choices: 'a; b;', flag: 'false', list: [{ name: 'x' }, {}, { name: 'y' }] },
      },
      { text: ' ', number: 'x', date: {}, time: 'soon', choice: '', choices: ';', flag: 'maybe', list: [] },
    )
    const [full, empty] = rows().map((row) => itemRowSchema.parse(row).cells)
    expect(full).toEqual({
      ...{ name: '0', type: 'contact', source: 'acct-1', email: 'ada@example.org' },
      ...{ organisation: 'Analytical Engines', phone: '+44 20 7946-0000', place: null },
      ...{ created: 1_700_000_000_000, modified: 1_700_000_000_000 },
      ...{ 'field:text': ' Zoë ', 'field:number': 12, 'field:date': '2025-11-28' },
      ...{ 'field:time': Date.parse('2026-11-28T10:00:00Z'), 'field:choice': 'new' },
      ...{ 'field:choices': ['a', 'b'], 'field:flag': false, 'field:list': 'x, y' },
    })
    for (const { id } of fields) expect(empty?.[id]).toBe(null)
  })

  it('show what waits in the outbox, a value that is taken away as none, and all of a new row (U3)', () => {
    const fields = [fieldOf('one', 'text'), fieldOf('two', 'number'), fieldOf('__proto__', 'text')]
    const { store, rows } = storeWith(fields, { one: 'a', two: '1' })
    store.ask('writeOutbox', {
      laid: [
        aLaidRow({ externalId: '0', shown: { email: 'new@x.example' }, values: { one: '', two: '2' } }),
        aNewRow('new', 'New', { values: { one: 'b' }, madeAtMs: 5 }),
      ],
    })
    expect(rows().map(({ cells }) => cells)).toMatchObject([
      { name: 'New', email: null, created: 5, 'field:one': 'b', 'field:two': null },
      { email: 'new@x.example', 'field:one': null, 'field:two': 2 },
    ])
  })

  it('are bounded, however long the values are and however many columns (R36)', () => {
    const fields = Array.from({ length: 51 }, (_, n) => fieldOf(`f${n}`, 'choices', { separator: ';' }))
    const long = 'ж'.repeat(2_000)
    const record = Object.fromEntries(fields.map((_, n) => [`f${n}`, `${long};${'a;'.repeat(300)}`]))
    const { rows } = storeWith(fields, ...Array.from({ length: 20 }, () => record))
    const found = rows()
    expect(found.length).toBeGreaterThan(5)
    expect(2 * JSON.stringify(found).length).toBeLessThan(1_000_000)
    const cell = itemRowSchema.parse(found[0]).cells['field:f0'] as string[]
    expect(cell).toHaveLength(100)
    expect(cell[0]).toBe(`${'ж'.repeat(299)}…`)
    const { rows: ofText } = storeWith([fieldOf('text', 'text')], { text: long })
    expect(ofText()[0]?.cells['field:text']).toBe(`${'ж'.repeat(299)}…`)
  })
})
