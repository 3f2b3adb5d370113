/** Where a piece of a text stands: UTF-16 units, the end not included. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

/** Letters without case and accents, as the search takes them. */
export const foldedText = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** The words of a search, folded. */
export const wordsOf = (search: string): readonly string[] =>
  foldedText(search)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Whether a text has every word of a search, in whatever order. */
export function hasWords(text: string, search: string): boolean {
  const folded = foldedText(text)
  return wordsOf(search).every((word) => folded.includes(word))
}

/** The pieces of a text that a search found it by, in their order, joined where they meet. */
export function matchRanges(text: string, search: string): readonly TextRange[] {
  const starts: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    const letters = foldedText(character)
    for (let index = 0; index < letters.length; index += 1) starts.push(at)
    folded += letters
    at += character.length
  }
  starts.push(at)
  const isMarked = new Set<number>()
  for (const word of wordsOf(search)) {
    for (let index = folded.indexOf(word); index !== -1; index = folded.indexOf(word, index + 1)) {
      for (let offset = 0; offset < word.length; offset += 1) isMarked.add(index + offset)
    }
  }
  const ranges: TextRange[] = []
  for (const index of [...isMarked].sort((one, other) => one - other)) {
    const from = starts[index] ?? at
    const to = starts.find((start) => start > from) ?? at
    const last = ranges.at(-1)
    if (last !== undefined && last.to >= from) ranges[ranges.length - 1] = { from: last.from, to }
    else ranges.push({ from, to })
  }
  return ranges
}
