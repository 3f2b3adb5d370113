import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEnv } from './parse-env.ts'

const read = (source: string): Record<string, string> => Object.fromEntries(parseEnv(source))

describe('a .env', () => {
  it.each([
    ['A=1\nB=2', { A: '1', B: '2' }],
    ['\ufeffA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['export A=1\n  export\tB = 2 ', { A: '1', B: '2' }],
    ['# A=1\n\nB=2 # the second\nC= # nothing', { B: '2', C: '' }],
    ['A=\' spaces \'\nB=" spaces "', { A: ' spaces ', B: ' spaces ' }],
    ['A="two\nlines"\nB=2', { A: 'two\nlines', B: '2' }],
    ['A="a \\"quoted\\" \\n line \\w"', { A: 'a "quoted" \n line \\w' }],
    ["A='as \\n it is'", { A: 'as \\n it is' }],
    ['A="1" # after\nB=2', { A: '1', B: '2' }],
    ['A=1\nA=2', { A: '2' }],
    ['A=b=c==', { A: 'b=c==' }],
    ['no assignment\n=x\n9A=1\nB=2', { B: '2' }],
    ['A="never closed\nB=2', { B: '2' }],
    ['A=1\rB=2', { A: '1', B: '2' }],
  ])('says of %j what stands there', (source, values) => {
    expect(read(source)).toEqual(values)
  })

  it('keeps a secret whole that has a number sign in it', () => {
    expect(read('S=abc#def\nT=abc #def')).toEqual({ S: 'abc#def', T: 'abc' })
  })

  it('knows no names that mean something to JavaScript', () => {
    expect([...parseEnv('__proto__=1\nconstructor=2')]).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ])
  })

  it('is read whatever it holds', () => {
    const pieces = fc.constantFrom(
      'A',
      '=',
      '"',
      "'",
      '\\',
      '\n',
      '\r',
      '#',
      ' ',
      'export ',
      '\ufeff',
      '\0',
      'é',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((all) => all.join('')),
        ),
        (source) => {
          for (const name of parseEnv(source).keys()) expect(name).toMatch(/^[A-Za-z_][\w.]*$/)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('gives back what was written in quotes', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const written = value.replaceAll(/["\\]/g, '\\$&').replaceAll('\r', '\\r')
        expect(read(`A="${written}"`)).toEqual({ A: value })
      }),
    )
  })
})
