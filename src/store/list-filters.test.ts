import { afterEach, describe, expect, it } from 'vitest'
import type { FilterCondition, FilterTest, ItemFilter } from '../shared/model/filter.ts'
import { testsOfKind } from '../shared/model/filter-tests.ts'
import type { ItemQuery } from '../shared/model/item.ts'
import type { FieldId, FieldKind } from '../shared/model/list-field.ts'
import type { StoredField } from '../shared/list-protocol.ts'
import { fieldOf, found, nowMs, only, put, storeOf, value } from '../../tests/support/filtered-store.ts'
import { anItem, aQuery } from '../../tests/support/made-up-items.ts'
import { storeWithWorkspace } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

type Case = [FilterTest, string[], number[]]

/** What each test finds among the values: `[test, values, places]`. */
function expectTests(
  kind: FieldKind,
  values: unknown[],
  cases: Case[],
  chosen: Partial<StoredField> = {},
): void {
  const store = storeOf(...values)
  for (const [test, given, places] of cases) {
    const context = `${test} ${given.join(' ')}`
    expect(found(store, fieldOf(kind, chosen), { filter: only(test, given) }), context).toEqual(places)
  }
  expect([...new Set(cases.map(([test]) => test))].sort()).toEqual([...testsOfKind[kind]].sort())
}

function expectFound(kind: FieldKind, values: unknown[], places: number[]): void {
  expect(found(storeOf(...values), fieldOf(kind), { filter: only('invalid') })).toEqual(places)
}

const savedZone = process.env['TZ']
afterEach(() => {
  process.env['TZ'] = savedZone
})

describe('a filter', () => {
  for (const kind of ['text', 'email', 'phone', 'address'] as const) {
    it(`tests values of the kind ${kind}, letters of any case and accent alike`, () => {
      expectTests(
        kind,
        ['Zoë Ångström', 'zoe', '', null, undefined, 'Łukasz', 42, ' \n ', { a: 1 }],
        [
          ['contains', ['ANG'], [0]],
          ['contains', ['zoe'], [0, 1]],
          ['lacks', ['ZOË'], [2, 3, 4, 5, 6, 7, 8]],
          ['is', ['ZOË'], [1]],
          ['is', ['42'], [6]],
          ['is-not', ['zoe'], [0, 2, 3, 4, 5, 6, 7, 8]],
          ['starts', ['lu'], [5]],
          ['starts', ['o'], []],
          ['ends', ['STROM'], [0]],
          ['ends', ['xx zoe'], []],
          ['empty', [], [2, 3, 4, 7, 8]],
          ['filled', [], [0, 1, 5, 6]],
          ...(kind === 'email' || kind === 'phone' ? [['invalid', [], [0, 1, 5, 6]] as Case] : []),
        ],
      )
    })
  }

  it('finds addresses that are none, and numbers that nobody can call', () => {
    expectFound(
      'email',
      ['ada@example.org', 'Zoë@exämple.org', 'ada', 'a@b', 'a b@c.de', 'a@b@c.de', null],
      [2, 3, 4, 5],
    )
    expectFound(
      'phone',
      // Without its country's code a number is held to its length and its signs alone.
      [
        '+44 20 7946 0000',
        '0044 20 7946 0000',
        '030 / 123-45.67',
        '(415) 555-0132 ext. 5',
        '+44 1',
        '12',
        'call me',
        null,
      ],
      [4, 5, 6],
    )
    expectFound('phone', ['1'.repeat(16), '1'.repeat(400), '+' + '1'.repeat(400), '٠٣٠١٢٣٤٥٦٧'], [0, 1, 2])
  })

  it('tests numbers, those that are written as text too, and takes other text for none', () => {
    expectTests(
      'number',
      ['12', 12, ' 1e1 ', '-3.5', 'twelve', '', null, '0x10', true, 1e21],
      [
        ['equals', ['12'], [0, 1]],
        ['less', ['10'], [3]],
        ['at-most', ['10.0'], [2, 3]],
        ['more', ['11.9'], [0, 1, 9]],
        ['at-least', ['10'], [0, 1, 2, 9]],
        ['between', ['12', '10'], [0, 1, 2]],
        ['empty', [], [4, 5, 6, 7, 8]],
        ['filled', [], [0, 1, 2, 3, 9]],
      ],
    )
  })

  it('tests days, written out and as moments at midnight UTC', () => {
    const at = (day: string): string => String(Date.parse(day))
    const days = ['2026-11-29', at('2026-11-28'), Date.parse('2026-11-22'), '2026-11-21T23:00:00Z']
    expectTests(
      'date',
      [...days, '2026-12-06', '2027-01-01', '2026-02-31', 'soon', ''],
      [
        ['equals', ['2026-11-28'], [1]],
        ['less', ['2026-11-22'], [3]],
        ['more', ['2026-11-29'], [4, 5]],
        ['between', ['2026-11-29', '2026-11-22'], [0, 1, 2]],
        ['in-last', ['7', 'day'], [0, 1, 2]],
        ['in-last', ['1', 'month'], [0, 1, 2, 3]],
        ['not-in-last', ['1', 'week'], [3, 4, 5, 6, 7, 8]],
        ['in-next', ['1', 'week'], [0, 4]],
        ['this', ['day'], [0]],
        // Sunday is the last day of its week.
        ['this', ['week'], [0, 1]],
        ['this', ['month'], [0, 1, 2, 3]],
        ['this', ['year'], [0, 1, 2, 3, 4]],
        ['empty', [], [6, 7, 8]],
        ['filled', [], [0, 1, 2, 3, 4, 5]],
      ],
    )
  })

  it('tests moments by the days of this computer', () => {
    process.env['TZ'] = 'Pacific/Auckland'
    const midnight = Date.UTC(2026, 10, 29, 11)
    expectTests(
      'time',
      [midnight, String(midnight - 1), '2026-11-30T10:59:59.999Z', midnight + 86_400_000, 'x'],
      [
        // 29 November, noon in UTC, is the first hour of 30 November there.
        ['this', ['day'], [0, 2]],
        ['equals', ['2026-11-30'], [0, 2]],
        ['less', ['2026-11-30'], [1]],
        ['more', ['2026-11-30'], [3]],
        ['between', ['2026-11-29', '2026-11-30'], [0, 1, 2]],
        ['in-last', ['1', 'day'], [0, 1, 2]],
        ['not-in-last', ['0', 'day'], [1, 3, 4]],
        ['in-next', ['1', 'day'], [0, 2, 3]],
        ['empty', [], [4]],
        ['filled', [], [0, 1, 2, 3]],
      ],
    )
  })

  it('tests one choice and several, apart by a sign or in a list', () => {
    expectTests(
      'choice',
      ['new', 'New', '', null, 7],
      [
        ['any-of', ['new', '7'], [0, 4]],
        ['none-of', ['new'], [1, 2, 3, 4]],
        ['empty', [], [2, 3]],
        ['filled', [], [0, 1, 4]],
      ],
    )
    const several: [FilterTest, string[], number[]][] = [
      ['any-of', ['b', 'x'], [0, 1]],
      ['none-of', ['a'], [1, 2, 3]],
      ['empty', [], [2, 3]],
      ['filled', [], [0, 1]],
    ]
    expectTests('choices', ['a;b', 'b', ';', null], several, { separator: ';' })
    expectTests('choices', [['a', 'b'], ['b'], [], null], several, { each: [] })
    const named = [[{ at: { name: 'a' } }, { at: { name: 'b' } }], [{ at: { name: 'b' } }], [{}], 'a']
    expectTests('choices', named, several, { each: ['at', 'name'] })
  })

  it('tests flags, which may have no value', () => {
    expectTests(
      'flag',
      [true, 'true', 1, false, 'FALSE', null, '', 'maybe'],
      [
        ['yes', [], [0, 1, 2]],
        ['no', [], [3, 4]],
        ['empty', [], [5, 6, 7]],
        ['filled', [], [0, 1, 2, 3, 4]],
      ],
    )
  })

  it('reads a text in pieces as one', () => {
    const store = storeOf([{ t: 'Hal' }, { t: 'lo' }], [{ t: 'Bo' }, { t: 'lo' }])
    const is = (text: string, separator: string | null) =>
      found(store, fieldOf('text', { each: ['t'], separator }), { filter: only('is', [text]) })
    expect(is('hallo', '')).toEqual([0])
    expect(is('bo, lo', null)).toEqual([1])
  })

  it('tests what every item has', () => {
    const store = put(
      storeWithWorkspace(temporaryFolder()),
      { email: 'ada@x.example', organisation: 'Ängste & Söhne', phone: '+44 20', parentPath: 'Home / Tasks' },
      { type: 'deal', email: null, createdAtMs: nowMs, modifiedAtMs: null, organisation: null, phone: null },
    )
    const is = (field: FieldId, test: FilterTest, values: string[] = []) =>
      found(store, null, { filter: only(test, values, field) })
    expect(is('name', 'is', ['1'])).toEqual([1])
    expect(is('type', 'any-of', ['deal'])).toEqual([1])
    expect(is('source', 'any-of', ['acct-1'])).toEqual([0, 1])
    expect(is('source', 'none-of', ['acct-1'])).toEqual([])
    expect(is('email', 'empty')).toEqual([1])
    expect(is('organisation', 'contains', ['SOHNE'])).toEqual([0])
    expect(is('phone', 'starts', ['+44'])).toEqual([0])
    expect(is('created', 'this', ['day'])).toEqual([1])
    expect(is('modified', 'empty')).toEqual([1])
    expect(is('modified', 'less', ['2026-01-01'])).toEqual([0])
    expect(is('place', 'ends', ['tasks'])).toEqual([0])
  })

  it('joins conditions and groups, and passes over one that has nothing to compare with', () => {
    const store = storeOf('ab', 'b', 'bc', 'cd')
    const contains = (text: string): FilterCondition => ({ field: value, test: 'contains', values: [text] })
    const both = (match: 'all' | 'any', ...parts: ItemFilter['parts']) =>
      found(store, fieldOf('text'), { filter: { match, parts } })
    expect(both('all', contains('b'), contains('c'))).toEqual([2])
    expect(both('any', contains('a'), contains('d'))).toEqual([0, 3])
    expect(both('all', contains('b'), { match: 'any', conditions: [contains('a'), contains('c')] })).toEqual([
      0, 2,
    ])
    expect(both('any', { match: 'all', conditions: [contains('b'), contains('c')] }, contains('d'))).toEqual([
      2, 3,
    ])
    expect(both('any', contains(''), contains('d'))).toEqual([3])
    expect(both('any', { field: value, test: 'is', values: [] })).toEqual([0, 1, 2, 3])
  })

  it('is bounded only by the contract: as many conditions and groups as that has', () => {
    const store = storeOf('a', 'b')
    const condition: FilterCondition = { field: value, test: 'is', values: ['b'] }
    const group = { match: 'any' as const, conditions: Array.from({ length: 50 }, () => condition) }
    const filter: ItemFilter = { match: 'all', parts: Array.from({ length: 50 }, () => group) }
    expect(found(store, fieldOf('text'), { filter })).toEqual([1])
  })

  it('is a filter within a search, within an item, and both', () => {
    const store = put(
      storeWithWorkspace(temporaryFolder()),
      { externalId: 'p', name: '9', email: 'page@x.example' },
      ...[0, 1, 2, 3, 4, 5].map((n) => ({
        externalId: String(n),
        name: String(n),
        email: `${n % 2 === 0 ? 'ada' : 'bob'}@x.example`,
        organisation: n < 3 ? 'low' : 'high',
        parentKey: n === 5 ? null : anItem({ externalId: 'p' }).item.key,
      })),
    )
    const parentKey = anItem({ externalId: 'p' }).item.key
    const filter = only('is', ['low'], 'organisation')
    expect(
      found(store, null, { filter, search: 'ada', sort: [{ by: 'name', direction: 'descending' }] }),
    ).toEqual([2, 0])
    // By relevance the later ones come first.
    expect(found(store, null, { filter, search: 'ada' })).toEqual([2, 0])
    expect(found(store, null, { filter, parentKey })).toEqual([0, 1, 2])
    expect(found(store, null, { filter, parentKey, search: 'bob' })).toEqual([1])
    // Rows that are equal come in the direction of the order.
    expect(found(store, null, { parentKey, sort: [{ by: 'email', direction: 'descending' }] })).toEqual([
      3, 1, 4, 2, 0,
    ])
    expect(found(store, null, { parentKey, filter: only('contains', ['@'], 'email') })).toEqual([
      0, 1, 2, 3, 4,
    ])
  })

  it('says so where it names a field that nobody described, or a test that its kind has not', () => {
    const store = storeOf('a')
    const refused = (
      query: Partial<ItemQuery>,
      fields: readonly StoredField[] = [],
      columns: FieldId[] = [],
    ) =>
      store.refusal('listItems', {
        query: aQuery(query),
        offset: 0,
        limit: 1,
        view: { fields, columns, nowMs },
      })
    expect(refused({ filter: only('is', ['a']) })).toBe('unknown-field')
    expect(refused({ sort: [{ by: value, direction: 'ascending' }] })).toBe('unknown-field')
    expect(refused({}, [], [value])).toBe('unknown-field')
    expect(refused({ filter: only('less', ['1']) }, [fieldOf('text')])).toBe('unknown-field')
  })
})
