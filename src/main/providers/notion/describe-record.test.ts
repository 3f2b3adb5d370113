import { describe, expect, it } from 'vitest'
import { fieldViewSchema } from '../../../shared/model/field-view.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { scriptedSession } from '../test-support/scripted-session.ts'
import { describeRecord } from './describe-record.ts'
import { foundSchema } from './schema.ts'
import { toLoadedItem } from './to-item.ts'

const { session } = scriptedSession([])

function described(record: Record<string, unknown>, facts: Record<string, unknown> = {}) {
  const found = foundSchema.parse({
    object: 'page',
    id: '5983',
    url: 'https://app.notion.com/p/1',
    ...record,
  })
  const loaded = toLoadedItem(providerIdSchema.parse('notion'), session, 'page', found)
  if (loaded === null) throw new Error('It has an address')
  const fields = describeRecord({ ...loaded, parentRecord: null, facts })
  for (const field of fields) expect(fieldViewSchema.parse(field)).toEqual(field)
  return fields
}

const shown = (type: string, value: unknown, more: object = {}, facts: Record<string, unknown> = {}) => {
  const [field] = described({ properties: { Here: { id: 'x', type, [type]: value, ...more } } }, facts)
  return [field?.kind, field?.value]
}
const run = (plain_text: string) => ({ type: 'text', plain_text })

describe('a property of a page', () => {
  it.each<[string, unknown, string, string]>([
    ['title', [run('Tuscan '), run('kale')], 'text', 'Tuscan kale'],
    ['rich_text', [run('One\n'), { type: 'mention', plain_text: '@Ana' }], 'long-text', 'One\n@Ana'],
    ['number', 2.5, 'number', '2.5'],
    ['number', 0, 'number', '0'],
    ['number', null, 'number', ''],
    ['select', { id: 'a', name: 'High', color: 'red' }, 'text', 'High'],
    ['select', null, 'text', ''],
    ['status', { id: 'a', name: 'Done' }, 'text', 'Done'],
    ['multi_select', [{ name: 'büro' }, { name: '税' }], 'list', 'büro, 税'],
    ['date', { start: '2026-06-01', end: null, time_zone: null }, 'date', '2026-06-01'],
    ['date', { start: '2026-06-01T09:30:00.000+01:00', end: null }, 'time', '2026-06-01T09:30:00.000+01:00'],
    ['date', { start: '2026-06-01', end: '2026-06-04' }, 'text', '2026-06-01 – 2026-06-04'],
    ['date', null, 'date', ''],
    [
      'people',
      [
        { object: 'user', id: 'u1', name: 'Ana' },
        { object: 'group', id: 'g', name: 'Crew' },
      ],
      'list',
      'Ana, Crew',
    ],
    [
      'files',
      [{ name: 'a.pdf', type: 'external', external: { url: 'https://x.example' } }, {}],
      'list',
      'a.pdf, ',
    ],
    ['checkbox', true, 'flag', 'true'],
    ['url', 'javascript:alert(1)', 'address', 'javascript:alert(1)'],
    ['url', null, 'address', ''],
    ['email', 'ana@x.example', 'email', 'ana@x.example'],
    ['phone_number', '+351 21 555', 'phone', '+351 21 555'],
    ['formula', { type: 'string', string: 'Kale!' }, 'text', 'Kale!'],
    ['formula', { type: 'string', string: null }, 'text', ''],
    ['formula', { type: 'number', number: 4 }, 'number', '4'],
    ['formula', { type: 'boolean', boolean: false }, 'flag', 'false'],
    ['formula', { type: 'date', date: { start: '2026-06-01' } }, 'date', '2026-06-01'],
    [
      'formula',
      { type: 'unsupported', unsupported: {} },
      'raw',
      '{"formula":{"type":"unsupported","unsupported":{}}}',
    ],
    ['rollup', { type: 'number', number: 9, function: 'sum' }, 'number', '9'],
    [
      'rollup',
      {
        type: 'array',
        array: [
          { type: 'rich_text', rich_text: [run('A')] },
          { type: 'number', number: null },
        ],
      },
      'list',
      'A',
    ],
    ['relation', [{ id: 'p1' }, { id: 'p2' }], 'number', '2'],
    ['created_time', '2026-03-01T19:05:00.000Z', 'time', '2026-03-01T19:05:00.000Z'],
    ['last_edited_by', { object: 'user', id: 'u1', name: 'Ana' }, 'text', 'Ana'],
    ['unique_id', { prefix: 'TASK', number: 0 }, 'text', 'TASK-0'],
    ['unique_id', { prefix: null, number: 7 }, 'text', '7'],
    ['verification', { state: 'verified', date: null }, 'text', 'verified'],
    ['verification', null, 'text', ''],
    ['place', { lat: 1, lon: 2, name: 'Lisboa', address: null }, 'text', 'Lisboa'],
    ['button', {}, 'text', ''],
    ['last_visited_time', '2026-03-01', 'raw', '{"last_visited_time":"2026-03-01"}'],
    ['constructor', { a: 1 }, 'raw', '{"constructor":{"a":1}}'],
    ['number', 'seven', 'raw', '{"number":"seven"}'],
    ['toString', undefined, 'raw', '{}'],
  ])('of the type %s, %j, is %s "%s"', (type, value, kind, text) => {
    expect(shown(type, value)).toEqual([kind, text])
  })

  it('says that there is more than a page has of it', () => {
    expect(shown('relation', [{ id: 'p1' }], { has_more: true })).toEqual(['text', '1+'])
    expect(shown('people', [{ id: 'u1', name: 'Ana' }], { has_more: true })).toEqual(['list', 'Ana, …'])
  })

  it('names people of whom a record has the id alone, as far as they are known', () => {
    const facts = { people: { u1: 'Ana' } }
    const ids = [
      { object: 'user', id: 'u1' },
      { object: 'user', id: 'u2' },
    ]
    expect(shown('people', ids, {}, facts)).toEqual(['list', 'Ana, u2'])
    expect(shown('created_by', ids[0], {}, facts)).toEqual(['text', 'Ana'])
    expect(shown('created_by', ids[0], {}, { people: 7 })).toEqual(['text', 'u1'])
  })
})

describe('a record of Notion', () => {
  it('has its title first, and the others in their order', () => {
    const properties = {
      Price: { type: 'number', number: 1 },
      'Task name': { type: 'title', title: [run('Kale')] },
      Notes: { type: 'rich_text', rich_text: [] },
      odd: null,
    }
    expect(described({ properties }).map(({ label }) => label)).toEqual(['Task name', 'Price', 'Notes'])
  })

  it('of a data source has its columns with their kinds', () => {
    const properties = { Price: { type: 'number', number: {} }, Name: { type: 'title', title: {} } }
    expect(described({ object: 'data_source', properties }).map(({ name, value }) => [name, value])).toEqual([
      ['Name', 'title'],
      ['Price', 'number'],
    ])
  })

  it('that is none has no fields', () => {
    expect(described({ properties: undefined })).toEqual([])
  })

  it('is cut where somebody wrote more than anybody reads', () => {
    const name = `${'n'.repeat(299)}\u{1f6a2}${'n'.repeat(900)}`
    const properties = { [name]: { type: 'rich_text', rich_text: [run('x'.repeat(200_000))] } }
    const [field] = described({ properties })
    expect(field?.value).toHaveLength(100_000)
    expect(field?.label).toHaveLength(500)
  })
})
