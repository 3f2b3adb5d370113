import { describe, expect, it } from 'vitest'
import { aField } from '../test-support/fake-contact-form.ts'
import { hintOf } from './field-hints.ts'

const phone = aField('phone', { kind: 'phone' })
const british = ['en-GB', 'en']

describe('hints', () => {
  it.each(['+44 20 7946 1000', '+49 30 901820', '020 7946 0999', '+44 20 7946 1000 ext 12', '  '])(
    'finds nothing odd about the number “%s”',
    (text) => {
      expect(hintOf(phone, text, british)).toBeNull()
    },
  )

  it.each(['+44 20 1', '0', 'call me', '+999 123456', 'x'.repeat(5_000)])('warns about “%s”', (text) => {
    expect(hintOf(phone, text, british)).toBe('odd-phone')
  })

  it('looks at the length alone where nobody says of which country a number is', () => {
    expect(hintOf(phone, '030 901820', ['de'])).toBeNull()
    expect(hintOf(phone, '12', ['C', ''])).toBe('odd-phone')
  })

  it('warns about odd addresses and numbers, and not about others', () => {
    const email = aField('email', { kind: 'email' })
    expect(hintOf(email, 'ada@')).toBe('odd-email')
    expect(hintOf(email, ' ada@example.com ')).toBeNull()
    expect(hintOf(aField('n', { kind: 'number' }), '1,5')).toBe('odd-number')
    expect(hintOf(aField('n', { kind: 'number' }), '-1.5')).toBeNull()
    expect(hintOf(aField('a', { kind: 'address' }), 'nowhere')).toBe('odd-address')
    expect(hintOf(aField('a', { kind: 'address' }), 'https://quay.example')).toBeNull()
  })
})
