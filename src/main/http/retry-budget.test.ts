import { describe, expect, it } from 'vitest'
import { createRetryBudget } from './retry-budget.ts'

describe('the budget of repeats', () => {
  it('R57: is ten, and a tenth of the calls since', () => {
    const budget = createRetryBudget()
    const takeAll = (): number => {
      for (let taken = 0; ; taken += 1) if (!budget.take()) return taken
    }
    budget.noteCall()
    expect(takeAll()).toBe(10)
    for (let call = 0; call < 9; call += 1) budget.noteCall()
    expect(takeAll()).toBe(0)
    budget.noteCall()
    expect(takeAll()).toBe(1)
    for (let call = 0; call < 10_000; call += 1) budget.noteCall()
    expect(takeAll()).toBe(10)
  })
})
