import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aField, options } from '../test-support/fake-contact-form.ts'
import {
  dayInput,
  dayValue,
  offeredOptions,
  sentValue,
  shownText,
  timeInput,
  timeValue,
} from './field-value.ts'

const words = { yes: 'Yes', no: 'No' }

describe('days and times', () => {
  it('shows days and times in every form in which a provider writes them', () => {
    expect(dayInput('2026-11-02')).toBe('2026-11-02')
    expect(dayInput('2026-11-02T00:00:00Z')).toBe('2026-11-02')
    expect(dayInput(String(Date.UTC(2026, 10, 2)))).toBe('2026-11-02')
    expect(timeInput('2026-11-02T09:15:00.000Z')).toBe('2026-11-02T09:15')
    expect(timeInput('2026-11-02T09:15:07.250Z')).toBe('2026-11-02T09:15:07.250')
    expect(timeInput(String(Date.UTC(2026, 10, 2, 9, 15)))).toBe('2026-11-02T09:15')
  })

  it('does not pretend to show what is no day or time', () => {
    for (const value of ['soon', '2026-13-40', '12', '9999999999999999']) {
      expect(dayInput(value)).toBeNull()
      expect(timeInput(value)).toBeNull()
    }
  })

  it('writes as the provider wrote before, else in ISO 8601', () => {
    expect(dayValue('2026-11-02', '')).toBe('2026-11-02')
    expect(dayValue('2026-11-02', '1700000000000')).toBe(String(Date.UTC(2026, 10, 2)))
    expect(timeValue('2026-11-02T09:15', '2025-01-01T00:00:00Z')).toBe('2026-11-02T09:15:00.000Z')
    expect(timeValue('2026-11-02T09:15', '1700000000000')).toBe(String(Date.UTC(2026, 10, 2, 9, 15)))
    expect(dayValue('', '1700000000000')).toBe('')
    expect(timeValue('', '1700000000000')).toBe('')
  })

  it('comes back to what is shown, for any time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (at) => {
          const shown = timeInput(at.toISOString()) ?? ''
          expect(timeInput(timeValue(shown, ''))).toBe(shown)
        },
      ),
    )
  })
})

describe('shownText', () => {
  it('has labels in the place of ids, and leaves alone what it does not know', () => {
    const stage = aField('stage', { kind: 'choice', options: options('Lead', 'Customer') })
    expect(shownText(stage, 'customer', words)).toBe('Customer')
    expect(shownText(stage, 'lost', words)).toBe('lost')
    expect(shownText({ ...stage, kind: 'choices' }, 'lead;customer', words)).toBe('Lead, Customer')
    expect(shownText(aField('a', { kind: 'flag' }), 'false', words)).toBe('No')
    expect(shownText(aField('a', { kind: 'date' }), '2026-11-02', words)).toBe('Nov 2, 2026')
    expect(shownText(aField('a', { kind: 'date' }), 'soon', words)).toBe('soon')
    expect(shownText(stage, '', words)).toBe('')
  })
})

describe('offeredOptions', () => {
  it('leaves out what is hidden, unless it is set, and keeps what nobody offers', () => {
    const field = aField('owner', {
      options: [...options('Ana'), { value: 'old', label: 'Old', isHidden: true }],
    })
    expect(offeredOptions(field, []).map(({ value }) => value)).toEqual(['ana'])
    expect(offeredOptions(field, ['old', '99']).map(({ label }) => label)).toEqual(['Ana', 'Old', '99'])
  })
})

describe('sentValue', () => {
  it('takes the spaces of a paste away, but not those within a long text', () => {
    expect(sentValue(aField('a'), ' x ')).toBe('x')
    expect(sentValue(aField('a', { kind: 'long-text' }), 'one\n\n  two\n')).toBe('one\n\n  two\n')
    expect(sentValue(aField('a', { kind: 'long-text' }), ' \n ')).toBe('')
  })
})
