import { describe, expect, it } from 'vitest'
import type { FilterCondition } from '../../../../shared/model/filter.ts'
import { type FieldKind, type ListField, providerField } from '../../../../shared/model/list-field.ts'
import { i18next } from '../../../app/i18n.ts'
import { conditionWords, type FilterSpeech, partWords } from './filter-words.ts'

const aField = (name: string, label: string, kind: FieldKind, values: readonly string[] = []): ListField => ({
  id: providerField(name),
  label,
  group: null,
  kind,
  options: values.map((value) => ({ value, label: value.toUpperCase() })),
  isMain: true,
  editsAs: null,
})
const fields = [
  aField('city', 'City', 'text'),
  aField('amount', 'Amount', 'number'),
  aField('closedate', 'Close date', 'date'),
  aField('stage', 'Stage', 'choice', ['a', 'b', 'c', 'd', 'e']),
  aField('optedout', 'Opted out', 'flag'),
]
const speech: FilterSpeech = {
  t: i18next.getFixedT('en', ['filters', 'ui']),
  fieldOf: (id) => fields.find((field) => field.id === id) ?? null,
  isKnown: true,
}
const say = (name: string, test: FilterCondition['test'], ...values: string[]): string =>
  conditionWords({ field: providerField(name), test, values }, speech)

describe('a condition in words', () => {
  it('names field, test and value', () => {
    expect(say('city', 'is', 'Berlin')).toBe('City is Berlin')
    expect(say('city', 'lacks', 'Ber')).toBe('City does not contain Ber')
    expect(say('city', 'empty')).toBe('City is empty')
    expect(say('optedout', 'no')).toBe('Opted out: no')
  })

  it('says numbers and days in the order of the language', () => {
    expect(say('amount', 'more', '50000')).toBe('Amount is more than 50,000')
    expect(say('amount', 'between', '0.12345', '9')).toBe('Amount is from 0.12345 to 9')
    expect(say('closedate', 'less', '2026-11-28')).toBe('Close date is before Nov 28, 2026')
    expect(say('closedate', 'equals', '2026-11-28')).toBe('Close date is on Nov 28, 2026')
  })

  it('says spans of time with their number', () => {
    expect(say('closedate', 'in-last', '7', 'day')).toBe('Close date is in the last 7 days')
    expect(say('closedate', 'not-in-last', '1', 'month')).toBe('Close date is not in the last month')
    expect(say('closedate', 'this', 'week')).toBe('Close date is this week')
  })

  it('names options by their labels, and counts those that are too many to name', () => {
    expect(say('stage', 'any-of', 'a')).toBe('Stage is A')
    expect(say('stage', 'none-of', 'a', 'b', 'gone')).toBe('Stage is not A or B or gone')
    expect(say('stage', 'any-of', 'a', 'b', 'c', 'd', 'e')).toBe('Stage is A, B or 3 more')
  })

  it('says of a field that is no longer here that it is not', () => {
    expect(say('shoe_size', 'more', '40')).toBe('shoe_size (no longer here) is more than 40')
    const notYet = { ...speech, isKnown: false }
    expect(conditionWords({ field: providerField('shoe_size'), test: 'filled', values: [] }, notYet)).toBe(
      'shoe_size is filled in',
    )
  })

  it('puts a group into brackets', () => {
    const conditions: FilterCondition[] = ['Berlin', 'Bonn'].map((city) => ({
      field: providerField('city'),
      test: 'is',
      values: [city],
    }))
    expect(partWords({ match: 'any', conditions }, speech)).toBe('(City is Berlin or City is Bonn)')
    expect(partWords({ match: 'all', conditions }, speech)).toBe('(City is Berlin and City is Bonn)')
  })
})
