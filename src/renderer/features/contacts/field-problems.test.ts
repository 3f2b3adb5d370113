import { describe, expect, it } from 'vitest'
import { aContactForm, aField } from '../../test-support/fake-contact-form.ts'
import { fieldProblems } from './field-problems.ts'

describe('problems', () => {
  const form = aContactForm()
  const problems = (values: Record<string, string>, isNew: boolean, ofForm = form) =>
    Object.fromEntries(fieldProblems(ofForm, (name) => values[name] ?? '', isNew))

  it('wants one of some fields and each required one, of a new contact alone', () => {
    const strict = aContactForm({ fields: [...form.fields, aField('source', { isRequired: true })] })
    expect(problems({}, true, strict)).toEqual({ email: 'needs-one', source: 'required' })
    expect(problems({ lastname: 'Quay', source: 'fair' }, true, strict)).toEqual({})
    expect(problems({}, false, strict)).toEqual({})
  })

  it('says what cannot be kept or sent at all', () => {
    expect(problems({ phone: '1'.repeat(65_537), company: 'a\ud800', email: 'odd' }, false)).toEqual({
      phone: 'too-long',
      company: 'unreadable',
    })
  })
})
