/** How many rows a stream may get in all its life. */
const SPAN = 2 ** 32
const MAX_STREAMS = 2 ** 12

/** The row ids that belong to a stream, ends included. */
export interface RidRange {
  readonly first: number
  readonly last: number
}

/**
 * Every stream (an account's items of one type) has a range of row ids of its own. So a search within an
 * account or type is a search within a range of row ids, which FTS5 does natively and without a look at
 * the rows. Later streams lie below earlier ones: where the highest ids come first, contacts, which are
 * loaded first, come before companies and deals.
 */
export function ridRange(stream: number): RidRange {
  if (stream >= MAX_STREAMS) throw new Error('more streams than row ids were set aside for')
  const first = (MAX_STREAMS - stream) * SPAN
  return { first, last: first + SPAN - 1 }
}

/** As few ranges as cover the same row ids, the highest first. */
export function joinedRanges(streams: readonly number[]): RidRange[] {
  const joined: RidRange[] = []
  for (const range of streams.map(ridRange).sort((a, b) => b.first - a.first)) {
    const above = joined.at(-1)
    if (above?.first === range.last + 1) joined[joined.length - 1] = { first: range.first, last: above.last }
    else joined.push(range)
  }
  return joined
}
