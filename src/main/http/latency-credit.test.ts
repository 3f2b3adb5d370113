import { describe, expect, it } from 'vitest'
import { createLatencyCredit } from './latency-credit.ts'

describe('how much earlier than its reply a call was counted', () => {
  it('is nothing before eight replies, then nine tenths of the fastest', () => {
    const credit = createLatencyCredit()
    for (let at = 0; at < 7; at += 1) credit.note(200)
    expect(credit.ms()).toBe(0)
    credit.note(100)
    expect(credit.ms()).toBe(90)
  })

  it('goes by the last 32 replies', () => {
    const credit = createLatencyCredit()
    credit.note(10)
    for (let at = 0; at < 31; at += 1) credit.note(100)
    expect(credit.ms()).toBe(9)
    credit.note(100)
    expect(credit.ms()).toBe(90)
  })

  it('is nothing from the first refusal on', () => {
    const credit = createLatencyCredit()
    for (let at = 0; at < 8; at += 1) credit.note(100)
    credit.distrust()
    expect(credit.ms()).toBe(0)
    credit.note(100)
    expect(credit.ms()).toBe(0)
  })
})
