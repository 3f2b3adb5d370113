import { describe, expect, it } from 'vitest'
import { formatBytes, formatDayAndTime, formatDayOrTime } from './format.ts'

describe('sizes', () => {
  it('are told in powers of a thousand, with a part only where it says something', () => {
    expect([0, 1, 900, 1_000, 34_200_000, 2_040_000_000].map(formatBytes)).toEqual([
      '0 bytes',
      '1 byte',
      '900 bytes',
      '1 kB',
      '34.2 MB',
      '2 GB',
    ])
  })
})

describe('moments', () => {
  const nowMs = Date.UTC(2026, 10, 20, 12)

  it('are told by their time alone while that is enough', () => {
    expect(formatDayOrTime(nowMs + 7_500_000, nowMs)).toMatch(/^2:05\sPM$/)
    expect(formatDayOrTime(Date.UTC(2026, 11, 1), nowMs)).toBe('December 1')
    expect(formatDayAndTime(nowMs - 3_600_000, nowMs)).toMatch(/^11:00\sAM$/)
    expect(formatDayAndTime(Date.UTC(2026, 10, 19, 23, 59), nowMs)).toMatch(/^Nov 19, 2026, 11:59\sPM$/)
  })
})
