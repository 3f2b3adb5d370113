import { describe, expect, it } from 'vitest'
import { rawBlocks, stretchesIn, stretchesOf } from './raw-blocks.ts'

describe('a long text in blocks', () => {
  const lines = Array.from({ length: 1_000 }, (_unused, index) => `line ${String(index)}`)

  it.each([lines.join('\n'), `${lines.join('\n')}\n`, 'one line', '', '\n\n'])('is the same text', (text) => {
    const blocks = rawBlocks(text)
    expect(blocks.map((block) => block.text).join('')).toBe(text)
    for (const block of blocks) expect(text.slice(block.at, block.at + block.text.length)).toBe(block.text)
  })

  it('has what was found where it stands in its block', () => {
    const text = lines.join('\n')
    const stretches = stretchesOf(text, /line 45\d/gu, 100)
    expect(stretches).toHaveLength(10)
    const inBlocks = rawBlocks(text).flatMap((block) =>
      stretchesIn(block, stretches).map(([from, to]) => block.text.slice(from, to)),
    )
    expect(inBlocks).toEqual(lines.filter((line) => /line 45\d/u.test(line)))
  })

  it('counts so many at most, and nothing for nothing', () => {
    expect(stretchesOf('aaaa', /a/gu, 3)).toHaveLength(3)
    expect(stretchesOf('aaaa', /b*/gu, 3)).toEqual([])
  })
})
