/** What stands in the place of a value that is known to tell who somebody is, or to let somebody in. */
export interface KnownValue {
  readonly value: string
  readonly shownAs: string
}

/** Shorter ones are in every word. */
const shortestValue = 3

/** Takes known values out of a text, whatever their case, the longest first: one may lie in another. */
export function createValueStripper(known: readonly KnownValue[]): (text: string) => string {
  const texts = known
    .filter(({ value }) => value.trim().length >= shortestValue)
    // As it stands in JSON too, where quotation marks have a backslash.
    .flatMap(({ value, shownAs }) =>
      [value, JSON.stringify(value).slice(1, -1)].map((text) => ({ text: text.trim(), shownAs })),
    )
    .toSorted((one, other) => other.text.length - one.text.length)
  if (texts.length === 0) return (text) => text
  const shownFor = new Map(texts.map(({ text, shownAs }) => [text.toLowerCase(), shownAs]))
  // As they are written: some letters (İ) are others in lower case, which the pattern would not find again.
  const patterns = new Set(texts.map(({ text }) => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)))
  const pattern = new RegExp([...patterns].join('|'), 'giu')
  return (text) => text.replaceAll(pattern, (found) => shownFor.get(found.toLowerCase()) ?? '[left out]')
}
