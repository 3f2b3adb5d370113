import { expect, it } from 'vitest'
import { httpDateMs } from './http-date.ts'

it.each([
  ['Sat, 21 Nov 2026 12:00:30 GMT', Date.UTC(2026, 10, 21, 12, 0, 30)],
  [' Sat, 21 Nov 2026 12:00:30 GMT ', Date.UTC(2026, 10, 21, 12, 0, 30)],
  ['Wednesday, 25-Nov-26 12:00:30 GMT', Date.UTC(2026, 10, 25, 12, 0, 30)],
  ['x Sat, 21 Nov 2026 12:00:30 GMT', null],
  ['Sat, 21 Nov 2026 12:00:30 GMT x', null],
  ['sat, 21 Nov 2026 12:00:30 GMT', null],
  ['SAT, 21 Nov 2026 12:00:30 GMT', null],
  ['Sa, 21 Nov 2026 12:00:30 GMT', null],
  ['Sat 21 Nov 2026 12:00:30 GMT', null],
  ['Sat, 21 Nov 2026 12:00:30 UTC', null],
  ['Sat, 99 Foo 2026 GMT', null],
  ['-5', null],
  ['', null],
  [undefined, null],
])('the HTTP date %j is %j', (value, expected) => {
  expect(httpDateMs(value)).toBe(expected)
})
