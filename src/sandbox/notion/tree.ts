import { between, createRandom } from '../random.ts'
import { FIXED_PAGES, indexOfSpecial, placeOfFixed, TOP_TITLES } from './special-pages.ts'
import { SOURCE_PLACES } from './source-places.ts'

/**
 * The made-up workspace in numbers, a few bytes a page: who stands on whom, and when. Times are minutes since
 * 1970, because Notion rounds them down to the minute (its changelog on `last_edited_time`).
 */
export type Tree = {
  count: number
  sources: number
  /** The page that a page stands on, also through a block or a data source; -1 at the top. */
  host: Int32Array
  /** The data source that a row belongs to; -1 for other pages. */
  source: Int32Array
  created: Int32Array
  edited: Int32Array
  /** Bits of TRASHED, ARCHIVED, IN_BLOCK. */
  flags: Uint8Array
  /** Pages that stand on this one, rows left out, in order of their numbers. */
  childrenOf: (page: number) => Uint32Array
  rowsOf: (source: number) => Uint32Array
}

export const TRASHED = 1
export const ARCHIVED = 2
export const IN_BLOCK = 4

const STREAM = 60
const MAX_DEPTH = 8
const MINUTE_MS = 60_000
/** Pages were made and edited within these days, whatever day it is now: same seed, same pages. */
const FROM = Date.UTC(2021, 2, 1) / MINUTE_MS
const UNTIL = Date.UTC(2026, 10, 1) / MINUTE_MS

export function createTree(seed: number, count: number): Tree {
  const sources = count >= FIXED_PAGES ? SOURCE_PLACES.length + Math.floor(count / 2_000) : 0
  const host = new Int32Array(count)
  const source = new Int32Array(count).fill(-1)
  const created = new Int32Array(count)
  const edited = new Int32Array(count)
  const flags = new Uint8Array(count)
  const depth = new Uint8Array(count)
  const hasPages = new Uint8Array(count)
  /** Pages that others may stand on. */
  const plain = new Uint32Array(count)
  let plains = 0

  for (let page = 0; page < count; page++) {
    const random = createRandom(seed, STREAM, page)
    // In the order of their numbers, so that nothing is older than what it stands on.
    created[page] = FROM + Math.floor(((page + random()) / count) * (UNTIL - FROM - 20_000))
    const age = random() ** 3 * (UNTIL - (created[page] ?? 0))
    edited[page] = Math.max(created[page] ?? 0, UNTIL - Math.floor(age) - 1)
    const place = page < FIXED_PAGES ? placeOfFixed(page) : draw(random(), random())
    host[page] = place.host
    source[page] = place.source
    depth[page] = place.host < 0 ? 1 : (depth[place.host] ?? 0) + 1
    if (place.host >= 0) hasPages[place.host] = 1
    if (place.source < 0) plain[plains++] = page
    if (page < FIXED_PAGES) continue
    if (random() < 0.025) flags[page] = TRASHED
    else if (place.source >= 0 && random() < 0.03) flags[page] = ARCHIVED
    else if (place.source < 0 && random() < 0.08) flags[page] = IN_BLOCK
  }
  // What has pages on it is not trashed, so that no live page stands on a trashed one.
  for (let page = 0; page < count; page++) {
    if (hasPages[page] === 1) flags[page] = (flags[page] ?? 0) & ~TRASHED
  }
  for (const [name, flag] of FLAGGED) {
    const page = indexOfSpecial(name)
    if (page < count) flags[page] = flag
  }

  function draw(kind: number, share: number): { host: number; source: number } {
    // The first data source is the large one: in a workspace of 200,000 pages it is beyond any query.
    if (sources > 0 && kind < 0.55) {
      const chosen = kind < 0.15 ? 0 : Math.floor(share * sources)
      return { host: hostOfSource(chosen), source: chosen }
    }
    const random = createRandom(seed, STREAM + 1, Math.floor(share * 2 ** 30))
    for (let attempt = 0; attempt < 3; attempt++) {
      // Squared, so that old pages have many others on them and most have none.
      const candidate = plain[Math.floor(random() ** 2 * plains)] ?? 0
      if ((depth[candidate] ?? MAX_DEPTH) < MAX_DEPTH) return { host: candidate, source: -1 }
    }
    return { host: between(random, 0, Math.min(count, TOP_TITLES.length) - 1), source: -1 }
  }

  return {
    count,
    sources,
    host,
    source,
    created,
    edited,
    flags,
    childrenOf: createLists(count, count, (page) => ((source[page] ?? -1) >= 0 ? -1 : (host[page] ?? -1))),
    rowsOf: createLists(count, sources, (page) => source[page] ?? -1),
  }
}

/** The page on which a data source's database stands. */
export function hostOfSource(source: number): number {
  return SOURCE_PLACES[source]?.host ?? source % TOP_TITLES.length
}

const FLAGGED = [
  ['trashed', TRASHED],
  ['trashedRow', TRASHED],
  ['archivedRow', ARCHIVED],
  ['inBlock', IN_BLOCK],
] as const

/** Who belongs to whom, turned around: one table of numbers, and where each owner's part of it begins. */
function createLists(
  count: number,
  owners: number,
  ownerOf: (index: number) => number,
): (owner: number) => Uint32Array {
  const starts = new Uint32Array(owners + 1)
  for (let index = 0; index < count; index++) {
    const owner = ownerOf(index)
    if (owner >= 0) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1
  }
  for (let owner = 0; owner < owners; owner++) {
    starts[owner + 1] = (starts[owner + 1] ?? 0) + (starts[owner] ?? 0)
  }
  const next = starts.slice()
  const list = new Uint32Array(starts[owners] ?? 0)
  for (let index = 0; index < count; index++) {
    const owner = ownerOf(index)
    if (owner < 0) continue
    const at = next[owner] ?? 0
    list[at] = index
    next[owner] = at + 1
  }
  return (owner) => list.subarray(starts[owner] ?? 0, starts[owner + 1] ?? starts[owner] ?? 0)
}
