import { describe, expect, it } from 'vitest'
import { hasWords, matchRanges } from './match-ranges.ts'

const marked = (text: string, search: string): string[] =>
  matchRanges(text, search).map(({ from, to }) => text.slice(from, to))

describe('what a search marks', () => {
  it('finds words in any case and with any accent', () => {
    expect(marked('Renée Zoë', 'zoe RENEE')).toEqual(['Renée', 'Zoë'])
    expect(marked('Rene\u0301e', 'renee')).toEqual(['Rene\u0301e'])
  })

  it('marks parts of an address, and joins pieces that meet', () => {
    expect(marked('ada@example.com', 'ada exam')).toEqual(['ada', 'exam'])
    expect(marked('aaa', 'aa')).toEqual(['aaa'])
  })

  it('never cuts a character in two', () => {
    expect(marked('𝒳-Æthel 🎉 ﬁn', 'athel')).toEqual([])
    expect(marked('🎉 party', 'party')).toEqual(['party'])
  })

  it('marks nothing for nothing', () => {
    expect(matchRanges('Ada', ' ')).toEqual([])
    expect(hasWords('Ada', '')).toBe(true)
    expect(hasWords('Ada Lovelace', 'love bo')).toBe(false)
  })
})
