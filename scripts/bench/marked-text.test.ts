import { describe, expect, it } from 'vitest'
import { markdownTable, withMarkedTexts } from './marked-text.mjs'

describe('a page whose figures are written by a script', () => {
  const page = 'By hand.\n\n<!-- one -->\n\nold\n\n<!-- /one -->\n\nBy hand too.\n'

  it('gets what stands between the marks, and keeps the rest', () => {
    const written = withMarkedTexts(page, { one: 'new\n' })
    expect(written).toBe('By hand.\n\n<!-- one -->\n\nnew\n\n<!-- /one -->\n\nBy hand too.\n')
    expect(withMarkedTexts(written, { one: 'new' })).toBe(written)
  })

  it('must have a place for all of it', () => {
    expect(() => withMarkedTexts(page, { two: 'new' })).toThrow('the page has no place for two')
  })

  it('has tables as Prettier writes them', () => {
    expect(markdownTable(['what', 'ms'], [['a|b', '12.5']], (at) => at === 1).split('\n')).toEqual([
      '| what |   ms |',
      '| ---- | ---: |',
      String.raw`| a\|b | 12.5 |`,
    ])
  })
})
