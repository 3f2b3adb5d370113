import { describe, expect, it } from 'vitest'
import { fold, phoneDigits, sortName } from './fold.ts'

describe('folding', () => {
  it('makes letters equal that a person reads alike', () => {
    expect(fold('ÅNGSTRÖM')).toBe('angstrom')
    expect(fold('Ångström')).toBe(fold('A\u030angstro\u0308m'))
    expect(fold('ﬁnance Ⅳ')).toBe('finance iv')
  })

  it('keeps a sort name short and well-formed, whatever the name', () => {
    expect(sortName('é'.repeat(5_000))).toBe('e'.repeat(200))
    expect(sortName('\u{1f600}'.repeat(150)).isWellFormed()).toBe(true)
    expect(sortName(`${'x'.repeat(199)}\u{1f600}`).isWellFormed()).toBe(true)
  })

  it('leaves only the digits of a phone number', () => {
    expect(phoneDigits('+44 (20) 7946-0000')).toBe('442079460000')
    expect(phoneDigits('ask Ada')).toBeNull()
    expect(phoneDigits('')).toBeNull()
    expect(phoneDigits(null)).toBeNull()
  })
})
