import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { anItem, aQuery } from '../support/made-up-items.ts'
import { contactFeed } from '../support/made-up-runs.ts'
import { storeWithWorkspace, type StoreInTest } from '../support/opened-store.ts'

const names = [
  'Ada Lovelace',
  'OR',
  'NEAR',
  "Robert'); DROP TABLE item;--",
  'a*b',
  '"quoted"',
  '😀 Smile',
  '王小明',
]

let store: StoreInTest

beforeAll(() => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-test-'))
  store = storeWithWorkspace(folder)
  names.forEach((name, n) => {
    const item = anItem({
      externalId: String(n),
      name,
      email: `${n}@mail.example`,
      organisation: null,
      phone: null,
    })
    store.ask('putItem', { feed: contactFeed, item, nowMs: 1 })
  })
  return () => {
    store.ask('closeAll', {})
    fs.rmSync(folder, { recursive: true })
  }
})

function found(search: string): string[] {
  const { rows, total } = store.ask('listItems', { query: aQuery({ search }), offset: 0, limit: 500 })
  expect(rows).toHaveLength(total)
  return rows.map((row) => row.name)
}

describe('search with hostile input', () => {
  it.each([
    ['OR', ['OR']],
    ['NEAR(', ['NEAR']],
    ['name:ada', []],
    ['name : ada', []],
    ['-ada', ['Ada Lovelace']],
    ['^ada', ['Ada Lovelace']],
    ['ada*', ['Ada Lovelace']],
    ['"ada', ['Ada Lovelace']],
    ['ada"', ['Ada Lovelace']],
    ['""ada""', ['Ada Lovelace']],
    ['ada AND', []],
    ['NOT ada', []],
    ['{name} : ada', []],
    ['ada\0lovelace', ['Ada Lovelace']],
    ['ada + lovelace', ['Ada Lovelace']],
    ["robert'", ["Robert'); DROP TABLE item;--"]],
    ['a*b', ['a*b']],
    ['王小', ['王小明']],
    ['😀', []],
    ['😀 smile', ['😀 Smile']],
    ['***', []],
    ['"""', []],
    [')))', []],
    ['%_%', []],
    ['\ud800', []],
    ['\ud800ada', ['Ada Lovelace']],
    ['\u0301\u0301\u0301', []],
  ])('takes %j as text', (search, expected) => {
    expect(found(search)).toEqual(expected)
  })

  it('reads the beginning of a text that is too long', () => {
    expect(found('a '.repeat(50_000))).toEqual(['a*b', 'Ada Lovelace'])
    expect(found('x'.repeat(100_000))).toEqual([])
    expect(found('ﷺ'.repeat(1_000))).toEqual([])
    expect(found(`${' '.repeat(150)}ada${' lovelace'.repeat(100)}`)).toEqual(['Ada Lovelace'])
  })

  it('answers any text at all, and stays usable', () => {
    const operators = fc.constantFrom(
      '"',
      "'",
      '*',
      '^',
      ':',
      '-',
      '+',
      '(',
      ')',
      '{',
      '}',
      ' AND ',
      ' OR ',
      ' NOT ',
      'NEAR(',
      '\0',
      '%',
      '_',
    )
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.oneof(operators, fc.constantFrom('a', 'd', 'o', '1', ' ', '@')), maxLength: 40 }),
    )
    fc.assert(
      fc.property(anything, (search) => {
        found(search)
      }),
      { numRuns: 500, seed: 20_260_905 },
    )
    expect(found('lovelace')).toEqual(['Ada Lovelace'])
  })

  it('finds every item by any beginning of its words', () => {
    const words = fc.constantFrom('Ada Lovelace', 'Robert DROP TABLE', 'quoted', 'Smile', '王小明')
    fc.assert(
      fc.property(words, fc.nat(), fc.boolean(), (text, cut, isUpper) => {
        const search = text
          .split(' ')
          .map((word) =>
            Array.from(word)
              .slice(0, 1 + (cut % word.length))
              .join(''),
          )
          .map((word) => (isUpper ? word.toUpperCase() : word))
          .reverse()
          .join('  ')
        const first = text.split(' ')[0] ?? text
        expect(found(search).some((name) => name.includes(first))).toBe(true)
      }),
      { numRuns: 100, seed: 20_260_905 },
    )
  })
})
