import { type Inline, readInlines } from './markdown-inlines.ts'

/** A block of a page, with what stands indented below it. */
export interface Block {
  readonly kind: 'paragraph' | 'heading' | 'bullet' | 'number' | 'todo' | 'quote' | 'code' | 'rule' | 'table'
  /** Of a heading, from 1. */
  readonly level: number
  /** Of a to-do. */
  readonly isDone: boolean
  readonly words: readonly Inline[]
  /** Of code, as it is; empty otherwise. */
  readonly code: string
  /** Of a table: rows of cells. */
  readonly rows: readonly (readonly (readonly Inline[])[])[]
  readonly children: readonly Block[]
}

const plain: Block = {
  kind: 'paragraph',
  level: 0,
  isDone: false,
  words: [],
  code: '',
  rows: [],
  children: [],
}

/** Deeper than anybody reads; a hostile page must not make the screen nest without end. */
const deepest = 12

interface Line {
  /** In levels: tabs, or two spaces each. */
  readonly indent: number
  readonly text: string
}

/**
 * Markdown as blocks, as far as pages use it: headings, lists, to-dos, quotes, code, tables, rules. Whatever is
 * none of it is a paragraph. There is no HTML in it: who shows it draws each of these by its own means. Notion's
 * form of Markdown is among what is read (developers.notion.com, "Enhanced markdown"): children are indented by
 * tabs, tables are tags, attributes stand in braces.
 */
export function readMarkdown(text: string): readonly Block[] {
  return readBlocks(text.split('\n').map(lineOf))
}

function lineOf(line: string): Line {
  const text = line.trimStart()
  const white = line.slice(0, line.length - text.length)
  const tabs = white.split('\t').length - 1
  const indent = tabs + Math.floor((white.length - tabs) / 2)
  return { indent: Math.min(indent, deepest), text: text.trimEnd() }
}

/** Where the first line from `from` on is of which `test` is true; after the last line if none is. */
function indexFrom(lines: readonly Line[], from: number, test: (line: Line) => boolean): number {
  let at = from
  while (at < lines.length) {
    const line = lines[at]
    if (line !== undefined && test(line)) break
    at += 1
  }
  return at
}

function readBlocks(lines: readonly Line[]): Block[] {
  const blocks: Block[] = []
  // Looked for once: where it is in vain from here, it is so from further down.
  let endsTables = true
  for (let at = 0; at < lines.length;) {
    const { indent, text } = lines[at] ?? { indent: 0, text: '' }
    if (text === '') {
      at += 1
      continue
    }
    const fence = /^(?:`{3,}|~{3,})/.exec(text)?.[0]
    const isTagTable: boolean = endsTables && /^<table[\s>]/.test(text)
    const afterTags: number = isTagTable
      ? indexFrom(lines, at, (line) => line.text.endsWith('</table>'))
      : lines.length
    if (isTagTable) endsTables = afterTags < lines.length
    if (fence !== undefined) {
      const end = indexFrom(lines, at + 1, (line) => line.text.startsWith(fence))
      const code = lines
        .slice(at + 1, end)
        .map((line) => '  '.repeat(Math.max(0, line.indent - indent)) + line.text)
      blocks.push({ ...plain, kind: 'code', code: code.join('\n') })
      at = end + 1
    } else if (afterTags < lines.length) {
      const source = lines.slice(at, afterTags + 1).map((line) => line.text)
      blocks.push({ ...plain, kind: 'table', rows: rowsOfTags(source.join('\n')) })
      at = afterTags + 1
    } else if (text.startsWith('|')) {
      const end = indexFrom(lines, at, (line) => !line.text.startsWith('|'))
      blocks.push({ ...plain, kind: 'table', rows: rowsOfBars(lines.slice(at, end)) })
      at = end
    } else {
      const end = indexFrom(lines, at + 1, (line) => line.text !== '' && line.indent <= indent)
      const block = blockOf(text)
      const below = readBlocks(lines.slice(at + 1, end))
      if (block !== null) blocks.push({ ...block, children: below })
      // One by one: a call takes only so many arguments.
      else for (const one of below) blocks.push(one)
      at = end
    }
  }
  return blocks
}

// A line may have millions of characters. So a form begins at the line's start, and whatever is repeated in it ends at
// a character that is not of its kind: then there is one way only to match.
const attributes = /^\{(?:[a-z]+="[^"{}]*"\s*)+\}$/

function withoutAttributes(line: string): string {
  const start = line.endsWith('}') ? line.lastIndexOf('{') : -1
  return start >= 0 && attributes.test(line.slice(start)) ? line.slice(0, start).trimEnd() : line
}

/** Null for a line without any words of its own. */
function blockOf(line: string): Block | null {
  const text = withoutAttributes(line)
  const [, hashes = '', title = ''] = /^(#{1,6})\s+([^]*)$/.exec(text) ?? []
  if (hashes !== '') return { ...plain, kind: 'heading', level: hashes.length, words: readInlines(title) }
  const [, box, task = ''] = /^[-*+]\s+\[([ xX])\]\s*([^]*)$/.exec(text) ?? []
  if (box !== undefined) return { ...plain, kind: 'todo', isDone: box !== ' ', words: readInlines(task) }
  for (const [kind, form] of lists) {
    const [, words] = form.exec(text) ?? []
    if (words !== undefined) return { ...plain, kind, words: readInlines(words) }
  }
  if (/^(?:-{3,}|\*{3,}|_{3,})$/.test(text)) return { ...plain, kind: 'rule' }
  const words = readInlines(text)
  return words.length === 0 ? null : { ...plain, words }
}

const lists = [
  ['bullet', /^[-*+]\s+([^]*)$/],
  ['number', /^\d{1,9}[.)]\s+([^]*)$/],
  ['quote', /^>\s?([^]*)$/],
] as const

/** `| a | b |`, without the line that sets the head apart. */
function rowsOfBars(lines: readonly Line[]): Block['rows'] {
  return lines
    .filter(({ text }) => !text.includes('-') || !/^[|\s:-]*$/.test(text))
    .map(({ text }) => {
      const cells = text.replace(/^\|/, '').split(/(?<!\\)\|/)
      if (cells.at(-1)?.trim() === '') cells.pop()
      return cells.map((cell) => readInlines(cell.trim()))
    })
}

/** `<tr><td>a</td></tr>`. */
function rowsOfTags(source: string): Block['rows'] {
  const [, ...rows] = source.split(/<tr[^<>]*>/)
  return rows.map((row) => {
    const [, ...cells] = row.split(/<td[^<>]*>/)
    return cells.map((cell) => readInlines(cell.split('</td>', 1)[0]?.trim() ?? ''))
  })
}
