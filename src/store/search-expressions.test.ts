import { describe, expect, it } from 'vitest'
import { partExpression, wordSearch } from './search-expressions.ts'

describe('search expressions', () => {
  it('quotes every word and looks for it at the beginning of words', () => {
    expect(wordSearch(' Ada  Love ')).toEqual({
      anywhere: '"Ada" * AND "Love" *',
      inName: 'name : ("Ada" * AND "Love" *)',
      isName: 'name : ("Ada" AND "Love")',
    })
  })

  it('takes operators and quotes of FTS5 as text', () => {
    expect(wordSearch('a" OR NEAR(b)')?.anywhere).toBe('"a""" * AND "OR" * AND "NEAR(b)" *')
  })

  it('drops what has no letter or digit, because it would match nothing', () => {
    expect(wordSearch('ada & 😀')?.anywhere).toBe('"ada" *')
    expect(wordSearch('"*"')).toBeNull()
    expect(wordSearch('\0')).toBeNull()
  })

  it('looks for a phone number without its spaces and dashes as well', () => {
    expect(wordSearch('020-79 46')?.anywhere).toBe('("020-79" * AND "46" *) OR (phone_digits : "0207946" *)')
    expect(partExpression('020-79 46')).toBe('(email : "020-79 46") OR (phone_digits : "207946")')
  })

  it('asks the trigram index for nothing shorter than three characters', () => {
    expect(partExpression('ab')).toBeNull()
    expect(partExpression('  ab\n')).toBeNull()
    expect(partExpression('abc')).toBe('email : "abc"')
    expect(partExpression('0 0 1')).toBe('email : "0 0 1"')
  })
})
