import { describe, expect, it } from 'vitest'
import { cellText } from './cell-text.ts'

const words = { yes: 'Yes', no: 'No' }
const plain = { kind: 'text', options: new Map<string, string>() } as const
const options = new Map([['lead', 'Lead']])

describe('a value in a cell', () => {
  it.each([
    ['number', 12_304.25, '12,304.25'],
    ['date', '2026-11-28', 'Nov 28, 2026'],
    ['date', 'soon', 'soon'],
    ['time', Date.UTC(2026, 10, 28, 12), 'Nov 28, 2026'],
    ['time', 9e15, '9000000000000000'],
    ['flag', true, 'Yes'],
    ['flag', false, 'No'],
    ['choice', 'lead', 'Lead'],
    ['choice', 'gone', 'gone'],
    ['choices', ['lead', 'gone'], 'Lead, gone'],
    ['text', null, ''],
  ] as const)('of kind %s reads as a person writes it: %s', (kind, value, expected) => {
    const text = cellText(
      { ...plain, kind, options },
      value === null ? null : Array.isArray(value) ? [...value] : (value as string | number | boolean),
      words,
    )
    expect(text).toContain(expected)
  })

  it('that is an id is written without separators', () => {
    expect(cellText({ ...plain, kind: 'number', isIdentifier: true }, 20_301_001, words)).toBe('20301001')
  })
})
