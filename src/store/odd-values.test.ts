import { beforeAll, expect, it } from 'vitest'
import { isOddEmail, isOddPhone } from './odd-values.ts'
import { loadPhoneNumbers } from './phone-numbers.ts'

beforeAll(loadPhoneNumbers)

it.each([
  '+44 20 7946 0000',
  '0044 20 7946 0000',
  '+49 (0)30 1234567',
  '030 / 123 45 67',
  '(030) 1234567 ext. 12',
  // As programs write them and people paste them: dashes of print, narrow spaces, marks of the direction.
  '030–1234567',
  '+49 30‑1234567',
  '030\u202F123\u00A04567',
  '\u202A+49 30 1234567\u202C',
  '\u200E030 1234567',
])('takes %j for a number to call', (text) => {
  expect(isOddPhone(text)).toBe(false)
})

it.each(['+44 1', '12', 'call me', '+999 20 7946 0000', '030 1234567 or 89', '1'.repeat(61), '\u200E'])(
  'takes %j for none',
  (text) => {
    expect(isOddPhone(text)).toBe(true)
  },
)

it('takes an address for one with spaces around it, and not within', () => {
  expect(['ada@example.org', ' ada@example.org '].map(isOddEmail)).toEqual([false, false])
  expect(['ada', 'ada@', 'ada@example', 'a da@example.org', 'ada@example.org.'].map(isOddEmail)).toEqual(
    Array.from({ length: 5 }, () => true),
  )
})
