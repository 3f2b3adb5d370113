import { describe, expect, it } from 'vitest'
import { matchesWords } from './section-words.ts'

describe('the search in the settings', () => {
  const words = ['Appearance', 'Theme', 'Größe der Schrift']
  it.each([
    ['', true],
    ['  ', true],
    ['THEME', true],
    ['app the', true],
    ['grosse', false],
    ['große', true],
    ['grőße schrift', true],
    ['theme network', false],
  ])('finds by %j: %s', (typed, isFound) => {
    expect(matchesWords(words, typed)).toBe(isFound)
  })
})
