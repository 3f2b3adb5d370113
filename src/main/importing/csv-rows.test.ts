import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../tests/support/made-up-items.ts'
import { readingRows } from './csv-rows.ts'

function read(text: string, newline = '\n', pieceLength = Infinity) {
  const reader = readingRows(',', newline)
  const rows: string[][] = []
  for (let at = 0; at < text.length; at += pieceLength)
    rows.push(...reader.read(text.slice(at, at + pieceLength)))
  const last = reader.end()
  return { rows: last === null ? rows : [...rows, last], looks: reader.looks }
}

/** Rows of nothing at the end are none: papaparse sees one more of them. */
const trimmed = (rows: readonly string[][]): readonly string[][] =>
  rows.slice(0, rows.findLastIndex((row) => row.length > 1 || row[0] !== '') + 1)

describe('rows of a CSV', () => {
  it.each([1, 2, 3, 4])('are those of papaparse, wherever pieces end, seed %i', (seed) => {
    const random = seededRandom(seed)
    const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)]!
    const many = <Value>(most: number, make: () => Value): Value[] =>
      Array.from({ length: Math.floor(random() * most) }, make)
    for (const newline of ['\n', '\r\n'] as const) {
      for (let n = 0; n < 300; n++) {
        const cell = (): string => {
          const text = many(6, () => pick(['"', ',', ' ', 'a', 'é€', '👍', newline, '\t'])).join('')
          if (random() < 0.6) return `"${text.replaceAll('"', '""')}"${pick(['', '', ' '])}`
          return text.replaceAll(/^"|[,\r\n]/g, '').replace(/^"+/, '')
        }
        const text = many(6, () => `${[cell(), ...many(4, cell)].join(',')}${newline}`).join('')
        const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline })
        const { rows } = read(text, newline, 1 + Math.floor(random() * 5))
        expect({ text, rows: trimmed(rows) }).toEqual({ text, rows: trimmed(data) })
      }
    }
  })

  it('keep quotes that neither end a cell nor are doubled', () => {
    expect(read('"a"b",c\n"d" "e",x"y"\n"f').rows).toEqual([['a"b', 'c'], ['d" "e', 'x"y"'], ['f']])
  })

  const nasty: Readonly<Record<string, (length: number) => string>> = {
    'a quote that is never closed': (length) => `a,b\n"${'x,\n'.repeat(length / 3)}`,
    'one giant cell': (length) => `a\n"${'x""'.repeat(length / 3)}"\n`,
    'one long row without an end': (length) => 'x,'.repeat(length / 2),
    'short lines of one quoted column': (length) => '"x"\n'.repeat(length / 4),
    'quotes within plain cells': (length) => 'x"y,"z" q"\n'.repeat(length / 11),
  }
  it.each(Object.keys(nasty))('take as many looks as there are characters, and no more: %s', (name) => {
    const looksFor = (length: number): number => {
      const text = nasty[name]!(length)
      return read(text, '\n', 4_096).looks / text.length
    }
    expect(looksFor(60_000)).toBeLessThanOrEqual(2)
    expect(looksFor(1_200_000)).toBeLessThanOrEqual(1.01 * looksFor(60_000))
  })
})
