import { expect, it } from 'vitest'
import { csvText } from './csv-text.ts'

it('quotes what would end a cell, keeps numbers as they are, and lets no name be a formula', () => {
  expect(
    csvText([
      ['Stage', 'Deals'],
      ['a "b", c', -1.5],
      ['two\nlines', 0],
    ]),
  ).toBe('Stage,Deals\r\n"a ""b"", c",-1.5\r\n"two\nlines",0\r\n')
  expect(csvText([['=1+1', 2]])).not.toMatch(/^"?=/)
})
