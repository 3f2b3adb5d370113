import { describe, expect, it } from 'vitest'
import {
  copyOf,
  finding,
  isMore,
  membersAtOnce,
  pathsWith,
  pathText,
  rowsOf,
  unfoldedAtFirst,
  unfoldedTo,
  valueAt,
} from './json-rows.ts'

const record = {
  id: '7',
  properties: { email: 'ada@example.com', 'First name': 'Ada', '0': 1.5, on: true, none: null },
  tags: ['a', { deep: ['b'] }],
}

const drawn = (value: Parameters<typeof rowsOf>[0], unfolded = unfoldedAtFirst(value)): string[] =>
  rowsOf(value, unfolded).map((row) =>
    isMore(row)
      ? `${String(row.level)} ${row.kind} ${String(row.left)}`
      : `${String(row.level)} ${row.name} ${row.text}`,
  )

describe('the path of a value', () => {
  it('is written so that no two are alike', () => {
    expect(pathText(['properties', 'email'])).toBe('properties.email')
    expect(pathText(['tags', 1, 'deep', 0])).toBe('tags[1].deep[0]')
    expect(pathText(['properties', 'First name'])).toBe('properties["First name"]')
    expect(pathText(['properties', '0'])).toBe('properties["0"]')
    expect(pathText(['a.b'])).not.toBe(pathText(['a', 'b']))
  })

  it('leads to the value, and to nothing where there is none', () => {
    expect(valueAt(record, ['tags', 1, 'deep', 0])).toBe('b')
    expect(valueAt(record, ['tags', 7, 'deep'])).toBeNull()
    expect(copyOf(valueAt(record, ['id']))).toBe('7')
    expect(JSON.parse(copyOf(valueAt(record, ['tags'])))).toEqual(record.tags)
  })
})

describe('the lines of the tree', () => {
  it('show what lies directly in the record, open, each with its place', () => {
    expect(drawn(record)).toEqual([
      '1 id "7"',
      '1 properties ',
      '2 0 1.5',
      '2 email "ada@example.com"',
      '2 First name "Ada"',
      '2 on true',
      '2 none null',
      '1 tags ',
      '2 0 "a"',
      '2 1 ',
    ])
    const [, properties] = rowsOf(record, unfoldedAtFirst(record))
    expect(properties).toMatchObject({ kind: 'object', size: 5, isOpen: true, place: 2, of: 3 })
  })

  it('are few however long the record is', () => {
    const long = Object.fromEntries(
      Array.from({ length: 50 }, (_unused, index) => [
        `part${String(index)}`,
        Array.from({ length: 20_000 }, () => 'x'),
      ]),
    )
    const rows = rowsOf(long, unfoldedAtFirst(long))
    expect(rows.length).toBeLessThan(300)
    expect(rows.some((row) => isMore(row) && row.left === 20_000 - membersAtOnce)).toBe(true)
    const text = rowsOf({ text: 'x'.repeat(1_000_000) }, unfoldedAtFirst({}))[0]
    expect(text !== undefined && !isMore(text) && text.text.length).toBeLessThan(500)
  })

  it('come a hundred at a time, on either side', () => {
    const list = Array.from({ length: 1_000 }, (_unused, index) => index)
    const unfolded = unfoldedTo(list, unfoldedAtFirst(list), [450])
    const rows = rowsOf(list, unfolded)
    expect(rows).toHaveLength(102)
    expect(rows[0]).toMatchObject({ kind: 'before', left: 400, span: { from: 300, to: 500 } })
    expect(rows.at(-1)).toMatchObject({ kind: 'after', left: 500, span: { from: 400, to: 600 } })
  })

  it('are opened on the way to what was found, and nothing else is closed', () => {
    const unfolded = unfoldedTo(record, { open: new Set(['properties']), spans: new Map() }, [
      'tags',
      1,
      'deep',
      0,
    ])
    expect([...unfolded.open]).toEqual(['properties', 'tags', 'tags[1]', 'tags[1].deep'])
    expect(drawn(record, unfolded)).toContain('4 0 "b"')
  })
})

describe('looking through a record', () => {
  const found = (text: string): string[] => pathsWith(record, finding(text) ?? /$^/u).map(pathText)

  it('finds names and values, letters of either case alike, in the order of the record', () => {
    expect(found('ADA')).toEqual(['properties.email', 'properties["First name"]'])
    expect(found('deep')).toEqual(['tags[1].deep'])
    expect(found('1.5')).toEqual(['properties["0"]'])
    expect(found('null')).toEqual(['properties.none'])
  })

  it('takes what was typed to the letter', () => {
    expect(found('a.a')).toEqual([])
    expect(found('@example.com')).toEqual(['properties.email'])
    for (const text of ['(', '[', '\\', '*', '+?', '{1}', '-', '/']) expect(found(text)).toEqual([])
    expect(finding('')).toBeNull()
  })
})
