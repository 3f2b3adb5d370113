/** A part of a long text, from one line's beginning to another's end. */
export interface RawBlock {
  readonly text: string
  /** Characters before it. */
  readonly at: number
}

/** Lines of a block: what the browser lays out at once while the rest is out of sight. */
const linesOfBlock = 200

/** Cuts a text after every so many lines. Joined by line breaks, the blocks are the text. */
export function rawBlocks(text: string): RawBlock[] {
  const blocks: RawBlock[] = []
  let at = 0
  while (at < text.length) {
    let end = at
    for (let line = 0; line < linesOfBlock && end < text.length; line += 1) {
      const next = text.indexOf('\n', end)
      end = next < 0 ? text.length : next + 1
    }
    blocks.push({ text: text.slice(at, end), at })
    at = end
  }
  return blocks
}

/** A stretch of a text: its first character, and the one after its last. */
export type Stretch = readonly [from: number, to: number]

/** Where the wanted stands, at most so many times. An empty match counts for nothing. */
export function stretchesOf(text: string, wanted: RegExp, most: number): Stretch[] {
  const found: Stretch[] = []
  for (const match of text.matchAll(wanted)) {
    if (match[0] === '') continue
    found.push([match.index, match.index + match[0].length])
    if (found.length === most) break
  }
  return found
}

/** Those stretches that lie in a block, counted from the block's beginning. */
export const stretchesIn = (block: RawBlock, stretches: readonly Stretch[]): Stretch[] =>
  stretches
    .filter(([from]) => from >= block.at && from < block.at + block.text.length)
    .map(([from, to]) => [from - block.at, to - block.at])
