import { describe, expect, it } from 'vitest'
import { compileFormula } from './evaluate.ts'
import type { FormulaContext } from './functions.ts'
import { isTruthy, type Value } from './values.ts'

const FIELDS: Record<string, Value> = {
  Name: 'Ada Lovelace',
  Stage: 'Won',
  Amount: 1_200,
  Empty: null,
  'Two words': 'yes',
  'With } brace': 'b',
  Due: { atMs: Date.UTC(2026, 4, 20) },
}
const CONTEXT: FormulaContext = {
  recordId: 'rec560UJdUtocSouk',
  createdMs: Date.UTC(2026, 0, 1),
  modifiedMs: () => Date.UTC(2026, 5, 1, 12),
  nowMs: Date.UTC(2026, 10, 20, 8),
  blankFails: false,
}

function compute(source: string, context: Partial<FormulaContext> = {}): Value {
  const formula = compileFormula(source, new Set(Object.keys(FIELDS)))
  if ('reason' in formula) throw new Error(formula.reason)
  return formula.evaluate((name) => FIELDS[name] ?? null, { ...CONTEXT, ...context })
}

describe('a formula', () => {
  it.each<[string, Value]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 2 - 3', 5],
    ['-{Amount} / 2', -600],
    ['"a" & "b" & 1', 'ab1'],
    ['1 + 1 & "x"', '2x'],
    [`{Stage}='Won'`, true],
    [`{Stage} != "Won"`, false],
    ['{Amount} >= 1200', true],
    ['Amount < 1200', false],
    ['{Empty} = ""', true],
    ['{Empty} = BLANK()', true],
    ['{Two words} = "yes"', true],
    ['{With \\} brace}', 'b'],
    ["'it\\'s'", "it's"],
    ['AND({Amount} > 1, {Stage} = "Won")', true],
    ['OR({Empty}, 0, "")', false],
    ['NOT({Empty})', true],
    ['if({Amount} > 1000, "large", "small")', 'large'],
    ['RECORD_ID()', 'rec560UJdUtocSouk'],
    ['SEARCH("LOVE", {Name})', 5],
    ['SEARCH("none", {Name})', null],
    ['FIND("LOVE", {Name})', 0],
    ['FIND("Love", {Name})', 5],
    ['LOWER({Name})', 'ada lovelace'],
    ['LEN({Empty})', 0],
    ['IS_BEFORE({Due}, "2026-06-01")', true],
    ['IS_AFTER({Due}, DATETIME_PARSE("2026-06-01"))', false],
    ['IS_SAME(CREATED_TIME(), "2026-01-31", "month")', true],
    ['IS_SAME({Due}, "2026-05-20")', true],
    ['IS_SAME(TODAY(), "2026-11-20")', true],
    ['DATETIME_DIFF({Due}, CREATED_TIME(), "days")', 139],
    ['DATETIME_FORMAT(DATEADD({Due}, 1, "month"), "YYYY-MM-DD")', '2026-06-20'],
    ['ISERROR(DATETIME_PARSE("no date"))', true],
    ['ISERROR(DATEADD({Due}, 1000000000, "years"))', true],
    ['ISERROR(DATEADD({Due}, "many", "days"))', true],
    ['{Amount} & " " & {Due}', '1200 2026-05-20T00:00:00.000Z'],
    ['ROUND(2.345, 1)', 2.3],
  ])('%s gives %j', (source, expected) => {
    expect(compute(source)).toEqual(expected)
  })

  it('takes a very long formula, and fails over a text that grows without end', () => {
    expect(compute(`0${'+1'.repeat(100_000)}`)).toBe(100_000)
    const doubled = `${'SUBSTITUTE('.repeat(60)}"a"${',"a","aa")'.repeat(60)}`
    expect(compute(`ISERROR(${doubled})`)).toBe(true)
  })

  const incremental = (from: string): string =>
    `OR(NOT(IS_BEFORE(CREATED_TIME(),DATETIME_PARSE("${from}"))),NOT(IS_BEFORE(LAST_MODIFIED_TIME(),DATETIME_PARSE("${from}"))))`

  it('finds what was created or edited since a moment, that moment included', () => {
    expect(compute(incremental('2026-06-01T12:00:00.000Z'))).toBe(true)
    expect(compute(incremental('2026-06-01T12:00:00.001Z'))).toBe(false)
    expect(compute(incremental('2025-12-31T00:00:00.000Z'))).toBe(true)
  })

  it('takes a blank time for false, or fails over it and takes the whole row along', () => {
    const blank = { modifiedMs: () => undefined }
    expect(compute(incremental('2026-06-01T00:00:00.000Z'), blank)).toBe(true)
    expect(isTruthy(compute(incremental('2025-12-31T00:00:00.000Z'), { ...blank, blankFails: true }))).toBe(
      false,
    )
  })

  it.each([
    ['', /Invalid formula/],
    ['FOO(1)', /Invalid formula/],
    ['AND(', /Invalid formula/],
    ['{Name', /Invalid formula/],
    ['"open', /Invalid formula/],
    ['1 +', /Invalid formula/],
    ['1 2', /Invalid formula/],
    ['NOT(1, 2)', /Invalid formula/],
    ['toString()', /Invalid formula/],
    ['a == b', /Invalid formula/],
    ['{Nope} = 1', /Unknown field names: nope/],
    [`${'('.repeat(5_000)}1${')'.repeat(5_000)}`, /Invalid formula/],
    ['-'.repeat(200_000) + '1', /Invalid formula/],
  ])('%.30s is refused with a reason', (source, reason) => {
    expect(compileFormula(source, new Set(Object.keys(FIELDS)))).toEqual({
      reason: expect.stringMatching(reason),
    })
  })
})
