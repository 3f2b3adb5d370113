import { describe, expect, it } from 'vitest'
import { createProviderClock } from './provider-clock.ts'

function clockAt() {
  const at = { wallMs: 5_000, evenMs: 100 }
  const clock = createProviderClock({ now: () => at.wallMs, clockMs: () => at.evenMs })
  return { at, clock }
}

describe('the provider’s clock', () => {
  it('is this computer’s until a reply had a date', () => {
    const { at, clock } = clockAt()
    expect(clock.nowMs()).toBe(5_000)
    for (const odd of [undefined, '', 'soon', '7', 'Sat, 99 Foo 2026 GMT']) clock.note(odd)
    at.wallMs = 6_000
    expect(clock.nowMs()).toBe(6_000)
  })

  it('goes on evenly from the newest date, whatever becomes of this computer’s', () => {
    const { at, clock } = clockAt()
    clock.note('Sat, 21 Nov 2026 12:00:00 GMT')
    at.evenMs += 2_500.7
    at.wallMs = -1
    expect(clock.nowMs()).toBe(Date.parse('2026-11-21T12:00:02.500Z'))
    clock.note('Sat, 21 Nov 2026 12:00:01 GMT')
    clock.note('garbage')
    expect(clock.nowMs()).toBe(Date.parse('2026-11-21T12:00:01Z'))
  })

  it('R73: is not moved by one date that is far off, and is by two that agree', () => {
    const { at, clock } = clockAt()
    clock.note('Sat, 21 Nov 2026 12:00:00 GMT')
    for (const odd of ['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT']) {
      at.evenMs += 1_000
      clock.note(odd)
    }
    expect(clock.nowMs()).toBe(Date.parse('2026-11-21T12:00:02Z'))
    clock.note('Sat, 21 Nov 2026 12:00:03 GMT')
    clock.note('Sun, 22 Nov 2026 12:00:00 GMT')
    clock.note('Sat, 21 Nov 2026 12:00:04 GMT')
    clock.note('Sun, 22 Nov 2026 12:00:01 GMT')
    expect(clock.nowMs()).toBe(Date.parse('2026-11-21T12:00:04Z'))
    at.evenMs += 1_000
    clock.note('Sun, 22 Nov 2026 12:00:03 GMT')
    expect(clock.nowMs()).toBe(Date.parse('2026-11-22T12:00:03Z'))
  })
})
