import { describe, expect, it } from 'vitest'
import { readCell } from './cell-text.ts'

const words = (type: string, cell: unknown, options?: Record<string, unknown>) => {
  const { text, kind } = readCell({ type, options }, cell)
  return [text, kind]
}
const person = { id: 'usr1', email: 'ana@x.example', name: 'Ana' }
const file = { id: 'att1', filename: 'list.csv', size: 3, type: 'text/csv' }

describe('a cell of Airtable in words', () => {
  it.each<[type: string, cell: unknown, text: string, kind: string]>([
    ['singleLineText', 'Ana', 'Ana', 'text'],
    ['multilineText', 'a\nb', 'a\nb', 'long-text'],
    ['richText', '**a**', '**a**', 'long-text'],
    ['email', 'ana@x.example', 'ana@x.example', 'email'],
    ['url', 'https://x.example', 'https://x.example', 'address'],
    ['phoneNumber', '(415) 555', '(415) 555', 'phone'],
    ['number', -12.5, '-12.5', 'number'],
    ['percent', 0.123, '12.3%', 'text'],
    ['percent', 0.07, '7%', 'text'],
    ['duration', 3_723.5, '1:02:03.5', 'text'],
    ['duration', -60, '-0:01:00', 'text'],
    ['rating', 3, '3', 'number'],
    ['date', '2026-03-01', '2026-03-01', 'date'],
    ['dateTime', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z', 'time'],
    ['checkbox', true, 'true', 'flag'],
    ['singleSelect', 'One', 'One', 'text'],
    ['multipleSelects', ['Red', 'Blue'], 'Red, Blue', 'list'],
    ['singleCollaborator', person, 'Ana', 'text'],
    ['singleCollaborator', { id: 'usr1', email: 'ana@x.example' }, 'ana@x.example', 'text'],
    ['multipleCollaborators', [person, { id: 'usr2' }], 'Ana, usr2', 'list'],
    ['multipleRecordLinks', ['rec1', 'rec2'], 'rec1, rec2', 'list'],
    ['multipleAttachments', [file], 'list.csv', 'list'],
    ['barcode', { text: '40', type: 'ean13' }, '40', 'text'],
    ['button', { label: 'Go', url: null }, 'Go', 'text'],
    ['aiText', { state: 'generated', isStale: false, value: 'hello' }, 'hello', 'long-text'],
    ['aiText', { state: 'empty', isStale: false, value: null }, '', 'long-text'],
    ['externalSyncSource', { id: 'sel1', name: 'CRM', color: 'blueLight2' }, 'CRM', 'text'],
  ])('%s %j is %j', (type, cell, text, kind) => {
    expect(words(type, cell)).toEqual([text, kind])
  })

  it('has the symbol of a currency', () => {
    expect(words('currency', 12.5, { symbol: '€' })).toEqual(['€12.5', 'text'])
    expect(words('currency', 12.5)).toEqual(['12.5', 'text'])
  })

  it.each(['singleLineText', 'checkbox', 'number', 'date', 'multipleAttachments', 'futureType'])(
    'is empty where %s has none',
    (type) => {
      for (const cell of [undefined, null, '', []]) {
        expect(words(type, cell)[0]).toBe(type === 'futureType' && Array.isArray(cell) ? '[]' : '')
      }
    },
  )

  it('is what the computed value is, one or many', () => {
    const of = (type: string, options?: unknown) => ({ result: { type, options } })
    expect(words('formula', 0.5, of('percent'))).toEqual(['50%', 'text'])
    expect(words('formula', 'x', of('singleLineText'))).toEqual(['x', 'text'])
    expect(words('formula', { error: '#ERROR!' }, of('number'))).toEqual(['#ERROR!', 'text'])
    expect(words('formula', { specialValue: 'NaN' }, of('number'))).toEqual(['NaN', 'text'])
    expect(words('formula', 1, undefined)).toEqual(['1', 'text'])
    expect(words('rollup', 7, of('currency', { symbol: '$' }))).toEqual(['$7', 'text'])
    expect(words('multipleLookupValues', [0.1, 0.2], of('percent'))).toEqual(['10%, 20%', 'list'])
    expect(words('multipleLookupValues', [[file], [person]], of('multipleAttachments'))).toEqual([
      'list.csv, Ana',
      'list',
    ])
    expect(words('formula', 1, of('formula'))).toEqual(['1', 'text'])
  })

  it.each(['vectorEmbedding', 'constructor', ''])('F11: of the unknown type %j is its JSON', (type) => {
    expect(words(type, { a: [1] })).toEqual(['{"a":[1]}', 'raw'])
    expect(words(type, 'plain')).toEqual(['plain', 'raw'])
  })

  it('is told as text where it is not what its type says', () => {
    expect(words('number', { a: 1 })).toEqual(['{"a":1}', 'text'])
    expect(words('number', 'many')).toEqual(['many', 'text'])
    expect(words('date', 'soon')).toEqual(['soon', 'text'])
    expect(words('dateTime', '2026-99-99')).toEqual(['2026-99-99', 'text'])
    expect(words('checkbox', 'yes')).toEqual(['yes', 'text'])
    expect(words('singleLineText', '\ud800')).toEqual(['\ufffd', 'text'])
  })
})
