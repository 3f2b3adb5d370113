import { describe, expect, it } from 'vitest'
import { outcomeOf, type Mutant } from './outcome.mjs'

const source = ['export const isFull = (count: number): boolean =>', '  count >= 10 || count === Infinity']
const mutant = (status: string, replacement: string, at = 2): Mutant => ({
  ...{ file: 'src/full.ts', at, mutator: 'ConditionalExpression' },
  ...{ status, replacement },
})
const entry = (...mutants: string[]) => ({
  ...{ file: 'src/full.ts', line: 'count >= 10 || count === Infinity', mutants },
  reason: 'Infinity is at least ten.',
})
const outcome = (mutants: Mutant[], ...accepted: ReturnType<typeof entry>[]) =>
  outcomeOf(mutants, () => source, accepted)

describe('what came of an area’s mutants', () => {
  it('is the share that a test noticed, where a mutant that never ended was noticed too', () => {
    const { score, ...counts } = outcome([
      mutant('Killed', 'true'),
      mutant('Timeout', 'count < 10'),
      mutant('Survived', 'false'),
      mutant('NoCoverage', 'count > 10'),
    ])
    expect(score).toBe(50)
    expect(counts).toMatchObject({
      mutants: 4,
      killed: 1,
      timedOut: 1,
      survived: 1,
      uncovered: 1,
      accepted: 0,
    })
  })

  it('leaves out what is accepted, and those that say nothing', () => {
    const { score, accepted, failed, left, idle } = outcome(
      [mutant('Killed', 'true'), mutant('Survived', 'count\n    >= 10'), mutant('RuntimeError', '')],
      entry('count >= 10'),
    )
    expect({ score, accepted, failed, idle }).toEqual({ score: 100, accepted: 1, failed: 1, idle: [] })
    expect(left).toMatchObject([{ at: 2, replacement: 'count >= 10', reason: 'Infinity is at least ten.' }])
  })

  it('names what is accepted and does not survive', () => {
    const { idle } = outcome(
      [mutant('Killed', 'true'), mutant('Survived', 'true', 1)],
      entry('true', 'false'),
    )
    expect(idle.map(({ replacement }) => replacement)).toEqual(['true', 'false'])
  })

  it('is all of it where there is nothing to notice', () => {
    expect(outcome([]).score).toBe(100)
  })
})
