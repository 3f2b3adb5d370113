import { describe, expect, it } from 'vitest'
import { quotaEndMs } from './quota-end.ts'

const end = (period: 'day' | 'month', now: string, timeZone: string | null) => {
  const atMs = quotaEndMs(period, Date.parse(now), timeZone)
  return atMs === null ? null : new Date(atMs).toISOString()
}

describe('the end of a quota', () => {
  it.each([
    ['2026-01-15T12:00:00Z', 'Europe/Lisbon', '2026-01-16T00:00:00.000Z'],
    ['2026-07-15T23:30:00Z', 'Europe/Lisbon', '2026-07-16T23:00:00.000Z'],
    // Days of 23 and of 25 hours.
    ['2026-03-29T00:30:00Z', 'Europe/Lisbon', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25T00:30:00Z', 'Europe/Lisbon', '2026-10-26T00:00:00.000Z'],
    ['2026-11-21T01:00:00.250Z', 'America/Los_Angeles', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T12:00:00Z', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
  ])('of a day, seen at %s in %s, is midnight there: %s', (now, timeZone, expected) => {
    expect(end('day', now, timeZone)).toBe(expected)
  })

  it.each([[null], ['Atlantis/Capital'], [''], ['../x']])(
    'of a day is not known in the time zone %j',
    (timeZone) => {
      expect(end('day', '2026-11-21T12:00:00Z', timeZone)).toBeNull()
    },
  )

  it('of a month is the first of the next, in UTC', () => {
    expect(end('month', '2026-11-30T23:59:59Z', null)).toBe('2026-12-01T00:00:00.000Z')
    expect(end('month', '2026-12-01T00:00:00Z', 'Asia/Tokyo')).toBe('2027-01-01T00:00:00.000Z')
  })
})
