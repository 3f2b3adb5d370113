import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactFields } from '../../../shared/model/contact.ts'
import {
  changedFields,
  displayName,
  fieldNamed,
  fieldProblems,
  looksLikeEmail,
  noFields,
} from './contact-form.ts'

const ada: ContactFields = {
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  phone: '+44 20 7946 1000',
  company: 'Analytical Engines',
}
const someText = fc.string({ unit: 'grapheme', maxLength: 20 })
const someFields: fc.Arbitrary<ContactFields> = fc.record({
  email: someText,
  firstName: someText,
  lastName: someText,
  phone: someText,
  company: someText,
})

describe('changedFields', () => {
  it('names only what differs', () => {
    expect(changedFields(ada, { ...ada, phone: '+44 20 7946 2000' })).toEqual({ phone: '+44 20 7946 2000' })
    expect(changedFields(ada, ada)).toEqual({})
  })

  it('sends an empty text for a field that was cleared', () => {
    expect(changedFields(ada, { ...ada, company: '' })).toEqual({ company: '' })
    expect(changedFields(ada, { ...ada, company: '   ' })).toEqual({ company: '' })
  })

  it('does not call a space at the end a change', () => {
    expect(changedFields(ada, { ...ada, lastName: 'Lovelace ' })).toEqual({})
    expect(changedFields({ ...ada, lastName: 'Lovelace ' }, { ...ada, lastName: 'Lovelace' })).toEqual({})
  })

  it('leads from what is held to what was typed, for any texts', () => {
    fc.assert(
      fc.property(someFields, someFields, (held, typed) => {
        const result = { ...held, ...changedFields(held, typed) }
        for (const name of Object.keys(held) as (keyof ContactFields)[]) {
          expect(result[name].trim()).toBe(typed[name].trim())
        }
      }),
    )
  })
})

describe('fieldProblems', () => {
  it('wants an e-mail or a name, and nothing more', () => {
    expect(fieldProblems(noFields)).toEqual({ email: 'needs-one' })
    expect(fieldProblems({ ...noFields, phone: '1', company: 'Acme' })).toEqual({ email: 'needs-one' })
    for (const name of ['email', 'firstName', 'lastName'] as const) {
      expect(fieldProblems({ ...noFields, [name]: 'x' })).toEqual({})
    }
  })

  it('does not judge how an e-mail address looks', () => {
    expect(fieldProblems({ ...noFields, email: 'not an address' })).toEqual({})
    expect(looksLikeEmail('not an address')).toBe(false)
    expect(looksLikeEmail(' ada@example.com ')).toBe(true)
  })

  it('says which field is too long or cannot be written as text', () => {
    expect(fieldProblems({ ...ada, phone: '1'.repeat(101) })).toEqual({ phone: 'too-long' })
    expect(fieldProblems({ ...ada, company: 'broken \ud800' })).toEqual({ company: 'unreadable' })
  })
})

describe('fieldNamed', () => {
  it('understands the ways in which providers spell the fields', () => {
    expect(fieldNamed('email')).toBe('email')
    expect(fieldNamed('firstname')).toBe('firstName')
    expect(fieldNamed('last_name')).toBe('lastName')
    expect(fieldNamed('lifecyclestage')).toBeNull()
  })
})

describe('displayName', () => {
  it('is the name, or the e-mail address without one, or nothing', () => {
    expect(displayName(ada)).toBe('Ada Lovelace')
    expect(displayName({ ...noFields, email: 'ada@example.com' })).toBe('ada@example.com')
    expect(displayName(noFields)).toBe('')
  })
})
