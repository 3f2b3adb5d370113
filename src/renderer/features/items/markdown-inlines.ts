export type Mark = 'bold' | 'italic' | 'strike' | 'code'

/** A run of words with its marks. Nothing in it is markup any more. */
export interface Inline {
  readonly text: string
  readonly marks: readonly Mark[]
  /** Where a link leads, as text; null where there is none or it is not https. */
  readonly address: string | null
}

/** Looking for the end of each mark costs time, and a hostile line may have as many as it likes. */
const longestPiece = 2_000
const mostMarks = 200

/**
 * The words of a line with their marks: bold, italic, struck out, code, links. A backslash takes the next character
 * as it is; a mark without its end is a character. Of a picture only what is said about it is kept.
 */
export function readInlines(text: string): Inline[] {
  const found: Inline[] = []
  for (let at = 0; at < text.length;) {
    const space = text.slice(at, at + longestPiece).lastIndexOf(' ')
    const isWhole = text.length - at <= longestPiece
    const end = isWhole ? text.length : at + (space > 0 ? space : longestPiece)
    const piece = text.slice(at, end)
    const isHostile = piece.split(/[*_~[]/, mostMarks + 2).length > mostMarks
    found.push(...(isHostile ? [{ text: piece, marks: [], address: null }] : readPiece(piece, [], null)))
    at = end
  }
  return found
}

const plainRun = /[^\\`![*_~<]+/y
/** The address may have pairs of brackets in it. */
const linkForm = /^!?\[((?:\\.|[^\]\\])*)\]\(((?:[^()\s]|\([^()\s]*\))*)\)/
/** Ends neither in the middle of a word, as `_` often is, nor before the last of several stars. */
const markForm =
  /^(\*\*|__|~~|\*|_)(?=\S)((?:\\.|[^\\])+?)(?<=\S)\1(?:(?<=_)(?![\p{L}\p{N}])|(?<=[*~])(?!\*))/u
const markOf = { '**': 'bold', __: 'bold', '*': 'italic', _: 'italic', '~~': 'strike' } as const

/** Tags that stand for a kind of block or a mention; their words stay. Any other tag is words. */
const tag =
  /^<\/?(?:callout|columns?|column_list|details|summary|table|tr|td|colgroup|col|synced_block|toggle|empty-block|table_of_contents|page|database|unknown|file|pdf|video|audio|image|span|mention-[a-z]+)(?:\s[^<>]*)?\/?>/

function readPiece(text: string, marks: readonly Mark[], address: string | null): Inline[] {
  const found: Inline[] = []
  let words = ''
  const flush = (): void => {
    if (words !== '') found.push({ text: words, marks, address })
    words = ''
  }
  for (let at = 0; at < text.length;) {
    plainRun.lastIndex = at
    const [run = ''] = plainRun.exec(text) ?? []
    words += run
    at += run.length
    const rest = text.slice(at)
    if (rest === '') break
    const code = /^`([^`]+)`/.exec(rest)
    const link = linkForm.exec(rest)
    const mark = markForm.exec(rest)
    const isInWord = rest.startsWith('_') && /[\p{L}\p{N}]$/u.test(words)
    const known = tag.exec(rest) ?? /^<br\s*\/?>/.exec(rest)
    if (rest.startsWith('\\') && rest.length > 1) {
      words += rest.charAt(1)
      at += 2
    } else if (code !== null) {
      flush()
      found.push({ text: code[1] ?? '', marks: [...marks, 'code'], address })
      at += code[0].length
    } else if (link !== null) {
      flush()
      found.push(...readPiece(link[1] ?? '', marks, rest.startsWith('!') ? null : httpsOf(link[2] ?? '')))
      at += link[0].length
    } else if (mark !== null && !isInWord) {
      flush()
      const name = markOf[mark[1] as keyof typeof markOf]
      found.push(...readPiece(mark[2] ?? '', [...marks, name], address))
      at += mark[0].length
    } else if (known !== null) {
      words += known[0].startsWith('<br') ? '\n' : ''
      at += known[0].length
    } else {
      words += rest.charAt(0)
      at += 1
    }
  }
  flush()
  return found
}

const httpsOf = (address: string): string | null => (/^https:\/\/\S+$/.test(address) ? address : null)
