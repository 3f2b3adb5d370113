import { describe, expect, it } from 'vitest'
import { licenceProblems, licencesText } from './licences.mjs'

const one = (name: string, licence: string, content = '') => ({ name, version: '1.0.0', licence, content })

describe('the gate of licences', () => {
  it('lets through what asks for no more than its text', () => {
    const known = ['MIT', 'ISC', 'MIT AND ISC', '(MIT OR CC0-1.0)', 'GPL-3.0-only OR MIT']
    expect(licenceProblems(known.map((licence) => one('a', licence)))).toEqual([])
  })

  it('R80: names every package with an unknown licence, or with none', () => {
    expect(
      licenceProblems([
        one('free', 'MIT'),
        one('copyleft', 'GPL-3.0-only'),
        one('both', 'MIT AND GPL-3.0-only'),
        one('mixed', 'MIT OR ISC AND GPL-3.0-only'),
        one('custom', 'SEE LICENSE IN LICENSE.md'),
        one('silent', ''),
      ]),
    ).toEqual([
      'copyleft 1.0.0 has the licence GPL-3.0-only, which nobody has looked at',
      'both 1.0.0 has the licence MIT AND GPL-3.0-only, which nobody has looked at',
      'mixed 1.0.0 has the licence MIT OR ISC AND GPL-3.0-only, which nobody has looked at',
      'custom 1.0.0 has the licence SEE LICENSE IN LICENSE.md, which nobody has looked at',
      'silent 1.0.0 names no licence',
    ])
  })
})

describe('the text of all licences', () => {
  it('has every package and every text, a shared one once', () => {
    const text = licencesText([
      one('a', 'MIT', 'Do as you like.\n'),
      one('b', 'ISC', 'Do as you like.'),
      one('c', 'MIT'),
    ])
    for (const head of ['a 1.0.0 (MIT)\nb 1.0.0 (ISC)\n', 'c 1.0.0 (MIT)\n']) expect(text).toContain(head)
    expect(text.split('Do as you like.')).toHaveLength(2)
    expect(text).toContain('The package brings no text of its licence.')
  })
})
