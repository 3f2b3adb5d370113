import { describe, expect, it } from 'vitest'
import { type Block, readMarkdown } from './markdown-blocks.ts'
import { readInlines } from './markdown-inlines.ts'

/** A block in one line: its kind, its words, and in brackets what stands below it. */
const told = ({ kind, level, isDone, words, code, rows, children }: Block): string => {
  const text = words.map((one) => one.text).join('')
  const cells = rows.map((row) => row.map((cell) => cell.map((one) => one.text).join('')).join('|'))
  const head = `${kind}${level > 0 ? String(level) : ''}${isDone ? '+' : ''}`
  const inner = children.length > 0 ? ` [${children.map(told).join(', ')}]` : ''
  return `${[head, text + code + cells.join('/')].join(' ').trimEnd()}${inner}`
}
const read = (...lines: string[]): string[] => readMarkdown(lines.join('\n')).map(told)

describe('a page read as blocks', () => {
  it('knows headings, lists, to-dos, quotes, rules and paragraphs', () => {
    expect(
      read('# One', '#### Four', '- a', '2. b', '- [ ] c', '- [x] d', '> e', '---', 'f', '', '#no heading'),
    ).toEqual([
      'heading1 One',
      'heading4 Four',
      'bullet a',
      'number b',
      'todo c',
      'todo+ d',
      'quote e',
      'rule',
      'paragraph f',
      'paragraph #no heading',
    ])
  })

  it('puts what is indented by tabs, or by two spaces, below the line above it', () => {
    expect(read('- a', '\t- b', '\t\tc', '- d', '  - e')).toEqual([
      'bullet a [bullet b [paragraph c]]',
      'bullet d [bullet e]',
    ])
  })

  it('keeps code letter for letter, also where its end is missing', () => {
    expect(read('```ts', 'const a = "**b**"', '  # no heading', '```', 'after')).toEqual([
      'code const a = "**b**"\n  # no heading',
      'paragraph after',
    ])
    expect(read('```', 'open')).toEqual(['code open'])
  })

  it('reads tables of bars and tables of tags', () => {
    expect(read('| a | b |', '| --- | --- |', '| 1 \\| 2 | 3 |')).toEqual(['table a|b/1 | 2|3'])
    expect(
      read(
        '<table header-row="true">',
        '\t<tr>',
        '\t\t<td>a</td>',
        '\t\t<td>b</td>',
        '\t</tr>',
        '</table>',
        'c',
      ),
    ).toEqual(['table a|b', 'paragraph c'])
  })

  it('takes off the tags and attributes that stand for a kind of block, and keeps their words', () => {
    expect(
      read(
        '# Plan {color="red"}',
        '<callout icon="⚠️">Mind the step</callout>',
        '<columns>',
        '\t<column>',
        '\t\tleft',
        '\t</column>',
        '</columns>',
        '<unknown url="https://x.example" />',
        '<page url="https://x.example/1">Recipes</page>',
      ),
    ).toEqual(['heading1 Plan', 'paragraph Mind the step', 'paragraph left', 'paragraph Recipes'])
  })

  it('does not nest deeper than anybody reads, however deep a page pretends to be', () => {
    const lines = Array.from({ length: 3_000 }, (_unused, depth) => `${'\t'.repeat(depth)}- ${String(depth)}`)
    const depthOf = (blocks: readonly Block[]): number =>
      blocks.length === 0 ? 0 : 1 + Math.max(...blocks.map(({ children }) => depthOf(children)))
    expect(depthOf(readMarkdown(lines.join('\n')))).toBe(13)
  })

  it('reads hostile text in a time that grows with its length alone', () => {
    const startedAtMs = performance.now()
    for (const unit of ['<table>\n', '*a', '[', '`', '<page ', '_a ', '- ', '|-']) {
      readMarkdown(unit.repeat(Math.floor(300_000 / unit.length)))
    }
    expect(performance.now() - startedAtMs).toBeLessThan(15_000)
  })

  const many = (unit: string): string => unit.repeat(Math.floor(400_000 / unit.length))

  it.each([
    ['a line of bars that is no rule in the end', `|${many('-')}x`],
    ['cells of dashes', `|${many('-|')}x`],
    ['white within a line', `a${many(' ')}b`],
    ['white before the end of attributes', `a {b=""${many(' ')}!}`],
    ['white in a heading of two lines', `#${many(' ')}a\rb`],
    ['white in a list of two lines', `-${many(' ')}a\rb`],
    ['white in a numbered list of two lines', `1.${many(' ')}a\rb`],
    ['white in a to-do of two lines', `- [ ]${many(' ')}a\rb`],
    ['white in a quote of two lines', `>${many(' ')}a\rb`],
    ['blank lines', `a${many('\n')}b`],
    ['lines below one that has no words', `<columns>\n${many('\ta\n')}`],
  ])('reads %s in a time that grows with their length alone', (_kind, text) => {
    const startedAtMs = performance.now()
    expect(readMarkdown(text)).not.toEqual([])
    // Milliseconds; in a time that grows with the square of the length it takes minutes.
    expect(performance.now() - startedAtMs).toBeLessThan(15_000)
  })

  it('keeps the words after a line end of another system', () => {
    expect(read('# a\rb', '- c\rd', '- [x] e\rf', '1. g\rh', '> i\rj')).toEqual([
      'heading1 a\rb',
      'bullet c\rd',
      'todo+ e\rf',
      'number g\rh',
      'quote i\rj',
    ])
  })

  it('keeps braces that are no attributes', () => {
    expect(read('# Plan {a}', 'a {color="red"} b', 'c {color="red" toggle="true"}')).toEqual([
      'heading1 Plan {a}',
      'paragraph a {color="red"} b',
      'paragraph c',
    ])
  })
})

describe('words with their marks', () => {
  const runs = (text: string): string[] =>
    readInlines(text).map(({ text: words, marks, address }) =>
      [words, ...marks, ...(address === null ? [] : [address])].join(' / '),
    )

  it('are bold, italic, struck out, code, or several at once', () => {
    expect(runs('a **b *c*** ~~d~~ `e*f*` __g__')).toEqual([
      'a ',
      'b  / bold',
      'c / bold / italic',
      ' ',
      'd / strike',
      ' ',
      'e*f* / code',
      ' ',
      'g / bold',
    ])
  })

  it('keep a character that a backslash protects, and a mark that never ends', () => {
    expect(runs('1 \\* 2 \\<b\\> snake_case_name 3 * 4 **open')).toEqual([
      '1 * 2 <b> snake_case_name 3 * 4 **open',
    ])
  })

  it('tell where a link leads, if that is https, and what is said about a picture, not where it lies', () => {
    expect(runs('[a](https://x.example/1) [b](http://x.example) ![c](https://x.example/p.png)')).toEqual([
      'a / https://x.example/1',
      ' ',
      'b',
      ' ',
      'c',
    ])
  })

  it('leave a tag that they do not know as it is', () => {
    expect(runs('<b>x</b><mention-user url="u">Ana</mention-user><br>y')).toEqual(['<b>x</b>Ana\ny'])
  })
})
