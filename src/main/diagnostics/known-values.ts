/** What stands in the place of a value that is known to tell who somebody is, or to let somebody in. */
export interface KnownValue {
  readonly value: string
  readonly shownAs: string
}

/** Shorter ones are in every word. */
const shortestValue = 3

/** Takes known values out of a text, whatever their case, the longest first: one may lie in another. */
export function createValueStripper(known: readonly KnownValue[]): (text: string) => string {
  const unlike = new Map(
    known
      .filter(({ value }) => value.trim().length >= shortestValue)
      // As it stands in JSON too, where quotation marks have a backslash.
      .flatMap(({ value, shownAs }) =>
        [value, JSON.stringify(value).slice(1, -1)].map(
          (text) => [text.trim().toLowerCase(), shownAs] as const,
        ),
      ),
  )
  if (unlike.size === 0) return (text) => text
  const patterns = [...unlike.keys()]
    .toSorted((one, other) => other.length - one.length)
    .map((value) => value.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
  const pattern = new RegExp(patterns.join('|'), 'giu')
  return (text) => text.replaceAll(pattern, (found) => unlike.get(found.toLowerCase()) ?? '[left out]')
}
