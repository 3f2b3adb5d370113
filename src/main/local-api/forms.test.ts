import { describe, expect, it } from 'vitest'
import { contactValuesSchema } from '../../shared/model/contact.ts'
import { readProperties } from './forms.ts'

const read = (fields: unknown) => readProperties(JSON.stringify(fields))

describe('properties_str', () => {
  it('is read bare and with "properties" around it, each value as HubSpot would write it', () => {
    const fields = { email: 'ada@example.org', amount: 12.5, isKnown: true, phone: null }
    const values = { email: 'ada@example.org', amount: '12.5', isKnown: 'true', phone: '' }
    expect(read(fields)).toEqual(values)
    expect(read({ properties: fields })).toEqual(values)
    expect(read({ properties: 'a field of that name' })).toEqual({ properties: 'a field of that name' })
  })

  it.each([
    ['longer than a change can hold', 'x'.repeat(65_537)],
    ['half of a character', '\ud800'],
    ['a list', ['a']],
    ['an object', { a: 'b' }],
  ])('R28: is refused where a value is %s, which the outbox could not read again', (_what, value) => {
    expect(read({ firstname: value })).toBeNull()
    expect(read({ properties: { firstname: value } })).toBeNull()
  })

  it('R28: is nothing but what a change can hold', () => {
    expect(contactValuesSchema.parse(read({ firstname: 'x'.repeat(65_536) }))).toBeTruthy()
    for (const json of ['', 'no JSON', 'null', '[]', '"text"', '{"a b": "x"}', '{"": "x"}'])
      expect(readProperties(json)).toBeNull()
  })
})
