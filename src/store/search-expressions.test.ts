import { describe, expect, it } from 'vitest'
import { foldedWords, partExpression, wordExpression } from './search-expressions.ts'

describe('search expressions', () => {
  it('quotes every word and looks for it at the beginning of words', () => {
    expect(wordExpression(' Ada  Love ')).toBe('"ada" * AND "love" *')
  })

  it('takes operators and quotes of FTS5 as text', () => {
    expect(wordExpression('a" OR NEAR(b)')).toBe('"a""" * AND "or" * AND "near(b)" *')
  })

  it('drops what has no letter or digit, because it would match nothing', () => {
    expect(wordExpression('ada & 😀')).toBe('"ada" *')
    expect(wordExpression('"*"')).toBeNull()
    expect(wordExpression('\0')).toBeNull()
  })

  it('looks for a phone number without its spaces and dashes as well', () => {
    expect(wordExpression('020-79 46')).toBe('("020-79" * AND "46" *) OR (phone_digits : "0207946" *)')
    expect(partExpression('020-79 46')).toBe('(email : "020-79 46") OR (phone_digits : "207946")')
  })

  it('splits a text into words as names are split, whatever stands between them', () => {
    expect(foldedWords(' Zoë+van-der “Berg”\t42 ')).toEqual(['zoe', 'van', 'der', 'berg', '42'])
    expect(foldedWords('–')).toEqual([])
  })

  it('asks the trigram index for nothing shorter than three characters', () => {
    expect(partExpression('ab')).toBeNull()
    expect(partExpression('  ab\n')).toBeNull()
    expect(partExpression('abc')).toBe('email : "abc"')
    expect(partExpression('0 0 1')).toBe('email : "0 0 1"')
  })
})
